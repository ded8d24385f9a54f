"""The text of PDF files, page by page, whether a page is a picture of one, and what it hides."""

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.generic import IndirectObject, NameObject, StreamObject

from foreign_files.text import pdf_annotations as annotations
from foreign_files.text.hidden import Part, Piece, Place
from foreign_files.text.legacy_fonts import of_runs, reading_of
from foreign_files.text.pdf_layers import Layers
from foreign_files.text.pdf_sieve import PARTS, Sieve
from foreign_files.text.reading import Encrypted

LITTLE = 30  # letters on a page that holds a picture: a stamp over a scan, not its text


SPACES = re.compile(r" {2,}")
LINE_END = re.compile("[\n\f]")
SHORT_FILTERS = {"/Fl": "/FlateDecode", "/LZW": "/LZWDecode", "/A85": "/ASCII85Decode", "/AHx": "/ASCIIHexDecode"}


class PageReading(NamedTuple):
    """What is shown on a page, whether it is a scan of one, and what it hides."""

    text: str
    is_scan: bool
    hidden: list[Piece]


def pages_of(content: bytes, pages: int, seconds: float) -> Iterator[PageReading | None]:
    """Page by page; None for one that cannot be read. Ends early where it has cost so many seconds of processor: a busy server reads as
    far as an idle one."""
    logging.disable()
    reader, begun = PdfReader(io.BytesIO(content)), time.process_time()
    if reader.is_encrypted and not reader.decrypt(""):
        raise Encrypted
    if b"/Fl" in content.replace(b"/FlateDecode", b""):
        _give_filters_their_names(reader)
    layers = Layers(reader)
    for number, page in enumerate(reader.pages[:pages], 1):
        if time.process_time() - begun > seconds:
            return
        try:
            yield _reading_of(page, layers, number)
        except Exception:  # whatever a page is made of, the others are read
            yield None


def _reading_of(page: PageObject, layers: Layers, number: int) -> PageReading:
    text, found = _text_of(page, layers, ())
    shown: tuple[str, ...] = ()
    if (
        found["invisible"]
        and _has_picture(page)
        and len(_letters_of(page, layers, "invisible", ())) > len(text.strip())
    ):
        shown = ("invisible",)  # what a program read in a scan lies over its picture, for searching
        text, found = _text_of(page, layers, shown)
    hidden = [
        Piece(f"{_letters_of(page, layers, reason, shown)}\n", "", Place(PARTS[reason], f"{reason} {number}"))
        for reason in found
    ]
    in_fields, of_annotations = annotations.on(page, number)
    text = "\n".join(filter(None, [text, *in_fields]))
    return PageReading(text, len(text.strip()) < LITTLE and _has_picture(page), [*hidden, *of_annotations])


def earlier(content: bytes, text: str, pages: int, seconds: float) -> Iterator[Piece]:
    """Lines that stood in the file at an earlier save, and still do: a program that adds its changes at the end leaves all else.

    `text` is that of the first `pages` pages; of the saves the last ones are read, for so many seconds of processor.
    """
    ends = [found.end() for found in re.finditer(rb"%%EOF", content)]
    if b"/Linearized" in content[:1024]:
        ends = ends[1:]  # the first is no save: such a file begins with its end
    known, begun = set(LINE_END.split(text)), time.process_time()
    for end in reversed(ends[:-1]):
        left = seconds - (time.process_time() - begun)
        if left <= 0:
            return
        with suppress(Exception):  # what was cut off before its end may be no file
            for page in pages_of(content[:end], pages, left):
                lines = [line for line in page.text.split("\n") if line.strip() and line not in known] if page else []
                known |= set(lines)
                if lines:
                    yield Piece("\n".join(lines) + "\n", "", Place(Part.EARLIER, lines[0]))


def count_of(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)


def _give_filters_their_names(reader: PdfReader) -> None:
    """Programs of before 2006 wrote the short names that only pictures within a line may have, and pypdf refuses them."""
    for generation, numbers in reader.xref.items():
        for number in numbers:
            found = reader.get_object(IndirectObject(number, generation, reader))
            if isinstance(found, StreamObject) and (long := SHORT_FILTERS.get(str(found.get("/Filter")))):
                found[NameObject("/Filter")] = NameObject(long)


def _text_of(page: PageObject, layers: Layers, shown: Collection[str]) -> tuple[str, Counter[str]]:
    """The letters that are seen, and how many pieces are not, by reason. In pages with old fonts the letters stand in many small pieces, which
    pypdf joins into words only when it minds their places; then it hides nothing, and where something is hidden that is worth more."""
    fonts: Counter[str] = Counter()

    def count(text: str, _place: Any, _line: Any, font: Any, _size: Any) -> None:
        fonts[str((font or {}).get("/BaseFont", ""))] += len(text.strip())

    sieve = Sieve(layers, _resources(page), None, shown)
    plain = page.extract_text(
        visitor_text=count, visitor_operand_before=sieve.before, visitor_operand_after=sieve.after
    )
    old = [(number, font) for font, number in fonts.items() if reading_of(font)]
    if not old:
        return of_runs([(plain, "")]), sieve.found
    text = plain if sieve.found else SPACES.sub(" ", page.extract_text(extraction_mode="layout"))
    return of_runs([(text, max(old)[1])]), sieve.found


def _letters_of(page: PageObject, layers: Layers, reason: str, shown: Collection[str]) -> str:
    """The letters that are not seen for this reason."""
    sieve = Sieve(layers, _resources(page), {reason}, shown)
    return page.extract_text(visitor_operand_before=sieve.before, visitor_operand_after=sieve.after).strip()


def _resources(page: PageObject) -> Any:
    resources: Any = page.get("/Resources")
    return resources.get_object() if resources is not None else None


def _has_picture(page: PageObject) -> bool:
    objects = (_resources(page) or {}).get("/XObject")
    if objects is None:
        return False
    return any(each.get_object().get("/Subtype") in ("/Image", "/Form") for each in objects.get_object().values())
