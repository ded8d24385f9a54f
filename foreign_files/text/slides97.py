"""The text of PowerPoint files of before 2007 (.ppt). Their fonts stand far from their letters, so these are told by the words."""

import io
import struct
from collections.abc import Iterator

import olefile

STREAM = "PowerPoint Document"
WIDE_TEXT, NARROW_TEXT, CONTAINER = 0x0FA0, 0x0FA8, 0x0F


def text_of(content: bytes) -> str:
    """What stands on the slides, box by box. Raises what olefile raises, and `KeyError` where there are no slides."""
    with olefile.OleFileIO(io.BytesIO(content)) as package:
        if not package.exists(STREAM):
            raise KeyError(STREAM)
        stream = package.openstream(STREAM).read()
    return "\n".join(dict.fromkeys(_texts(stream)))


def _texts(stream: bytes) -> Iterator[str]:
    """Records stand in one another; a container's own head is passed and what stands in it comes next."""
    at = 0
    while at + 8 <= len(stream):
        version, kind, length = struct.unpack_from("<HHI", stream, at)
        at += 8
        if version & 0x0F == CONTAINER:
            continue
        if kind in (WIDE_TEXT, NARROW_TEXT):
            text = stream[at : at + length].decode("utf-16-le" if kind == WIDE_TEXT else "latin-1", "replace")
            yield text.replace("\r", "\n").replace("\x0b", "\n")
        at += length
