"""Every branch of the rules of clocks, with facts written by hand (2.11, 2.13)."""

import datetime

import pytest

from tests.refusals import code_of
from workflows.charter.schema import Deadline, Duration, Extending
from workflows.charter.words import Content, RoleKey, TimeUnit
from workflows.rules.clocks import ClockAct, ClockFacts, may

NOW = datetime.datetime(2026, 6, 1, 9, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
TWO_DAYS, THREE_DAYS = (Duration(amount=amount, unit=TimeUnit.WORKING_DAY) for amount in (2, 3))
GROUND = "chờ ý kiến của cơ quan khác"
SECRETARY, EDITOR = frozenset({RoleKey.SECRETARY}), frozenset({RoleKey.EDITOR})


def deadline(**more):
    known = {
        "key": "tra-loi",
        "name": "Trả lời",
        "content": Content.NEWS,
        "starts": "receipt",
        "within": THREE_DAYS,
        "rule": "R78",
    }
    return Deadline.model_validate(known | more)


PLAIN = deadline()
WITH_PAUSE = deadline(pauses=(GROUND,))
WITH_MORE = deadline(extends=Extending(times=1, within=TWO_DAYS))
LENT_TO_EDITORS = deadline(extends=Extending(times=2, within=TWO_DAYS, by=(RoleKey.EDITOR,)))
RUNNING = {"roles": SECRETARY, "is_running": True, "reason": "Theo công văn"}
PAUSING = RUNNING | {"deadline": WITH_PAUSE, "reason": GROUND}
EXTENDING = RUNNING | {"roles": frozenset({RoleKey.CHIEF}), "deadline": WITH_MORE, "more": TWO_DAYS}
STARTING = {"roles": SECRETARY, "at": NOW - HOUR, "reason": "Phiếu tiếp nhận"}


@pytest.mark.parametrize(
    ("act", "facts", "code"),
    [
        (ClockAct.START, STARTING, None),
        (ClockAct.START, STARTING | {"at": NOW}, None),
        (ClockAct.START, STARTING | {"deadline": None}, "no-deadline"),
        (ClockAct.START, STARTING | {"roles": EDITOR}, "not-yours"),
        (ClockAct.START, STARTING | {"roles": EDITOR, "drafting_roles": EDITOR}, None),
        (ClockAct.START, STARTING | {"drafting_roles": EDITOR}, None),
        (ClockAct.START, STARTING | {"is_running": True}, "running"),
        (ClockAct.START, STARTING | {"is_public": True}, "public"),
        (ClockAct.START, STARTING | {"at": None}, "moment-needed"),
        (ClockAct.START, STARTING | {"at": NOW + HOUR}, "future"),
        (ClockAct.START, STARTING | {"reason": ""}, "reason-needed"),
        (ClockAct.PAUSE, PAUSING, None),
        (ClockAct.PAUSE, PAUSING | {"deadline": None}, "no-deadline"),
        (ClockAct.PAUSE, PAUSING | {"roles": EDITOR, "drafting_roles": EDITOR}, "not-yours"),
        (ClockAct.PAUSE, PAUSING | {"is_running": False}, "not-running"),
        (ClockAct.PAUSE, PAUSING | {"is_paused": True}, "not-running"),
        (ClockAct.PAUSE, PAUSING | {"deadline": PLAIN}, "no-pause"),
        (ClockAct.PAUSE, PAUSING | {"reason": "vì bận"}, "ground-needed"),
        (ClockAct.PAUSE, PAUSING | {"has_time_left": False}, "too-late"),
        (ClockAct.RESUME, RUNNING | {"is_paused": True}, None),
        (ClockAct.RESUME, RUNNING | {"is_paused": True, "roles": EDITOR}, "not-yours"),
        (ClockAct.RESUME, RUNNING, "not-paused"),
        (ClockAct.EXTEND, EXTENDING, None),
        (ClockAct.EXTEND, EXTENDING | {"deadline": PLAIN}, "no-extension"),
        (ClockAct.EXTEND, EXTENDING | {"roles": SECRETARY}, "not-yours"),
        (ClockAct.EXTEND, EXTENDING | {"deadline": LENT_TO_EDITORS}, "not-yours"),
        (ClockAct.EXTEND, EXTENDING | {"deadline": LENT_TO_EDITORS, "roles": EDITOR, "times_extended": 1}, None),
        (ClockAct.EXTEND, EXTENDING | {"is_running": False}, "too-late"),
        (ClockAct.EXTEND, EXTENDING | {"is_overdue": True}, "too-late"),
        (ClockAct.EXTEND, EXTENDING | {"times_extended": 1}, "extended"),
        (ClockAct.EXTEND, EXTENDING | {"more": None}, "too-long"),
        (ClockAct.EXTEND, EXTENDING | {"more": THREE_DAYS}, "too-long"),
        (ClockAct.EXTEND, EXTENDING | {"more": Duration(amount=1, unit=TimeUnit.DAY)}, "too-long"),
        (ClockAct.EXTEND, EXTENDING | {"reason": ""}, "reason-needed"),
    ],
)
def test_who_does_what_to_a_clock_and_when(act, facts, code):
    assert code_of(may(act, ClockFacts(**{"deadline": PLAIN, "now": NOW} | facts))) == code


def test_the_refusal_names_the_grounds_and_the_length():
    two = deadline(pauses=(GROUND, "chờ hồ sơ"))
    known = {"now": NOW, **RUNNING}
    assert f"{GROUND}; chờ hồ sơ." in may(ClockAct.PAUSE, ClockFacts(**known, deadline=two)).sentence
    refused = {**EXTENDING, "now": NOW, "more": None}
    assert "không quá 2 ngày làm việc." in may(ClockAct.EXTEND, ClockFacts(**refused)).sentence
    assert "chỉ được gia hạn 1 lần" in may(ClockAct.EXTEND, ClockFacts(**refused | {"times_extended": 1})).sentence
