"""Names of people and of the house that go out with office files of before 2007."""

import io
from collections.abc import Iterator

import olefile

from foreign_files.text.hidden import Piece, metadata
from foreign_files.text.packages import PLAIN_TEMPLATES

ABOUT = ("title", "subject", "author", "keywords", "comments", "template", "last_saved_by", "manager", "company")


def pieces_of(content: bytes) -> Iterator[Piece]:
    """What the two summaries of a file say. Raises what olefile raises."""
    with olefile.OleFileIO(io.BytesIO(content)) as package:
        about = package.get_metadata()
    for key in ABOUT:
        value = getattr(about, key)
        text = (
            value.decode("utf-8" if about.codepage == 65001 else "cp1252", "replace")
            if isinstance(value, bytes)
            else value
        )
        if isinstance(text, str) and text.lower() not in PLAIN_TEMPLATES:
            yield from metadata([text.replace("\0", "")])
