"""Clocks start, move and stop with what happens to an item: its dates, its approval, its publication (R45, R73-R78, R81, R82).

Inside the transaction of what happens. What people do to a clock themselves stands in `change.py`.
"""

import datetime
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from vietnamese.working_days import WorkingCalendar, beginning_of
from workflows.charter.provision import Provision
from workflows.charter.schema import Deadline, Duration
from workflows.charter.words import Content, TimeUnit
from workflows.clocks import count as clock
from workflows.clocks import deadlines
from workflows.clocks.deadlines import Policy
from workflows.gate import item_clocks
from workflows.models.board import Board
from workflows.models.calendar_day import CalendarDay
from workflows.models.chain import StepState
from workflows.models.decision import POSTED
from workflows.models.item_clock import ItemClock, Reminder
from workflows.models.reviewed import ReviewedPage

MISTAKE, CHECK, TICKET = (
    "mistake",
    "check",
    "ticket",
)  # what starts the clocks of reports, spot checks, citizens' questions: no date of a text
FOLLOWED = (MISTAKE, CHECK, TICKET)


@transaction.atomic
def follow(page: ReviewedPage) -> None:
    """The clocks of a draft that was never public run from the dates in it, and from others when those are changed."""
    if page.first_published_at or page.live or page.board is None:
        return
    wanted, running = _wanted(page), _running_by_dates(page)
    if wanted.keys() != running.keys():  # two who save one draft at once follow each other
        Page.objects.select_for_update(no_key=True).get(pk=page.pk)
        running = _running_by_dates(page)
    for key, (deadline, day) in wanted.items():
        if key not in running:
            _start_on(day, deadline, page)
        elif running[key].started_at != beginning_of(day):
            running[key].started_at = beginning_of(day)
            recount(running[key], CalendarDay.objects.calendar_of(page.board))
    stop((running[key] for key in running.keys() - wanted.keys()), _("ngày bắt đầu không còn trong bản nháp"))


def _start_on(day: datetime.date, deadline: Deadline, page: ReviewedPage) -> None:
    start(page.own_board, deadline, beginning_of(day), page, has_time=False)


def _running_by_dates(page: ReviewedPage) -> dict[str, ItemClock]:
    return {
        one.key: one for one in page.clocks.running().filter(by_hand=False).exclude(starts__in=("approval", *FOLLOWED))
    }


def _wanted(page: ReviewedPage) -> dict[str, tuple[Deadline, datetime.date]]:
    """By key. What lasted several days counts from its end where the charter has a clock for that, else from its day (1.20.10)."""
    starts = page.clock_starts()
    own = (
        [deadline for deadline in page.own_board.rules.deadline if deadline.content is page.content_kind]
        if starts
        else []
    )
    known: Mapping[str, datetime.date] = starts
    if "event-end" in starts and any(deadline.starts == "event-end" for deadline in own):
        known = {starter: day for starter, day in starts.items() if starter != "event"}
    return {deadline.key: (deadline, known[deadline.starts]) for deadline in own if deadline.starts in known}


def start(
    board: Board,
    deadline: Deadline,
    at: datetime.datetime,
    page: ReviewedPage | None = None,
    *,
    has_time: bool = True,
    by_hand: bool = False,
    calendar: WorkingCalendar | None = None,
) -> ItemClock:
    """Begin a clock. The caller knows that none by this deadline runs for the item."""
    begun = ItemClock(
        board=board,
        page_id=page.pk if page else None,
        key=deadline.key,
        name=deadline.name[:255],
        clause=deadline.source[:200],
        started_at=at,
        has_time=has_time,
        starts=deadline.starts,
        said=deadlines.said_of(deadline.starts),
        by_hand=by_hand,
        amount=deadline.within.amount,
        unit=deadline.within.unit,
    )
    recount(begun, calendar or CalendarDay.objects.calendar_of(board))
    return begun


