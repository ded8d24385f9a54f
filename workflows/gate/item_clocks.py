"""What a running clock counts, by which deadline of the charter it runs, and which clocks of an item somebody has to start. Reads only."""

from collections.abc import Collection, Sequence

from django.utils import timezone

from vietnamese.working_days import WorkingCalendar
from workflows.charter.schema import Deadline, Duration
from workflows.charter.words import Content, TimeUnit
from workflows.clocks import count as clock
from workflows.models.item_clock import ItemClock
from workflows.models.reviewed import ReviewedPage


def counted(running: ItemClock, calendar: WorkingCalendar, also: Sequence[clock.Pause] = ()) -> clock.Count:
    """Until when it runs, with its pauses and extensions, and with those that would come (`also`); and the sentence that says so."""
    pauses, extensions = [*also], []
    if running.pk:
        pauses += [clock.Pause(pause.since, pause.until, pause.reason) for pause in running.pauses.all()]
        extensions = [
            clock.Extension(Duration(amount=more.amount, unit=TimeUnit(more.unit)), more.reason)
            for more in running.extensions.all()
        ]
    begun = clock.Start(running.started_at, running.said, running.has_time)
    return clock.count(begun, running.within, calendar, pauses, extensions)


def has_time_left(running: ItemClock, calendar: WorkingCalendar) -> bool:
    """Whether a pause from now on would hold it up: not where it has run out, nor on a day that its end was only moved to."""
    return counted(running, calendar, [clock.Pause(timezone.now(), None, "")]).due_at is None


def deadline_of(running: ItemClock) -> Deadline | None:
    """The deadline by which it runs, as the charter in force has it; None where that has it no longer."""
    return next((deadline for deadline in running.board.rules.deadline if deadline.key == running.key), None)


def starts_by_hand(page: ReviewedPage, running: Collection[str] | None = None) -> list[Deadline]:
    """The clocks that none of the item's dates starts, so that somebody must say when: a report sent, a case received (2.10)."""
    if page.board is None or (page.first_published_at and page.content_kind is not Content.PAGE):
        return []
    dated = {*page.clock_dates, "approval", "publication"}
    if running is None:
        running = set(page.clocks.running().values_list("key", flat=True))
    return [
        deadline
        for deadline in page.board.rules.deadline
        if deadline.content is page.content_kind and deadline.starts not in dated and deadline.key not in running
    ]
