"""How two versions of a value are set side by side, for Wagtail's comparison and the review file.

Wagtail leans on words of more than four letters to see where two texts agree. Most Vietnamese syllables are shorter, so that one changed
number marked the rest of its paragraph. It shows only what stands between tags, so that a link which leads elsewhere looked unchanged;
and a day, a yes or a missing value as Python writes them.
"""

import datetime
import json
import re
from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.compare import (
    BlockComparison,
    FieldComparison,
    StreamBlockComparison,
    StreamFieldComparison,
    register_comparison_class,
)
from wagtail.fields import StreamField
from wagtail.utils.text import text_from_html

from vietnamese.text_diff import parts_of

_LINK = re.compile(r"""<a\b[^>]*?\bhref=(["'])(.*?)\1[^>]*>(.*?)</a>""", re.DOTALL)
_CELL_ENDS, _LINE_ENDS = re.compile(r"</t[dh]>"), re.compile(r"</(?:p|h\d|li|tr|div)>|<br\s*/?>")
# Which Wagtail's editor gives to parts and paragraphs when it stores a text anew; nobody reads them.
_KEYS = re.compile(
    r'(?<=<[a-z]) data-block-key=\\"\w{1,8}\\"|(?<=<[a-z][a-z0-9]) data-block-key=\\"\w{1,8}\\"|"id": "[0-9a-f-]{36}"'
)
_BLANKS = re.compile(r"[^\S\n]*(\n)\s*|[^\S\n]+")


def marked(before: str, after: str) -> SafeString:
    """Both texts as one, with what was taken out and put in marked for eyes and for screen readers."""
    return format_html_join("", "{}", ((_part(old, new),) for old, new in parts_of(before, after)))


def _part(old: str, new: str) -> SafeString | str:
    if old == new:
        return old
    gone = format_html('<del><span class="deletion">{}</span></del>', old) if old else ""
    come = format_html('<ins><span class="addition">{}</span></ins>', new) if new else ""
    return format_html("{}{}", gone, come)


class ValueComparison(FieldComparison):
    """Of a field: its texts word by word, its days and numbers as people write them."""

    def htmldiff(self) -> SafeString:
        return marked(_said(self.val_a), _said(self.val_b))


class BodyComparison(StreamFieldComparison):
    """Of a body: the parts that changed, each with what happened to it, and whether they stand in another order."""

    def has_changed(self) -> bool:
        return _is_other(self.field, self.val_a, self.val_b)

    def htmldiff(self) -> SafeString:
        if not (self.has_block_ids(self.val_a) and self.has_block_ids(self.val_b)):
            return super().htmldiff()
        whole = StreamBlockComparison(self.field.stream_block, True, True, self.val_a, self.val_b)
        changed = [row for part in whole.get_block_comparisons() if (row := _changed(part))]
        shown = format_html_join(
            "\n", '<div class="comparison__child-object {}"><p><strong>{}</strong></p>{}</div>', changed
        )
        moved = format_html("<p>{}</p>", _("Thứ tự các phần đã đổi.")) if self._is_reordered() else ""
        return format_html("{}{}", moved, shown)

    def _is_reordered(self) -> bool:
        before, after = ([part.id for part in value] for value in (self.val_a, self.val_b))
        return [part for part in before if part in after] != [part for part in after if part in before]


def _changed(part: BlockComparison) -> tuple[str, str, SafeString] | None:
    """How a part that changed is coloured, what happened to it, and the part; None for one that did not."""
    if part.is_new():
        return "addition", _("Thêm"), part.htmlvalue(part.val_b)
    if part.is_deleted():
        return "deletion", _("Bỏ"), part.htmlvalue(part.val_a)
    if not _is_other(part.block, part.val_a, part.val_b):
        return None
    return "", _("Sửa"), part.htmldiff()


class TextBlockComparison(BlockComparison):
    """Of a block that is text: with the address behind each link, since a changed address is a changed text."""

    def htmlvalue(self, val: Any) -> SafeString:
        return format_html("{}", _written(self.block, val))

    def htmldiff(self) -> SafeString:
        before, after = _written(self.block, self.val_a), _written(self.block, self.val_b)
        if before == after and _is_other(self.block, self.val_a, self.val_b):
            return format_html("{} {}", after, _part("", _("(chỉ đổi cách trình bày)")))
        return marked(before, after)


class ComparedAsText:
    """Makes a block one whose versions are compared as text."""

    def get_comparison_class(self) -> type[BlockComparison]:
        return TextBlockComparison


def register() -> None:
    """Take the place of Wagtail's own comparison of fields."""
    for field in (models.CharField, models.TextField, models.DateField, models.BooleanField, models.IntegerField):
        register_comparison_class(field, comparison_class=ValueComparison)
    register_comparison_class(StreamField, comparison_class=BodyComparison)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, datetime.datetime):
        value = localtime(value)
    return "" if value is None else str(localize(value))


def _written(block: Any, value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    html = " ".join(str(block.render_basic(value)).split())
    html = _LINE_ENDS.sub("\n", _CELL_ENDS.sub(" | ", _LINK.sub(r"\3 (\2)", html)))
    return _BLANKS.sub(lambda blank: blank[1] or " ", text_from_html(html))


def _is_other(kind: Any, before: Any, after: Any) -> bool:
    """Whether a field or block would store these two differently, keys aside."""
    stored = [_KEYS.sub("", json.dumps(kind.get_prep_value(value))) for value in (before, after)]
    return stored[0] != stored[1]
