"""PDF: nothing in it may run, start, send or carry another file. It is refused and not mended, because mending breaks its signature."""

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PdfReadError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from foreign_files.uploads.kinds import Reason, Unfit

OBJECTS = 400_000
HARMLESS_ACTIONS = frozenset({"/GoTo", "/Named", "/Thread", "/URI", "/GoToR", "/ResetForm", "/Hide", "/SetOCGState"})
BY_ITSELF = frozenset({"/GoTo", "/Named"})
FORBIDDEN_KEYS = frozenset(
    {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/RichMediaSettings", "/XFA"}
)
FORBIDDEN_TYPES = frozenset({"/EmbeddedFile", "/RichMedia", "/Movie", "/Screen", "/3D", "/Sound", "/FileAttachment"})
# The same in the bytes, for what a reader of another make might still find: names as written, and with letters as #xx.
LONG_NAMES = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia\w*|SubmitForm|ImportData|FileAttachment)\b")
SCRIPT = re.compile(rb"/JS[\s(<]")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"\bstream\r?\n.*?\bendstream", re.DOTALL)


def check(data: bytes, pages: int) -> None:
    """Raises `Unfit`, and what pypdf raises for a broken one."""
    logging.disable()
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise Unfit(Reason.TWO_IN_ONE)
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise Unfit(Reason.ENCRYPTED)
    if (count := len(reader.pages)) > pages:
        raise Unfit(Reason.TOO_MANY_PAGES)
    if count == 0:
        raise Unfit(Reason.BROKEN)
    for found in _objects(reader):
        _check_object(found)
    outside = ESCAPED.sub(lambda letter: bytes([int(letter[1], 16)]), STREAM.sub(b"", data))
    if LONG_NAMES.search(outside) or SCRIPT.search(outside) or LONG_NAMES.search(data):
        raise Unfit(Reason.ACTIVE_PDF)


def _objects(reader: PdfReader) -> Iterator[Any]:
    """Every object that the file has, linked or not, those in compressed streams too."""
    numbers = {(number, generation) for generation, row in reader.xref.items() for number in row}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > OBJECTS:
        raise Unfit(Reason.BOMB)
    yield reader.trailer
    for number, generation in sorted(numbers):
        try:
            yield reader.get_object(IndirectObject(number, generation, reader))
        except PdfReadError:
            continue  # an entry of the table that leads nowhere


def _check_object(found: Any) -> None:
    """An object and what stands directly in it; what it refers to is an object of its own."""
    waiting, seen = [found], 0
    while waiting:
        part, seen = waiting.pop(), seen + 1
        if seen > OBJECTS:
            raise Unfit(Reason.BOMB)
        if isinstance(part, DictionaryObject):
            _check_dictionary(part)
            waiting += [value for value in part.values() if isinstance(value, DictionaryObject | ArrayObject)]
        elif isinstance(part, ArrayObject):
            waiting += [value for value in part if isinstance(value, DictionaryObject | ArrayObject)]


def _check_dictionary(part: DictionaryObject) -> None:
    if FORBIDDEN_KEYS & part.keys() or {_raw(part, "/Type"), _raw(part, "/Subtype")} & FORBIDDEN_TYPES:
        raise Unfit(Reason.ACTIVE_PDF)
    kind = _raw(part, "/S")
    if _raw(part, "/Type") == "/Action" and isinstance(kind, NameObject) and kind not in HARMLESS_ACTIONS:
        raise Unfit(Reason.ACTIVE_PDF)
    if kind in ("/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition"):
        raise Unfit(Reason.ACTIVE_PDF)
    if "/F" in part and "/Length" in part:
        raise Unfit(Reason.ACTIVE_PDF)  # a stream whose bytes stand in another file
    for action in _own_actions(part):
        if isinstance(action, DictionaryObject) and _raw(action, "/S") not in BY_ITSELF:
            raise Unfit(Reason.ACTIVE_PDF)


def _own_actions(part: DictionaryObject) -> Iterator[Any]:
    """What happens by itself: when the file, or a page of it, is opened, printed, closed."""
    yield _followed(part.get("/OpenAction"))
    events = _followed(part.get("/AA"))
    if isinstance(events, DictionaryObject):
        yield from (_followed(event) for event in events.values())


def _followed(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def _raw(part: DictionaryObject, key: str) -> Any:
    """A value without following it anywhere."""
    value = part.raw_get(key) if key in part else None
    return value if isinstance(value, str) else None
