"""Letters about leaves."""

from django.conf import settings
from django.urls import reverse

from workflows.charter.words import RoleKey
from workflows.letters.writing import write
from workflows.models.decision import Decision
from workflows.models.leave import Leave

TOLD = (RoleKey.CHIEF, RoleKey.SECRETARY)


def stated(leave: Leave) -> None:
    """To the chief, the secretaries and the person, but not to whoever stated it."""
    _about("leave_stated", leave, leave.stated)


def ended(leave: Leave) -> None:
    """To the same, when it has ended before its time."""
    if leave.ended is not None:
        _about("leave_ended", leave, leave.ended)


def _about(template: str, leave: Leave, row: Decision) -> None:
    link = settings.WAGTAILADMIN_BASE_URL + reverse("leaves")
    told = [seat.user for seat in leave.board.seats if seat.role in TOLD or seat.user_id == leave.user_id]
    people = [person for person in told if person is not None and person.pk != row.user]
    write(template, people, {"leave": leave, "row": row, "board": leave.board, "link": link})
