"""Looking at who asked: by whom the charter names, for a stated purpose, and written down before it is shown (2.14)."""

from typing import Any

from django.db import transaction

from questions import gate
from questions.gate import Said
from questions.models import PersonReading, Ticket
from questions.models.asker import Person
from questions.services.holding import held
from questions.ticket_rules import TicketAct


@transaction.atomic
def read_person(ticket: Ticket, user: Any, reason: str) -> Person | None:
    """None where no key of this installation opens it. Raises `Refused`."""
    ticket = held(ticket)
    gate.require(user, TicketAct.READ_PERSON, ticket, Said(text=reason))
    log_reading(ticket, user, reason.strip())
    return ticket.asker.person()


def log_reading(ticket: Ticket, user: Any, reason: str) -> None:
    """That this person is about to see who asked."""
    name = user.get_full_name() or user.get_username()
    PersonReading.objects.create(ticket=ticket, user=user, person=name[:300], reason=reason[:300])
