"""What was made once of a file, made again and compared: a part of it each night, so that all of it comes round in four weeks.

Applications above this one add to `AGAIN` what they make of files, when Django is ready.
"""

import zlib
from collections.abc import Callable, Iterator

from django.utils import timezone

NIGHTS = 28
Tonight = Callable[[object], bool]  # whether the row with this key is of tonight's part
AGAIN: list[Callable[[Tonight], Iterator[str]]] = []


def breaches() -> Iterator[str]:
    """A sentence per row of tonight's part that is not what comes out today."""
    night = timezone.localdate().toordinal() % NIGHTS
    for check in AGAIN:
        yield from check(lambda key: zlib.crc32(str(key).encode()) % NIGHTS == night)
