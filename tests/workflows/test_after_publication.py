"""What a charter says of the time after publication, without a database."""

import datetime

import pytest

from tests.board import charter_data
from workflows.charter.after_publication import (
    DEFAULT_MISTAKES,
    DEFAULT_SPOT_CHECK,
    last_period,
    mistakes_of,
    spot_check_of,
)
from workflows.charter.file import read

DAYS = {"amount": 3, "unit": "working-day"}


@pytest.mark.parametrize(
    ("per", "today", "expected"),
    [
        ("week", "2026-06-08", ("2026-W23", "2026-06-01", "2026-06-08")),
        ("week", "2026-06-14", ("2026-W23", "2026-06-01", "2026-06-08")),
        ("week", "2027-01-04", ("2026-W53", "2026-12-28", "2027-01-04")),
        ("month", "2027-01-31", ("2026-12", "2026-12-01", "2027-01-01")),
    ],
)
def test_the_last_period_is_the_week_or_month_that_is_over(per, today, expected):
    name, first, end = last_period(per, datetime.date.fromisoformat(today))
    assert (name, first.isoformat(), end.isoformat()) == expected


def test_a_charter_that_is_silent_has_the_defaults():
    charter = read(charter_data(), "thu.toml")
    assert mistakes_of(charter) == DEFAULT_MISTAKES
    assert spot_check_of(charter) == DEFAULT_SPOT_CHECK


def test_what_the_charter_says_counts():
    said = {"handled_by": ["thu-ky"], "answered_by": ["pho-ban"], "within": DAYS, "rule": "R121"}
    drawn = {"items": 5, "per": "week", "who": ["thanh-vien"], "within": DAYS, "rule": "R122"}
    charter = read({**charter_data(), "mistakes": said, "spot_check": drawn}, "thu.toml")
    assert mistakes_of(charter).answered_by == ("pho-ban",)
    assert (spot_check_of(charter).items, spot_check_of(charter).per) == (5, "week")
