"""Who may do what with a reported mistake, and when: `may(act, facts)` says why not, or nothing. Pure, like `workflows/rules/chain.py`.

R121-R124: what is public is looked at again, what is wrong is corrected promptly, and whoever reported it is answered in time.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from workflows.charter.schema import Mistakes
from workflows.charter.words import RoleKey
from workflows.rules.refusal import Refusal


class MistakeAct(StrEnum):
    ASSIGN = "assign"
    CONFIRM = "confirm"
    ANSWER = "answer"
    MERGE = "merge"
    READ_CONTACT = "read-contact"


@dataclass(frozen=True)
class MistakeFacts:
    """What the rules look at. `target_*` is about the member or the report that the form names."""

    roles: frozenset[str]
    mistakes: Mistakes
    is_handler: bool = False
    target_is_earlier: bool = True
    is_closed: bool = False
    is_correcting: bool = False
    has_contact: bool = False
    has_target: bool = False
    target_is_open: bool = False
    says_finding: bool = False
    text: str = ""


def may(act: MistakeAct, facts: MistakeFacts) -> Refusal | None:
    """None where it may be done now; else the first reason against it."""
    if act is MistakeAct.READ_CONTACT:
        return _may_read_contact(facts)
    allowed = facts.mistakes.answered_by if act is MistakeAct.ANSWER else facts.mistakes.handled_by
    if not (facts.roles & set(allowed) or (act is MistakeAct.CONFIRM and facts.is_handler)):
        return Refusal("not-yours", _("Theo quy chế, vai của bạn không được làm việc này với báo sai sót."))
    if facts.is_closed:
        return Refusal("closed", _("Báo sai sót này đã trả lời xong. Hãy tải lại trang để xem tình trạng mới nhất."))
    return _RULES[act](facts)


def _may_assign(facts: MistakeFacts) -> Refusal | None:
    if not facts.has_target:
        return Refusal("member-needed", _("Hãy chọn thành viên đang có người giữ để giao xem xét."))
    return None


def _may_confirm(facts: MistakeFacts) -> Refusal | None:
    if facts.is_correcting:
        return Refusal("already", _("Báo sai sót này đã được xác nhận là có sai sót và đang chờ sửa."))
    return None


def _may_answer(facts: MistakeFacts) -> Refusal | None:
    if not facts.says_finding:
        return Refusal("finding-needed", _("Hãy chọn kết luận: có sai sót hay không có sai sót."))
    if not facts.text:
        return Refusal("text-needed", _("Hãy viết câu trả lời; người báo đọc được nguyên văn."), asks_reason=True)
    return None


def _may_merge(facts: MistakeFacts) -> Refusal | None:
    if not facts.has_target:
        return Refusal("report-needed", _("Hãy ghi mã của báo sai sót khác trên cùng cổng, cùng nói về sai sót này."))
    if not facts.target_is_open:
        return Refusal("target-closed", _("Báo sai sót kia đã xong hoặc đã gộp. Hãy trả lời báo này bằng câu riêng."))
    if not facts.target_is_earlier:
        return Refusal("target-later", _("Hãy gộp báo gửi sau vào báo gửi trước: hạn trả lời tính từ báo gửi trước."))
    return None


def _may_read_contact(facts: MistakeFacts) -> Refusal | None:
    if not (facts.roles & {RoleKey.SECRETARY, RoleKey.CHIEF} or facts.is_handler):
        return Refusal(
            "not-yours", _("Chỉ Thư ký, Trưởng ban và người được giao xem xét mới đọc được cách liên hệ người báo.")
        )
    if not facts.has_contact:
        return Refusal("no-contact", _("Người báo không để lại cách liên hệ, hoặc thông tin đó đã được xóa theo hạn."))
    return None


_RULES = {
    MistakeAct.ASSIGN: _may_assign,
    MistakeAct.CONFIRM: _may_confirm,
    MistakeAct.ANSWER: _may_answer,
    MistakeAct.MERGE: _may_merge,
}
