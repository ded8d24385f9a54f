"""Who may lock an account that is in foreign hands, and who answers for what was decided with it (R130). Pure."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workflows.charter.schema import RoleKey
from workflows.rules.refusal import Refusal
from workflows.rules.shared_refusals import own_text_to_confirm

LEADING = frozenset({RoleKey.CHIEF, RoleKey.STANDING_DEPUTY, RoleKey.DEPUTY})
REPORTING = LEADING | {RoleKey.SECRETARY}


def may_report(
    *, is_own: bool, is_technician: bool, roles: Collection[RoleKey], since: datetime.datetime, now: datetime.datetime
) -> Refusal | None:
    """The person; on their behalf the board's secretary and leaders, and the technician."""
    if not (is_own or is_technician or REPORTING & set(roles)):
        return Refusal(
            "may-not-report", _("Chỉ chính người đó, Thư ký, lãnh đạo Ban hoặc người quản trị kỹ thuật mới khóa được.")
        )
    if since > now:
        return Refusal("future", _("Thời điểm không thể ở tương lai. Hãy ghi lúc bạn nghi tài khoản bắt đầu bị lộ."))
    return None


def judging_roles(others: Collection[RoleKey]) -> frozenset[RoleKey]:
    """Who answers instead: the board's leaders; where there is none besides the person, its members. `others`: roles seated with others."""
    return (LEADING & set(others)) or frozenset({RoleKey.MEMBER})


@dataclass(frozen=True)
class JudgingFacts:
    """About one person and one decision made with the account."""

    is_own: bool
    may_judge: bool
    is_answered: bool
    wrote_it: bool
    other_level: str
    is_upheld: bool
    reason: str


def may_judge(facts: JudgingFacts) -> Refusal | None:
    """None where this person may uphold or disown it now; else the first reason against it."""
    if facts.is_own or not facts.may_judge:
        return Refusal("may-not-judge", _("Quyết định này chờ lãnh đạo Ban biên tập xác nhận, không phải bạn."))
    if facts.is_answered:
        return Refusal("answered", _("Quyết định này đã có người xác nhận. Hãy tải lại trang để xem."))
    if not facts.is_upheld:
        if facts.reason:
            return None
        return Refusal("reason-needed", _("Hãy viết vì sao không thừa nhận quyết định này."), asks_reason=True)
    if facts.wrote_it:
        return own_text_to_confirm()
    if facts.other_level:
        return Refusal(
            "two-levels",
            _("Bạn đã quyết định ở bước «%(step)s» của lần trình này, nên người khác phải xác nhận.")
            % {"step": facts.other_level},
        )
    return None
