"""What a file is and whether it can hurt: `python -m foreign_files.uploads.examination PAGES txt|csv < file`, in a process of its own.

Writes «kind pdf» and, after the line's end, clean bytes where they differ; or «unfit macro». Whatever a parser stumbles over makes a
file broken.
"""

import sys

from foreign_files.confined import confine
from foreign_files.uploads import office, ole, pdf, picture, plain
from foreign_files.uploads.kinds import Kind, Reason, Unfit

MEMORY, SECONDS = 1_500_000_000, 18
ARCHIVES = (
    b"Rar!",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"MSCF",
    b"!<arch>",
    b"\x60\xea",
    b"xar!",
    b"PK",
)
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\0asm",
    b"dex\n",
    b"L\0\0\0\x01\x14\x02\0",
)


def examine(data: bytes, pages: int, plain_kind: Kind) -> tuple[Kind, bytes | None]:
    """The kind, and clean bytes where they are not the same. Raises `Unfit`, and whatever a parser raises."""
    if data.startswith(b"%PDF-"):
        pdf.check(data, pages)
        return Kind.PDF, None
    if data.startswith(picture.MARKS):
        return picture.written_anew(data)
    if data.startswith(b"PK\x03\x04"):
        return office.kind_of(data), None
    if data.startswith(ole.MARK):
        return ole.kind_of(data), None
    if data[4:8] == b"ftyp" and data[8:12] not in (b"heic", b"avif", b"mif1"):
        return Kind.MP4, None
    if data.startswith(ARCHIVES) or data[257:262] == b"ustar":
        raise Unfit(Reason.ARCHIVE)
    if data.startswith(PROGRAMS):
        raise Unfit(Reason.PROGRAM)
    plain.check(data)
    return plain_kind, None


def main() -> int:
    confine(MEMORY, SECONDS)
    data = sys.stdin.buffer.read()
    clean: bytes | None = None
    try:
        kind, clean = examine(data, int(sys.argv[1]), Kind(sys.argv[2]))
        word = f"kind {kind}"
    except Unfit as unfit:
        word = f"unfit {unfit.reason}"
    except Exception as error:  # whatever a parser says about a broken file, it means: not readable
        print(repr(error)[:400], file=sys.stderr)
        word = f"unfit {Reason.BROKEN}"
    sys.stdout.buffer.write(word.encode() + b"\n" + (clean or b""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
