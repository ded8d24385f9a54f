"""Looking at who asked: by whom the charter names, for a stated purpose, and written down before it is shown (2.14)."""

from django.db import transaction

from questions import gate
from questions.gate import Said
from questions.models import PersonReading, Ticket
from questions.models.asker import Person
from questions.services.holding import held
from questions.ticket_act import TicketAct
from workflows.models.some_user import SomeUser, signed_in


@transaction.atomic
def read_person(ticket: Ticket, user: SomeUser, reason: str) -> Person | None:
    """None where no key of this installation opens it. Raises `Refused`."""
    ticket = held(ticket)
    gate.require(user, TicketAct.READ_PERSON, ticket, Said(text=reason))
    log_reading(ticket, user, reason.strip())
    return ticket.asker.person()


def log_reading(ticket: Ticket, user: SomeUser, reason: str) -> None:
    """That this person is about to see who asked."""
    account = signed_in(user)
    name = account.get_full_name() or account.get_username()
    PersonReading.objects.create(ticket=ticket, user=account, person=name[:300], reason=reason[:300])
