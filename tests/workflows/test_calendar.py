"""Working days and due moments."""

import datetime

import pytest

from workflows.calendar import VIETNAM, due, is_working_day
from workflows.charter import Duration, TimeUnit


def at(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "expected"),
    [
        ("2026-06-01T09:00", 4, "hour", "2026-06-01T13:00"),
        ("2026-06-01T09:00", 1, "working-day", "2026-06-02T17:00"),
        ("2026-06-05T09:00", 1, "working-day", "2026-06-08T17:00"),
        ("2026-06-05T09:00", 2, "day", "2026-06-07T17:00"),
        ("2026-02-13T10:00", 5, "working-day", "2026-02-27T17:00"),
        ("2026-04-29T10:00", 1, "working-day", "2026-05-04T17:00"),
    ],
)
def test_due(start, amount, unit, expected):
    assert due(at(start), Duration(amount=amount, unit=TimeUnit(unit))) == at(expected)


@pytest.mark.parametrize(
    ("day", "working"),
    [("2026-08-22", True), ("2026-08-31", False), ("2026-09-02", False), ("2026-06-06", False), ("2026-06-08", True)],
)
def test_working_days(day, working):
    assert is_working_day(datetime.date.fromisoformat(day)) is working
