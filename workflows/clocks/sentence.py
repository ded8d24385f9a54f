"""The sentence that says how a time limit was counted, for everybody who sees its date. Pure; see `workflows/clocks/count.py`."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from vietnamese.working_days import DAY_OFF, DAY_WORKED, SATURDAY, VIETNAM, Day, WorkingCalendar
from workflows.charter.schema import Duration
from workflows.charter.words import TimeUnit

if TYPE_CHECKING:
    from workflows.clocks.count import Extension, Pause, Start, Walk

LUNAR_NEW_YEAR = "Tết Nguyên Đán"
PARTS_OF_LUNAR_NEW_YEAR = (LUNAR_NEW_YEAR, "29 Tết", "30 Tết")
IN_LIEU = " (nghỉ bù)"


def length(duration: Duration) -> str:
    labels = {
        TimeUnit.WORKING_DAY: _("%s ngày làm việc"),
        TimeUnit.DAY: _("%s ngày"),
        TimeUnit.HOUR: _("%s giờ"),
    }
    return labels[duration.unit] % duration.amount


def day_and_time(moment: datetime.datetime) -> str:
    local = moment.astimezone(VIETNAM)
    return _("%(time)s ngày %(day)s") % {"time": f"{local:%H:%M}", "day": f"{local:%d/%m/%Y}"}


def sentence(start: "Start", within: Duration, extensions: "Sequence[Extension]", walk: "Walk") -> str:
    """For example «3 ngày làm việc kể từ sự kiện ngày 12/02/2026, không tính …: hạn 17:00 ngày 24/02/2026.»"""
    in_hours = within.unit is TimeUnit.HOUR
    parts = [_("%(length)s kể từ %(start)s") % {"length": length(within), "start": _start(start)}]
    if days_off := [*_weekends(walk), *_named_days_off(walk)]:
        parts.append(_(", không tính %s") % _listed(days_off))
    if walk.made_up:
        parts.append(_(", tính cả %s") % _listed(_worked(walk.calendar, day) for day in walk.made_up))
    parts += [_("; tạm dừng %s") % _pause(pause, in_hours) for pause in walk.met if pause.until]
    parts += [
        _("; gia hạn thêm %(length)s (%(reason)s)") % {"length": length(extension.length), "reason": extension.reason}
        for extension in extensions
    ]
    return "".join(parts) + _end(walk) + _unannounced(walk)


def _start(start: "Start") -> str:
    local = start.at.astimezone(VIETNAM)
    when = {"said": start.said, "time": f"{local:%H:%M}", "day": f"{local:%d/%m/%Y}"}
    return (_("%(said)s lúc %(time)s ngày %(day)s") if start.has_time else _("%(said)s ngày %(day)s")) % when


def _end(walk: "Walk") -> str:
    if walk.left:
        pause = walk.met[-1]
        return _(": đang tạm dừng từ %(since)s (%(reason)s), chưa có hạn; còn lại %(left)s.") % {
            "since": day_and_time(pause.since), "reason": pause.reason, "left": walk.left,
        }  # fmt: skip
    if walk.moved_from:
        return _(": hạn %(due)s, vì ngày cuối %(last)s là ngày nghỉ.") % {
            "due": day_and_time(walk.cursor), "last": f"{walk.moved_from:%d/%m/%Y}",
        }  # fmt: skip
    return _(": hạn %s.") % day_and_time(walk.cursor)


def _unannounced(walk: "Walk") -> str:
    years = sorted({day.year for day in walk.days_off if not walk.calendar.day(day).is_announced})
    return "".join(_(" Lịch nghỉ năm %s chưa được thông báo, tạm tính theo luật.") % year for year in years)


def _pause(pause: "Pause", in_hours: bool) -> str:
    said = day_and_time if in_hours else _day
    return _("từ %(since)s, chạy tiếp từ %(until)s (%(reason)s)") % {
        "since": said(pause.since), "until": said(pause.until or pause.since), "reason": pause.reason,
    }  # fmt: skip


def _day(moment: datetime.datetime) -> str:
    return _("ngày %s") % f"{moment.astimezone(VIETNAM):%d/%m/%Y}"


def _is_named(calendar: WorkingCalendar, day: datetime.date) -> bool:
    """Whether the sentence names this day off, rather than as a Saturday or a Sunday."""
    return day.weekday() < SATURDAY or day in calendar.own


def _weekends(walk: "Walk") -> list[str]:
    met = {day.weekday() for day in walk.days_off if not _is_named(walk.calendar, day)}
    return [name for weekday, name in ((5, _("thứ Bảy")), (6, _("Chủ nhật"))) if weekday in met]


def _named_days_off(walk: "Walk") -> list[str]:
    """Days of one feast together, each other day by itself, in the order of the calendar."""
    days = [day for day in walk.days_off if _is_named(walk.calendar, day)]
    groups = groupby(days, lambda day: (day in walk.calendar.own, _feast(walk.calendar.day(day).name)))
    return [_days_off(list(group), feast, walk.calendar, is_own) for (is_own, feast), group in groups]


def _feast(name: str) -> str:
    if any(part in name for part in PARTS_OF_LUNAR_NEW_YEAR):
        return LUNAR_NEW_YEAR
    return name.removesuffix(IN_LIEU)


def _days_off(days: list[datetime.date], feast: str, calendar: WorkingCalendar, is_own: bool) -> str:
    first, last = days[0], days[-1]
    known = {"count": len(days), "feast": feast, "first": f"{first:%d/%m}", "last": f"{last:%d/%m/%Y}"}
    if is_own:
        if len(days) > 1:
            return _("%(count)s ngày nghỉ riêng %(first)s–%(last)s (%(feast)s)") % known
        return _("ngày nghỉ riêng %(last)s (%(feast)s)") % known
    if made_up_on := _other_day(feast, DAY_OFF):
        return _("ngày nghỉ hoán đổi %(day)s (làm bù %(other)s)") % {"day": known["last"], "other": made_up_on}
    if len(days) > 1:
        return _("%(count)s ngày nghỉ %(feast)s (%(first)s–%(last)s)") % known
    in_lieu = IN_LIEU if calendar.day(first).name.endswith(IN_LIEU) else ""
    return f"{feast} {known['last']}{in_lieu}"


def _worked(calendar: WorkingCalendar, day: datetime.date) -> str:
    known: Day = calendar.day(day)
    if replaced := _other_day(known.name, DAY_WORKED):
        return _("ngày làm bù %(day)s (thay cho %(other)s)") % {"day": f"{day:%d/%m/%Y}", "other": replaced}
    return _("ngày làm việc riêng %(day)s (%(name)s)") % {"day": f"{day:%d/%m/%Y}", "name": known.name}


def _other_day(name: str, pattern: str) -> str:
    """The other day of a swap, as the calendar's name for this one has it."""
    before, after = pattern.split("%s")
    return name.removeprefix(before).removesuffix(after) if name.startswith(before) else ""


def _listed(items: Iterable[str]) -> str:
    *others, last = items
    return _("%(others)s và %(last)s") % {"others": ", ".join(others), "last": last} if others else last
