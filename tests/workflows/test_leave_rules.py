"""The rules about leaves, as a table: every reason against one, in its order."""

import datetime

import pytest

from tests.refusals import code_of
from workflows.rules.leaves import LONGEST, LeaveAct, LeaveFacts, Stating, may

NOW = datetime.datetime(2026, 6, 3, 7, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
STATED = {"has_person": True, "starts_at": NOW - DAY, "ends_at": NOW + DAY, "now": NOW, "other": ""}
OWN = {"is_own": True, "reason": "Nghỉ phép"}


@pytest.mark.parametrize(
    ("who", "leave", "code"),
    [
        (OWN, {}, None),
        ({"is_secretary": True, "reason": "Đi học"}, {}, None),
        ({"reason": "Nghỉ phép"}, {}, "not-yours"),
        (OWN, {"has_person": False}, "nobody-there"),
        (OWN, {"ends_at": NOW - DAY}, "no-period"),
        (OWN, {"starts_at": NOW - 2 * DAY, "ends_at": NOW}, "past"),
        (OWN, {"starts_at": NOW, "ends_at": NOW + LONGEST}, None),
        (OWN, {"starts_at": NOW, "ends_at": NOW + LONGEST + DAY}, "too-long"),
        (OWN, {"other": "từ đầu ngày 01/06/2026"}, "twice"),
        ({"is_own": True}, {}, "reason-needed"),
    ],
)
def test_who_states_a_leave_and_what_it_must_say(who, leave, code):
    assert code_of(may(LeaveAct.STATE, LeaveFacts(**who, stating=Stating(**{**STATED, **leave})))) == code


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({**OWN, "state": "in-force"}, None),
        ({**OWN, "state": "coming"}, None),
        ({"is_secretary": True, "state": "in-force", "reason": "Về sớm"}, None),
        ({"state": "in-force", "reason": "Về sớm"}, "not-yours"),
        ({**OWN, "state": "ended"}, "ended"),
        ({"is_own": True, "state": "in-force"}, "reason-needed"),
    ],
)
def test_who_ends_a_leave_early(facts, code):
    assert code_of(may(LeaveAct.END, LeaveFacts(**facts))) == code


def test_of_a_leave_of_which_nothing_is_known_nobody_is_away():
    assert code_of(may(LeaveAct.STATE, LeaveFacts(**OWN))) == "nobody-there"
