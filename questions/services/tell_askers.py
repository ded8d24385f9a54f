"""Letters to those who asked and left an e-mail address. No table holds such a letter: the address stays sealed until it is used.

One that was taken up is not taken up again by another worker; what it says stands under the ticket's code in any case.
"""

import logging

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from questions.models import TicketLetter
from workflows import unkept_letter
from workflows.unkept_letter import Outcome

logger = logging.getLogger("portal.letters")
IN_ONE_TURN = 100


def tell_askers() -> int:
    """Mail every letter that was not mailed yet; how many were."""
    waiting = TicketLetter.objects.filter(told_at=None).order_by("pk").values_list("pk", flat=True)
    return sum(_tell(key) for key in list(waiting[:IN_ONE_TURN]))


def _tell(key: int) -> bool:
    if not TicketLetter.objects.filter(pk=key, told_at=None).update(told_at=timezone.now()):
        return False
    letter = TicketLetter.objects.select_related("event__ticket__board__site", "event__ticket__clock").get(pk=key)
    ticket = letter.event.ticket
    person = ticket.asker.person() if hasattr(ticket, "asker") else None
    if person is None or not person.email:
        logger.error("the asker of ticket %s cannot be opened", ticket.pk)
        return False
    link = ticket.board.site.root_url + reverse("ticket_followed", args=[ticket.code])
    text = render_to_string("questions/letters/told.txt", {"ticket": ticket, "event": letter.event, "link": link})
    outcome = unkept_letter.send(person.email, text, f"ticket {ticket.pk}")
    if outcome is Outcome.LATER:
        TicketLetter.objects.filter(pk=key).update(told_at=None)
    return outcome is Outcome.SENT
