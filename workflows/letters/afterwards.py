"""Letters about what comes after publication, and about citizens' questions: reports of mistakes, spot checks, tickets."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from post_office.models import Email

from workflows.letters.writing import write, write_one
from workflows.models.board import Board, Member
from workflows.models.item_clock import ItemClock
from workflows.models.mistake import MistakeReport
from workflows.models.spot_check import SpotCheck


def mistake_reported(report: MistakeReport, people: Iterable[Member]) -> None:
    """To those who handle it, when it comes in; to the member to whom it is given. It says nothing about the sender."""
    link = settings.WAGTAILADMIN_BASE_URL + reverse("mistake", args=[report.board.slug, report.code])
    context = {"report": report, "page": report.page, "clock": report.clock, "board": report.board, "link": link}
    write("mistake_reported", (member.user for member in people), context)


def spot_check(check: SpotCheck) -> None:
    """To the member who looks at a public item again."""
    link = settings.WAGTAILADMIN_BASE_URL + reverse("spot_checks", args=[check.board.slug])
    context = {"check": check, "page": check.page, "clock": check.clock, "board": check.board, "link": link}
    write("spot_check", [check.member.user], context)


def ticket_waits(
    board: Board, people: Iterable[Member], reference: str, kind: str, clock: ItemClock | None, path: str
) -> None:
    """To those who handle what citizens send. It says nothing of who asked, nor of what."""
    context = {
        "reference": reference,
        "kind": kind,
        "clock": clock,
        "board": board,
        "link": settings.WAGTAILADMIN_BASE_URL + path,
    }
    write("ticket_waits", (member.user for member in people), context)


def ticket_forwarded(
    board: Board, address: str, place: str, reference: str, kind: str, field: str, clock: ItemClock | None, path: str
) -> Email | None:
    """To the unit or body to which a citizen's question goes; None where that is no address. It says nothing of who asked, nor of what.

    `path` leads a unit's people to the question; other bodies have no way in, so it is empty for them.
    """
    context = {
        "place": place,
        "reference": reference,
        "kind": kind,
        "field": field,
        "clock": clock,
        "board": board,
        "agency": board.rules.board,
        "link": settings.WAGTAILADMIN_BASE_URL + path if path else "",
    }
    return write_one("ticket_forwarded", address, context)
