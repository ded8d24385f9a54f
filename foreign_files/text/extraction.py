"""The text of a file, taken out in a process of its own: `python -m foreign_files.text.extraction PAGES CHARACTERS SECONDS < file`.

Writes one JSON object: `{"state": …, "is_whole": …, "text": …, "hidden": [[part, count, text], …]}`. What a file is, its bytes say.
"""

import json
import re
import sys
import time
from collections.abc import Iterable
from contextlib import suppress

from foreign_files.confined import confine
from foreign_files.text import office_files, rtf
from foreign_files.text.hidden import Hidden, Piece, parted
from foreign_files.text.legacy_fonts import mended
from foreign_files.text.reading import PAGE_BREAK, Encrypted, Limits, Reading, State

MEMORY = 1 << 30
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def reading_of(content: bytes, limits: Limits) -> Reading:
    """What can be read. Raises whatever a parser says of a broken file."""
    if content.startswith(b"%PDF-"):
        return _of_pdf(content, limits)
    if content.startswith(b"PK\x03\x04"):
        return _parted(*office_files.pieces_of(content))
    if content.startswith(OLE):
        return _of_ole(content)
    if content.startswith(b"{\\rtf"):
        return _parted(rtf.pieces_of(content))
    return _told(_plain(content))


def _of_pdf(content: bytes, limits: Limits) -> Reading:
    from foreign_files.text import (
        pdf,
        pdf_annotations,
    )  # each format's library costs time to load, and one file needs one of them

    texts: list[str] = []
    pieces: list[Piece] = []
    scans = seen = 0
    begun = time.process_time()
    for page in pdf.pages_of(content, limits.pages, limits.seconds):
        seen += 1
        if page is None:
            continue
        texts.append(page.text)
        pieces += page.hidden
        scans += page.is_scan
        if sum(map(len, texts)) > limits.characters:
            break
    is_whole = len(texts) == pdf.count_of(content)
    text = PAGE_BREAK.join(texts)
    earlier = pdf.earlier(content, text, seen, limits.seconds - (time.process_time() - begun))
    _none, hidden = parted([*pieces, *earlier, *pdf_annotations.about(content)])
    is_whole &= time.process_time() - begun < limits.seconds
    if scans * 2 > len(texts):
        return Reading(State.SCAN, text, is_whole, hidden)
    return _told(text, is_whole, hidden)


def _of_ole(content: bytes) -> Reading:
    from foreign_files.text import ole_metadata, slides97, word97, workbook97  # the same

    about = list(ole_metadata.pieces_of(content))
    with suppress(word97.NotWord):
        return _parted([*word97.pieces_of(content), *about])
    with suppress(KeyError):
        return _parted([*slides97.pieces_of(content), *about])
    return _parted([*workbook97.pieces_of(content), *about])


def _plain(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    if CONTROL.search(content):
        raise ValueError("no text")
    try:
        return mended(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return mended(content.decode("cp1252", "replace"))


def _parted(pieces: Iterable[Piece], is_whole: bool = True) -> Reading:
    text, hidden = parted(pieces)
    return _told(text, is_whole, hidden)


def _told(text: str, is_whole: bool = True, hidden: tuple[Hidden, ...] = ()) -> Reading:
    return Reading(State.TEXT if text.strip() else State.EMPTY, text, is_whole, hidden)


def main() -> int:
    limits = Limits(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
    confine(MEMORY, int(limits.seconds * 2) + 1)
    try:
        reading = reading_of(sys.stdin.buffer.read(), limits)
    except Encrypted:
        reading = Reading(State.ENCRYPTED)
    except Exception:  # whatever a parser says about a broken file, it means: not readable
        reading = Reading(State.UNREADABLE)
    told = {
        "state": reading.state,
        "is_whole": reading.is_whole and all(len(text) <= limits.characters for text in _texts(reading)),
        "text": reading.text[: limits.characters],
        "hidden": [[each.part, each.count, each.text[: limits.characters]] for each in reading.hidden],
    }
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))
    return 0


def _texts(reading: Reading) -> list[str]:
    return [reading.text, *(each.text for each in reading.hidden)]


if __name__ == "__main__":
    sys.exit(main())
