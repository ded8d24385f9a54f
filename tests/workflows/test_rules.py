"""Every branch of the rules, with facts written by hand."""

import pytest

from workflows.charter.words import RoleKey, StepKind
from workflows.rules.act import Act
from workflows.rules.chain import exception_used, may
from workflows.rules.facts import Facts
from workflows.rules.refusal import Refusal

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
    (Act.APPROVE, {**DECIDER, "earlier_step": "Thẩm định"}, "two-levels"),
    (Act.APPROVE, {**DECIDER, "earlier_step": "x", "exceptions": frozenset({"two-levels"})}, "exception-needs-reason"),
    (Act.APPROVE, {**DECIDER, "earlier_step": "x", "exceptions": frozenset({"two-levels"}), "reason": "Vắng"}, None),
    (
        Act.APPROVE,
        {**DECIDER, "is_contributor": True, "exceptions": frozenset({"two-levels"}), "reason": "Vắng"},
        "own-text",
    ),
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
    assert (refusal.code if refusal else None) == code
    if refusal:
        assert str(refusal.sentence).strip().endswith((".", "»."))


def test_the_exception_used_is_named():
    assert exception_used(Act.APPROVE, Facts(**DECIDER)) == ""
    assert exception_used(Act.APPROVE, Facts(**{**DECIDER, "is_contributor": True})) == "own-text"
    assert exception_used(Act.PUBLISH, Facts(**{**DECIDER, "earlier_step": "Duyệt"})) == "two-levels"
