"""One fault of a charter's file. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """`place` as in `chain[0].step[2].who`, `sentence` in Vietnamese."""

    place: str
    sentence: str
