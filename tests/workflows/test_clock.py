"""How time limits are counted: a table of cases with their sentences, and a count by hand against it."""

import datetime
import random
import tomllib
from pathlib import Path

import pytest

from tests.conftest import shared_rows
from vietnamese.working_days import VIETNAM, Day, WorkingCalendar
from workflows.charter.schema import Duration
from workflows.charter.words import TimeUnit
from workflows.clocks.count import Extension, Pause, Start, count

CASES = tomllib.loads(Path(__file__).with_name("clock_cases.toml").read_text(encoding="utf-8"))["case"]
UNITS = {"ngày-lv": TimeUnit.WORKING_DAY, "ngày": TimeUnit.DAY, "giờ": TimeUnit.HOUR}


def at(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def lasting(text):
    amount, unit = text.split()
    return Duration(amount=int(amount), unit=UNITS[unit])


def counted(case):
    return count(
        Start(at(case["start"]), case["said"], has_time="T" in case["start"]),
        lasting(case["within"]),
        WorkingCalendar(
            {datetime.date.fromisoformat(day): Day(works, name, "CV") for day, works, name in case.get("own", [])}
        ),
        [Pause(at(since), at(until) if until else None, why) for since, until, why in case.get("pauses", [])],
        [Extension(lasting(more), why) for more, why in case.get("extensions", [])],
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_due_moment_and_how_it_was_counted(case):
    """R73-R78, R81, R82 and the general rules of pauses, extensions and days off."""
    result = counted(case)
    assert result.due_at == (at(case["due"]) if case["due"] else None)
    assert result.sentence == case["sentence"]


def test_the_table_is_long_enough():
    assert len(CASES) >= 60
    assert len({(case["start"], case["within"], str(case.get("pauses")), str(case.get("own"))) for case in CASES}) >= 60


def test_pauses_may_be_told_in_any_order():
    case = next(case for case in CASES if case["why"] == "pause: twice")
    turned = counted({**case, "pauses": case["pauses"][::-1]})
    assert turned.due_at == at(case["due"])
    assert turned.sentence == case["sentence"]


def test_a_start_told_in_another_time_zone_is_counted_in_vietnams():
    """23:30 on the 3rd in UTC is the 4th in Vietnam."""
    start = datetime.datetime(2026, 6, 3, 23, 30, tzinfo=datetime.UTC)
    result = count(Start(start, "khi ký"), lasting("1 ngày-lv"), WorkingCalendar())
    assert result.due_at == at("2026-06-05T17:00")


def test_working_days_agree_with_a_list_of_days_counted_by_position():
    """The n-th working day after any day of 2024 to 2026 is the n-th in the given list of working days."""
    working = [
        datetime.date.fromisoformat(row["date"]) for row in shared_rows("working_days_derived.jsonl") if row["working"]
    ]
    chance = random.Random(20261121)
    for _case in range(400):
        start = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randrange(1050))
        amount = chance.randint(1, 30)
        expected = [day for day in working if day > start][amount - 1]
        moment = datetime.datetime.combine(start, datetime.time(chance.randrange(24)), VIETNAM)
        result = count(Start(moment, "khi ký"), Duration(amount=amount, unit=TimeUnit.WORKING_DAY), WorkingCalendar())
        assert result.due_at == datetime.datetime.combine(expected, datetime.time(17), VIETNAM)


def test_each_year_whose_days_off_nobody_has_announced_is_named_once():
    sentence = count(Start(at("2028-08-30T09:00"), "khi ký"), lasting("100 ngày-lv"), WorkingCalendar()).sentence
    told = (f" Lịch nghỉ năm {year} chưa được thông báo, tạm tính theo luật." for year in (2028, 2029))
    assert sentence.endswith("".join(told))


FOUR_HOURS, NINE = lasting("4 giờ"), Start(at("2026-06-03T09:00"), "khi trình")


def four_hours(*pauses):
    """Of four hours from nine: until when, and what is said of pauses from and until these moments."""
    stood = [Pause(at(f"2026-06-03T{since}"), until and at(f"2026-06-03T{until}"), "chờ") for since, until in pauses]
    result = count(NINE, FOUR_HOURS, WorkingCalendar(), stood)
    return result.due_at and f"{result.due_at:%H:%M}", result.sentence


@pytest.mark.parametrize(
    "pause",
    [("07:00", "08:00"), ("08:00", "09:00"), ("13:00", None), ("13:00", "14:00"), ("14:00", "15:00"), ("14:00", None)],
)
def test_a_pause_outside_the_counted_hours_is_passed_over(pause):
    due, sentence = four_hours(pause)
    assert due == "13:00"
    assert "tạm dừng" not in sentence


def test_a_pause_is_counted_after_one_that_was_passed_over():
    due, sentence = four_hours(("07:00", "08:00"), ("10:00", "12:00"))
    assert due == "15:00"
    assert sentence.count("tạm dừng") == 1


def test_a_pause_that_began_before_the_start_counts_from_the_start():
    assert four_hours(("08:00", "11:00"))[0] == "15:00"


@pytest.mark.parametrize(("since", "left"), [("10:00", "còn lại 3 giờ."), ("10:15", "còn lại 2 giờ 45 phút.")])
def test_what_is_left_while_it_stands_still_is_said_in_hours_and_minutes(since, left):
    due, sentence = four_hours((since, None))
    assert due is None
    assert sentence.endswith(left)
