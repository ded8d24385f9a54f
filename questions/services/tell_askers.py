"""Letters to those who asked and left an e-mail address. What a letter says stands under the ticket's code in any case."""

from django.template.loader import render_to_string
from django.urls import reverse

from questions.models import TicketEvent, TicketLetter
from workflows.letters.to_citizens import Letter, send_owed

HIDDEN_CODE = "····-····-····"


def tell_askers() -> int:
    """Mail every letter that was not mailed yet; how many were."""
    return send_owed(TicketLetter.objects.select_related("event__ticket__board__site", "event__ticket__clock"), _letter)


def _letter(owed: TicketLetter) -> Letter:
    ticket = owed.event.ticket
    person = ticket.asker.person() if hasattr(ticket, "asker") else None
    return Letter(person.email if person else None, text_of(owed.event), f"ticket {ticket.pk}")


def text_of(event: TicketEvent, *, hides_code: bool = False) -> str:
    """The letter about an event; the first line is its subject. `hides_code`: for people of the board, whom the code would let act as its asker."""
    ticket = event.ticket
    path = reverse("look_up") if hides_code else reverse("ticket_followed", args=[ticket.code])
    code = HIDDEN_CODE if hides_code else ticket.shown_code
    context = {"ticket": ticket, "event": event, "code": code, "link": ticket.board.root_url + path}
    return render_to_string("questions/letters/told.txt", context)
