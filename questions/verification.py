"""Whether what citizens read about questions in figures is counted from the clocks that the questions were given."""

from collections.abc import Iterator

from django.db.models import F, Q

from questions.models import Ticket


def breaches() -> Iterator[str]:
    """A sentence per ticket whose clock is another's: of another board, of a page, or begun at another moment."""
    own = Q(clock__board=F("board"), clock__page=None, clock__started_at=F("received_at"))
    for ticket in Ticket.objects.exclude(clock=None).exclude(own):
        yield f"{ticket.ledger_title}: thời hạn không phải của câu hỏi này."
