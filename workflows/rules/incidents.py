"""An account in foreign hands: who may lock it, who answers for what was decided with it, who gives it back (R130). `may(act, facts)` says
why not, or nothing. Pure, like `workflows/rules/chain.py`.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from workflows.charter.words import RoleKey
from workflows.rules.refusal import Refusal
from workflows.rules.shared_refusals import own_text_to_confirm

LEADING = frozenset({RoleKey.CHIEF, RoleKey.STANDING_DEPUTY, RoleKey.DEPUTY})
REPORTING = LEADING | {RoleKey.SECRETARY}


class IncidentAct(StrEnum):
    REPORT = "report"
    UPHOLD = "uphold"
    DISOWN = "disown"
    REOPEN = "reopen"


@dataclass(frozen=True)
class Report:
    """What the rules look at of a report: who reports, and since when the account is doubted."""

    since: datetime.datetime | None
    now: datetime.datetime
    is_technician: bool = False
    roles: frozenset[RoleKey] = frozenset()  # on the boards on which the account has a seat


@dataclass(frozen=True)
class IncidentFacts:
    """What the rules look at, about one person and one account: `is_own` where it is theirs. The rest is about one decision made with it,
    and about the incident."""

    is_own: bool = False
    report: Report | None = None
    may_judge: bool = False
    is_answered: bool = False
    wrote_it: bool = False
    other_level: str = ""
    is_reopened: bool = False
    reason: str = ""


def judging_roles(others: Collection[RoleKey]) -> frozenset[RoleKey]:
    """Who answers instead: the board's leaders; where there is none besides the person, its members. `others`: roles seated with others."""
    return (LEADING & set(others)) or frozenset({RoleKey.MEMBER})


def may(act: IncidentAct, facts: IncidentFacts) -> Refusal | None:
    """None where it may be done now; else the first reason against it."""
    return _RULES[act](facts)


def _may_report(facts: IncidentFacts) -> Refusal | None:
    """The person; on their behalf the board's secretary and leaders, and the technician."""
    report = facts.report
    if report is None or not (facts.is_own or report.is_technician or REPORTING & report.roles):
        return Refusal(
            "may-not-report", _("Chỉ chính người đó, Thư ký, lãnh đạo Ban hoặc người quản trị kỹ thuật mới khóa được.")
        )
    if report.since is None or report.since > report.now:
        return Refusal("future", _("Thời điểm không thể ở tương lai. Hãy ghi lúc bạn nghi tài khoản bắt đầu bị lộ."))
    return None


def _may_answer(facts: IncidentFacts) -> Refusal | None:
    if facts.is_own or not facts.may_judge:
        return Refusal("may-not-judge", _("Quyết định này chờ lãnh đạo Ban biên tập xác nhận, không phải bạn."))
    if facts.is_answered:
        return Refusal("answered", _("Quyết định này đã có người xác nhận. Hãy tải lại trang để xem."))
    return None


def _may_disown(facts: IncidentFacts) -> Refusal | None:
    if refusal := _may_answer(facts):
        return refusal
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy viết vì sao không thừa nhận quyết định này."), asks_reason=True)
    return None


def _may_uphold(facts: IncidentFacts) -> Refusal | None:
    if refusal := _may_answer(facts):
        return refusal
    if facts.wrote_it:
        return own_text_to_confirm()
    if facts.other_level:
        return Refusal(
            "two-levels",
            _("Bạn đã quyết định ở bước «%(step)s» của lần trình này, nên người khác phải xác nhận.")
            % {"step": facts.other_level},
        )
    return None


def _may_reopen(facts: IncidentFacts) -> Refusal | None:
    if not facts.may_judge:
        return Refusal("may-not-judge", _("Chỉ lãnh đạo Ban biên tập mới mở lại được tài khoản này."))
    if facts.is_reopened:
        return Refusal("answered", _("Tài khoản này đã được mở lại."))
    return None


_RULES = {
    IncidentAct.REPORT: _may_report,
    IncidentAct.UPHOLD: _may_uphold,
    IncidentAct.DISOWN: _may_disown,
    IncidentAct.REOPEN: _may_reopen,
}
