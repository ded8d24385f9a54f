"""Letters about an account in foreign hands (R130)."""

from django.conf import settings
from django.urls import reverse

from workflows.charter.words import RoleKey
from workflows.clocks.sentence import day_and_time
from workflows.letters.writing import write
from workflows.models.account_incident import AccountIncident


def account_locked(incident: AccountIncident) -> None:
    """To the chief, the leaders, the secretaries, and the person: an account is locked, and what was decided with it waits (R130)."""
    leading = (RoleKey.CHIEF, RoleKey.STANDING_DEPUTY, RoleKey.DEPUTY, RoleKey.SECRETARY)
    told = [seat.user for seat in incident.board.seats if seat.role in leading and seat.user_id != incident.user_id]
    context = {
        "incident": incident,
        "board": incident.board,
        "since": day_and_time(incident.since),
        "doubted": incident.doubted.count(),
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("incidents"),
    }
    write("account_locked", told, context)


def account_reopened(incident: AccountIncident) -> None:
    """To the person: choose a new password."""
    link = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_password_reset")
    write("account_reopened", [incident.user], {"incident": incident, "board": incident.board, "link": link})
