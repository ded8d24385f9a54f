"""The letter of the week on what a board's ledger has come to: it is kept outside the server, where nobody can change it."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from post_office.models import Email

from workflows.charter.words import RoleKey
from workflows.clocks.sentence import day_and_time
from workflows.letters.writing import subject_and_body, write
from workflows.models.board import Board
from workflows.models.decision import Decision

KEEPERS = (RoleKey.CHIEF, RoleKey.SECRETARY)


def is_told(board: Board) -> bool:
    """Whether the letter of this week stands in the outbox, sent or not."""
    since = timezone.now() - datetime.timedelta(days=7)
    return Email.objects.filter(created__gte=since, subject=_subject(board)).exists()


def head_of_ledger(board: Board, head: Decision) -> int:
    """To the chief and the secretaries: number, fingerprint, moment, and what to do with them. Returns how many were written."""
    context = {
        "subject": _subject(board),
        "board": board,
        "head": head,
        "now": day_and_time(timezone.now()),
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("board", args=[board.slug]),
    }
    return write("head_of_ledger", (seat.user for seat in board.seats if seat.role in KEEPERS), context)


def _subject(board: Board) -> str:
    year, week, _day = timezone.localdate().isocalendar()
    said = {"week": week, "year": year, "board": board}
    subject = _("Giữ lại: dấu vân tay của sổ quyết định, tuần %(week)d năm %(year)d – %(board)s") % said
    return subject_and_body(subject)[0]
