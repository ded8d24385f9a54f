"""How a time limit is counted: from its start over days off, pauses and extensions to its due moment, with the sentence that says so.

Pure: no query, no clock on the wall. Days and working days begin with the day after the start (Civil Code 2015, Đ147.2) and end with
office hours of the last one; a last calendar day that is a day off gives way to the next working day (Đ148.5, decision 0015).
Hours run on. A pause takes the days from the one on which it begins to the one before it ends, or its hours.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from vietnamese.working_days import END_OF_OFFICE_HOURS, VIETNAM, WorkingCalendar
from workflows.charter.schema import Duration
from workflows.charter.words import TimeUnit
from workflows.clocks.sentence import day_and_time, length, sentence

ONE_DAY = datetime.timedelta(days=1)
__all__ = ["Count", "Extension", "Pause", "Start", "count", "day_and_time", "length"]


@dataclass(frozen=True)
class Start:
    """What starts a clock: the moment, and what happened then, as it stands after «kể từ». A bare date has no time."""

    at: datetime.datetime
    said: str
    has_time: bool = True


@dataclass(frozen=True)
class Pause:
    """A time that does not count; without `until` it still lasts."""

    since: datetime.datetime
    until: datetime.datetime | None
    reason: str


@dataclass(frozen=True)
class Extension:
    """What is added to the end, and why."""

    length: Duration
    reason: str


@dataclass(frozen=True)
class Count:
    """The due moment, None while the clock is paused, and how it was counted."""

    due_at: datetime.datetime | None
    sentence: str


@dataclass
class Walk:
    """The way from the start to the due moment, and what was met on it."""

    calendar: WorkingCalendar
    pauses: Sequence[Pause]
    cursor: datetime.datetime
    days_off: list[datetime.date] = field(default_factory=list)
    made_up: list[datetime.date] = field(default_factory=list)
    met: list[Pause] = field(default_factory=list)
    left: str = ""
    moved_from: datetime.date | None = None

    def go(self, leg: Duration) -> None:
        if leg.unit is TimeUnit.HOUR:
            self._hours(datetime.timedelta(hours=leg.amount))
        else:
            self._days(leg)

    def _days(self, leg: Duration) -> None:
        day, counted = self.cursor.date(), 0
        while counted < leg.amount:
            day += ONE_DAY
            if pause := self._pause_over(day):
                self._meet(pause)
                if pause.until is None:
                    self.left = length(Duration(amount=leg.amount - counted, unit=leg.unit))
                    return
            elif leg.unit is TimeUnit.WORKING_DAY and not self.calendar.is_working_day(day):
                self.days_off.append(day)
            else:
                counted += 1
                if leg.unit is TimeUnit.WORKING_DAY and self.calendar.day(day).name:
                    self.made_up.append(day)
        self.cursor = datetime.datetime.combine(day, END_OF_OFFICE_HOURS, VIETNAM)

    def _hours(self, hours: datetime.timedelta) -> None:
        for pause in self.pauses:
            since = max(pause.since, self.cursor)
            if since >= self.cursor + hours or (pause.until is not None and pause.until <= self.cursor):
                continue
            self._meet(pause)
            hours -= since - self.cursor
            if pause.until is None:
                self.left = _hours_and_minutes(hours)
                return
            self.cursor = pause.until.astimezone(VIETNAM)
        self.cursor += hours

    def _pause_over(self, day: datetime.date) -> Pause | None:
        for pause in self.pauses:
            until = pause.until.astimezone(VIETNAM).date() if pause.until else datetime.date.max
            if pause.since.astimezone(VIETNAM).date() <= day < until:
                return pause
        return None

    def _meet(self, pause: Pause) -> None:
        if pause not in self.met:
            self.met.append(pause)

    def end_on_a_working_day(self) -> None:
        last = self.cursor.date()
        if not self.calendar.is_working_day(last):
            self.moved_from = last
            moved = self.calendar.working_day_from(last)
            self.cursor = datetime.datetime.combine(moved, END_OF_OFFICE_HOURS, VIETNAM)


def count(
    start: Start,
    within: Duration,
    calendar: WorkingCalendar,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> Count:
    """The due moment and the counting sentence. Pauses may come in any order; those outside the counted time are passed over."""
    walk = Walk(calendar, sorted(pauses, key=lambda pause: pause.since), start.at.astimezone(VIETNAM))
    legs = [within, *(extension.length for extension in extensions)]
    for number, leg in enumerate(legs):
        walk.go(leg)
        if walk.left:
            walk.left = _(" và ").join([walk.left, *(length(later) for later in legs[number + 1 :])])
            break
    else:
        if legs[-1].unit is TimeUnit.DAY:
            walk.end_on_a_working_day()
    return Count(None if walk.left else walk.cursor, sentence(start, within, extensions, walk))


def _hours_and_minutes(left: datetime.timedelta) -> str:
    hours, minutes = divmod(int(left.total_seconds()) // 60, 60)
    return (
        _("%(hours)s giờ %(minutes)s phút") % {"hours": hours, "minutes": minutes} if minutes else _("%s giờ") % hours
    )
