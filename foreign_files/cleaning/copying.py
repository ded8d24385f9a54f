"""The cleaned copy of a file, made in a process of its own: `python -m foreign_files.cleaning.copying < file`. Writes its bytes, or nothing."""

import re
import sys

from foreign_files.cleaning import opendocument, pdf, word, workbook
from foreign_files.cleaning.editable import Editable
from foreign_files.confined import confine
from foreign_files.text.extraction import MEMORY, reading_of
from foreign_files.text.hidden import Part
from foreign_files.text.reading import Limits, Reading

SECONDS = 28
SIGNED_PDF = re.compile(rb"/ByteRange\s*\[|/SubFilter\s*/(?:adbe|ETSI)\.|/FT\s*/Sig\b")
SIGNATURES = ("_xmlsignatures/", "META-INF/documentsignatures.xml", "META-INF/macrosignatures.xml")
CLEANERS = (("word/", word), ("xl/", workbook), ("content.xml", opendocument))


def cleaned(content: bytes) -> bytes:
    """The copy; nothing for a signed file, a kind that nobody cleans, and where something hidden would stay. Raises what parsers raise."""
    copy = _copy(content)
    if not copy:
        return b""
    before, after = reading_of(content, Limits()), reading_of(copy, Limits())
    is_clean = all(each.part is Part.METADATA for each in after.hidden)
    return copy if is_clean and before.is_whole and _words(before) == _words(after) else b""


def _words(reading: Reading) -> list[str]:
    return reading.text.split()


def _copy(content: bytes) -> bytes:
    if content.startswith(b"%PDF-"):
        return b"" if SIGNED_PDF.search(content) else pdf.cleaned(content)
    if not content.startswith(b"PK\x03\x04"):
        return b""
    package = Editable(content)
    if any(name.startswith(SIGNATURES) for name in package.names):
        return b""
    for mark, cleaner in CLEANERS:
        if any(name.startswith(mark) for name in package.names):
            cleaner.clean(package)
            return package.written()
    return b""


def main() -> int:
    confine(MEMORY, SECONDS)
    try:
        copy = cleaned(sys.stdin.buffer.read())
    except Exception as error:  # whatever a parser says about a broken file, it means: no copy
        print(repr(error)[:400], file=sys.stderr)
        return 1
    sys.stdout.buffer.write(copy)
    return 0


if __name__ == "__main__":
    sys.exit(main())
