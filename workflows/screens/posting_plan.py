"""The plan of what becomes public and what comes down by itself, as a month; and what is late."""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from vietnamese.working_days import VIETNAM, beginning_of
from workflows.models.appointment import Appointment
from workflows.models.board import Board
from workflows.models.failed_posting import FailedPosting

LATE_AFTER = datetime.timedelta(minutes=2)  # the worker looks every few seconds
MOST = 500


@dataclass(frozen=True)
class Planned:
    """An item and its moment: when it becomes public, or (`is_end`) comes down. `failure` says why it did not."""

    page: Page
    title: str
    at: datetime.datetime
    is_end: bool = False
    failure: FailedPosting | None = None


@dataclass(frozen=True)
class Day:
    """A day of the month that is shown, or one of its neighbours that fill the first and the last week."""

    date: datetime.date
    is_of_month: bool
    is_today: bool
    planned: list[Planned] = field(default_factory=list)


def late(board: Board) -> list[Planned]:
    """What should be public by now and is not, the oldest first."""
    until = timezone.now() - LATE_AFTER
    return sorted([*_to_come(board, None, until), *_appointed(board, None, until)], key=lambda each: each.at)


def month(board: Board, first: datetime.date) -> list[list[Day]]:
    """The weeks of the month that begins on this day, Monday first, with what is planned on each day."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    since, until = beginning_of(weeks[0][0]), beginning_of(weeks[-1][-1] + datetime.timedelta(days=1))
    by_day: dict[datetime.date, list[Planned]] = {}
    planned = [*_to_come(board, since, until), *_appointed(board, since, until), *_ends(board, since, until)]
    for each in sorted(planned, key=lambda each: each.at):
        by_day.setdefault(timezone.localtime(each.at, VIETNAM).date(), []).append(each)
    today = timezone.localdate(timezone=VIETNAM)
    return [[Day(day, day.month == first.month, day == today, by_day.get(day, [])) for day in week] for week in weeks]


def _to_come(board: Board, since: datetime.datetime | None, until: datetime.datetime) -> Iterable[Planned]:
    """Approved revisions of older texts that name a moment before `until`. Two queries."""
    own = Page.objects.filter(path__startswith=board.root_page.path).annotate(key=Cast("pk", CharField()))
    waiting = Revision.page_revisions.filter(approved_go_live_at__lt=until, object_id__in=own.values("key"))
    waiting = waiting.select_related("failed_posting")
    if since:
        waiting = waiting.filter(approved_go_live_at__gte=since)
    revisions = list(waiting.defer("content").order_by("approved_go_live_at", "pk")[:MOST])
    pages = Page.objects.in_bulk([int(revision.object_id) for revision in revisions])
    for revision in revisions:
        page, at = pages.get(int(revision.object_id)), revision.approved_go_live_at
        if page and at:
            yield Planned(page, revision.object_str, at, failure=getattr(revision, "failed_posting", None))


def _appointed(board: Board, since: datetime.datetime | None, until: datetime.datetime) -> Iterable[Planned]:
    """Items at their posting step that have an appointed moment before `until`. Two queries."""
    open_steps = Appointment.objects.filter(step__board=board, step__status=TaskState.STATUS_IN_PROGRESS, at__lt=until)
    if since:
        open_steps = open_steps.filter(at__gte=since)
    related = ("step__revision__failed_posting", "step__workflow_state")
    found = list(open_steps.select_related(*related).defer("step__revision__content").order_by("at", "pk")[:MOST])
    pages = Page.objects.in_bulk([int(each.step.workflow_state.object_id) for each in found])
    for each in found:
        if page := pages.get(int(each.step.workflow_state.object_id)):
            revision = each.step.revision
            yield Planned(page, revision.object_str, each.at, failure=getattr(revision, "failed_posting", None))


def _ends(board: Board, since: datetime.datetime, until: datetime.datetime) -> Iterable[Planned]:
    """Public items that come down by themselves. One query."""
    ending = Page.objects.filter(
        path__startswith=board.root_page.path, live=True, expire_at__gte=since, expire_at__lt=until
    )
    ending = ending.order_by("expire_at", "pk")[:MOST]
    return (Planned(page, page.title, page.expire_at, is_end=True) for page in ending if page.expire_at)
