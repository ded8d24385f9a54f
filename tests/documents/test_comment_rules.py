"""Every branch of the rules of comments on drafts, with facts written by hand (decision 0031)."""

import datetime

import pytest

from documents.drafts.rules import CommentAct, CommentFacts, Phase, may, phase_on
from tests.refusals import code_of

OPENS, CLOSES, ANSWERED = datetime.date(2026, 6, 1), datetime.date(2026, 6, 30), datetime.date(2026, 6, 20)
DRAFTS = {"may_edit": True, "has_seat": True}


@pytest.mark.parametrize(
    ("day", "answered_on", "wanted"),
    [
        ("2026-05-31", None, Phase.COMING),
        ("2026-06-01", None, Phase.OPEN),
        ("2026-06-30", ANSWERED, Phase.OPEN),
        ("2026-07-01", None, Phase.CLOSED),
        ("2026-07-01", ANSWERED, Phase.ANSWERED),
    ],
)
def test_both_days_count_and_a_synthesis_closes_nothing(day, answered_on, wanted):
    assert phase_on(datetime.date.fromisoformat(day), OPENS, CLOSES, answered_on) is wanted


@pytest.mark.parametrize(
    ("act", "facts", "code"),
    [
        (CommentAct.SEND, {"is_public": True, "phase": Phase.OPEN}, None),
        (CommentAct.SEND, {"phase": Phase.OPEN}, "not-public"),
        (CommentAct.SEND, {"is_public": True, "phase": Phase.COMING}, "not-open"),
        (CommentAct.SEND, {"is_public": True, "phase": Phase.CLOSED}, "closed"),
        (CommentAct.SEND, {"is_public": True, "phase": Phase.ANSWERED}, "closed"),
        (CommentAct.TAKE_UP, DRAFTS | {"texts": ("Tôi góp ý", "Ông A")}, None),
        (CommentAct.TAKE_UP, DRAFTS | {"texts": ("Tôi góp ý", " ")}, "no-text"),
        (CommentAct.TAKE_UP, {"may_edit": True, "texts": ("x",)}, "not-yours"),
        (CommentAct.TAKE_UP, {"has_seat": True, "texts": ("x",)}, "not-yours"),
        (CommentAct.DECLINE, DRAFTS | {"reason": "Quảng cáo"}, None),
        (CommentAct.DECLINE, DRAFTS, "no-reason"),
        (CommentAct.DECLINE, {"may_edit": True, "reason": "Quảng cáo"}, "not-yours"),
    ],
)
def test_who_does_what_with_a_comment(act, facts, code):
    assert code_of(may(act, CommentFacts(**facts))) == code
