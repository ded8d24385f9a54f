"""Asking the citizen back: the clock stands still until they add what was asked for, or the charter's time is over (R145, 2.11)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from questions import gate
from questions.charter_values import questions_of
from questions.gate import Said
from questions.models import Ticket, TicketState
from questions.services.holding import held, record
from questions.ticket_act import TicketAct
from workflows.clocks import count as clock
from workflows.clocks.sentence import length
from workflows.ledger import ledger
from workflows.models import CalendarDay
from workflows.models.some_user import SomeUser
from workflows.services.clocks import keep as keep_clocks
from workflows.services.locking import actor_of


@transaction.atomic
def ask_back(ticket: Ticket, user: SomeUser, text: str) -> None:
    """Ask for what is missing; the asker is told. Raises `Refused`."""
    ticket = held(ticket)
    gate.require(user, TicketAct.ASK_BACK, ticket, Said(text=text))
    within = questions_of(ticket.board.rules).waits_for_asker
    begun = clock.Start(timezone.now(), _("khi hỏi lại"))
    ticket.waits_until = clock.count(begun, within, CalendarDay.objects.calendar_of(ticket.board)).due_at
    ticket.state = TicketState.WAITING
    if ticket.clock:
        keep_clocks.stand_still(ticket.clock, _("chờ người gửi bổ sung thông tin"))
    said = _("Hỏi lại. Đồng hồ tạm dừng, chờ không quá %s.") % length(within)
    record(ticket, TicketAct.ASK_BACK, actor_of(ticket.board, user), said, text.strip(), is_public=True, mails=True)


def go_on(ticket: Ticket) -> None:
    """The clock counts again; the caller holds the ticket and records why."""
    ticket.state, ticket.waits_until = TicketState.WORKING, None
    if ticket.clock and ticket.clock.is_paused:
        keep_clocks.go_on(ticket.clock)


def go_on_when_over() -> int:
    """The worker's part: whom nobody answered in the charter's time is worked on with what there is; how many."""
    over = Ticket.objects.filter(state=TicketState.WAITING, waits_until__lte=timezone.now()).order_by("pk")
    return sum(_go_on_alone(ticket) for ticket in over[:200])


@transaction.atomic
def _go_on_alone(ticket: Ticket) -> bool:
    ticket = held(ticket)
    if ticket.state != TicketState.WAITING:
        return False
    go_on(ticket)
    said = _("Hết thời gian chờ người hỏi bổ sung, đồng hồ chạy tiếp. %s") % (
        ticket.clock.counted if ticket.clock else ""
    )
    record(ticket, TicketAct.GO_ON, ledger.Actor(), said, is_public=True)
    return True
