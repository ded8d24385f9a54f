"""Admin widgets."""

from typing import Any

from wagtail.admin.widgets.slug import SlugInput

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
