"""The text of PowerPoint files of before 2007 (.ppt), and what they hide. Their fonts stand far from their letters, so these are told by the words.

[MS-PPT]: records stand in one another. A file that was saved again keeps the records of before; the last save says where those in force begin.
"""

import io
import struct
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

import olefile

from foreign_files.text.hidden import Part, Piece, Place

STREAM, CURRENT_USER = "PowerPoint Document", "Current User"
CONTAINER = 0x0F
DOCUMENT, SLIDE, MASTER, NOTES, COMMENT, TEXTS_OF_SLIDES = 0x03E8, 0x03EE, 0x03F8, 0x03F0, 0x2EE0, 0x0FF0
SLIDE_PERSIST, SHOW_INFORMATION, WIDE_TEXT, NARROW_TEXT, STRING = 0x03F3, 0x03F9, 0x0FA0, 0x0FA8, 0x0FBA
USER_EDIT, PERSIST_DIRECTORY = 0x0FF5, 0x1772
IS_HIDDEN = 0x04
EDITS = 10_000


class Record(NamedTuple):
    """A record: its kind and instance, where its content stands."""

    kind: int
    instance: int
    is_container: bool
    start: int
    end: int


def pieces_of(content: bytes) -> Iterator[Piece]:
    """What stands on the slides, box by box. Raises what olefile raises, and `KeyError` where there are no slides."""
    with olefile.OleFileIO(io.BytesIO(content)) as package:
        if not package.exists(STREAM):
            raise KeyError(STREAM)
        stream = package.openstream(STREAM).read()
        user = package.openstream(CURRENT_USER).read() if package.exists(CURRENT_USER) else b""
    yield from Presentation(stream, user).pieces()


class Presentation:
    """One stream; which slides are hidden, and which records stand no longer."""

    def __init__(self, stream: bytes, user: bytes):
        self.stream, self.numbers = stream, count()
        self.places = self._places_in_force(user)
        self.hidden = {key for key, place in self.places.items() if self._is_hidden_slide(place)}

    def pieces(self) -> Iterator[Piece]:
        """The same words once: they stand in the outline and on the slide."""
        seen: set[tuple[str, Part | None]] = set()
        in_force = set(self.places.values())
        for record in self._records(0, len(self.stream)):
            is_gone = bool(in_force) and record.is_container and record.start - 8 not in in_force
            for text, place in self._texts(record, Place(Part.EARLIER, str(record.start)) if is_gone else None):
                key = (text, place.part if place else None)
                if text.strip() and key not in seen:
                    seen.add(key)
                    yield Piece(f"{text}\n", "", place)

    def _records(self, start: int, end: int) -> Iterator[Record]:
        while start + 8 <= end:
            version, kind, length = struct.unpack_from("<HHI", self.stream, start)
            stop = min(start + 8 + length, end)
            yield Record(kind, version >> 4, version & 0x0F == CONTAINER, start + 8, stop)
            start = stop

    def _texts(self, record: Record, place: Place | None) -> Iterator[tuple[str, Place | None]]:
        if record.kind in (WIDE_TEXT, NARROW_TEXT) or (record.kind == STRING and place and place.part is Part.COMMENT):
            text = self.stream[record.start : record.end].decode(
                "latin-1" if record.kind == NARROW_TEXT else "utf-16-le", "replace"
            )
            yield text.replace("\r", "\n").replace("\x0b", "\n"), place
        if not record.is_container:
            return
        place = place or self._why_hidden(record)
        for inner in self._records(record.start, record.end):
            if record.kind == TEXTS_OF_SLIDES and record.instance == 0 and inner.kind == SLIDE_PERSIST:
                (key,) = struct.unpack_from("<I", self.stream, inner.start)
                place = Place(Part.SLIDE, str(self.places[key])) if key in self.hidden else None
            yield from self._texts(inner, place)

    def _why_hidden(self, record: Record) -> Place | None:
        if record.kind == SLIDE and self._is_hidden_slide(record.start - 8):
            return Place(Part.SLIDE, str(record.start - 8))
        if record.kind == NOTES or (record.kind == TEXTS_OF_SLIDES and record.instance == 2):
            return Place(Part.NOTE, str(record.start))
        return Place(Part.COMMENT, str(record.start)) if record.kind == COMMENT else None

    def _is_hidden_slide(self, place: int) -> bool:
        """Whether the record at a place is a slide that is passed over in the show."""
        slide = next(self._records(place, len(self.stream)), None)
        if slide is None or slide.kind != SLIDE:
            return False
        shows = (
            each
            for each in self._records(slide.start, slide.end)
            if each.kind == SHOW_INFORMATION and each.end - each.start >= 12
        )
        return any(self.stream[each.start + 10] & IS_HIDDEN for each in shows)

    def _places_in_force(self, user: bytes) -> dict[int, int]:
        """By its key, where each record that is in force begins: the last save's word goes before an earlier one's. Empty where not told."""
        places: dict[int, int] = {}
        at = struct.unpack_from("<I", user, 16)[0] if len(user) >= 20 else 0
        for _edit in range(EDITS):
            edit = next(self._records(at, len(self.stream)), None) if at else None
            if edit is None or edit.kind != USER_EDIT or edit.end - edit.start < 16:
                break
            before, directory = struct.unpack_from("<II", self.stream, edit.start + 8)
            for key, place in self._directory(directory):
                places.setdefault(key, place)
            at = before
        return places

    def _directory(self, at: int) -> Iterator[tuple[int, int]]:
        directory = next(self._records(at, len(self.stream)), None)
        if directory is None or directory.kind != PERSIST_DIRECTORY:
            return
        at = directory.start
        while at + 4 <= directory.end:
            (word,) = struct.unpack_from("<I", self.stream, at)
            first, number = word & 0xFFFFF, word >> 20
            for index in range(min(number, (directory.end - at - 4) // 4)):
                yield first + index, struct.unpack_from("<I", self.stream, at + 4 + 4 * index)[0]
            at += 4 + 4 * number
