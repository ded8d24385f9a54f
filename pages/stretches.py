"""Long lists of pages of which a stretch at a time is read: what a paginator cuts out, and no more."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, overload

Item = TypeVar("Item")


class Stretches(Sequence[Item]):
    """A list that reads nothing before it is asked for. Who derives from it says how a stretch is read, and how long it is."""

    @abstractmethod
    def stretch(self, place: slice) -> list[Item]:
        """What stands from `place.start` on, up to `place.stop`; either may be None."""

    def __iter__(self) -> Iterator[Item]:
        return iter(self[:])

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> list[Item]: ...
    def __getitem__(self, place: int | slice) -> Any:
        return self.stretch(slice(place, place + 1))[0] if isinstance(place, int) else self.stretch(place)
