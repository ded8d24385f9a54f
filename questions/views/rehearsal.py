"""What the asker will read, before it goes: the act is done, what it writes to them is read, and everything is undone again.

So what is shown is what comes, and what may not be done is refused here already.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from questions.models import Ticket, TicketEvent, TicketLetter
from questions.services.tell_askers import text_of
from questions.ticket_act import TicketAct
from questions.views.ticket_acts import Typed, perform
from workflows.models.some_user import SomeUser


@dataclass(frozen=True)
class Reading:
    """`state`: of the ticket from then on; `act`, `text`: under the code; `letter`: subject and text, None where the asker left no address;
    `others`: how many more askers read the same."""

    state: str
    act: str
    text: str
    letter: tuple[str, str] | None
    others: int
    is_later: bool


def rehearsed(ticket: Ticket, user: SomeUser, act: str, typed: Typed) -> Reading | None:
    """None where the asker reads nothing of it. Raises `Refused`."""
    with transaction.atomic():
        joined = list(ticket.merged.values_list("pk", flat=True))
        last = TicketEvent.objects.aggregate(last=Max("pk"))["last"] or 0
        perform(ticket, user, act, typed)
        reading = _reading(ticket, last, joined)
        transaction.set_rollback(True)
    return reading


def _reading(ticket: Ticket, last: int, joined: list[int]) -> Reading | None:
    """`joined`: the tickets that were merged with it; what was done meanwhile with others is none of it."""
    written = TicketEvent.objects.filter(pk__gt=last)
    event = written.filter(ticket=ticket).order_by("pk").last()
    is_later = event is not None and event.act == TicketAct.POST and event.sealed is not None
    if event is None or not (event.is_public or is_later):
        return None
    if is_later:  # the portal's letter to the place goes first
        event.act = TicketAct.HAND_OVER
    is_mailed = hasattr(ticket, "asker") and ticket.asker.has_email and (is_later or _is_owed(event))
    subject, _blank, body = text_of(event, hides_code=True).strip().partition("\n")
    return Reading(
        state=Ticket.objects.get(pk=ticket.pk).state_name,
        act=event.act_name,
        text=event.text,
        letter=(subject, body.strip()) if is_mailed else None,
        others=written.filter(is_public=True, ticket__in=joined).values("ticket").distinct().count(),
        is_later=is_later,
    )


def _is_owed(event: TicketEvent) -> bool:
    return TicketLetter.objects.filter(event=event).exists()
