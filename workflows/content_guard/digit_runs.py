"""Digits as people type them in a row: in groups, with blanks, dots, dashes between, and the letters O, I and L for 0 and 1. Pure.

Every detector of numbers reads the same runs. A number begins and ends where a group does, so that no number is cut out of a longer one.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

RUN = re.compile(r"\d(?:[ \t.\-–—()/_·,+*]{0,3}\d)*")
FEWEST = 7
_WITH_LETTERS = re.compile(r"(?<![^\W_])(?=[oil]*+\d)[\doil]++(?![^\W\d_])|(?<=\d)[oil](?=\d)")
_AS_DIGITS = str.maketrans("oil", "011")


@dataclass(frozen=True)
class Piece:
    """A number cut out of a run at ends of groups: its digits, where it stands, its groups, and what stands between them."""

    digits: str
    start: int
    end: int
    groups: tuple[int, ...]
    gaps: tuple[str, ...]
    begins_run: bool
    ends_run: bool
    first: int  # the place of its first digit in the run, and of the one behind its last
    last: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing else stands in the run."""
        return self.begins_run and self.ends_run


class Run:
    """One run of a text in which letters that stand for digits are digits."""

    def __init__(self, text: str, start: int, end: int):
        self.at = [place for place in range(start, end) if text[place].isdecimal()]
        self.digits = "".join(text[place] for place in self.at)
        edges = [n for n in range(1, len(self.at)) if self.at[n] != self.at[n - 1] + 1]
        self.starts, self.ends = [0, *edges], [*edges, len(self.at)]
        self.text = text

    def before(self, first: int) -> str:
        """What stands between a group and the one before it; empty at the beginning."""
        return self.text[self.at[first - 1] + 1 : self.at[first]] if first else ""

    def after(self, last: int) -> str:
        return self.text[self.at[last - 1] + 1 : self.at[last]] if last < len(self.at) else ""

    def piece(self, first: int, last: int) -> Piece:
        starts = self.starts[bisect_left(self.starts, first) : bisect_left(self.starts, last)]
        ends = [*starts[1:], last]
        return Piece(
            self.digits[first:last], self.at[first], self.at[last - 1] + 1,
            tuple(end - start for start, end in zip(starts, ends, strict=True)), tuple(self.before(n) for n in starts[1:]),
            first == 0, last == len(self.at), first, last,
        )  # fmt: skip

    def whole(self, lengths: Collection[int]) -> Piece | None:
        """All of it as one number, if it is as long as one of these."""
        return self.piece(0, len(self.at)) if len(self.at) in lengths else None

    def pieces(self, lengths: Collection[int], begins: Callable[[int], bool] | None = None) -> Iterator[Piece]:
        """Every number of such a length, from the left, the longest first; only where one `begins`, asked once for a place of the text."""
        longest = max(lengths)
        for place, first in enumerate(self.starts):
            if begins is not None and not begins(self.at[first]):
                continue
            lasts = (last for last in self.ends[place : place + longest] if last - first in lengths)
            for last in sorted(lasts, reverse=True):
                yield self.piece(first, last)

    def is_decimal(self, piece: Piece) -> bool:
        """Whether it goes on before or behind with a dot or a comma, as numbers with decimals or thousands do."""
        return self.before(piece.first) in (".", ",") or self.after(piece.last) in (".", ",")


def in_digits(text: str) -> str:
    """A text in small letters with digits for the letters O, I and L among digits; as long as before."""
    return _WITH_LETTERS.sub(lambda match: match[0].translate(_AS_DIGITS), text)


def runs_of(text: str, fewest: int = FEWEST) -> list[Run]:
    """The runs of a text `in_digits` that are long enough to be somebody's number."""
    found = (Run(text, *match.span()) for match in RUN.finditer(text) if match.end() - match.start() >= fewest)
    return [run for run in found if len(run.digits) >= fewest]
