"""Every branch of posting in an emergency and confirming it, with facts written by hand (R52, 2.10)."""

import datetime

import pytest

from tests.refusals import code_of
from workflows.rules.act import Act
from workflows.rules.emergencies import UrgentFacts, may
from workflows.rules.facts import Facts
from workflows.rules.refusal import Refusal

BAR = Refusal("never-public", "Không bao giờ đăng.")
POSTING = {"is_provided": True, "may_post": True, "reason": "Lũ về"}
CONFIRMING = {"is_waiting": True, "may_confirm": True}
MARK = {"marks": ("nội dung: «MẬT»",)}


@pytest.mark.parametrize(
    ("known", "text", "code"),
    [
        ({}, {}, None),
        ({}, {"is_active": False}, "not-active"),
        ({"is_provided": False}, {}, "not-provided"),
        ({"may_post": False}, {}, "may-not-post-urgently"),
        ({}, {"bar": BAR}, "never-public"),
        ({"was_public": True}, {}, "was-public"),
        ({"is_voting": True}, {}, "voting"),
        ({"is_voted_down": True}, {}, "voted-down"),
        ({"is_returned_text": True, "was_returned": True}, {}, "returned-text"),
        ({"was_returned": True}, {}, "returned"),
        ({"is_appointed": True}, {}, "appointed"),
        ({"is_same_text": False}, {}, "text-changed"),
        ({}, {"is_secret": True}, "secret"),
        ({}, {"problems": ("Thiếu nguồn.",)}, "incomplete"),
        ({"reason": ""}, MARK, "secrecy-mark"),
        ({"reason": ""}, {}, "reason-needed"),
        ({"reason": ""}, {"unticked": ("Nguồn rõ ràng",)}, "reason-needed"),
        ({}, {"unticked": ("Nguồn rõ ràng",)}, "checklist"),
    ],
)
def test_who_posts_at_once_and_what(known, text, code):
    refusal = may(Act.URGENT, UrgentFacts(Facts(**{"is_active": True} | text), **POSTING | known))
    assert code_of(refusal, about_text=True if code == "secrecy-mark" else None) == code


@pytest.mark.parametrize(
    ("known", "text", "code"),
    [
        ({}, {}, None),
        ({}, {"is_active": False}, "not-active"),
        ({"is_waiting": False}, {}, "not-waiting"),
        ({"is_doubted": True}, {}, "doubted"),
        ({"may_confirm": False}, {}, "may-not-confirm"),
        ({"is_poster": True}, {}, "own-posting"),
        ({}, {"is_contributor": True}, "own-text"),
        ({}, {"unticked": ("Nguồn rõ ràng",)}, "checklist"),
    ],
)
def test_who_confirms_what_was_posted_at_once(known, text, code):
    assert code_of(may(Act.AFFIRM, UrgentFacts(Facts(**{"is_active": True} | text), **CONFIRMING | known))) == code


NOON, DAY = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC), datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({}, None),
        ({"due_at": NOON + DAY}, "not-lapsed"),
        ({"due_at": None}, "not-lapsed"),
        ({"now": None}, "not-lapsed"),
        ({"is_waiting": False}, "not-lapsed"),
    ],
)
def test_r52_only_what_nobody_confirmed_in_time_lapses(known, code):
    facts = UrgentFacts(Facts(is_active=False), **{"is_waiting": True, "due_at": NOON, "now": NOON, **known})
    assert code_of(may(Act.LAPSE, facts)) == code
