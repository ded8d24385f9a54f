"""What the holder of a code does with the own ticket: adds to it, withdraws it, rates the answer. The code is the right; no name is asked."""

from django.db import transaction
from django.utils.translation import gettext as _

from questions import gate
from questions.gate import Said
from questions.models import Ticket, TicketState
from questions.services.ask_back import go_on
from questions.services.discard import discard, held_with_draft
from questions.services.holding import close, held, let_go, record
from questions.services.receive import path_of, triagers
from questions.ticket_act import TicketAct
from workflows.ledger import ledger
from workflows.letters import afterwards as afterwards_letters


@transaction.atomic
def add(ticket: Ticket, text: str) -> None:
    """Add words; a clock that waited for them goes on. Raises `Refused`."""
    ticket = held(ticket)
    gate.require(None, TicketAct.ADD, ticket, Said(text=text))
    said = _("Người hỏi bổ sung.")
    if ticket.state == TicketState.WAITING:
        go_on(ticket)
        said = _("Người hỏi bổ sung, đồng hồ chạy tiếp. %s") % (ticket.clock.counted if ticket.clock else "")
    record(ticket, TicketAct.ADD, ledger.Actor(), said, text.strip(), is_public=True)
    people = [ticket.handler] if ticket.handler else triagers(ticket.board)
    afterwards_letters.ticket_waits(
        ticket.board, people, ticket.reference, ticket.kind_name, ticket.clock, path_of(ticket)
    )


@transaction.atomic
def withdraw(ticket: Ticket) -> None:
    """Take it back; nobody answers it any more, and the draft of an answer is let go. Raises `Refused`."""
    ticket = held_with_draft(ticket)
    gate.require(None, TicketAct.WITHDRAW, ticket)
    discard(ticket, ledger.Actor())
    close(ticket, TicketState.WITHDRAWN, _("người hỏi đã rút"))
    let_go(ticket)
    record(ticket, TicketAct.WITHDRAW, ledger.Actor(), _("Người hỏi rút."), is_public=True)


@transaction.atomic
def rate(ticket: Ticket, rating: int, word: str = "") -> None:
    """Once, from 1 to 5, with a word for the board alone. Raises `Refused`."""
    ticket = held(ticket)
    gate.require(None, TicketAct.RATE, ticket, Said(rating=rating))
    ticket.rating = rating
    record(ticket, TicketAct.RATE, ledger.Actor(), _("Người hỏi đánh giá: %s trên 5.") % rating, word.strip())
