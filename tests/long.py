"""How much this run takes of what `make long` does whole, and which part of it.

`LONG=all`: everything. `LONG=tenth`, as CI does: a tenth, drawn anew each time. Without it, as somebody tries one of them: a little. A run
says at its end what it drew with; `LONG_SEED` of that number draws the same again.
"""

import os
import random
import secrets
from collections.abc import Sequence
from typing import TypeVar

Each = TypeVar("Each")
LONG = os.environ.get("LONG", "")
assert LONG in ("", "tenth", "all"), LONG
IS_LONG = LONG != ""


def draw_a_seed() -> None:
    """Once per run, before its workers start: they inherit it."""
    os.environ.setdefault("LONG_SEED", str(secrets.randbelow(1_000_000)))


def seed() -> int:
    return int(os.environ["LONG_SEED"])


def part_of(whole: Sequence[Each], every: int) -> Sequence[Each]:
    """What this run takes of it; `every` so many where it is not long."""
    if LONG == "tenth":
        return random.Random(seed()).sample(whole, max(1, len(whole) // 10))
    return whole if IS_LONG else whole[::every]


def number_of(whole: int, short: int) -> int:
    """The same for a number of runs; `short` where it is not long."""
    return {"all": whole, "tenth": whole // 10}.get(LONG, short)


def drawn(whole: Sequence[Each], what: str) -> Sequence[Each]:
    """One of them, drawn anew for each run and each `what`; with `LONG=all` every one."""
    return whole if LONG == "all" else [random.Random(f"{seed()} {what}").choice(whole)]
