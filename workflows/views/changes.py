"""What differs between two revisions, field by field, by Wagtail's own comparison."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Revision

from workflows.models import ReviewedPage


def changes_between(
    request: HttpRequest, page: ReviewedPage, before: Revision | None, after: Revision | None
) -> list[dict[str, Any]] | None:
    """The changed fields with marked differences; None where there is nothing to compare with."""
    if before is None or after is None:
        return None
    if before.pk == after.pk:
        return []
    old, new = before.as_object(), after.as_object()
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    comparisons = [comparison(old, new) for comparison in panel.get_comparison()]
    return [
        {"label": comparison.field_label(), "difference": comparison.htmldiff()}
        for comparison in comparisons
        if comparison.has_changed()
    ]
