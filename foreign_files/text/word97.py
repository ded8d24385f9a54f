"""The text of Word files of before 2007 (.doc): [MS-DOC] as far as it says which characters stand where, and in which font.

A file is a small file system (olefile); its text lies in pieces that the piece table puts in order, fonts in pages of runs, and what a
run does not say its paragraph's style does. No kept library reads this without another program.
"""

import io
import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator

import olefile

from foreign_files.text.hidden import Part, Piece, Place
from foreign_files.text.reading import Encrypted

COMPRESSED = 0x40000000
FONT, CHARACTER_STYLE = 0x4A4F, 0x4A30
DELETED, INSERTED, HIDDEN, COLOUR_NUMBER, COLOUR, GROUND, SHADING = (
    0x0800,
    0x0801,
    0x083C,
    0x2A42,
    0x6870,
    0x2A0C,
    0xCA71,
)
WHITE_NUMBER, WHITE = 8, 0x00FFFFFF
AS_STYLE, AGAINST_STYLE = 0x80, 0x81
COUNTS = 0x4C  # in the head: how many characters the main text has; those of notes, headers, macros, comments, … follow
COMMENTS = 4
FIELD_START, FIELD_RESULT, FIELD_END = "\x13", "\x14", "\x15"
CONTROL = {"\r": "\n", "\x07": "\t", "\x0b": "\n", "\x0c": "\n", "\x1e": "-", "\xa0": " "}
SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
CHARACTERS = 20_000_000
Fkp = list[tuple[int, int, bytes]]  # first byte, byte after the last, properties


class NotWord(ValueError):
    """The package holds no document of Word 97."""


def pieces_of(content: bytes) -> Iterator[Piece]:
    """The main text and what stands in headers, notes and boxes, in runs of one font; what is hidden with why."""
    with olefile.OleFileIO(io.BytesIO(content)) as package:
        if not package.exists("WordDocument"):
            raise NotWord
        document = package.openstream("WordDocument").read()
        magic, _version, flags = struct.unpack_from("<HH6xH", document)
        if magic != 0xA5EC:
            raise NotWord
        if flags & 0x0100:
            raise Encrypted
        table = package.openstream("1Table" if flags & 0x0200 else "0Table").read()
    yield from Document(document, table).pieces()


