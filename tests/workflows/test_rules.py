"""Every branch of the rules, with facts written by hand."""

import pytest

from tests.refusals import code_of
from workflows.charter.words import RoleKey, StepKind
from workflows.rules.act import Act
from workflows.rules.chain import exceptions_used, may
from workflows.rules.facts import Facts
from workflows.rules.refusal import Refusal, Refused

MEMBER = frozenset({RoleKey.MEMBER})
DECIDER = {
    "is_active": True,
    "roles": MEMBER,
    "step_kind": StepKind.APPROVE,
    "step_name": "Duyệt",
    "is_step_open": True,
    "is_entitled": True,
}
NEVER = Refusal("never-public", "Không bao giờ đăng.")
PROPOSER = {"is_active": True, "roles": MEMBER, "is_live": True, "reason": "Sai"}
FLAGGER = {"is_active": True, "roles": MEMBER, "is_step_open": True, "reason": "Dư luận"}
DRAFTER = {"is_active": True, "roles": MEMBER, "drafting_roles": MEMBER}

CASES = [
    (Act.APPROVE, {**DECIDER, "is_active": False}, "not-active"),
    (Act.APPROVE, {**DECIDER, "step_kind": None}, "not-in-review"),
    (Act.APPROVE, {**DECIDER, "is_step_open": False}, "already-done"),
    (Act.APPROVE, {**DECIDER, "roles": frozenset()}, "not-a-member"),
    (Act.APPROVE, {**DECIDER, "is_entitled": False}, "not-yours"),
    (Act.PUBLISH, DECIDER, "other-act"),
    (Act.APPROVE, {**DECIDER, "is_same_text": False}, "text-changed"),
    (Act.APPROVE, {**DECIDER, "running_vote": "Đang biểu quyết."}, "voting"),
    (Act.RETURN, {**DECIDER, "running_vote": "Đang biểu quyết.", "reason": "Sai"}, "voting"),
    (
        Act.RECALL,
        {"is_active": True, "is_step_open": True, "is_requester": True, "running_vote": "x", "reason": "Sửa"},
        None,
    ),
    (Act.VOTE, {**DECIDER, "step_kind": StepKind.VOTE}, "board-votes"),
    (Act.RETURN, {**DECIDER, "step_kind": StepKind.VOTE, "reason": "Sai"}, "board-votes"),
    (Act.APPROVE, {**DECIDER, "is_contributor": True}, "own-text"),
    (Act.APPROVE, {**DECIDER, "is_contributor": True, "is_for_author": True}, "own-text"),
    (Act.APPROVE, {**DECIDER, "earlier_step": "Thẩm định"}, "two-levels"),
    (Act.APPROVE, {**DECIDER, "earlier_step": "x", "exceptions": frozenset({"two-levels"})}, "exception-needs-reason"),
    (Act.APPROVE, {**DECIDER, "earlier_step": "x", "exceptions": frozenset({"two-levels"}), "reason": "Vắng"}, None),
    (
        Act.APPROVE,
        {**DECIDER, "is_contributor": True, "exceptions": frozenset({"two-levels"}), "reason": "Vắng"},
        "own-text",
    ),
    (
        Act.APPROVE,
        {
            **DECIDER,
            "earlier_step": "x",
            "exceptions": frozenset({"two-levels"}),
            "others_there": "bà Hoa",
            "reason": "Vắng",
        },
        "others-there",
    ),
    (Act.APPROVE, {**DECIDER, "earlier_step": "x", "others_there": "bà Hoa"}, "two-levels"),
    (Act.RETURN, {**DECIDER, "earlier_step": "x", "others_there": "bà Hoa", "reason": "Sai"}, "others-there"),
    (Act.APPROVE, DECIDER, None),
    (Act.RETURN, DECIDER, "reason-needed"),
    (Act.RETURN, {**DECIDER, "reason": "Sai"}, None),
    (Act.RETURN, {**DECIDER, "is_contributor": True, "reason": "Sai"}, None),
    (Act.PUBLISH, {**DECIDER, "step_kind": StepKind.PUBLISH, "is_contributor": True}, "own-text"),
    (Act.PUBLISH, {**DECIDER, "step_kind": StepKind.PUBLISH, "is_contributor": True, "author_may": True}, None),
    (Act.EDIT, {"is_active": True, "is_step_open": True}, "frozen"),
    (Act.EDIT, {"is_active": True}, None),
    (Act.SUBMIT, {**DRAFTER, "is_step_open": True}, "already-submitted"),
    (Act.SUBMIT, {**DRAFTER, "roles": frozenset({RoleKey.SECRETARY})}, "may-not-draft"),
    (Act.SUBMIT, {**DRAFTER, "has_changes": False}, "nothing-new"),
    (Act.SUBMIT, {**DRAFTER, "is_secret": True}, "secret"),
    (Act.SUBMIT, {**DRAFTER, "marks": ("nội dung: «MẬT»",)}, "secrecy-mark"),
    (Act.SUBMIT, {**DRAFTER, "unticked": ("Nguồn rõ ràng",)}, "checklist"),
    (Act.SUBMIT, {**DRAFTER, "without_file": ("Đúng bản ký",), "unticked": ("Nguồn",)}, "without-file"),
    (Act.REVIEW, {**DECIDER, "step_kind": StepKind.REVIEW, "without_file": ("Đúng bản ký",)}, "without-file"),
    (Act.RETURN, {**DECIDER, "without_file": ("Đúng bản ký",), "reason": "Chưa có tệp"}, None),
    (Act.SUBMIT, {**DRAFTER, "tells_asker": ("trả lời – số",), "reason": "x"}, "tells-asker"),
    (Act.APPROVE, {**DECIDER, "tells_asker": ("trả lời – số",)}, "tells-asker"),
    (Act.SUBMIT, {**DRAFTER, "may_tell_asker": ("trả lời – «Hoa»",)}, "last-name"),
    (Act.SUBMIT, {**DRAFTER, "may_tell_asker": ("trả lời – «Hoa»",), "reason": "Cán bộ một cửa"}, None),
    (Act.APPROVE, {**DECIDER, "marks": ("nội dung: «MẬT»",), "unticked": ("Nguồn",)}, "secrecy-mark"),
    (Act.APPROVE, {**DECIDER, "unticked": ("Nguồn rõ ràng",)}, "checklist"),
    (Act.RETURN, {**DECIDER, "marks": ("nội dung: «MẬT»",), "unticked": ("Nguồn",), "reason": "Sai"}, None),
    (Act.DECLARE, {"is_active": True, "roles": MEMBER}, "no-mark"),
    (Act.DECLARE, {"is_active": True, "roles": MEMBER, "marks": ("x",)}, "may-not-declare"),
    (Act.DECLARE, {"is_active": True, "roles": MEMBER, "marks": ("x",), "declaring_roles": MEMBER}, "reason-needed"),
    (
        Act.DECLARE,
        {"is_active": True, "roles": MEMBER, "marks": ("x",), "declaring_roles": MEMBER, "is_contributor": True},
        "own-text",
    ),
    (
        Act.DECLARE,
        {"is_active": True, "roles": MEMBER, "marks": ("x",), "declaring_roles": MEMBER, "reason": "Tên phim"},
        None,
    ),
    (Act.SUBMIT, {**DRAFTER, "problems": ("Thiếu nguồn.",)}, "incomplete"),
    (Act.SUBMIT, {**DRAFTER, "bar": NEVER}, "never-public"),
    (Act.EDIT, {"is_active": True, "bar": NEVER}, "never-public"),
    (Act.APPROVE, {**DECIDER, "bar": NEVER}, "never-public"),
    (Act.RETURN, {**DECIDER, "bar": NEVER, "reason": "Sai"}, None),
    (Act.RECALL, {"is_active": True, "is_step_open": True, "is_requester": True, "reason": "Sửa", "bar": NEVER}, None),
    (Act.SUBMIT, {**DRAFTER, "unserved_step": "Duyệt"}, "nobody-left"),
    (Act.SUBMIT, DRAFTER, None),
    (Act.RECALL, {"is_active": True, "is_requester": True, "reason": "Sửa"}, "not-in-review"),
    (Act.RECALL, {"is_active": True, "is_step_open": True, "reason": "Sửa"}, "not-requester"),
    (Act.RECALL, {"is_active": True, "is_step_open": True, "is_requester": True}, "reason-needed"),
    (Act.RECALL, {"is_active": True, "is_step_open": True, "is_requester": True, "reason": "Sửa"}, None),
    (Act.WITHDRAW, {"is_active": True, "roles": MEMBER, "may_withdraw": True, "reason": "Sai"}, "not-live"),
    (Act.WITHDRAW, {"is_active": True, "roles": MEMBER, "is_live": True, "reason": "Sai"}, "may-not-withdraw"),
    (Act.WITHDRAW, {"is_active": True, "roles": MEMBER, "may_withdraw": True, "is_live": True}, "reason-needed"),
    (
        Act.WITHDRAW,
        {"is_active": True, "roles": MEMBER, "may_withdraw": True, "is_live": True, "reason": "Sai"},
        None,
    ),
    (Act.WITHDRAW, {"is_active": True, "may_withdraw": True, "is_scheduled": True, "reason": "Sai"}, None),
    (Act.PROPOSE, PROPOSER, None),
    (Act.PROPOSE, {**PROPOSER, "is_live": False}, "not-live"),
    (Act.PROPOSE, {**PROPOSER, "roles": frozenset()}, "not-a-member"),
    (Act.PROPOSE, {**PROPOSER, "may_withdraw": True}, "may-withdraw"),
    (Act.PROPOSE, {**PROPOSER, "is_proposed": True}, "already-proposed"),
    (Act.PROPOSE, {**PROPOSER, "reason": ""}, "reason-needed"),
    (Act.DECLINE, {"is_active": True, "is_proposed": True, "may_withdraw": True, "reason": "Đúng"}, None),
    (Act.DECLINE, {"is_active": True, "may_withdraw": True, "reason": "Đúng"}, "not-proposed"),
    (Act.DECLINE, {"is_active": True, "is_proposed": True, "reason": "Đúng"}, "may-not-withdraw"),
    (Act.DECLINE, {"is_active": True, "is_proposed": True, "may_withdraw": True}, "reason-needed"),
    (Act.FLAG, FLAGGER, None),
    (Act.FLAG, {**FLAGGER, "is_step_open": False}, "not-in-review"),
    (Act.FLAG, {**FLAGGER, "roles": frozenset()}, "not-a-member"),
    (Act.FLAG, {**FLAGGER, "is_flagged": True}, "already-flagged"),
    (Act.FLAG, {**FLAGGER, "reason": ""}, "reason-needed"),
    (Act.UNFLAG, {**FLAGGER, "is_flagged": True, "may_clear": True}, None),
    (Act.UNFLAG, {**FLAGGER, "may_clear": True}, "not-flagged"),
    (Act.UNFLAG, {**FLAGGER, "is_flagged": True, "may_clear": True, "is_step_open": False}, "not-flagged"),
    (Act.UNFLAG, {**FLAGGER, "is_flagged": True}, "chief-only"),
    (Act.UNFLAG, {**FLAGGER, "is_flagged": True, "may_clear": True, "reason": ""}, "reason-needed"),
    (Act.EDIT, {"is_active": True, "is_scheduled": True}, "scheduled"),
    (Act.SUBMIT, {**DRAFTER, "is_scheduled": True}, "scheduled"),
    (Act.APPROVE, {**DECIDER, "doubted": "Tài khoản bị lộ."}, "doubted"),
    (Act.RETURN, {**DECIDER, "doubted": "Tài khoản bị lộ.", "reason": "Sai"}, None),
    (Act.RETURN, {**DECIDER, "step_kind": StepKind.REVIEW, "reason": "Sai"}, None),
    (Act.REVIEW, {**DECIDER, "step_kind": StepKind.REVIEW}, None),
    (Act.APPROVE, {**DECIDER, "step_kind": StepKind.REVIEW}, "other-act"),
    (Act.REVIEW, {**DECIDER, "step_kind": StepKind.REVIEW, "is_contributor": True}, "own-text"),
    (Act.REVIEW, {**DECIDER, "step_kind": StepKind.REVIEW, "earlier_step": "x"}, "two-levels"),
    (Act.PUBLISH, {**DECIDER, "step_kind": StepKind.PUBLISH, "earlier_step": "x", "author_may": True}, "two-levels"),
    (Act.APPROVE, {**DECIDER, "is_contributor": True, "exceptions": frozenset({"own-text"})}, "exception-needs-reason"),
    (Act.APPROVE, {**DECIDER, "is_contributor": True, "exceptions": frozenset({"own-text"}), "reason": "Vắng"}, None),
    (Act.MOVE, {"is_active": True, "is_live": True, "may_withdraw": True}, None),
    (Act.DELETE, {"is_active": True, "has_history": True}, "has-history"),
    (Act.DELETE, {"is_active": True, "is_live": True}, "has-history"),
    (Act.DELETE, {"is_active": True}, None),
    (Act.MOVE, {"is_active": True, "is_live": True}, "may-not-move"),
    (Act.MOVE, {"is_active": True, "is_step_open": True}, "in-review"),
    (Act.MOVE, {"is_active": True, "changes_board": True}, "other-board"),
    (Act.MOVE, {"is_active": True}, None),
]


