"""Letters to those who asked and left an e-mail address. What a letter says stands under the ticket's code in any case."""

from django.template.loader import render_to_string
from django.urls import reverse

from questions.models import TicketLetter
from workflows.letters.to_citizens import Letter, send_owed


def tell_askers() -> int:
    """Mail every letter that was not mailed yet; how many were."""
    return send_owed(TicketLetter.objects.select_related("event__ticket__board__site", "event__ticket__clock"), _letter)


def _letter(owed: TicketLetter) -> Letter:
    ticket = owed.event.ticket
    person = ticket.asker.person() if hasattr(ticket, "asker") else None
    link = ticket.board.root_url + reverse("ticket_followed", args=[ticket.code])
    text = render_to_string("questions/letters/told.txt", {"ticket": ticket, "event": owed.event, "link": link})
    return Letter(person.email if person else None, text, f"ticket {ticket.pk}")
