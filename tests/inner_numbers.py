"""Numbers of the house's own list of rules and law (R1–R156, 1.20.8, 2.11), found in what people read, where a clause should stand.

Thousands (2.870), numbers of documents, dates, parts of addresses and versions of programs are none.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from tests.language import NOT_SHOWN, SAID_BY

INNER_NUMBER = re.compile(r"(?<![\w.,/%:-])(?:R\d{1,3}|[12]\.\d{1,2}(?:\.\d{1,2})?)(?![\w/%:-]|[.,]\d)")


def inner_numbers_in(text: str) -> list[str]:
    return INNER_NUMBER.findall(text)


def inner_numbers_on(page: HtmlElement) -> dict[str, list[str]]:
    """For each text of a page that a person sees or hears and that holds one."""
    unseen = {text for part in page.xpath(NOT_SHOWN) for text in part.itertext()}
    return {
        text.strip(): found
        for text in page.xpath(f"//text() | {SAID_BY}")
        if text not in unseen and (found := inner_numbers_in(text))
    }


def strings_of(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text of parsed TOML with its place, but `rule`, which no screen shows."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name != "rule":
                yield from strings_of(each, f"{place}.{name}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from strings_of(each, f"{place}[{number}]")
    elif isinstance(value, str):
        yield place, value
