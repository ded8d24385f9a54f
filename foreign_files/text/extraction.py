"""The text of a file, taken out in a process of its own: `python -m foreign_files.text.extraction PAGES CHARACTERS SECONDS < file`.

Writes «text whole» or another state, a line end, and the text in UTF-8. What a file is, its bytes say.
"""

import re
import sys
from contextlib import suppress

from foreign_files.confined import confine
from foreign_files.text import packages, rtf
from foreign_files.text.legacy_fonts import mended, of_runs
from foreign_files.text.reading import Encrypted, Limits, Reading, State

MEMORY = 1 << 30
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
PAGE_BREAK = "\f"


def reading_of(content: bytes, limits: Limits) -> Reading:
    """What can be read. Raises whatever a parser says of a broken file."""
    if content.startswith(b"%PDF-"):
        return _of_pdf(content, limits)
    if content.startswith(b"PK\x03\x04"):
        return _told(*packages.text_of(content))
    if content.startswith(OLE):
        return _of_ole(content)
    if content.startswith(b"{\\rtf"):
        return _told(of_runs(rtf.runs_of(content)), True)
    return _told(_plain(content), True)


def _of_pdf(content: bytes, limits: Limits) -> Reading:
    from foreign_files.text import pdf  # each format's library costs time to load, and one file needs one of them

    texts: list[str] = []
    scans = 0
    for page in pdf.pages_of(content, limits.pages, limits.seconds):
        if page is None:
            continue
        texts.append(page[0])
        scans += page[1]
        if sum(map(len, texts)) > limits.characters:
            break
    is_whole = len(texts) == pdf.count_of(content)
    if scans * 2 > len(texts):
        return Reading(State.SCAN, PAGE_BREAK.join(texts), is_whole)
    return _told(PAGE_BREAK.join(texts), is_whole)


def _of_ole(content: bytes) -> Reading:
    from foreign_files.text import slides97, word97, workbook97  # the same

    with suppress(word97.NotWord):
        return _told(of_runs(word97.runs_of(content)), True)
    with suppress(KeyError):
        return _told(mended(slides97.text_of(content)), True)
    return _told(of_runs(workbook97.runs_of(content)), True)


def _plain(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    if CONTROL.search(content):
        raise ValueError("no text")
    try:
        return mended(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return mended(content.decode("cp1252", "replace"))


def _told(text: str, is_whole: bool) -> Reading:
    return Reading(State.TEXT if text.strip() else State.EMPTY, text, is_whole)


def main() -> int:
    limits = Limits(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
    confine(MEMORY, int(limits.seconds * 2) + 1)
    try:
        reading = reading_of(sys.stdin.buffer.read(), limits)
    except Encrypted:
        reading = Reading(State.ENCRYPTED)
    except Exception:  # whatever a parser says about a broken file, it means: not readable
        reading = Reading(State.UNREADABLE)
    is_whole = reading.is_whole and len(reading.text) <= limits.characters
    text = reading.text[: limits.characters].encode("utf-8", "replace")
    sys.stdout.buffer.write(f"{reading.state} {'whole' if is_whole else 'part'}\n".encode() + text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
