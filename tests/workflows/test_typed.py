"""What came typed with a request: values for what can be, None for everything else."""

import datetime

import pytest
from django.test import RequestFactory

from workflows.views.typed import chosen, day, moment, text, texts, whole_number, whole_numbers


@pytest.mark.parametrize(("written", "number"), [("0", 0), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_a_whole_number_is_read(written, number):
    assert whole_number(written) == number


@pytest.mark.parametrize("written", ["", "-1", "1.5", " 1", "1 ", "²", "٣", "1e3", "0x1", "9" * 19, "9" * 5000])
def test_what_is_no_whole_number_or_too_long_for_a_key_is_none(written):
    assert whole_number(written) is None


def test_a_number_may_be_held_to_fewer_digits():
    assert whole_number("999", digits=3) == 999
    assert whole_number("1000", digits=3) is None


def test_of_many_those_are_left_that_are_numbers():
    assert whole_numbers(["3", "x", "1"]) == [3, 1]


def test_a_day_and_a_moment_as_browsers_write_them():
    assert day("2026-06-01") == datetime.date(2026, 6, 1)
    assert moment("2026-06-01T09:00").isoformat() == "2026-06-01T09:00:00+07:00"
    assert moment("2026-06-01T09:00+00:00").isoformat() == "2026-06-01T09:00:00+00:00"


@pytest.mark.parametrize("written", ["", "hôm qua", "2026-02-30", "2026-13-01T09:00"])
def test_a_day_or_moment_that_cannot_be_is_none(written):
    assert day(written) is None
    assert moment(written) is None


def test_words_come_without_space_around_them_or_as_typed_and_cut():
    request = RequestFactory().post("/", {"reason": "  vì sai  ", "long": "x" * 20})
    assert text(request, "reason") == "vì sai"
    assert text(request, "missing") == ""
    assert texts(request, ("reason", "long", "missing"), 9) == {"reason": "  vì sai ", "long": "x" * 9, "missing": ""}


def test_one_row_is_chosen_by_its_key():
    class Row:
        def __init__(self, pk, key):
            self.pk, self.key = pk, key

    rows = [Row(1, "a"), Row(2, "b")]
    assert chosen(rows, "2") is rows[1]
    assert chosen(rows, "a", by="key") is rows[0]
    assert chosen(rows, "3") is None
    assert chosen(rows, "") is None


@pytest.mark.parametrize("year", ["0001", "0202", "1899", "2201", "9999"])
def test_a_year_that_nobody_means_is_no_day(year):
    assert day(f"{year}-01-01") is None
    assert moment(f"{year}-01-01T00:00") is None
