"""What differs between two revisions, field by field, by Wagtail's comparison with our `comparison.py`."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Revision

from workflows.models.reviewed import ReviewedPage


@dataclass(frozen=True)
class Difference:
    """A field whose value differs, with the differences marked."""

    label: str
    marked: SafeString


@dataclass(frozen=True)
class Row:
    """One of several objects that belong to a page, such as its files: what happened to it ("addition", "deletion" or "") and its fields."""

    kind: str
    said: str
    fields: list[Difference]


@dataclass(frozen=True)
class Rows:
    """Objects that belong to a page, of which some were added, changed or taken away."""

    label: str
    rows: list[Row]


def changes_between(
    request: HttpRequest, page: ReviewedPage, before: Revision | None, after: ReviewedPage
) -> list[Difference | Rows] | None:
    """What differs in `after` from an earlier revision; None where there is none."""
    if before is None:
        return None
    old = page.as_of(before)
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    comparisons = [comparison(old, after) for comparison in panel.get_comparison()]
    return [_change(comparison) for comparison in comparisons if comparison.has_changed()]


def _change(comparison: Any) -> Difference | Rows:
    if not comparison.is_child_relation:
        return Difference(comparison.field_label(), comparison.htmldiff())
    rows = (_row(child) for child in comparison.get_child_comparisons())
    return Rows(comparison.field_label(), [row for row in rows if row])


def _row(child: Any) -> Row | None:
    if not child.is_addition() and not child.is_deletion() and not child.has_changed():
        return None
    kind = "addition" if child.is_addition() else "deletion" if child.is_deletion() else ""
    said = {"addition": _("Thêm"), "deletion": _("Bỏ"), "": _("Sửa")}[kind]
    written = [Difference(field.field_label(), field.htmldiff()) for field in child.get_field_comparisons()]
    return Row(kind, said, [field for field in written if field.marked])
