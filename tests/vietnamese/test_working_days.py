"""Working days: the state's, and a board's own."""

import datetime

import pytest

from tests.conftest import shared_rows
from vietnamese.working_days import Day, WorkingCalendar, beginning_of, state_day

STATE = WorkingCalendar()


@pytest.mark.parametrize(
    ("day", "working"),
    [("2026-08-22", True), ("2026-08-31", False), ("2026-09-02", False), ("2026-06-06", False), ("2026-06-08", True)],
)
def test_working_days(day, working):
    assert STATE.is_working_day(datetime.date.fromisoformat(day)) is working


def test_every_dated_fact_of_2019_to_2027_is_agreed_with():
    """Kind, Vietnamese name, and whether the Government has announced it: 2027 rests on the Labour Code alone."""
    disagreements = []
    for fact in shared_rows("holidays_vn.jsonl"):
        day = state_day(datetime.date.fromisoformat(fact["date"]))
        said = (fact["kind"] == "makeup_workday", fact["name"], fact["official"])
        if said != (day.is_working, day.name, day.is_announced) or not day.source:
            disagreements.append((fact["date"], said, day))
    assert disagreements == []


def test_every_day_of_2024_to_2027_is_agreed_with():
    rows = shared_rows("working_days_derived.jsonl")
    disagreements = [
        row["date"] for row in rows if STATE.is_working_day(datetime.date.fromisoformat(row["date"])) != row["working"]
    ]
    assert len(rows) == 1461
    assert disagreements == []


def test_the_swap_that_the_package_lacks_names_its_document():
    off, worked = state_day(datetime.date(2026, 1, 2)), state_day(datetime.date(2026, 1, 10))
    assert (off.is_working, worked.is_working) == (False, True)
    assert "12729/VPCP-KGVX" in off.source
    assert worked.name == "Ngày làm việc (thay cho ngày 02/01/2026)"


def test_a_make_up_saturday_may_stand_for_a_day_of_another_year():
    assert state_day(datetime.date(2019, 1, 5)).name == "Ngày làm việc (thay cho ngày 31/12/2018)"
    assert state_day(datetime.date(2014, 12, 27)).name == "Ngày làm việc (thay cho ngày 02/01/2015)"


def test_a_day_begins_at_midnight_in_vietnam():
    assert beginning_of(datetime.date(2026, 6, 8)).isoformat() == "2026-06-08T00:00:00+07:00"


def test_a_working_day_is_its_own_next_one():
    assert STATE.working_day_from(datetime.date(2026, 6, 5)) == datetime.date(2026, 6, 5)
    assert STATE.working_day_from(datetime.date(2026, 6, 6)) == datetime.date(2026, 6, 8)


def test_an_ordinary_day_has_neither_name_nor_source():
    assert state_day(datetime.date(2026, 6, 8)) == Day(True)
    assert state_day(datetime.date(2026, 6, 6)) == Day(False)


def test_a_boards_own_day_has_the_last_word():
    closed = datetime.date(2026, 6, 8)
    calendar = WorkingCalendar({closed: Day(False, "nghỉ do bão", "Công văn 1")})
    assert calendar.day(closed).name == "nghỉ do bão"
    assert calendar.working_day_from(closed) == datetime.date(2026, 6, 9)
