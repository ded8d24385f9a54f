"""What people do to a clock: start it by a recorded moment, pause, resume, extend. Each asks the rules and writes the ledger."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.charter.schema import Duration, RoleKey
from workflows.clocks.sentence import length
from workflows.ledger import ledger
from workflows.models.board import Member
from workflows.models.calendar_day import CalendarDay
from workflows.models.item_clock import ItemClock
from workflows.models.reviewed import ReviewedPage
from workflows.rules import clocks as clock_rules
from workflows.rules.act import Act
from workflows.rules.clocks import ClockAct, ClockFacts
from workflows.rules.refusal import Refused
from workflows.services.clocks import keep as keep_clocks
from workflows.services.locking import actor_of, hold_page


def facts(user: Any, page: ReviewedPage, running: ItemClock | None, key: str, **asked: Any) -> ClockFacts:
    """What the rules look at, about one clock of one item. A few queries."""
    board = page.own_board
    chain = page.get_workflow()
    deadline = next((deadline for deadline in board.rules.deadline if deadline.key == key), None)
    if deadline is not None and deadline.content is not page.content_kind:
        deadline = None
    return ClockFacts(
        roles=frozenset(RoleKey(seat.role) for seat in Member.objects.of_user(user).filter(board=board)),
        deadline=deadline,
        now=timezone.now(),
        drafting_roles=frozenset(RoleKey(role) for role in chain.source["drafted_by"]) if chain else frozenset(),
        is_running=running is not None and running.stopped_at is None,
        is_paused=running is not None and running.is_paused,
        is_overdue=running is not None and running.standing == "overdue",
        is_public=deadline is not None and deadline not in keep_clocks.starts_by_hand(page) and running is None,
        times_extended=running.extensions.count() if running else 0,
        **asked,
    )


@transaction.atomic
def start(page: ReviewedPage, user: Any, key: str, at: datetime.datetime | None, ground: str) -> None:
    """Begin a clock that no date of the text starts. Raises `Refused`."""
    hold_page(page)
    running = page.clocks.running().filter(key=key).first()
    known = _require(ClockAct.START, page, facts(user, page, running, key, at=at, reason=ground.strip()))
    if known.deadline is None or at is None:  # the rules have refused both
        return
    begun = keep_clocks.start(page.own_board, known.deadline, at, page, by_hand=True)
    _write(page, user, _("Bắt đầu: %s") % begun.counted, ground)


@transaction.atomic
def pause(running: ItemClock, page: ReviewedPage, user: Any, ground: str) -> None:
    """Let it stand still from now on. Raises `Refused`."""
    running = _held(running)
    has_time_left = keep_clocks.has_time_left(running, CalendarDay.objects.calendar_of(page.own_board))
    known = facts(user, page, running, running.key, reason=ground.strip(), has_time_left=has_time_left)
    _require(ClockAct.PAUSE, page, known)
    keep_clocks.stand_still(running, ground.strip())
    _counted(running, page, user, _("Tạm dừng «%s».") % running.name, ground)


@transaction.atomic
def resume(running: ItemClock, page: ReviewedPage, user: Any) -> None:
    """Let it run on from now. Raises `Refused`."""
    running = _held(running)
    _require(ClockAct.RESUME, page, facts(user, page, running, running.key))
    keep_clocks.go_on(running)
    _counted(running, page, user, _("Chạy tiếp «%s».") % running.name, "")


@transaction.atomic
def extend(running: ItemClock, page: ReviewedPage, user: Any, more: Duration | None, ground: str) -> None:
    """Add to its end. Raises `Refused`."""
    running = _held(running)
    _require(ClockAct.EXTEND, page, facts(user, page, running, running.key, more=more, reason=ground.strip()))
    if more is None:  # the rules have refused it
        return
    running.extensions.create(amount=more.amount, unit=more.unit, reason=ground.strip()[:300])
    keep_clocks.recount(running, CalendarDay.objects.calendar_of(page.own_board))
    said = _("Gia hạn «%(name)s» thêm %(length)s.") % {"name": running.name, "length": length(more)}
    _counted(running, page, user, said, ground)


def _held(running: ItemClock) -> ItemClock:
    """Read again under a lock, so that of two people pressing at once one acts and the other is refused."""
    return ItemClock.objects.select_for_update(of=("self",)).select_related("board__charter").get(pk=running.pk)


def _require(act: ClockAct, page: ReviewedPage, known: ClockFacts) -> ClockFacts:
    if refusal := clock_rules.may(act, known):
        raise Refused(refusal, page.pk)
    return known


def _counted(running: ItemClock, page: ReviewedPage, user: Any, said: str, ground: str) -> None:
    _write(page, user, f"{said} {running.counted}", ground)


def _write(page: ReviewedPage, user: Any, said: str, ground: str) -> None:
    comment = f"{said} {_('Căn cứ: %s.') % ground.strip()}" if ground.strip() else said
    ledger.write(
        page.own_board,
        Act.CLOCK,
        actor_of(page.own_board, user),
        comment=comment,
        **ledger.about(page, None, ""),
    )
