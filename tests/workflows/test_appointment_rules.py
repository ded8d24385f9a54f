"""The rules about the moment of posting, as a table: every reason against it, in its order."""

import datetime

import pytest

from tests.refusals import code_of
from workflows.rules.act import Act
from workflows.rules.appointments import AppointmentFacts, may
from workflows.rules.refusal import Refusal

NOW = datetime.datetime(2026, 6, 3, 7, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
WELL = {"is_active": True, "is_entitled": True, "reason": "Sau lễ"}
NOT_YOURS = Refusal("not-yours", "Bước này đang chờ người khác.")
TICKS = Refusal("checklist", "Hãy xác nhận.", asks_ticks=True)
EXCEPTION = Refusal("exception-needs-reason", "Hãy viết lý do.", asks_reason=True)


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({}, None),
        ({"is_active": False}, "not-active"),
        ({"against_posting": NOT_YOURS}, "not-yours"),
        ({"against_posting": NOT_YOURS, "reason": ""}, "not-yours"),
        ({"against_posting": EXCEPTION}, None),
        ({"against_posting": EXCEPTION, "reason": ""}, "reason-needed"),
        ({"reason": "", "asked": None}, "reason-needed"),
        ({"asked": None}, "moment-needed"),
        ({"asked": NOW}, "moment-past"),
        ({"asked": NOW + 366 * DAY}, "moment-too-far"),
        ({"against_posting": TICKS, "reason": ""}, "reason-needed"),
        ({"against_posting": TICKS}, "checklist"),
        ({"standing": NOW + DAY, "is_standing_theirs": True}, "same-moment"),
        ({"standing": NOW + DAY}, None),
        ({"named_in_text": NOW + 2 * DAY}, "named-in-text"),
        ({"named_in_text": NOW + DAY}, None),
        ({"standing": NOW + 2 * DAY}, None),
        ({"comes_down_at": NOW + DAY}, "comes-down"),
        ({"comes_down_at": NOW + 2 * DAY}, None),
        ({"deed_until": NOW + DAY}, "deed-ends"),
        ({"deed_until": NOW + 2 * DAY}, None),
        ({"others_then": "Bà Hoa (Thư ký)"}, "others-back"),
    ],
)
def test_who_appoints_which_moment(known, code):
    facts = AppointmentFacts(**{**WELL, "now": NOW, "asked": NOW + DAY, **known})
    assert code_of(may(Act.APPOINT, facts)) == code


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({}, None),
        ({"is_active": False}, "not-active"),
        ({"standing": None}, "not-appointed"),
        ({"is_entitled": False}, "not-yours"),
        ({"is_entitled": False, "may_withdraw": True}, None),
        ({"reason": ""}, "reason-needed"),
    ],
)
def test_who_calls_it_off(known, code):
    facts = AppointmentFacts(**{**WELL, "now": NOW, "standing": NOW + DAY, **known})
    assert code_of(may(Act.CALL_OFF, facts)) == code
