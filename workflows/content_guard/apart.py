"""Stretches of a text that do not overlap: the first that claims a place has it. Pure."""

from bisect import bisect
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Stretched(Protocol):
    """Something that stands from `start` up to `end`."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Found = TypeVar("Found", bound=Stretched)


def apart(found: Iterable[Found]) -> list[Found]:
    """In the order of the text; of two that overlap, the one that came first here."""
    taken: list[Found] = []
    starts: list[int] = []
    for each in found:
        at = bisect(starts, each.start)
        if (at == 0 or taken[at - 1].end <= each.start) and (at == len(taken) or each.end <= taken[at].start):
            taken.insert(at, each)
            starts.insert(at, each.start)
    return taken
