"""Letters before, on and after a due moment, and to the next level: sent by the worker, each once.

A reminder is claimed and its letters are written in one transaction. A worker that is killed in between leaves both undone, one that is
killed afterwards leaves both done; two workers claim one reminder once.
"""

import logging
from collections.abc import Collection
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from workflows.charter.words import RoleKey
from workflows.clocks import deadlines
from workflows.clocks.deadlines import Stage
from workflows.gate import follow_up
from workflows.gate.acting_for import stand_ins
from workflows.letters import reminders as reminders_letters
from workflows.models.board import Board, Member, names_of
from workflows.models.chain import StepState
from workflows.models.item_clock import ItemClock, Reminder
from workflows.services.clocks import keep as keep_clocks

logger = logging.getLogger("portal.worker")
IN_ONE_TURN = 200


def send_due() -> int:
    """Write the letters of every reminder whose moment has come; returns how many reminders were done. One that fails leaves the others alone."""
    done = 0
    due = Reminder.objects.filter(done_at=None, at__lte=timezone.now()).order_by("at", "pk")
    for key in list(due.values_list("pk", flat=True)[:IN_ONE_TURN]):
        try:
            done += send(key)
        except DatabaseError:
            raise
        except Exception:
            logger.exception("reminder %s failed", key)
    return done


@transaction.atomic
def send(key: int) -> bool:
    """Do one reminder, unless it is done already. One that a later one has overtaken while no worker ran writes no letter."""
    if not Reminder.objects.filter(pk=key, done_at=None).update(done_at=timezone.now()):
        return False
    reminder = Reminder.objects.select_related("clock__board__charter", "clock__page", "step__board__charter").get(
        pk=key
    )
    if _is_running(reminder) and not _is_overtaken(reminder):
        reminder.letters = _write(reminder)
        reminder.save(update_fields=["letters"])
    return True


def _is_running(reminder: Reminder) -> bool:
    if reminder.clock:
        return reminder.clock.stopped_at is None and reminder.clock.due_at == reminder.due_at
    step = reminder.step
    return (
        step is not None
        and step.status == TaskState.STATUS_IN_PROGRESS
        and step.workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
        and step.due_at == reminder.due_at
    )


def _is_overtaken(reminder: Reminder) -> bool:
    later = Reminder.objects.filter(
        clock=reminder.clock, step=reminder.step, due_at=reminder.due_at, at__gt=reminder.at, at__lte=timezone.now()
    )
    return later.exists()


def _write(reminder: Reminder) -> int:
    clock, step = reminder.clock, reminder.step
    timed: Any = clock or step
    board: Board = timed.board
    page = clock.page if clock else step.workflow_state.content_object if step else None
    waiting = responsible(clock, step)
    return reminders_letters.reminder(
        reminder,
        timed,
        board,
        page,
        waiting,
        recipients(reminder, board, waiting),
        clock.name if clock else step.task.name if step else "",
    )


def responsible(clock: ItemClock | None, step: StepState | None) -> list[Member]:
    """For whom the item waits: its step's members, else the seats of its owner; for a board's own clock its secretaries."""
    if step is not None:
        return list(step.entitled.select_related("user"))
    return _responsible_for(clock) if clock else []


def _responsible_for(clock: ItemClock) -> list[Member]:
    if clock.starts == "urgent":
        urgent = clock.board.rules.urgent
        return _seated(clock.board, urgent.confirmed_by if urgent else ())
    if clock.starts in keep_clocks.FOLLOWED:
        return follow_up.waiting(clock)
    if clock.page is None:
        return [seat for seat in clock.board.seats if seat.role == RoleKey.SECRETARY]
    return _responsible_for_item(clock.board, clock.page)


def _responsible_for_item(board: Board, page: Page) -> list[Member]:
    """Those for whom its open step waits; where it is with its author, the author."""
    open_steps = StepState.objects.filter(
        workflow_state__object_id=str(page.pk),
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        status=TaskState.STATUS_IN_PROGRESS,
    )
    if state := open_steps.first():
        return list(state.entitled.select_related("user"))
    return [seat for seat in board.seats if seat.user_id and seat.user_id == page.owner_id]


def recipients(reminder: Reminder, board: Board, waiting: list[Member]) -> list[Member]:
    """Who gets this letter: before and on the day those for whom it waits and who stand in for them, afterwards the secretary as well, then the levels above."""
    if reminder.stage in (Stage.BEFORE, Stage.ON, Stage.AFTER):
        standing_in = [deed.receiver for deed in stand_ins(reminder.step)] if reminder.step else []
        secretaries = _seated(board, [RoleKey.SECRETARY]) if reminder.stage == Stage.AFTER else []
        return [*waiting, *standing_in, *secretaries]
    above = RoleKey.CHIEF if reminder.stage == Stage.CHIEF else _next_level(reminder, board, waiting)
    return _seated(board, [above] if above else [])


def _seated(board: Board, roles: Collection[str]) -> list[Member]:
    """The seats with one of these roles on which somebody sits."""
    return [seat for seat in board.seats if seat.is_named(roles) and seat.user_id]


def _next_level(reminder: Reminder, board: Board, waiting: list[Member]) -> str | None:
    key = reminder.clock.key if reminder.clock else ""
    named = next((deadline.escalate_to for deadline in board.rules.deadline if deadline.key == key), None)
    held = names_of(seat for seat in board.seats if seat.user_id)
    return deadlines.next_level({RoleKey(seat.role) for seat in waiting}, held, named or ())
