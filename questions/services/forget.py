"""The end of what is kept of an asker: the charter's time after a ticket was closed, who asked and every text of it are removed (2.14).

What remains is the ticket: its kind, its field, its dates, who decided what, the rating; and the published answer, which names nobody
who did not agree to it. An answer that never became public goes with the rest, and so do the drafts of one that did.
"""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from questions.charter_values import questions_of
from questions.models import Asker, Ticket, TicketFile, TicketLetter
from questions.services.discard import discard, empty_drafts_of, held_with_draft
from questions.services.holding import record
from questions.ticket_act import TicketAct
from workflows.ledger import ledger
from workflows.models import Board


def forget_askers() -> int:
    """Forget every asker whose time is over; how many."""
    forgotten = 0
    for board in Board.objects.with_charter():
        days = questions_of(board.rules).kept_for.amount
        until = timezone.now() - datetime.timedelta(days=days)
        left = Q(asker__isnull=False) | Q(page__isnull=False, page__first_published_at=None)
        over = Ticket.objects.filter(left, board=board, closed_at__lt=until).order_by("pk")
        for ticket in over[:500]:
            forgotten += _forget(ticket)
    return forgotten


def remove_held_files() -> int:
    """Files that were sent with a form which nobody finished, after a day; how many."""
    yesterday = timezone.now() - datetime.timedelta(days=1)
    over = list(TicketFile.objects.filter(ticket=None, at__lt=yesterday)[:500])
    for file in over:
        file.remove()
    return len(over)


@transaction.atomic
def _forget(ticket: Ticket) -> bool:
    ticket = held_with_draft(ticket)
    TicketLetter.objects.filter(event__ticket=ticket, told_at=None).delete()
    ticket.events.all().forget()
    for file in ticket.files.all():
        file.remove()
    Asker.objects.filter(ticket=ticket).delete()
    if ticket.page and ticket.page.first_published_at:
        empty_drafts_of(ticket.page)
    else:
        discard(ticket, ledger.Actor(), keeps_text=False)
    record(
        ticket,
        TicketAct.FORGET,
        ledger.Actor(),
        _("Hết thời gian lưu: đã xóa dữ liệu và nguyên văn của người hỏi."),
        is_public=True,
    )
    return True
