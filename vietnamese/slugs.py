"""Addresses from Vietnamese titles: `Đại hội Đảng bộ tỉnh` → `dai-hoi-dang-bo-tinh`."""

import unicodedata

from django.utils.text import slugify

_STROKED = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})


def vietnamese_slug(text: str) -> str:
    """Plain Latin letters, digits and hyphens; at most 200 characters, cut between words."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.translate(_STROKED)) if not unicodedata.combining(c))
    slug = slugify(bare.replace("/", "-"))
    return slug if len(slug) <= 200 else slug[:200].rsplit("-", 1)[0]