@pytest.mark.parametrize(("act", "facts", "code"), CASES)
def test_rules(act, facts, code):
    refusal = may(act, Facts(**facts))
    assert code_of(refusal, about_text=True if code == "secrecy-mark" else None) == code


@pytest.mark.parametrize(
    ("act", "facts", "words"),
    [
        (Act.APPROVE, {**DECIDER, "is_step_open": False, "finished": "Bước này đã xong: bà Hoa."}, "đã xong: bà Hoa."),
        (Act.APPROVE, {**DECIDER, "is_entitled": False, "waits_for": "bà Hoa"}, "Bước «Duyệt» đang chờ bà Hoa"),
        (Act.VOTE, {**DECIDER, "step_kind": StepKind.VOTE}, "Bước «Duyệt» do cả Ban"),
        (Act.PUBLISH, DECIDER, "Bước «Duyệt» không phải"),
        (Act.APPROVE, {**DECIDER, "running_vote": "Đang biểu quyết."}, "Đang biểu quyết."),
        (Act.APPROVE, {**DECIDER, "doubted": "Tài khoản của ông Nam bị lộ."}, "Tài khoản của ông Nam bị lộ. Hãy chờ"),
        (Act.APPROVE, {**DECIDER, "is_contributor": True}, "Bạn đã viết"),
        (Act.APPROVE, {**DECIDER, "is_contributor": True, "is_for_author": True}, "Người ủy quyền cho bạn đã viết"),
        (Act.APPROVE, {**DECIDER, "earlier_step": "Thẩm định"}, "ở bước «Thẩm định»"),
        (Act.APPROVE, {**DECIDER, "marks": ("tên: «MẬT»", "tệp: «MẬT»")}, "ở tên: «MẬT»; tệp: «MẬT»."),
        (Act.APPROVE, {**DECIDER, "unticked": ("Nguồn", "Số liệu")}, "«Nguồn»; «Số liệu»."),
        (Act.SUBMIT, {**DRAFTER, "problems": ("Thiếu nguồn.", "Thiếu ảnh.")}, "Thiếu nguồn. Thiếu ảnh."),
        (Act.SUBMIT, {**DRAFTER, "unserved_step": "Duyệt"}, "làm bước «Duyệt»"),
    ],
)
def test_a_refusal_says_of_whom_and_of_what_it_speaks(act, facts, words):
    assert words in may(act, Facts(**facts)).sentence


