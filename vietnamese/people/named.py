"""Somebody's name in a text. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Named:
    """Somebody's name: where it stands, and whether it begins with the surname."""

    start: int
    end: int
    is_full: bool
    begins: int  # where the words begin that introduce it
