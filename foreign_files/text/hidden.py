"""What a file holds and does not show: its kinds, and how it is parted from what is shown. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from foreign_files.text.legacy_fonts import Run, of_runs


class Part(StrEnum):
    """Why nobody sees it who opens or prints the file as it is."""

    DELETED = "deleted"  # a tracked deletion
    EARLIER = "earlier"  # what was there before the file was last saved
    MOVED = "moved"  # where moved words stood before
    CHANGED = (
        "changed"  # a tracked insertion or change of form: its words are shown, who made it and when goes with the file
    )
    COMMENT = "comment"
    NOTE = "note"  # a speaker's, below a slide
    ANNOTATION = "annotation"  # of a PDF
    TEXT = "text"  # hidden by run, style, section, field, form, layer
    WHITE = "white"  # white, with nothing under it
    SHEET = "sheet"
    ROW = "row"
    COLUMN = "column"
    SLIDE = "slide"
    EMBEDDED = "embedded"  # another file, or the data behind a chart, a pivot table, a link
    METADATA = "metadata"  # names of people, paths of machines, commands of fields, descriptions


ONLY_WITH_WORDS = frozenset({Part.TEXT, Part.WHITE, Part.ROW, Part.COLUMN})  # what is empty, too, hides nothing there


class Place(NamedTuple):
    """Where hidden words stand: pieces of one place are counted once."""

    part: Part
    key: str


class Piece(NamedTuple):
    """Some letters, their font where one is named, and why they are not seen; None: they are."""

    text: str
    font: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class Hidden:
    """All of one kind that a file hides: in how many places, and its words in NFC, a line a place. Never public, never searched."""

    part: Part
    count: int
    text: str = ""


def parted(pieces: Iterable[Piece]) -> tuple[str, tuple[Hidden, ...]]:
    """What is shown, and what is not, each in Unicode."""
    shown: list[Run] = []
    places: dict[Part, dict[str, list[Run]]] = {}
    for text, font, place in pieces:
        if place is None:
            shown.append((text, font))
        elif text != place.key or place.key not in places.get(place.part, {}):  # a name that is told again
            places.setdefault(place.part, {}).setdefault(place.key, []).append((text, font))
    for part in ONLY_WITH_WORDS & places.keys():
        places[part] = {key: runs for key, runs in places[part].items() if any(text.strip() for text, _font in runs)}
    hidden = tuple(Hidden(part, len(places[part]), _lines(places[part])) for part in Part if places.get(part))
    return of_runs(shown), hidden


def _lines(by_key: dict[str, list[Run]]) -> str:
    return of_runs(run for runs in by_key.values() for run in (*runs, ("\n", runs[-1][1]))).strip()


def metadata(values: Iterable[str | None]) -> Iterable[Piece]:
    """Names and paths that go out with a file, each counted once."""
    for value in values:
        if value and (text := value.strip()):
            yield Piece(text, "", Place(Part.METADATA, text))
