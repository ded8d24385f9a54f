"""What people do to a clock: start it by a recorded moment, pause, resume, extend. Each asks the gate and writes the ledger."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from workflows.charter.schema import Duration
from workflows.clocks.sentence import length
from workflows.gate import clocks
from workflows.gate.clocks import Said
from workflows.ledger import ledger
from workflows.models.calendar_day import CalendarDay
from workflows.models.item_clock import ItemClock
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.clocks import ClockAct
from workflows.services.clocks import keep as keep_clocks
from workflows.services.locking import actor_of, lock_page


@transaction.atomic
def start(page: ReviewedPage, user: SomeUser, key: str, at: datetime.datetime | None, ground: str) -> None:
    """Begin a clock that no date of the text starts. Raises `Refused`."""
    page = lock_page(page)
    running = page.clocks.running().filter(key=key).first()
    clocks.require(user, ClockAct.START, page, key, running, Said(at=at, reason=ground))
    deadline = clocks.deadline_by(page, key)
    if deadline is None or at is None:  # the rules have refused both
        return
    begun = keep_clocks.start(page.own_board, deadline, at, page, by_hand=True)
    _write(page, user, _("Bắt đầu: %s") % begun.counted, ground)


@transaction.atomic
def pause(running: ItemClock, page: ReviewedPage, user: SomeUser, ground: str) -> None:
    """Let it stand still from now on. Raises `Refused`."""
    running = _held(running)
    clocks.require(user, ClockAct.PAUSE, page, running.key, running, Said(reason=ground))
    keep_clocks.stand_still(running, ground.strip())
    _counted(running, page, user, _("Tạm dừng «%s».") % running.name, ground)


@transaction.atomic
def resume(running: ItemClock, page: ReviewedPage, user: SomeUser) -> None:
    """Let it run on from now. Raises `Refused`."""
    running = _held(running)
    clocks.require(user, ClockAct.RESUME, page, running.key, running)
    keep_clocks.go_on(running)
    _counted(running, page, user, _("Chạy tiếp «%s».") % running.name, "")


@transaction.atomic
def extend(running: ItemClock, page: ReviewedPage, user: SomeUser, more: Duration | None, ground: str) -> None:
    """Add to its end. Raises `Refused`."""
    running = _held(running)
    clocks.require(user, ClockAct.EXTEND, page, running.key, running, Said(more=more, reason=ground))
    if more is None:  # the rules have refused it
        return
    running.extensions.create(amount=more.amount, unit=more.unit, reason=ground.strip()[:300])
    keep_clocks.recount(running, CalendarDay.objects.calendar_of(page.own_board))
    said = _("Gia hạn «%(name)s» thêm %(length)s.") % {"name": running.name, "length": length(more)}
    _counted(running, page, user, said, ground)


def _held(running: ItemClock) -> ItemClock:
    """Read again under a lock, so that of two people pressing at once one acts and the other is refused."""
    return ItemClock.objects.select_for_update(of=("self",)).select_related("board__charter").get(pk=running.pk)


def _counted(running: ItemClock, page: ReviewedPage, user: SomeUser, said: str, ground: str) -> None:
    _write(page, user, f"{said} {running.counted}", ground)


def _write(page: ReviewedPage, user: SomeUser, said: str, ground: str) -> None:
    comment = f"{said} {_('Căn cứ: %s.') % ground.strip()}" if ground.strip() else said
    ledger.write(
        page.own_board,
        Act.CLOCK,
        actor_of(page.own_board, user),
        comment=comment,
        **ledger.about(page, None, ""),
    )
