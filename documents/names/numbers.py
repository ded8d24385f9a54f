"""Numbers of documents (số, ký hiệu) in one form, however they are typed. Pure.

`07/QĐ-UBND`, `7 qd ubnd`, `so 07/qđ ubnd` → `7-qd-ubnd`. The parser is tolerant: the law fixes how a number is written (NĐ 30/2020
PL I, III), people and old portals do not.
"""

import re
import unicodedata

from documents.names.types import DOCUMENT_TYPES
from vietnamese.slugs import vietnamese_slug

LONGEST_KEY = 120
NO_NUMBER = "khong-so"

_JOINING = re.compile(r"[._\u2010-\u2015\u2212]")
_TYPES = {vietnamese_slug(str(name)).split("-van-ban-")[0] for _key, name in DOCUMENT_TYPES}
_BEFORE = "|".join(sorted({*_TYPES, "van-ban", "so", "ky-hieu", "sh"}, key=len, reverse=True))
_TYPED = re.compile(rf"(?:(?:{_BEFORE})-)*(\d[\da-z]*(?:-[\da-z]+){{0,6}})")


def number_key(written: str) -> str:
    """The one form of a number: its parts without marks, in small letters, without leading zeros, joined by hyphens."""
    plain = vietnamese_slug(unicodedata.normalize("NFKC", _JOINING.sub("-", written)))
    parts = [part.lstrip("0") or "0" if part.isdigit() else part for part in plain.split("-") if part]
    return "-".join(parts[1:] if parts[:1] == ["so"] else parts)[:LONGEST_KEY]


def typed_key(typed: str) -> str:
    """The beginning of a number that somebody means who types this into a search; "" where it looks like none.

    A number begins with a digit; before it people write «số», «văn bản số», or the type («quyết định 07»), which then narrows nothing.
    """
    found = _TYPED.fullmatch(number_key(typed))
    return found[1] if found else ""


def name_key(written: str) -> str:
    """The name of an issuer or a signer as it stands in addresses: small letters, no marks, hyphens."""
    return vietnamese_slug(unicodedata.normalize("NFKC", written))[:LONGEST_KEY].strip("-")


def identity(number: str, kind: str, issuer: str) -> str:
    """By what a document that is only named is known again when it is entered: number, type and issuer; "" where one is missing.

    Whether a decision is legislative (`-qppl`) is not said by its name, so it does not count.
    """
    parts = number_key(number), kind.removesuffix("-qppl"), name_key(issuer)
    return "|".join(parts) if all(parts) and parts[0] != NO_NUMBER else ""
