"""What a charter's deadline says about its clock, with the defaults where the charter is silent. Pure.

The defaults: a citizen's question may stand still while one waits for the asker or for another agency, nothing else may; nothing is
extended; the reminder comes one working day before (two hours, for a clock in hours); the next level hears of it two
working days after (four hours), the chief after twice that.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from vietnamese.working_days import VIETNAM, WorkingCalendar
from workflows.charter.schema import Deadline, Duration
from workflows.charter.words import HELPING, Content, RoleKey, TimeUnit

START_OF_OFFICE_HOURS = datetime.time(8, 0)
LADDER = (
    RoleKey.CONTRIBUTOR,
    RoleKey.EDITOR,
    RoleKey.MEMBER,
    RoleKey.SECRETARY,
    RoleKey.DEPUTY,
    RoleKey.STANDING_DEPUTY,
    RoleKey.CHIEF,
)
BESIDE = dict.fromkeys(HELPING, RoleKey.MEMBER)  # next above who assists is the secretary (AG Đ12.2)
EXTENDED_BY = (RoleKey.CHIEF, RoleKey.STANDING_DEPUTY)
ONE_DAY = datetime.timedelta(days=1)


class Stage(StrEnum):
    """When a letter about a due moment goes out."""

    BEFORE = "before"
    ON = "on"
    AFTER = "after"
    NEXT_LEVEL = "next-level"
    CHIEF = "chief"


@dataclass(frozen=True)
class Policy:
    """How a clock reminds and escalates."""

    before: Duration
    escalate_after: Duration
    escalate_to: tuple[str, ...] = ()


def policy_for(within: Duration, deadline: Deadline | None = None) -> Policy:
    """Of a charter's deadline; of a step of a chain, which has none, the defaults for its length."""
    in_hours = within.unit is TimeUnit.HOUR
    before, after = (2, 4) if in_hours else (1, 2)
    unit = TimeUnit.HOUR if in_hours else TimeUnit.WORKING_DAY
    return Policy(
        (deadline and deadline.remind_before) or Duration(amount=before, unit=unit),
        (deadline and deadline.escalate_after) or Duration(amount=after, unit=unit),
        (deadline and deadline.escalate_to) or (),
    )


def lawful_pauses(deadline: Deadline) -> tuple[str, ...]:
    """The grounds on which this clock may stand still."""
    if deadline.pauses is not None:
        return deadline.pauses
    if deadline.content is Content.QUESTION:
        return (_("chờ người gửi bổ sung thông tin"), _("chờ ý kiến của cơ quan có thẩm quyền khác"))
    return ()


def said_of(starts: str) -> str:
    """What starts the clock, as it stands after «kể từ»."""
    return {
        "event": _("sự kiện"),
        "event-end": _("khi sự kiện kết thúc"),
        "signature": _("khi ký"),
        "receipt": _("khi tiếp nhận"),
        "approval": _("khi phê duyệt"),
        "report-sent": _("khi gửi báo cáo"),
        "publication": _("lần đăng gần nhất"),
        "urgent": _("khi đăng khẩn"),
    }[starts]


def stages(
    started_at: datetime.datetime,
    due_at: datetime.datetime,
    known_at: datetime.datetime,
    policy: Policy,
    calendar: WorkingCalendar,
) -> list[tuple[Stage, datetime.datetime]]:
    """The letters of a clock in their order. One that is late already when it becomes known begins with the letter that says so."""
    moments = [
        (Stage.BEFORE, before(due_at, policy.before, calendar)),
        (Stage.ON, _morning(due_at, policy.before)),
        (Stage.AFTER, _after(due_at, Duration(amount=1, unit=policy.escalate_after.unit), calendar)),
        (Stage.NEXT_LEVEL, _after(due_at, policy.escalate_after, calendar)),
        (Stage.CHIEF, _after(due_at, _times(policy.escalate_after, 2), calendar)),
    ]
    begun = max(started_at, known_at)
    to_come = [(stage, moment) for stage, moment in moments if moment > begun]
    if due_at <= known_at and Stage.AFTER not in dict(to_come):
        to_come.insert(0, (Stage.AFTER, known_at))
    return to_come


def before(due_at: datetime.datetime, ahead: Duration, calendar: WorkingCalendar) -> datetime.datetime:
    """From when on a due moment is near: that many hours before it, or the morning that many days before."""
    if ahead.unit is TimeUnit.HOUR:
        return due_at - datetime.timedelta(hours=ahead.amount)
    return _on_morning(_days_from(due_at.astimezone(VIETNAM).date(), -ahead.amount, ahead.unit, calendar))


def next_level(waiting: set[RoleKey], seated: Collection[str], named: tuple[str, ...] = ()) -> str | None:
    """Who hears of it next: whom the charter names, else the lowest seated role above those for whom it waits."""
    if named:
        return next((role for role in named if role in seated), None)
    highest = max((LADDER.index(BESIDE.get(role, role)) for role in waiting), default=-1)
    return next((role for role in LADDER[highest + 1 :] if role in seated), None)


def _after(due_at: datetime.datetime, late: Duration, calendar: WorkingCalendar) -> datetime.datetime:
    if late.unit is TimeUnit.HOUR:
        return due_at + datetime.timedelta(hours=late.amount)
    return _on_morning(_days_from(due_at.astimezone(VIETNAM).date(), late.amount, late.unit, calendar))


def _morning(due_at: datetime.datetime, ahead: Duration) -> datetime.datetime:
    """In the morning of the due day, or, for a clock in hours, at the due moment."""
    return due_at if ahead.unit is TimeUnit.HOUR else _on_morning(due_at.astimezone(VIETNAM).date())


def _on_morning(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, START_OF_OFFICE_HOURS, VIETNAM)


def _days_from(day: datetime.date, amount: int, unit: TimeUnit, calendar: WorkingCalendar) -> datetime.date:
    direction = ONE_DAY if amount > 0 else -ONE_DAY
    for _number in range(abs(amount)):
        day += direction
        while unit is TimeUnit.WORKING_DAY and not calendar.is_working_day(day):
            day += direction
    return day


def _times(duration: Duration, factor: int) -> Duration:
    return Duration(amount=min(duration.amount * factor, 400), unit=duration.unit)