def test_what_carries_a_refusal_says_it_and_where_it_was():
    refused = Refused(NEVER, 7)
    assert (refused.refusal, refused.page_id, str(refused)) == (NEVER, 7, "Không bao giờ đăng.")
    assert Refused(NEVER).page_id is None


def test_the_exceptions_used_are_named():
    assert exceptions_used(Act.APPROVE, Facts(**DECIDER)) == []
    assert exceptions_used(Act.APPROVE, Facts(**{**DECIDER, "is_contributor": True})) == ["own-text"]
    assert exceptions_used(Act.PUBLISH, Facts(**{**DECIDER, "earlier_step": "Duyệt"})) == ["two-levels"]
    assert exceptions_used(Act.RETURN, Facts(**{**DECIDER, "is_contributor": True, "earlier_step": "Duyệt"})) == []


@pytest.mark.parametrize(
    ("act", "kind"),
    [(Act.REVIEW, StepKind.REVIEW), (Act.APPROVE, StepKind.APPROVE), (Act.PUBLISH, StepKind.PUBLISH)],
)
@pytest.mark.parametrize("allowed", ["own-text", "two-levels"])
def test_one_exception_does_not_cover_the_other(act, kind, allowed):
    both = {"own-text", "two-levels"}
    said = {**DECIDER, "step_kind": kind, "is_contributor": True, "earlier_step": "Một", "reason": "Ban nhỏ"}
    assert code_of(may(act, Facts(**said, exceptions=frozenset({allowed})))) == (both - {allowed}).pop()
    assert may(act, Facts(**said, exceptions=frozenset(both))) is None
