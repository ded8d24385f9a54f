"""A text as the detectors read it. Pure."""

from dataclasses import dataclass
from functools import cached_property

from vietnamese.spelling import small
from workflows.content_guard.digit_runs import Run, in_digits, runs_of


@dataclass(frozen=True)
class Read:
    """As it stands; in small letters, each at the same place; and its runs of digits."""

    text: str

    @cached_property
    def small(self) -> str:
        return small(self.text)

    @cached_property
    def in_digits(self) -> str:
        """The same with digits for the letters O, I and L among digits."""
        return in_digits(self.small)

    @cached_property
    def runs(self) -> list[Run]:
        return runs_of(self.in_digits)
