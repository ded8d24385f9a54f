"""The letter on a vote that stands otherwise than the ledger says: somebody has changed it, its end for example, behind the software's back."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from post_office.models import Email

from workflows.letters.witness import KEEPERS
from workflows.letters.writing import write
from workflows.models.consultation import Consultation
from workflows.models.decision import Decision
from workflows.rules.act import Act


def is_told(consultation: Consultation) -> bool:
    """Whether the letter of these seven days stands in the outbox, sent or not."""
    since = timezone.now() - datetime.timedelta(days=7)
    return Email.objects.filter(created__gte=since, subject=_subject(consultation)).exists()


def vote_altered(consultation: Consultation) -> int:
    """To the chief and the secretaries, with what the ledger has of it. Returns how many were written."""
    board = consultation.board
    path = reverse("consultation", args=[board.slug, consultation.pk])
    rows = Decision.objects.filter(board=board, act=Act.CALL_VOTE, page=consultation.page_id)
    context = {
        "subject": _subject(consultation),
        "asked": consultation,
        "board": board,
        "row": rows.filter(title=consultation.subject).order_by("-number").first(),
        "link": settings.WAGTAILADMIN_BASE_URL + path,
    }
    return write("vote_altered", (seat.user for seat in board.seats if seat.role in KEEPERS), context)


def _subject(consultation: Consultation) -> str:
    return _("Không khớp với sổ quyết định: việc lấy ý kiến số %s") % consultation.pk
