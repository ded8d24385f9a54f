"""Every branch of the rules of deeds, with facts written by hand (R53-R58)."""

import datetime

import pytest

from tests.refusals import code_of
from workflows.rules.deeds import LONGEST, DeedAct, DeedFacts, Writing, may

NOW = datetime.datetime(2026, 6, 1, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
WRITTEN = {
    "is_written_by_giver": True, "is_written_by_secretary": False, "is_on_board": True, "has_giver": True, "has_receiver": True,
    "is_same_person": False, "asked": frozenset({"approve"}), "held": frozenset({"approve", "withdraw"}), "starts_at": NOW - DAY,
    "ends_at": NOW + DAY, "now": NOW, "document_number": "12/GUQ", "document_day": NOW - 2 * DAY, "is_twice": False, "has_other_paper": False, "succession": (), "receiver_role": "pho-ban", "skipped": (), "ground": "",
}  # fmt: skip
ORDERED = {"succession": ("pho-truc", "pho-ban"), "skipped": ("Phó thường trực", "Phó một")}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"is_on_board": False}, "not-yours"),
        ({"is_written_by_giver": False}, "not-yours"),
        ({"is_written_by_giver": False, "is_written_by_secretary": True}, None),
        ({"has_giver": False}, "nobody-there"),
        ({"has_receiver": False}, "nobody-there"),
        ({"is_same_person": True}, "same-person"),
        ({"asked": frozenset()}, "no-act"),
        ({"asked": frozenset({"approve", "publish"})}, "not-held"),
        ({"document_number": "  "}, "no-document"),
        ({"ends_at": NOW - DAY}, "no-period"),
        ({"ends_at": NOW - DAY, "starts_at": NOW - 2 * DAY}, "past"),
        ({"ends_at": NOW}, "past"),
        ({"starts_at": NOW, "ends_at": NOW + LONGEST}, None),
        ({"starts_at": NOW, "ends_at": NOW + LONGEST + DAY}, "too-long"),
        ({"document_day": NOW}, "before-its-paper"),
        ({"document_day": NOW - DAY}, None),
        ({"has_other_paper": True, "is_twice": True}, "number-used"),
        ({"is_twice": True}, "twice"),
        ({"receiver_role": "thanh-vien"}, None),
        ({**ORDERED, "receiver_role": "thanh-vien"}, "not-in-order"),
        (ORDERED, "out-of-order"),
        ({**ORDERED, "ground": "  "}, "out-of-order"),
        ({**ORDERED, "ground": "Cũng vắng"}, None),
        ({**ORDERED, "skipped": ()}, None),
    ],
)
def test_who_writes_a_deed_and_what_it_must_say(change, code):
    assert code_of(may(DeedAct.WRITE, DeedFacts(writing=Writing(**{**WRITTEN, **change})))) == code


def test_those_who_come_before_the_receiver_are_named():
    refusal = may(DeedAct.WRITE, DeedFacts(writing=Writing(**{**WRITTEN, **ORDERED})))
    assert "Phó thường trực, Phó một được ủy quyền trước" in refusal.sentence


def test_a_deed_of_which_nothing_is_known_is_not_written():
    assert code_of(may(DeedAct.WRITE, DeedFacts())) == "not-yours"


@pytest.mark.parametrize(
    ("act", "facts", "code"),
    [
        (DeedAct.CONFIRM, {"is_giver": True, "state": "waiting"}, None),
        (DeedAct.CONFIRM, {"is_party": True, "state": "waiting"}, "not-yours"),
        (DeedAct.CONFIRM, {"is_giver": True, "state": "ended"}, "ended"),
        (DeedAct.CONFIRM, {"is_giver": True, "state": "in-force"}, "confirmed"),
        (DeedAct.END, {"is_party": True, "state": "in-force", "reason": "Về sớm"}, None),
        (DeedAct.END, {"is_giver": True, "state": "in-force", "reason": "Về sớm"}, "not-yours"),
        (DeedAct.END, {"is_party": True, "state": "ended", "reason": "Về sớm"}, "ended"),
        (DeedAct.END, {"is_party": True, "state": "in-force"}, "reason-needed"),
        (DeedAct.REPORT, {"is_receiver": True, "is_confirmed": True, "state": "in-force", "reason": "Xong"}, None),
        (DeedAct.REPORT, {"is_receiver": True, "is_confirmed": True, "state": "ended", "reason": "Xong"}, None),
        (DeedAct.REPORT, {"is_giver": True, "is_confirmed": True, "state": "ended", "reason": "Xong"}, "not-yours"),
        (DeedAct.REPORT, {"is_receiver": True, "is_confirmed": True, "state": "coming", "reason": "Xong"}, "not-begun"),
        (DeedAct.REPORT, {"is_receiver": True, "state": "ended", "reason": "Xong"}, "not-begun"),
        (DeedAct.REPORT, {"is_receiver": True, "is_confirmed": True, "state": "in-force"}, "reason-needed"),
        (DeedAct.SEE, {"is_giver": True, "has_report": True}, None),
        (DeedAct.SEE, {"is_receiver": True, "has_report": True}, "not-yours"),
        (DeedAct.SEE, {"is_giver": True}, "no-report"),
    ],
)
def test_who_confirms_ends_and_reports_on_a_deed(act, facts, code):
    assert code_of(may(act, DeedFacts(**facts))) == code
