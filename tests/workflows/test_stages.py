"""When letters about a due moment go out, and to whom above: without a database. What is sent: test_reminders.py."""

import datetime

import pytest

from tests.workflows.test_clock import at
from vietnamese.working_days import Day, WorkingCalendar
from workflows.charter.schema import Deadline, Duration
from workflows.charter.words import RoleKey, TimeUnit
from workflows.clocks import deadlines
from workflows.clocks.deadlines import Policy, Stage, next_level, policy_for, stages


def lasting(amount, unit):
    return Duration(amount=amount, unit=TimeUnit(unit))


def told(started, due, known=None, policy=None, own=None):
    found = stages(
        at(started),
        at(due),
        at(known or started),
        policy or policy_for(lasting(3, "working-day")),
        WorkingCalendar(own or {}),
    )
    return [(stage.value, f"{moment:%d/%m %H:%M}") for stage, moment in found]


def test_days_are_told_in_the_morning_and_pass_over_days_off():
    assert told("2026-02-12T09:00", "2026-02-24T17:00") == [
        ("before", "23/02 08:00"),
        ("on", "24/02 08:00"),
        ("after", "25/02 08:00"),
        ("next-level", "26/02 08:00"),
        ("chief", "02/03 08:00"),
    ]


def test_hours_are_told_by_the_hour():
    assert told("2026-06-06T09:00", "2026-06-07T09:00", policy=policy_for(lasting(24, "hour"))) == [
        ("before", "07/06 07:00"),
        ("on", "07/06 09:00"),
        ("after", "07/06 10:00"),
        ("next-level", "07/06 13:00"),
        ("chief", "07/06 17:00"),
    ]


def test_the_charter_may_say_earlier_and_later_and_own_days_count():
    policy = Policy(lasting(2, "working-day"), lasting(3, "working-day"))
    closed = {datetime.date(2026, 6, 5): Day(False, "Nghỉ", "CV")}
    assert told("2026-06-01T09:00", "2026-06-08T17:00", policy=policy, own=closed)[0] == ("before", "03/06 08:00")
    assert told("2026-06-01T09:00", "2026-06-08T17:00", policy=policy)[3] == ("next-level", "11/06 08:00")


def test_what_was_to_be_told_before_the_clock_was_known_is_left_out():
    assert told("2026-06-01T00:00", "2026-06-04T17:00", known="2026-06-03T10:00")[0] == ("on", "04/06 08:00")
    assert told("2026-05-01T00:00", "2026-05-07T17:00", known="2026-06-03T10:00") == [("after", "03/06 10:00")]


def test_the_next_level_is_the_lowest_seated_role_above():
    every = set(RoleKey)
    assert next_level({RoleKey.CONTRIBUTOR}, every) == RoleKey.EDITOR
    assert next_level({RoleKey.MEMBER, RoleKey.DEPUTY}, every) == RoleKey.STANDING_DEPUTY
    assert next_level({RoleKey.STANDING_DEPUTY}, every) == RoleKey.CHIEF
    assert next_level({RoleKey.CHIEF}, every) is None
    assert next_level({RoleKey.EDITOR}, {RoleKey.EDITOR, RoleKey.CHIEF}) == RoleKey.CHIEF
    assert next_level({RoleKey.EDITOR}, every, (RoleKey.DEPUTY, RoleKey.CHIEF)) == RoleKey.DEPUTY
    assert next_level({RoleKey.EDITOR}, {RoleKey.MEMBER}, (RoleKey.DEPUTY, RoleKey.CHIEF)) is None
    assert next_level(set(), every) == RoleKey.CONTRIBUTOR
    assert Stage.NEXT_LEVEL.value == "next-level"


def test_what_is_late_when_it_becomes_known_is_told_at_once_and_only_once():
    assert told("2026-06-01T00:00", "2026-06-04T17:00", known="2026-06-04T17:00") == [
        ("after", "05/06 08:00"),
        ("next-level", "08/06 08:00"),
        ("chief", "10/06 08:00"),
    ]
    assert told("2026-06-01T00:00", "2026-06-04T17:00", known="2026-06-05T08:00") == [
        ("after", "05/06 08:00"),
        ("next-level", "08/06 08:00"),
        ("chief", "10/06 08:00"),
    ]


def test_what_begins_later_than_it_was_known_is_told_from_its_beginning():
    assert told("2026-06-03T10:00", "2026-06-04T17:00", known="2026-06-01T00:00")[0] == ("on", "04/06 08:00")


def test_what_would_be_told_at_the_very_beginning_is_left_out():
    assert told("2026-06-04T08:00", "2026-06-04T17:00")[0] == ("after", "05/06 08:00")


def test_calendar_days_pass_over_nothing():
    policy = Policy(lasting(2, "day"), lasting(1, "day"))
    assert told("2026-06-01T00:00", "2026-06-08T17:00", policy=policy) == [
        ("before", "06/06 08:00"),
        ("on", "08/06 08:00"),
        ("after", "09/06 08:00"),
        ("next-level", "09/06 08:00"),
        ("chief", "10/06 08:00"),
    ]


def test_a_due_moment_told_in_another_time_zone_is_told_in_vietnams():
    due = datetime.datetime(2026, 6, 3, 23, 0, tzinfo=datetime.UTC)
    assert f"{deadlines.before(due, lasting(1, 'day'), WorkingCalendar()):%d/%m %H:%M %z}" == "03/06 08:00 +0700"
    found = stages(
        at("2026-06-01T00:00"), due, at("2026-06-01T00:00"), policy_for(lasting(3, "day")), WorkingCalendar()
    )
    assert f"{dict(found)[Stage.ON]:%d/%m %H:%M}" == "04/06 08:00"
    assert f"{dict(found)[Stage.AFTER]:%d/%m %H:%M}" == "05/06 08:00"


def test_the_chief_hears_of_it_after_four_hundred_days_at_the_latest():
    policy = Policy(lasting(1, "hour"), lasting(300, "hour"))
    found = dict(told("2026-06-01T00:00", "2026-06-02T00:00", policy=policy))
    assert (found["next-level"], found["chief"]) == ("14/06 12:00", "18/06 16:00")


def test_the_defaults_hang_on_the_length_and_the_charter_has_the_last_word():
    assert policy_for(lasting(24, "hour")) == Policy(lasting(2, "hour"), lasting(4, "hour"))
    assert policy_for(lasting(3, "day")) == Policy(lasting(1, "working-day"), lasting(2, "working-day"))
    said = {"remind_before": lasting(5, "day"), "escalate_after": lasting(6, "day"), "escalate_to": (RoleKey.CHIEF,)}
    known = {"key": "x", "name": "X", "content": "news", "starts": "event", "within": lasting(3, "day"), "rule": "R1"}
    policy = policy_for(lasting(24, "hour"), Deadline.model_validate({**known, **said}))
    assert policy == Policy(lasting(5, "day"), lasting(6, "day"), (RoleKey.CHIEF,))


@pytest.mark.parametrize(
    ("starts", "words"),
    [
        ("event", "sự kiện"),
        ("event-end", "khi sự kiện kết thúc"),
        ("signature", "khi ký"),
        ("receipt", "khi tiếp nhận"),
        ("approval", "khi phê duyệt"),
        ("report-sent", "khi gửi báo cáo"),
        ("publication", "lần đăng gần nhất"),
        ("urgent", "khi đăng khẩn"),
    ],
)
def test_what_starts_a_clock_is_said_in_words(starts, words):
    assert deadlines.said_of(starts) == words