def start_follow_up(
    board: Board,
    page: Page | None,
    starts: str,
    key: str,
    name: str,
    said: str,
    rule: Provision,
    within: Duration,
    at: datetime.datetime | None = None,
) -> ItemClock:
    """The clock of one report or one spot check of a public item, or of what a citizen sent, which has no page; from now, or from `at`."""
    begun = ItemClock(
        board=board,
        page_id=page.pk if page else None,
        key=key,
        name=name,
        clause=rule.source[:200],
        started_at=at or timezone.now(),
        starts=starts,
        said=said,
        amount=within.amount,
        unit=within.unit,
    )
    recount(begun, CalendarDay.objects.calendar_of(board))
    return begun


@transaction.atomic
def recount(running: ItemClock, calendar: WorkingCalendar) -> None:
    """Count the due moment anew, with its sentence and the letters that are to come.

    A pause that began after the due moment (another day in the draft put that earlier) holds nothing up, and ends.
    """
    counted, is_new = item_clocks.counted(running, calendar), running.pk is None
    policy = deadlines.policy_for(running.within, item_clocks.deadline_of(running))
    running.due_at, running.counted = counted.due_at, counted.sentence
    running.soon_at = deadlines.before(counted.due_at, policy.before, calendar) if counted.due_at else None
    running.save()
    if is_new:
        _write_reminders(running, running.started_at, policy, calendar)
        return
    if counted.due_at:
        running.pauses.filter(until=None).update(until=Greatest("since", timezone.now()))
    _schedule(running, running.started_at, policy, calendar)


def count_step(state: StepState, within: Duration, calendar: WorkingCalendar) -> None:
    """Until when a step waits, counted from a whole second, with its sentence; the caller saves it, and then calls `remind_of_step`."""
    begun = state.started_at.replace(microsecond=0)
    counted = clock.count(clock.Start(begun, _("khi tới bước này")), within, calendar)
    state.due_at, state.counted = counted.due_at, counted.sentence
    ahead = deadlines.policy_for(within).before
    state.soon_at = deadlines.before(counted.due_at, ahead, calendar) if counted.due_at else None


def remind_of_step(state: StepState, within: Duration, calendar: WorkingCalendar) -> None:
    """The letters about a step that has just begun."""
    _write_reminders(state, state.started_at, deadlines.policy_for(within), calendar)


def _recount_step(state: StepState, calendar: WorkingCalendar) -> None:
    if within := state.task.specific.within:
        count_step(state, within, calendar)
        StepState.objects.filter(pk=state.pk).update(due_at=state.due_at, counted=state.counted, soon_at=state.soon_at)
        _schedule(state, state.started_at, deadlines.policy_for(within), calendar)


def _schedule(
    timed: ItemClock | StepState, started_at: datetime.datetime, policy: Policy, calendar: WorkingCalendar
) -> None:
    """The letters that are to come. One that went out for the same due moment does not go out again: its row stands."""
    _call_off(Reminder.objects.filter(**_of(timed)))
    _write_reminders(timed, started_at, policy, calendar)


def _write_reminders(
    timed: ItemClock | StepState, started_at: datetime.datetime, policy: Policy, calendar: WorkingCalendar
) -> None:
    if timed.due_at is None:
        return
    to_come = deadlines.stages(started_at, timed.due_at, timezone.now(), policy, calendar)
    Reminder.objects.bulk_create(
        [Reminder(stage=stage, due_at=timed.due_at, at=at, **_of(timed)) for stage, at in to_come],
        ignore_conflicts=True,
    )


def _of(timed: ItemClock | StepState) -> dict[str, ItemClock | StepState]:
    return {"clock": timed} if isinstance(timed, ItemClock) else {"step": timed}


def stand_still(running: ItemClock, ground: str) -> None:
    """From now on its time does not count, on this ground."""
    running.pauses.create(since=timezone.now(), reason=ground)
    recount(running, CalendarDay.objects.calendar_of(running.board))


def go_on(running: ItemClock) -> None:
    """Its time counts again from now."""
    running.pauses.filter(until=None).update(until=timezone.now())
    recount(running, CalendarDay.objects.calendar_of(running.board))


