"""What an address of the register asks for. Pure: no query.

An address has its filters in one order, so that one question has one address. Every value that somebody types is a page or a 404.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext_lazy

from documents.names.numbers import name_key
from documents.names.types import DOCUMENT_TYPES
from documents.validity.status import Standing
from pages.pagination import year_of

MOST_CHARACTERS = 200
TEXT = "q"
LABELS = {
    "loai": gettext_lazy("Loại văn bản"),
    "co-quan": gettext_lazy("Cơ quan ban hành"),
    "linh-vuc": gettext_lazy("Lĩnh vực"),
    "nam": gettext_lazy("Năm"),
    "hieu-luc": gettext_lazy("Hiệu lực"),
    "nguoi-ky": gettext_lazy("Người ký"),
}
COLUMNS = {"loai": "type", "co-quan": "issuer_key", "linh-vuc": "field", "nam": "year", "nguoi-ky": "signer_key"}
NAMES = {"co-quan": "issuer", "nguoi-ky": "signer"}  # where the name of a value stands beside its key
STANDING = "hieu-luc"


@dataclass(frozen=True)
class Filters:
    """What is asked for: words, and a value per filter that is on, by its name in the address, in the order of `LABELS`."""

    text: str = ""
    on: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def of(cls, asked: Mapping[str, str], fields: Mapping[str, int]) -> "Filters":
        """`fields`: the board's fields, key → primary key. Raises `Http404` for a value that no document can have."""
        text = " ".join(asked.get(TEXT, "").split())[:MOST_CHARACTERS]
        return cls(text, tuple((name, _value(name, asked[name], fields)) for name in LABELS if asked.get(name)))

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.on)

    def without(self, name: str) -> "Filters":
        if name == TEXT:
            return replace(self, text="")
        return replace(self, on=tuple(pair for pair in self.on if pair[0] != name))

    def address(self, **more: str) -> str:
        """The query string: words, filters, and whatever else is asked for; "" where nothing is."""
        pairs = [(TEXT, self.text)] if self.text else []
        found = urlencode([*pairs, *self.on, *more.items()])
        return f"?{found}" if found else ""

    def __bool__(self) -> bool:
        return bool(self.text or self.on)


def _value(name: str, typed: str, fields: Mapping[str, int]) -> Any:
    known: Mapping[str, Any] = {"loai": dict(DOCUMENT_TYPES), "linh-vuc": fields, STANDING: dict(Standing.choices)}.get(
        name, {}
    )
    if name == "nam":
        return year_of(typed)
    if name in NAMES:
        if typed != name_key(typed):
            raise Http404
    elif typed not in known:
        raise Http404
    return typed
