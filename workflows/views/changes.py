"""What differs between two revisions, field by field, by Wagtail's own comparison."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Revision

from workflows.models import ReviewedPage


def changes_between(
    request: HttpRequest, page: ReviewedPage, before: Revision | None, after: ReviewedPage
) -> list[dict[str, Any]] | None:
    """The fields in which `after` differs from an earlier revision, with marked differences; None where there is none."""
    if before is None:
        return None
    old = page.as_of(before)
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    comparisons = [comparison(old, after) for comparison in panel.get_comparison()]
    return [
        {"label": comparison.field_label(), "difference": comparison.htmldiff()}
        for comparison in comparisons
        if comparison.has_changed()
    ]
