"""The text of PDF files, page by page, and whether a page is a picture of one."""

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import IndirectObject, NameObject, StreamObject

from foreign_files.text.legacy_fonts import of_runs, reading_of
from foreign_files.text.reading import Encrypted

LITTLE = 30  # letters on a page that holds a picture: a stamp over a scan, not its text


SPACES = re.compile(r" {2,}")
SHORT_FILTERS = {"/Fl": "/FlateDecode", "/LZW": "/LZWDecode", "/A85": "/ASCII85Decode", "/AHx": "/ASCIIHexDecode"}


def pages_of(content: bytes, pages: int, seconds: float) -> Iterator[tuple[str, bool] | None]:
    """Of each page its text, and whether it is a scan; None for a page that cannot be read. Ends early where it has cost so
    many seconds of processor: a busy server reads as far as an idle one."""
    logging.disable()
    reader, begun = PdfReader(io.BytesIO(content)), time.process_time()
    if reader.is_encrypted and not reader.decrypt(""):
        raise Encrypted
    if b"/Fl" in content.replace(b"/FlateDecode", b""):
        _give_filters_their_names(reader)
    for page in reader.pages[:pages]:
        if time.process_time() - begun > seconds:
            return
        try:
            text = _text_of(page)
            yield text, len(text.strip()) < LITTLE and _has_picture(page)
        except Exception:  # whatever a page is made of, the others are read
            yield None


def count_of(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)


def _give_filters_their_names(reader: PdfReader) -> None:
    """Programs of before 2006 wrote the short names that only pictures within a line may have, and pypdf refuses them."""
    for generation, numbers in reader.xref.items():
        for number in numbers:
            found = reader.get_object(IndirectObject(number, generation, reader))
            if isinstance(found, StreamObject) and (long := SHORT_FILTERS.get(str(found.get("/Filter")))):
                found[NameObject("/Filter")] = NameObject(long)


def _text_of(page: PageObject) -> str:
    """In pages with old fonts the letters stand in many small pieces, which pypdf joins into words only when it minds their places."""
    fonts: Counter[str] = Counter()

    def count(text: str, _place: Any, _line: Any, font: Any, _size: Any) -> None:
        fonts[str((font or {}).get("/BaseFont", ""))] += len(text.strip())

    plain = page.extract_text(visitor_text=count)
    old = [(number, font) for font, number in fonts.items() if reading_of(font)]
    if not old:
        return of_runs([(plain, "")])
    return of_runs([(SPACES.sub(" ", page.extract_text(extraction_mode="layout")), max(old)[1])])


def _has_picture(page: PageObject) -> bool:
    resources: Any = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    if objects is None:
        return False
    return any(each.get_object().get("/Subtype") in ("/Image", "/Form") for each in objects.get_object().values())
