"""Taking in what a citizen sends: the ticket, its clock of the charter, and, apart and sealed, who they are (R144, R145)."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from questions.charter_values import NEVER_PUBLIC, assigners, questions_of
from questions.deidentify import shown_as
from questions.models import Asker, Consent, Ticket
from questions.models.asker import PUBLISH_NAME, Person
from questions.models.ticket import KINDS
from questions.services.holding import record, start_clock
from questions.ticket_act import TicketAct
from workflows.charter.words import TicketKind
from workflows.ledger import ledger
from workflows.letters import afterwards as afterwards_letters
from workflows.models import Board, Field, Member
from workflows.services.locking import next_number


@dataclass(frozen=True)
class Sent:
    """What the form gave. `agreed` is the sentence with which the asker agreed to be named in public; empty where they did not."""

    text: str
    person: Person
    kind: TicketKind = TicketKind.QUESTION
    field: Field | None = None
    is_private: bool = False
    agreed: str = ""
    is_proved: bool = True


@transaction.atomic
def receive(board: Board, sent: Sent) -> Ticket:
    """The clock runs from now, fifteen working days for a question (R78) unless the charter says otherwise."""
    now = timezone.now()
    year = timezone.localdate(now).year
    ticket = Ticket(
        board=board,
        year=year,
        number=next_number(board, Ticket.objects.filter(board=board, year=year)),
        kind=sent.kind,
        field=sent.field,
        is_private=sent.is_private or sent.kind in NEVER_PUBLIC,
        is_proved=sent.is_proved,
        shown_as=shown_as(sent.person.name),
        received_at=now,
    )
    start_clock(ticket)
    counted = ticket.clock.counted if ticket.clock else ""
    event = record(ticket, TicketAct.RECEIVE, ledger.Actor(), _("Tiếp nhận. %s") % counted, sent.text, is_public=True)
    Asker.of(ticket, sent.person).save()
    if sent.agreed and not ticket.is_private:
        Consent.objects.create(ticket=ticket, key=PUBLISH_NAME, wording=sent.agreed, at=now)
    if sent.person.email:
        event.owe_letter()
    afterwards_letters.ticket_waits(
        board, triagers(board), ticket.reference, str(KINDS[sent.kind]), ticket.clock, path_of(ticket)
    )
    return ticket


def triagers(board: Board) -> list[Member]:
    """The seats that sort what citizens send, and that give it to members: both are told when something comes in."""
    rules = questions_of(board.rules)
    roles = {*rules.triaged_by, *assigners(rules)}
    return [seat for seat in board.seats if seat.is_named(roles) and seat.user_id]


def path_of(ticket: Ticket) -> str:
    return reverse("ticket", args=[ticket.board.slug, ticket.reference])
