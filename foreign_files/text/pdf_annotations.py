"""What stands over and beside the pages of a PDF: forms, annotations, attached files, names of people."""

import io
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from pypdf import PageObject, PdfReader

from foreign_files.text.hidden import Part, Piece, Place, metadata
from foreign_files.text.packages import name_of, parsed

OFF = 2 | 32  # flags: hidden; not shown on screens
NO_WORDS_OF_PEOPLE = frozenset({"/Link", "/Popup", "/Widget"})
PROGRAMS = frozenset({"/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped", "/PTEX.Fullbanner"})


def on(page: PageObject, number: int) -> tuple[list[str], list[Piece]]:
    """What was filled into forms and is shown, and what annotations say, with who said it."""
    shown: list[str] = []
    hidden: list[Piece] = []
    rows: Any = page.get("/Annots")
    for at, row in enumerate([] if rows is None else rows.get_object()):
        each: Any = row.get_object()
        kind, place = each.get("/Subtype"), f"annotation {number}.{at}"
        if kind == "/Widget":
            value = _words(each.get("/V"))
            if value and int(each.get("/F", 0)) & OFF:
                hidden.append(Piece(f"{value}\n", "", Place(Part.TEXT, place)))
            elif value:
                shown.append(value)
        elif kind not in NO_WORDS_OF_PEOPLE and (words := _words(each.get("/Contents"))):
            hidden.append(Piece(f"{words}\n", "", Place(Part.ANNOTATION, place)))
            hidden += metadata([_words(each.get("/T"))])
        hidden += metadata([_path(each.get("/A"))])
    return shown, hidden


def _words(value: Any) -> str:
    value = value.get_object() if value is not None else ""
    return str(value) if isinstance(value, str) and not str(value).startswith("/") else ""


def _path(action: Any) -> str:
    """Where a link leads on the machine of who wrote the file."""
    found: Any = action.get_object() if action is not None else None
    address = _words(found.get("/URI")) if isinstance(found, dict) else ""
    return address if address.startswith("file:") else ""


def about(content: bytes) -> Iterator[Piece]:
    """Names and words that go out with a file, and the files attached to it."""
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        reader.decrypt("")
    information: Any = reader.trailer.get("/Info")
    values = [] if information is None else information.get_object().items()
    yield from metadata(_words(value) for key, value in values if key not in PROGRAMS)
    yield from metadata(_of_packet(reader))
    for name in reader.attachments:
        yield Piece(f"{name}\n", "", Place(Part.EMBEDDED, name))


def _of_packet(reader: PdfReader) -> list[str]:
    """The names of people in the packet of metadata that programs put beside the old ones."""
    root: Any = reader.trailer["/Root"].get_object()
    packet = root.get("/Metadata")
    try:
        tree: list[Element] = [] if packet is None else list(parsed(packet.get_object().get_data()).iter())
    except (ParseError, ValueError):
        return []
    return [each.text or "" for each in tree if name_of(each) == "li"]
