"""How the cells of Excel files (XLSX) look: which are days, which show nothing, which are white."""

import re
from typing import NamedTuple, TypeVar
from xml.etree.ElementTree import Element

from foreign_files.text.packages import named, value_of

T = TypeVar("T")
BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
SILENT_CODE = re.compile(r";{2,3}")


class Form(NamedTuple):
    """How a cell stands."""

    font: str = ""
    is_white: bool = False  # white on nothing
    is_silent: bool = False  # a form of numbers that shows none of them
    is_date: bool = False


def forms_of(root: Element | None) -> list[Form]:
    """The forms of cells, in the order in which these name them."""
    if root is None:
        return []
    codes = {value_of(each, "numFmtId"): value_of(each, "formatCode") for each in _all(root, "numFmts")}
    fonts = [(value_of(named(each, "name"), "val"), _is_white(named(each, "color"))) for each in _all(root, "fonts")]
    fills = [
        _is_coloured(named(each, "patternFill")) or named(each, "gradientFill") is not None
        for each in _all(root, "fills")
    ]
    found = []
    for each in _all(root, "cellXfs"):
        font, is_white = _nth(fonts, value_of(each, "fontId"), ("", False))
        code = codes.get(value_of(each, "numFmtId"), "")
        is_white = is_white and not _nth(fills, value_of(each, "fillId"), False)
        found.append(
            Form(font, is_white, SILENT_CODE.fullmatch(code) is not None, _is_date(value_of(each, "numFmtId"), code))
        )
    return found


def _all(root: Element, name: str) -> list[Element]:
    found = named(root, name)
    return [] if found is None else list(found)


def _nth(rows: list[T], number: str, otherwise: T) -> T:
    return rows[int(number)] if number.isdigit() and int(number) < len(rows) else otherwise


def _is_date(key: str, code: str) -> bool:
    return (key.isdigit() and int(key) in BUILT_IN_DATES) or re.search(
        "[dy]", NOT_CODE.sub("", code), re.IGNORECASE
    ) is not None


def _is_white(colour: Element | None) -> bool:
    """White by its letters, by the theme (its first is the paper), by the old table of colours."""
    if colour is None or value_of(colour, "tint", "0") not in ("0", "0.0"):
        return False
    return (
        value_of(colour, "rgb").upper().endswith("FFFFFF")
        or value_of(colour, "theme") == "0"
        or value_of(colour, "indexed") in ("1", "9")
    )


def _is_coloured(fill: Element | None) -> bool:
    kind = value_of(fill, "patternType", "none")
    return kind != "none" and not (kind == "solid" and _is_white(named(fill, "fgColor")))
