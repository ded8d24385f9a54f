"""Who may say what a spot check found, and when: `may(act, facts)` says why not, or nothing. Pure, like `workflows/rules/chain.py`.

R121, R122: what is public is looked at again, by the member to whom the draw gave it.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from workflows.rules.refusal import Refusal


class CheckAct(StrEnum):
    FINISH = "finish"


@dataclass(frozen=True)
class CheckFacts:
    """What the rules look at. `given_to` is the member's name and role, for the sentence."""

    is_given: bool
    given_to: str = ""
    is_done: bool = False
    says_outcome: bool = False
    says_mistake: bool = False
    text: str = ""


def may(act: CheckAct, facts: CheckFacts) -> Refusal | None:
    """None where it may be done now; else the first reason against it."""
    return _RULES[act](facts)


def _may_finish(facts: CheckFacts) -> Refusal | None:
    if not facts.is_given:
        return Refusal("not-yours", _("Mục này giao cho %s kiểm tra, không phải bạn.") % facts.given_to)
    if facts.is_done:
        return Refusal("already-done", _("Mục này đã kiểm tra xong. Hãy tải lại trang để xem kết quả."))
    if not facts.says_outcome:
        return Refusal("outcome-needed", _("Hãy chọn kết quả: đúng như đã duyệt, hay có sai sót."))
    if facts.says_mistake and not facts.text:
        return Refusal("text-needed", _("Hãy viết sai ở chỗ nào để người xử lý sửa được."), asks_reason=True)
    return None


_RULES = {CheckAct.FINISH: _may_finish}