def stop(clocks: Iterable[ItemClock], because: str) -> None:
    """They stop now, and their letters with them; what was counted stays to be seen."""
    stopped = list(clocks)
    for running in stopped:
        running.stopped_at, running.stopped_by = timezone.now(), because
        running.save(update_fields=["stopped_at", "stopped_by"])
    if stopped:
        _call_off(Reminder.objects.filter(clock__in=stopped))


def _call_off(reminders: QuerySet[Reminder]) -> None:
    """Those that were not sent yet; nothing hangs on them."""
    unsent = reminders.filter(done_at=None)
    unsent._raw_delete(unsent.db)


def approved(page: ReviewedPage, board: Board, calendar: WorkingCalendar) -> None:
    """The item waits to be posted now (R45)."""
    known = [d for d in board.rules.deadline if d.content is page.content_kind and d.starts == "approval"]
    running = set(page.clocks.running().values_list("key", flat=True)) if known else set()
    for deadline in known:
        if deadline.key not in running:
            start(board, deadline, timezone.now(), page, calendar=calendar)


def no_longer_approved(page: ReviewedPage, because: str) -> None:
    """It was posted, or went back to its author."""
    stop(page.clocks.running().filter(starts="approval"), because)


def published(page: ReviewedPage) -> None:
    """Every clock of the item stops; the board's own begins anew (R73)."""
    stop(page.clocks.running().exclude(starts__in=FOLLOWED), _("đã đăng"))
    if page.board is not None:
        since_publication(page.board, page.content_kind, timezone.now())


def since_publication(board: Board, content: Content, at: datetime.datetime) -> None:
    for deadline in board.rules.deadline:
        if deadline.starts == "publication" and deadline.content is content:
            Board.objects.select_for_update(no_key=True).get(
                pk=board.pk
            )  # two items that become public at once follow each other
            stop(board.clocks.running().filter(key=deadline.key, page=None), _("đã có mục mới"))
            start(board, deadline, at)


def begin_board_clocks(board: Board) -> None:
    """After a charter is loaded: the board's own clocks run from its last publication, and those the charter has no longer stop (R73)."""
    wanted = {deadline.key: deadline for deadline in board.rules.deadline if deadline.starts == "publication"}
    running = {one.key: one for one in board.clocks.running().filter(page=None).exclude(starts__in=FOLLOWED)}
    stop((running[key] for key in running.keys() - wanted.keys()), _("quy chế không còn thời hạn này"))
    last = board.decisions.filter(act__in=POSTED).order_by("-number").values_list("at", flat=True).first()
    for key in wanted.keys() - running.keys():
        start(board, wanted[key], last or timezone.now())


def follow_drafts(board: Board) -> None:
    """After a charter is loaded: the dates in drafts start the clocks that it has and the one before had not."""
    drafts = Page.objects.filter(path__startswith=board.root_page.path, live=False, first_published_at=None)
    for page in drafts.filter(latest_revision__isnull=False).specific():
        if not isinstance(page, ReviewedPage) or (latest := page.get_latest_revision()) is None:
            continue
        draft = page.as_of(latest)
        running = _running_by_dates(draft)
        for key, (deadline, day) in _wanted(draft).items():
            if key not in running:
                _start_on(day, deadline, draft)


@transaction.atomic
def recount_board(board: Board | None) -> None:
    """After a day of the calendar changed: every running clock and open step of the board, or of all, in order of due moment."""
    clocks = ItemClock.objects.running().select_related("board__charter").prefetch_related("pauses", "extensions")
    steps = StepState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    ).exclude(due_at=None)
    boards = [board] if board else Board.objects.with_charter()
    for one in boards:
        calendar = CalendarDay.objects.calendar_of(one)
        for running in clocks.filter(board=one).exclude(unit=TimeUnit.HOUR):
            recount(running, calendar)
        for state in steps.filter(board=one).select_related("task"):
            _recount_step(state, calendar)
