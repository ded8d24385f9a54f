"""Every branch of the rules of reported mistakes, spot checks and stolen accounts, with facts written by hand (R121-R124, R130)."""

import datetime

import pytest

from tests.refusals import code_of
from workflows.charter.after_publication import DEFAULT_MISTAKES
from workflows.charter.words import RoleKey
from workflows.rules import incidents, mistakes, spot_checks
from workflows.rules.incidents import IncidentAct, IncidentFacts, Report
from workflows.rules.mistakes import MistakeAct, MistakeFacts
from workflows.rules.spot_checks import CheckAct, CheckFacts

NOW = datetime.datetime(2026, 6, 1, 9, tzinfo=datetime.UTC)
MISTAKES = DEFAULT_MISTAKES.model_copy(
    update={"handled_by": (RoleKey.SECRETARY,), "answered_by": (RoleKey.STANDING_DEPUTY,)}
)
HANDLES, ANSWERS, CHIEF, NOBODY = (
    frozenset({RoleKey.SECRETARY}), frozenset({RoleKey.STANDING_DEPUTY}), frozenset({RoleKey.CHIEF}), frozenset(),
)  # fmt: skip
SAID = {"says_finding": True, "text": "Đã sửa"}
TARGET = {"has_target": True, "target_is_open": True}


@pytest.mark.parametrize(
    ("act", "roles", "known", "code"),
    [
        (MistakeAct.ASSIGN, HANDLES, TARGET, None),
        (MistakeAct.ASSIGN, ANSWERS, TARGET, "not-yours"),
        (MistakeAct.ASSIGN, NOBODY, TARGET | {"is_handler": True}, "not-yours"),
        (MistakeAct.ASSIGN, HANDLES, TARGET | {"is_closed": True}, "closed"),
        (MistakeAct.ASSIGN, HANDLES, {}, "member-needed"),
        (MistakeAct.CONFIRM, HANDLES, {}, None),
        (MistakeAct.CONFIRM, NOBODY, {"is_handler": True}, None),
        (MistakeAct.CONFIRM, NOBODY, {}, "not-yours"),
        (MistakeAct.CONFIRM, HANDLES, {"is_correcting": True}, "already"),
        (MistakeAct.ANSWER, ANSWERS, SAID, None),
        (MistakeAct.ANSWER, HANDLES, SAID, "not-yours"),
        (MistakeAct.ANSWER, ANSWERS, SAID | {"says_finding": False}, "finding-needed"),
        (MistakeAct.ANSWER, ANSWERS, SAID | {"text": ""}, "text-needed"),
        (MistakeAct.MERGE, HANDLES, TARGET, None),
        (MistakeAct.MERGE, HANDLES, {"target_is_open": True}, "report-needed"),
        (MistakeAct.MERGE, HANDLES, {"has_target": True}, "target-closed"),
        (MistakeAct.MERGE, HANDLES, TARGET | {"target_is_earlier": False}, "target-later"),
        (MistakeAct.READ_CONTACT, HANDLES, {"has_contact": True, "is_closed": True}, None),
        (MistakeAct.READ_CONTACT, CHIEF, {"has_contact": True}, None),
        (MistakeAct.READ_CONTACT, NOBODY, {"has_contact": True, "is_handler": True}, None),
        (MistakeAct.READ_CONTACT, ANSWERS, {"has_contact": True}, "not-yours"),
        (MistakeAct.READ_CONTACT, HANDLES, {}, "no-contact"),
    ],
)
def test_who_does_what_with_a_reported_mistake(act, roles, known, code):
    assert code_of(mistakes.may(act, MistakeFacts(roles=roles, mistakes=MISTAKES, **known))) == code


CHECK = {"is_given": True, "given_to": "Bà Hoa (Thành viên)", "says_outcome": True}


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({}, None),
        ({"is_given": False}, "not-yours"),
        ({"is_done": True}, "already-done"),
        ({"says_outcome": False}, "outcome-needed"),
        ({"says_mistake": True}, "text-needed"),
        ({"says_mistake": True, "text": "Sai năm"}, None),
    ],
)
def test_who_says_what_a_spot_check_found(known, code):
    refusal = spot_checks.may(CheckAct.FINISH, CheckFacts(**CHECK | known))
    assert code_of(refusal) == code
    assert code != "not-yours" or "Bà Hoa (Thành viên)" in refusal.sentence


JUDGE = {"may_judge": True}


@pytest.mark.parametrize(
    ("act", "known", "code"),
    [
        (IncidentAct.UPHOLD, JUDGE, None),
        (IncidentAct.UPHOLD, {}, "may-not-judge"),
        (IncidentAct.UPHOLD, JUDGE | {"is_own": True}, "may-not-judge"),
        (IncidentAct.UPHOLD, JUDGE | {"is_answered": True}, "answered"),
        (IncidentAct.UPHOLD, JUDGE | {"wrote_it": True}, "own-text"),
        (IncidentAct.UPHOLD, JUDGE | {"other_level": "Thẩm định"}, "two-levels"),
        (IncidentAct.DISOWN, JUDGE | {"reason": "Không phải"}, None),
        (IncidentAct.DISOWN, JUDGE | {"reason": "Không phải", "wrote_it": True, "other_level": "Thẩm định"}, None),
        (IncidentAct.DISOWN, {"reason": "Không phải"}, "may-not-judge"),
        (IncidentAct.DISOWN, JUDGE, "reason-needed"),
        (IncidentAct.REOPEN, JUDGE, None),
        (IncidentAct.REOPEN, {"is_own": True}, "may-not-judge"),
        (IncidentAct.REOPEN, JUDGE | {"is_reopened": True}, "answered"),
    ],
)
def test_who_answers_for_what_a_stolen_account_decided(act, known, code):
    refusal = incidents.may(act, IncidentFacts(**known))
    assert code_of(refusal) == code
    assert code != "two-levels" or "«Thẩm định»" in refusal.sentence


@pytest.mark.parametrize(
    ("is_own", "report", "code"),
    [
        (True, {}, None),
        (False, {"is_technician": True}, None),
        (False, {"roles": frozenset({RoleKey.SECRETARY})}, None),
        (False, {"roles": frozenset({RoleKey.DEPUTY})}, None),
        (False, {"roles": frozenset({RoleKey.MEMBER})}, "may-not-report"),
        (True, {"since": None}, "future"),
        (True, {"since": NOW + datetime.timedelta(seconds=1)}, "future"),
    ],
)
def test_who_reports_a_stolen_account(is_own, report, code):
    known = Report(**{"since": NOW, "now": NOW} | report)
    assert code_of(incidents.may(IncidentAct.REPORT, IncidentFacts(is_own=is_own, report=known))) == code


def test_nothing_is_reported_of_which_nothing_is_known():
    assert code_of(incidents.may(IncidentAct.REPORT, IncidentFacts(is_own=True))) == "may-not-report"


def test_whoever_leads_besides_the_person_judges_else_a_member():
    assert incidents.judging_roles([RoleKey.DEPUTY, RoleKey.MEMBER]) == {RoleKey.DEPUTY}
    assert incidents.judging_roles([RoleKey.SECRETARY]) == {RoleKey.MEMBER}
