"""Who may state a leave, and end it before its time: `may(act, facts)` says why not, or nothing. Pure, like `workflows/rules/chain.py`.

No charter says it: the person, or the board's secretary for them, is the default (0042). It gives nobody anything (1.20.7).
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from workflows.rules.refusal import Refusal

LONGEST = datetime.timedelta(days=366)  # who is away for longer gives the seat to somebody else


class LeaveAct(StrEnum):
    STATE = "state"
    END = "end"


@dataclass(frozen=True)
class Stating:
    """What the rules look at of a leave that somebody states."""

    has_person: bool  # somebody sits on the seat
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    now: datetime.datetime
    other: str  # the period of another leave of the same person in these days


@dataclass(frozen=True)
class LeaveFacts:
    """What the rules look at: of one that is stated (`stating`), or of one that stands, whose `state` is that of `Leave`."""

    is_own: bool = False
    is_secretary: bool = False  # of the board on which it is
    stating: Stating | None = None
    state: str = ""
    reason: str = ""


def may(act: LeaveAct, facts: LeaveFacts) -> Refusal | None:
    """None where it may be done now; else the first reason against it."""
    if not (facts.is_own or facts.is_secretary):
        return Refusal("not-yours", _("Việc nghỉ do chính người nghỉ hoặc Thư ký Ban biên tập ghi."))
    if act is LeaveAct.END:
        return _may_end(facts)
    return _may_state(facts)


def _may_state(facts: LeaveFacts) -> Refusal | None:
    leave = facts.stating
    if leave is None or not leave.has_person:
        return Refusal("nobody-there", _("Hãy chọn người đang giữ chức danh trong Ban biên tập."))
    if leave.ends_at <= leave.starts_at:
        return Refusal("no-period", _("Ngày cuối phải bằng hoặc sau ngày đầu."))
    if leave.ends_at <= leave.now:
        return Refusal("past", _("Những ngày này đã qua. Hãy chọn ngày cuối từ hôm nay trở đi."))
    if leave.ends_at - leave.starts_at > LONGEST:
        return Refusal(
            "too-long", _("Mỗi lần ghi nhiều nhất một năm. Nghỉ lâu hơn thì đề nghị bố trí người khác vào chức danh.")
        )
    if leave.other:
        return Refusal(
            "twice",
            _("Người này đã ghi là nghỉ %s. Hãy kết thúc lần nghỉ ấy trước, hoặc chọn những ngày khác.") % leave.other,
        )
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy ghi vì sao nghỉ."), asks_reason=True)
    return None


def _may_end(facts: LeaveFacts) -> Refusal | None:
    if facts.state == "ended":
        return Refusal("ended", _("Lần nghỉ này đã kết thúc rồi."))
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy ghi vì sao kết thúc sớm."), asks_reason=True)
    return None
