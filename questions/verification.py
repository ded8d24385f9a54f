"""Whether what citizens read about questions is what happened: figures from the clocks that they were given, news from rows of the ledger."""

from collections.abc import Iterator

from django.db.models import F, Q

from questions.models import Ticket, TicketEvent
from workflows.rules.act import Act


def breaches() -> Iterator[str]:
    """A sentence per ticket whose clock is another's (of another board, of a page, or begun at another moment), and per news to an asker without its row."""
    own = Q(clock__board=F("board"), clock__page=None, clock__started_at=F("received_at"))
    for ticket in Ticket.objects.exclude(clock=None).exclude(own):
        yield f"{ticket.ledger_title}: thời hạn không phải của câu hỏi này."
    written = Q(decision__board=F("ticket__board"), decision__act=Act.QUESTION, decision__comment=F("said"))
    for event in TicketEvent.objects.filter(is_public=True).exclude(written).select_related("ticket"):
        yield f"{event.ticket.ledger_title}: việc «{event.act_name}» báo người hỏi không có trong sổ quyết định."
