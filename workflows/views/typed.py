"""What came typed with a request, read into values: words, whole numbers, days, moments, one row of several.

Nothing here raises: what cannot be is None, or is left out.
"""

import datetime
from collections.abc import Iterable
from typing import TypeVar

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from vietnamese.days import is_sensible
from vietnamese.working_days import VIETNAM

MOST_DIGITS = 18  # every database keeps them in a key
Row = TypeVar("Row")


def text(request: HttpRequest, name: str) -> str:
    """One field of a form, without the space around it."""
    return request.POST.get(name, "").strip()


def texts(request: HttpRequest, names: Iterable[str], longest: int) -> dict[str, str]:
    """Some fields of a form as they were typed, each cut to `longest` characters; "" for one that did not come."""
    return {name: request.POST.get(name, "")[:longest] for name in names}


def whole_number(written: str, digits: int = MOST_DIGITS) -> int | None:
    """A number from 0 of at most so many digits."""
    return int(written) if written.isascii() and written.isdigit() and len(written) <= digits else None


def whole_numbers(written: Iterable[str]) -> list[int]:
    """Those that are numbers, in their order."""
    return [number for each in written if (number := whole_number(each)) is not None]


def day(written: str) -> datetime.date | None:
    """A day as a browser's field writes it."""
    try:
        parsed = parse_date(written)
    except ValueError:
        return None
    return parsed if parsed and is_sensible(parsed) else None


def moment(written: str) -> datetime.datetime | None:
    """A moment as a browser's field writes it, in Vietnam's time."""
    try:
        parsed = parse_datetime(written)
    except ValueError:
        return None
    if parsed is None or not is_sensible(parsed):
        return None
    return timezone.make_aware(parsed, VIETNAM) if timezone.is_naive(parsed) else parsed


def chosen(rows: Iterable[Row], asked: str, by: str = "pk") -> Row | None:
    """The row of a list of choices whose key was sent back."""
    return next((row for row in rows if str(getattr(row, by)) == asked), None)
