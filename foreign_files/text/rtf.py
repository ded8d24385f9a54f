"""The text of RTF files, run by run with its font. Such files come from old portals; the door of uploads takes none in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from foreign_files.text.legacy_fonts import Run

TOKEN = re.compile(rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]+)(-?\d+)? ?|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)")
SILENT = frozenset(
    b"fonttbl stylesheet colortbl info pict object objdata fldinst themedata listtable listoverridetable rsidtbl generator "
    b"xmlnstbl latentstyles datastore revtbl bkmkstart bkmkend".split()
)
BREAKS = {b"par": "\n", b"line": "\n", b"row": "\n", b"sect": "\n", b"page": "\n", b"tab": "\t", b"cell": "\t"}
SIGNS = {
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"endash": "–",
    b"emdash": "—",
    b"bullet": "•",
}


class Group(NamedTuple):
    """What holds within one pair of braces: the number of the font, whether it is text at all, how many signs follow a \\u."""

    font: bytes
    is_silent: bool
    width: int


FONT = re.compile(rb"\\f(\d+)[^;{}]*?(?:\{[^{}]*\}[^;{}]*?)*([^\\;{} ][^\\;{}]*);")


def runs_of(content: bytes) -> Iterator[Run]:
    """Letters of one byte come as those of Windows; what a group hides, and what belongs to no text, is left out."""
    fonts = {number: name.decode("cp1252", "replace") for number, name in FONT.findall(_font_table(content))}
    default = re.search(rb"\\deff(\d+)", content[:400])
    groups = [Group(default[1] if default else b"0", False, 1)]
    passed_over = 0  # signs that only repeat a letter of \u for old readers
    for token in TOKEN.finditer(content):
        _byte, word, number, sign, brace, _plain = token.groups()
        if brace == b"{":
            groups.append(groups[-1])
        elif brace and len(groups) > 1:
            groups.pop()
        group = groups[-1] = _changed(groups[-1], groups[0], word or sign, number)
        text, passed_over = _read(token, group, passed_over)
        if text and not group.is_silent:
            yield text, fonts.get(group.font, "")


def _read(token: re.Match[bytes], group: Group, passed_over: int) -> tuple[str, int]:
    """The text of a token, and how many of the signs after it only repeat it."""
    byte, word, number, sign, _brace, plain = token.groups()
    if passed_over and byte:
        return "", passed_over - 1
    if passed_over and plain:
        return _text(None, None, plain[passed_over:]), max(0, passed_over - len(plain))
    if word == b"u" and number:
        return chr(int(number) % 65536), group.width
    return BREAKS.get(word) or SIGNS.get(word) or _text(byte, sign, plain), passed_over


def _changed(group: Group, outermost: Group, word: bytes | None, number: bytes | None) -> Group:
    """What a word of the format says for the rest of its group."""
    if word == b"*" or word in SILENT:
        return group._replace(is_silent=True)
    if word == b"f" and number:
        return group._replace(font=number)
    if word == b"plain":
        return group._replace(font=outermost.font)
    return group._replace(width=int(number)) if word == b"uc" and number else group


def _font_table(content: bytes) -> bytes:
    """The group of the font table."""
    start = content.find(b"{\\fonttbl")
    depth, at = 0, start
    for found in re.finditer(rb"[{}]", content[max(start, 0) :]):
        depth += 1 if found[0] == b"{" else -1
        if depth == 0:
            at = found.end()
            break
    return content[start : start + at] if start >= 0 else b""


def _text(byte: bytes | None, sign: bytes | None, plain: bytes | None) -> str:
    if byte:
        return bytes([int(byte, 16)]).decode("cp1252", "replace")
    if sign:
        return {b"~": " ", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}.get(sign, "")
    return plain.decode("cp1252", "replace") if plain else ""
