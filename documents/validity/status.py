"""Whether a document is in force on a day: from its own dates and from what published documents say of it. Pure.

A day counts whole: a document is in force from the first moment of `effective_on` and no longer in force from the first moment of
`expired_on`; a suspension holds on its last day too. A document that was repealed does not come back when what repealed it ends.
"""

import datetime
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.validity.relation_kinds import BEARING, ENDING, PARTIAL, SUSPENDING, Kind

ONE_DAY = datetime.timedelta(days=1)


class Standing(models.TextChoices):
    """How a document stands on a day; the keys stand in public addresses."""

    NOT_YET = "chua-co", gettext_lazy("Chưa có hiệu lực")
    IN_FORCE = "con", gettext_lazy("Còn hiệu lực")
    PARTLY = "mot-phan", gettext_lazy("Hết hiệu lực một phần")
    SUSPENDED = "ngung", gettext_lazy("Ngưng hiệu lực")
    ENDED = "het", gettext_lazy("Hết hiệu lực")
    UNKNOWN = "khong-ro", gettext_lazy("Không xác định")


@dataclass(frozen=True)
class Effect:
    """What another document does to this one from a day on (None: already), until the end of another day (None: for good)."""

    kind: Kind
    by: Hashable
    from_on: datetime.date | None
    until_on: datetime.date | None = None
    detail: str = ""

    @property
    def start(self) -> datetime.date:
        return self.from_on or datetime.date.min

    def holds_on(self, day: datetime.date) -> bool:
        ends = self.until_on if self.kind in SUSPENDING else None
        return self.start <= day and (ends is None or day <= ends)


@dataclass(frozen=True)
class Status:
    """How a document stands on a day, since when, and the effects that make it so, the decisive one first."""

    standing: Standing
    since: datetime.date | None = None
    until: datetime.date | None = None
    effects: tuple[Effect, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing that a reader has to be told first."""
        return self.standing in (Standing.IN_FORCE, Standing.UNKNOWN)

    @property
    def sentence(self) -> str:
        """Why, in a sentence that does not name the other documents."""
        return _sentence(self)


def status_on(
    day: datetime.date,
    effective_on: datetime.date | None,
    expired_on: datetime.date | None,
    effects: Iterable[Effect] = (),
) -> Status:
    """The first that applies: ended, not yet in force, suspended, partly in force; without a first day, unknown; in force."""
    holding = sorted((each for each in effects if each.kind in BEARING and each.holds_on(day)), key=lambda e: e.start)
    if ended := _ended(day, expired_on, _of(ENDING, holding)):
        return ended
    if effective_on and effective_on > day:
        return Status(Standing.NOT_YET, effective_on)
    if suspensions := _of(SUSPENDING, holding):
        return Status(Standing.SUSPENDED, _known(suspensions[0].start), _last_day(suspensions), suspensions)
    if parts := _of(PARTIAL, holding):
        return Status(Standing.PARTLY, _known(parts[0].start), effects=parts)
    return Status(Standing.IN_FORCE, effective_on) if effective_on else Status(Standing.UNKNOWN)


def _of(kinds: Collection[Kind], effects: Iterable[Effect]) -> tuple[Effect, ...]:
    return tuple(each for each in effects if each.kind in kinds)


def _ended(day: datetime.date, expired_on: datetime.date | None, ends: tuple[Effect, ...]) -> Status | None:
    """By what other documents say, or by its own last day; since the earliest of these."""
    dates = [each.start for each in ends]
    if expired_on and expired_on <= day:
        dates.append(expired_on)
    return Status(Standing.ENDED, _known(min(dates)), effects=ends) if dates else None


def _last_day(suspensions: tuple[Effect, ...]) -> datetime.date | None:
    """None where one of them has no end."""
    ends = [each.until_on for each in suspensions]
    return None if None in ends else max(end for end in ends if end)


def _known(day: datetime.date) -> datetime.date | None:
    return None if day == datetime.date.min else day


def periods(
    effective_on: datetime.date | None, expired_on: datetime.date | None, effects: Iterable[Effect] = ()
) -> list[tuple[datetime.date, datetime.date, Standing]]:
    """All days of the calendar as stretches: first day, the day after the last, how the document stands in between."""
    bearing = list(effects)
    turns = {datetime.date.min, effective_on, expired_on, *(each.from_on for each in bearing)}
    turns |= {each.until_on + ONE_DAY for each in bearing if each.until_on and each.until_on < datetime.date.max}
    days = sorted(day for day in turns if day)
    found: list[tuple[datetime.date, datetime.date, Standing]] = []
    for first, after in zip(days, [*days[1:], datetime.date.max], strict=True):
        standing = status_on(first, effective_on, expired_on, bearing).standing
        if found and found[-1][2] == standing:
            found[-1] = (found[-1][0], after, standing)
        else:
            found.append((first, after, standing))
    return found


_FOR_GOOD = {  # by standing: the sentence with its first day, and the one for where that is not known
    Standing.ENDED: (
        gettext_lazy("Văn bản đã hết hiệu lực từ ngày %s."),
        gettext_lazy("Văn bản đã hết hiệu lực."),
    ),
    Standing.NOT_YET: (gettext_lazy("Văn bản có hiệu lực từ ngày %s."), ""),
    Standing.SUSPENDED: (
        gettext_lazy("Văn bản bị ngưng hiệu lực từ ngày %s."),
        gettext_lazy("Văn bản bị ngưng hiệu lực."),
    ),
    Standing.PARTLY: (
        gettext_lazy("Một phần văn bản đã hết hiệu lực hoặc được sửa đổi từ ngày %s."),
        gettext_lazy("Một phần văn bản đã hết hiệu lực hoặc được sửa đổi."),
    ),
    Standing.IN_FORCE: (gettext_lazy("Văn bản có hiệu lực từ ngày %s."), ""),
}


def _sentence(status: Status) -> str:
    if status.standing not in _FOR_GOOD:
        return _("Chưa ghi ngày có hiệu lực của văn bản này.")
    if status.until:
        return _sentence_with_end(status.since, status.until)
    dated, undated = _FOR_GOOD[status.standing]
    return str(dated) % date_format(status.since) if status.since else str(undated)


def _sentence_with_end(since: datetime.date | None, until: datetime.date) -> str:
    """Only a suspension has an end."""
    if since:
        return _("Văn bản bị ngưng hiệu lực từ ngày %(since)s đến hết ngày %(until)s.") % {
            "since": date_format(since),
            "until": date_format(until),
        }
    return _("Văn bản bị ngưng hiệu lực đến hết ngày %s.") % date_format(until)
