"""How a document is called and cited, as NĐ 30/2020 writes it: type, number, day, issuer, abstract. Pure."""

import datetime
import re

from documents.names.numbers import NO_NUMBER, name_key

_ABOUT = re.compile(r"^(về\s+việc|v\s*/\s*v|về)[\s:]+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)$")


def name_of(kind: str, number: str, signed_on: datetime.date | None = None, issuer: str = "") -> str:
    """«Quyết định số 07/QĐ-UBND ngày 04 tháng 5 năm 2026 của Ủy ban nhân dân tỉnh»; without what is not known."""
    if not number and not signed_on:
        return ""
    parts = (
        _IN_BRACKETS.sub("", kind),
        f"số {number}" if number and name_key(number) != NO_NUMBER else "",
        written_date(signed_on) if signed_on else "",
        f"của {issuer}" if issuer else "",
    )
    return " ".join(filter(None, parts))


def citation(kind: str, number: str, signed_on: datetime.date | None, issuer: str, abstract: str) -> str:
    """The same with what the document is about, as other documents cite it in their «Căn cứ»."""
    return " ".join(filter(None, [name_of(kind, number, signed_on, issuer), about(abstract)]))


def about(abstract: str) -> str:
    """«V/v giá nước», «Về việc giá nước», «Giá nước» → «về việc giá nước»; «Về giá nước» → «về giá nước»."""
    words = " ".join(abstract.split()).rstrip(".;")
    if not words:
        return ""
    found = _ABOUT.match(words)
    rest = words[found.end() :] if found else words
    lead = "về" if found and found[1].lower() == "về" else "về việc"
    is_name = rest[1:2].isupper()  # an abbreviation keeps its capitals
    return f"{lead} {rest if is_name or found else rest[:1].lower() + rest[1:]}"


def written_date(day: datetime.date) -> str:
    """As NĐ 30/2020 PL I writes it: days below 10 and the months January and February with a zero before."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
