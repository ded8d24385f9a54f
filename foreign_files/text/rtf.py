"""The text of RTF files, run by run with its font, and what they hide. Such files come from old portals; the door of uploads takes none in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from foreign_files.text.hidden import Part, Piece, Place

TOKEN = re.compile(rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]+)(-?\d+)? ?|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)")
SILENT = frozenset(
    b"fonttbl stylesheet colortbl info pict object objdata themedata listtable listoverridetable rsidtbl generator "
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


HIDING = {
    b"v": Part.TEXT,
    b"deleted": Part.DELETED,
    b"mvf": Part.MOVED,
}  # until told otherwise, or to the end of the group
DESTINATIONS = {
    b"annotation": Part.COMMENT, b"atnauthor": Part.METADATA, b"template": Part.METADATA, b"author": Part.METADATA,
    b"operator": Part.METADATA, b"manager": Part.METADATA, b"company": Part.METADATA, b"title": Part.METADATA,
    b"subject": Part.METADATA, b"keywords": Part.METADATA, b"doccomm": Part.METADATA, b"hlinkbase": Part.METADATA,
    b"docvar": Part.METADATA, b"staticval": Part.METADATA, b"fldinst": Part.METADATA,
}  # fmt: skip
GROUNDS = frozenset({b"highlight", b"cb", b"chcbpat", b"cbpat"})
FONT = re.compile(rb"\\f(\d+)[^;{}]*?(?:\{[^{}]*\}[^;{}]*?)*([^\\;{} ][^\\;{}]*);")
COLOURS = re.compile(rb"\{\\colortbl([^}]*)\}")
WHITE = re.compile(rb"(?=.*\\red255)(?=.*\\green255)(?=.*\\blue255)", re.DOTALL)


class Group(NamedTuple):
    """What holds within one pair of braces: the number of the font, whether it is text at all, how many signs follow a \\u; why it is not
    seen, and how that began; whether its letters are white, with nothing under them."""

    font: bytes
    is_silent: bool
    width: int
    parts: frozenset[Part] = frozenset()
    began: int = 0
    is_white: bool = False
    is_filled: bool = False

    @property
    def place(self) -> Place | None:
        for part in Part:
            if part in self.parts:
                return Place(part, str(self.began))
        return Place(Part.WHITE, str(self.began)) if self.is_white and not self.is_filled else None


class Head(NamedTuple):
    """What the head of a file names: fonts by number, the numbers of white; whether cells of tables may have a colour."""

    fonts: dict[bytes, str]
    whites: frozenset[bytes]
    has_cells: bool


def pieces_of(content: bytes) -> Iterator[Piece]:
    """Letters of one byte come as those of Windows; what belongs to no text is left out."""
    fonts = {number: name.decode("cp1252", "replace") for number, name in FONT.findall(_font_table(content))}
    head = Head(fonts, _whites(content), rb"\clcbpat" in content or rb"\clshdng" in content)
    default = re.search(rb"\\deff(\d+)", content[:400])
    groups = [Group(default[1] if default else b"0", False, 1, is_filled=head.has_cells)]
    passed_over = 0  # signs that only repeat a letter of \u for old readers
    for token in TOKEN.finditer(content):
        _byte, word, number, sign, brace, _plain = token.groups()
        if brace == b"{":
            groups.append(groups[-1])
        elif brace and len(groups) > 1:
            groups.pop()
        group = groups[-1] = _hidden(
            _changed(groups[-1], groups[0], word or sign, number), head, word, number, token.start()
        )
        if word == b"revised" and number != b"0":
            yield Piece("", "", Place(Part.CHANGED, str(token.start())))
        text, passed_over = _read(token, group, passed_over)
        if text and not group.is_silent:
            yield Piece(text, fonts.get(group.font, ""), group.place)


def _whites(content: bytes) -> frozenset[bytes]:
    table = COLOURS.search(content)
    rows = table[1].split(b";") if table else []
    return frozenset(str(number).encode() for number, row in enumerate(rows) if WHITE.match(row))


def _hidden(group: Group, head: Head, word: bytes | None, number: bytes | None, at: int) -> Group:
    """What a word of the format says for the rest of its group of who sees it."""
    if word in DESTINATIONS:
        return group._replace(is_silent=False, parts=group.parts | {DESTINATIONS[word]}, began=at)
    if word in HIDING and number == b"0":
        return group._replace(parts=group.parts - {HIDING[word]})
    if word in HIDING:
        return group._replace(parts=group.parts | {HIDING[word]}, began=at)
    if word == b"plain":
        return group._replace(parts=group.parts - set(HIDING.values()), is_white=False, is_filled=head.has_cells)
    if word == b"cf":
        return group._replace(is_white=number in head.whites, began=at)
    return group._replace(is_filled=True) if word in GROUNDS and number != b"0" else group


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
