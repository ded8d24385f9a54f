"""Admin widgets."""

from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.widgets.slug import SlugInput

from vietnamese.signs import mended

# What the editor's browser does to a title before it makes a slug; Wagtail's own table lacks most Vietnamese letters.
_LETTERS = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ", "e": "èéẻẽẹêềếểễệ", "i": "ìíỉĩị", "o": "òóỏõọôồốổỗộơờớởỡợ", "u": "ùúủũụưừứửữự", "y": "ỳýỷỹỵ", "d": "đð",
}  # fmt: skip


class VietnameseSlugInput(SlugInput):
    def __init__(self, attrs: dict[str, Any] | None = None, formatters: tuple[Any, ...] = ()):
        pairs = [(f"[{small}]", plain) for plain, small in _LETTERS.items()]
        pairs += [(f"[{small.upper()}]", plain.upper()) for plain, small in _LETTERS.items()]
        pairs += [("[\u0300-\u036f]", ""), ("/", "-")]
        super().__init__(attrs, formatters=[*pairs, *formatters])


class RichTextArea(DraftailRichTextArea):
    """Wagtail's editor; what was typed into it, or pasted, is mended like everything that people send."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        written = super().value_from_datadict(data, files, name)
        return None if written is None else mended(written)