class Document:
    """The streams of one file, and the places that its head names."""

    def __init__(self, document: bytes, table: bytes):
        self.document, self.table = document, table
        self.fonts = self._fonts()
        self.default_font, self.styles = self._styles()
        self.character_runs = self._pages(12, self._character_properties)
        self.paragraphs = self._pages(13, self._paragraph_style)
        counts = struct.unpack_from(f"<{COMMENTS + 1}I", document, COUNTS)
        self.comments = sum(counts[:COMMENTS]), sum(counts)

    def _part(self, number: int) -> bytes:
        """One of the parts of the table stream that the head lists by place and length."""
        place, length = struct.unpack_from("<II", self.document, 0x9A + 8 * number)
        return self.table[place : place + length]

    def pieces(self) -> Iterator[Piece]:
        starts = [start for start, _end, _properties in self.character_runs]
        paragraph_starts = [start for start, _end, _properties in self.paragraphs]
        fields: list[str] = []
        number, last = 0, None
        for character, place, text, width in self._pieces():
            at = 0
            while at < len(text):
                first = place + at * width
                end, properties = _at(self.character_runs, starts, first)
                paragraph_end, style = _at(self.paragraphs, paragraph_starts, first)
                stop = min(end, paragraph_end)
                count = max(1, (stop - first) // width) if stop > first else 1
                count = self._up_to_comments(character + at, count)
                part = text[at : at + count]
                why = self._why_hidden(character + at, properties, style)
                at += count
                number += why != last or part == "\r"
                last = why
                if shown := _shown(part, fields):
                    yield Piece(shown, self._font_of(properties, style), Place(why, str(number)) if why else None)
                if INSERTED in dict(_sprms(properties)):
                    yield Piece("", "", Place(Part.CHANGED, str(first)))

    def _up_to_comments(self, character: int, count: int) -> int:
        """A run never reaches over a border of the part that holds the comments."""
        borders = (border - character for border in self.comments)
        return min([count, *(border for border in borders if border > 0)])

    def _why_hidden(self, character: int, properties: bytes, style: bytes) -> Part | None:
        said = dict(_sprms(properties))
        if self.comments[0] <= character < self.comments[1]:
            return Part.COMMENT
        if said.get(DELETED):
            return Part.DELETED
        hidden = said.get(HIDDEN, AS_STYLE)
        if hidden in (AS_STYLE, AGAINST_STYLE):
            of_style = bool(self._of_styles(HIDDEN, said, style))
            hidden = of_style if hidden == AS_STYLE else not of_style
        if hidden:
            return Part.TEXT
        is_white = said.get(COLOUR) == WHITE or (COLOUR not in said and said.get(COLOUR_NUMBER) == WHITE_NUMBER)
        return Part.WHITE if is_white and not said.get(GROUND) and SHADING not in said else None

    def _pieces(self) -> Iterator[tuple[int, int, str, int]]:
        """Number of the first character, place in the document's stream, characters, bytes per character of each piece."""
        clx, at = self._part(33), 0
        while clx[at] == 1:  # changes of quick saves stand before the table
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        (length,) = struct.unpack_from("<I", clx, at + 1)
        table = clx[at + 5 : at + 5 + length]
        count = (length - 4) // 12
        bounds = struct.unpack_from(f"<{count + 1}I", table)
        if bounds[-1] > CHARACTERS:
            raise ValueError("too long")
        for number in range(count):
            (place,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)
            characters = bounds[number + 1] - bounds[number]
            if place & COMPRESSED:
                place = (place & ~COMPRESSED) // 2
                yield bounds[number], place, self.document[place : place + characters].decode("cp1252", "replace"), 1
            else:
                text = self.document[place : place + 2 * characters].decode("utf-16-le", "replace")
                yield bounds[number], place, text, 2

    def _fonts(self) -> list[str]:
        names: list[str] = []
        part = self._part(15)
        at = 4
        while at < len(part) and len(names) < 1000:
            length = part[at] + 1
            name = part[at + 40 : at + length].decode("utf-16-le", "replace")
            names.append(name.partition("\0")[0])
            at += length
        return names

    def _styles(self) -> tuple[int, dict[int, tuple[int, bytes]]]:
        """The font of everything, and of each style its parent and its properties of characters."""
        part = self._part(1)
        if len(part) < 20:
            return 0, {}
        head, count, base_size = struct.unpack_from("<HHH", part)
        (default,) = struct.unpack_from("<H", part, 14)
        styles, at = {}, 2 + head
        for number in range(count):
            (size,) = struct.unpack_from("<H", part, at)
            if size:
                styles[number] = _style(part[at + 2 : at + 2 + size], base_size)
            at += 2 + size + size % 2
        return default, styles

    def _pages(self, number: int, properties: Callable[[bytes, int, int], bytes]) -> Fkp:
        """The runs of all pages of one kind, by place. A page has 512 bytes, the last one says how many runs it holds."""
        part = self._part(number)
        count = (len(part) - 4) // 8
        found: Fkp = []
        for page_number in struct.unpack_from(f"<{count}I", part, 4 * (count + 1)):
            page = self.document[(page_number & 0x3FFFFF) * 512 :][:512]
            if len(page) < 512:
                continue
            runs = page[511]
            bounds = struct.unpack_from(f"<{runs + 1}I", page)
            found += [(bounds[i], bounds[i + 1], properties(page, 4 * (runs + 1), i)) for i in range(runs)]
        return sorted(found)

    @staticmethod
    def _character_properties(page: bytes, offsets: int, number: int) -> bytes:
        place = 2 * page[offsets + number]
        return page[place + 1 : place + 1 + page[place]] if place else b""

    @staticmethod
    def _paragraph_style(page: bytes, offsets: int, number: int) -> bytes:
        place = 2 * page[offsets + 13 * number]
        return page[place + 1 + (page[place] == 0) :][:2] if place else b""

    def _font_of(self, properties: bytes, style: bytes) -> str:
        said = dict(_sprms(properties))
        font = said.get(FONT)
        if font is None:
            font = self._of_styles(FONT, said, style)
        if font is None:
            font = self._of_style(FONT, 0)
        number = self.default_font if font is None else font
        return self.fonts[number] if number < len(self.fonts) else ""

    def _of_styles(self, name: int, said: dict[int, int], style: bytes) -> int | None:
        """What the style of the characters, else that of their paragraph, says of a property."""
        found = self._of_style(name, said[CHARACTER_STYLE]) if CHARACTER_STYLE in said else None
        if found is None and len(style) == 2:
            found = self._of_style(name, int.from_bytes(style, "little"))
        return found

    def _of_style(self, name: int, number: int) -> int | None:
        for _level in range(12):
            if number not in self.styles:
                return None
            parent, properties = self.styles[number]
            found = dict(_sprms(properties)).get(name)
            if found is not None:
                return found
            number = parent
        return None


def _style(style: bytes, base_size: int) -> tuple[int, bytes]:
    """A style's parent and its properties of characters: the last of its parts; of a paragraph's style, the second."""
    kind_and_parent, parts_and_next = struct.unpack_from("<HH", style, 2)
    names = 2 + 2 * struct.unpack_from("<H", style, base_size)[0] + 2
    at, parts = base_size + names, []
    for _part in range(parts_and_next & 0x0F):
        at += at % 2
        if at + 2 > len(style):
            break
        (size,) = struct.unpack_from("<H", style, at)
        parts.append(style[at + 2 : at + 2 + size])
        at += 2 + size
    wanted = 1 if kind_and_parent & 0x0F == 1 else 0
    return kind_and_parent >> 4, parts[wanted] if len(parts) > wanted else b""


def _sprms(properties: bytes) -> Iterator[tuple[int, int]]:
    """Each property and its value, as far as that is a number; of what is longer, its length."""
    at = 0
    while at + 3 <= len(properties):
        (name,) = struct.unpack_from("<H", properties, at)
        size = SIZES.get(name >> 13)
        if size is None:
            size = 1 + properties[at + 2]
            yield name, size
        elif at + 2 + size <= len(properties):
            yield name, int.from_bytes(properties[at + 2 : at + 2 + size], "little")
        at += 2 + size


def _at(runs: Fkp, starts: list[int], place: int) -> tuple[int, bytes]:
    """Where the run at a place of the stream ends, and its properties."""
    number = bisect_right(starts, place) - 1
    if number >= 0 and place < runs[number][1]:
        return runs[number][1], runs[number][2]
    following = starts[number + 1] if number + 1 < len(starts) else place + (1 << 30)
    return following, b""


def _shown(text: str, fields: list[str]) -> str:
    """The text that people see: of a field its result and not its command. `fields` keeps in what parts of which fields one stands."""
    shown = []
    for letter in text:
        if letter == FIELD_START:
            fields.append(letter)
        elif letter == FIELD_RESULT and fields:
            fields[-1] = letter
        elif letter == FIELD_END and fields:
            fields.pop()
        elif FIELD_START not in fields and (letter >= " " or letter in "\t\n" or letter in CONTROL):
            shown.append(CONTROL.get(letter, letter))
    return "".join(shown)
