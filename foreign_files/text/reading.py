"""What was read in a file. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from foreign_files.text.hidden import Hidden

PAGE_BREAK = "\f"
VERSION = 2  # higher after a change of what is read, or left out: files are then read anew


class State(StrEnum):
    """What a file is to who wants its words."""

    TEXT = "text"
    SCAN = "scan"  # pictures of pages; at most a few words over them
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    UNREADABLE = "unreadable"


class Encrypted(ValueError):
    """Only who has the password may read the file."""


@dataclass(frozen=True)
class Limits:
    """How far a file is read: pages of a PDF, letters, seconds."""

    pages: int = 80
    characters: int = 400_000
    seconds: float = 8.0


@dataclass(frozen=True)
class Reading:
    """The text of a file in NFC, page breaks as form feeds, as far as it is shown; whether that is all of it; what is not shown."""

    state: State
    text: str = ""
    is_whole: bool = True
    hidden: tuple[Hidden, ...] = ()
