"""A note for those who work on a ticket; nobody else ever reads it, and it decides nothing, so the ledger has no row of it."""

from django.db import transaction
from django.utils import timezone

from questions import gate
from questions.gate import Said
from questions.models import Ticket, TicketEvent
from questions.services.holding import held
from questions.ticket_act import TicketAct
from workflows.letters import sealed_contact
from workflows.models.some_user import SomeUser
from workflows.services.locking import actor_of


@transaction.atomic
def note(ticket: Ticket, user: SomeUser, text: str) -> None:
    """Raises `Refused`."""
    ticket = held(ticket)
    gate.require(user, TicketAct.NOTE, ticket, Said(text=text))
    actor = actor_of(ticket.board, user)
    TicketEvent.objects.create(
        ticket=ticket,
        act=TicketAct.NOTE,
        person=f"{actor.person}, {actor.capacity}"[:300],
        user=actor.user_id,
        sealed=sealed_contact.seal(text.strip(), sealed_contact.QUESTION),
        at=timezone.now(),
    )
