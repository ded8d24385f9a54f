"""Who may start, pause, resume or extend a clock, and when: `may(act, facts)` says why not, or nothing. Pure, like `workflows/rules/chain.py`.

A pause stands on a ground that the charter knows; an extension is decided before the clock runs out, as often and by as much as the
charter says (2.11, 2.13). Each is a row of the ledger.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from workflows.charter.schema import Deadline, Duration
from workflows.charter.words import RoleKey
from workflows.clocks import deadlines
from workflows.clocks.sentence import length
from workflows.rules.refusal import Refusal

KEEPERS = frozenset({RoleKey.SECRETARY, RoleKey.DEPUTY, RoleKey.STANDING_DEPUTY, RoleKey.CHIEF})


class ClockAct(StrEnum):
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"


@dataclass(frozen=True)
class ClockFacts:
    """What the rules look at. `deadline` is None where the charter in force has it no longer."""

    roles: frozenset[str]
    deadline: Deadline | None
    now: datetime.datetime
    drafting_roles: frozenset[str] = frozenset()
    is_running: bool = False
    is_paused: bool = False
    is_overdue: bool = False
    has_time_left: bool = True  # that a pause could hold up
    is_public: bool = False
    times_extended: int = 0
    at: datetime.datetime | None = None
    reason: str = ""
    more: Duration | None = None


def may(act: ClockAct, facts: ClockFacts) -> Refusal | None:
    """None where it may be done now; else the first reason against it."""
    if facts.deadline is None:
        return Refusal("no-deadline", _("Quy chế đang dùng không có thời hạn này nên không thay đổi đồng hồ được."))
    return _RULES[act](facts, facts.deadline)


def _may_start(facts: ClockFacts, deadline: Deadline) -> Refusal | None:
    if not facts.roles & (facts.drafting_roles | KEEPERS):
        return _not_yours()
    if facts.is_running:
        return Refusal("running", _("Đồng hồ này đang chạy rồi."))
    if facts.is_public:
        return Refusal("public", _("Mục này đã đăng nên không còn thời hạn đăng."))
    if facts.at is None:
        return Refusal("moment-needed", _("Hãy ghi ngày, giờ bắt đầu, ví dụ 2026-06-01 09:00."))
    if facts.at > facts.now:
        return Refusal("future", _("Thời điểm bắt đầu không thể ở tương lai. Hãy ghi lúc việc đã xảy ra."))
    return _reason(facts)


def _may_pause(facts: ClockFacts, deadline: Deadline) -> Refusal | None:
    if not facts.roles & KEEPERS:
        return _not_yours()
    if not facts.is_running or facts.is_paused:
        return Refusal("not-running", _("Đồng hồ này không đang chạy nên không tạm dừng được."))
    lawful = deadlines.lawful_pauses(deadline)
    if not lawful:
        return Refusal("no-pause", _("Quy chế không cho tạm dừng thời hạn này."))
    if facts.reason not in lawful:
        return Refusal("ground-needed", _("Hãy chọn một lý do tạm dừng: %s.") % "; ".join(lawful), asks_reason=True)
    if not facts.has_time_left:
        return Refusal("too-late", _("Thời hạn này đã hết nên không tạm dừng được nữa."))
    return None


def _may_resume(facts: ClockFacts, deadline: Deadline) -> Refusal | None:
    if not facts.roles & KEEPERS:
        return _not_yours()
    return None if facts.is_paused else Refusal("not-paused", _("Đồng hồ này không đang tạm dừng."))


def _may_extend(facts: ClockFacts, deadline: Deadline) -> Refusal | None:
    allowed = deadline.extends
    if allowed is None:
        return Refusal("no-extension", _("Quy chế không cho gia hạn thời hạn này."))
    if not facts.roles & set(allowed.by or deadlines.EXTENDED_BY):
        return _not_yours()
    if not facts.is_running or facts.is_overdue:
        return Refusal("too-late", _("Chỉ gia hạn được khi đồng hồ còn chạy và chưa quá hạn."))
    if facts.times_extended >= allowed.times:
        return Refusal("extended", _("Thời hạn này chỉ được gia hạn %s lần, và đã gia hạn đủ.") % allowed.times)
    more = facts.more
    if more is None or more.unit is not allowed.within.unit or more.amount > allowed.within.amount:
        return Refusal("too-long", _("Mỗi lần gia hạn không quá %s. Hãy ghi một số từ 1.") % length(allowed.within))
    return _reason(facts)


def _reason(facts: ClockFacts) -> Refusal | None:
    if facts.reason:
        return None
    return Refusal("reason-needed", _("Hãy ghi căn cứ hoặc lý do; sổ quyết định giữ lại."), asks_reason=True)


def _not_yours() -> Refusal:
    return Refusal("not-yours", _("Theo quy chế, vai của bạn không được làm việc này với đồng hồ thời hạn."))


_RULES = {
    ClockAct.START: _may_start,
    ClockAct.PAUSE: _may_pause,
    ClockAct.RESUME: _may_resume,
    ClockAct.EXTEND: _may_extend,
}
