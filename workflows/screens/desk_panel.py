"""The first screen after signing in: what waits for this person, what is on its way, what came back."""

from typing import Any

from django.db.models import F, QuerySet
from wagtail.admin.ui.components import Component

from workflows.charter.words import RoleKey, StepKind
from workflows.gate import accounts, emergencies
from workflows.models.account_change import AccountChange
from workflows.models.account_incident import AccountIncident
from workflows.models.board import Member
from workflows.models.chain import StepState
from workflows.models.delegation import Delegation
from workflows.models.leave import said_until
from workflows.models.some_user import SomeUser, name_of
from workflows.rules.accounts import CONFIRMING
from workflows.rules.act import Act
from workflows.rules.vote_readers import OUTSIDE
from workflows.screens import afterwards as afterwards_screen
from workflows.screens import clocks as clocks_screen
from workflows.screens import desk, kept_back
from workflows.screens import votes as votes_screen

SHOWN = 10


class DeskPanel(Component):
    """What the person may begin, what waits for them, most urgent and oldest first, and where their own items are."""

    name = "desk"
    template_name = "workflows/desk.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        duties = desk.duties_of(user)
        seats = [own.seat for own in duties]
        deeds = desk.deeds_of(user)
        given = list(Delegation.objects.given_by(user))
        queue, asked = desk.my_queue(user, deeds), votes_screen.waiting_for(user, seats, deeds)
        to_post, to_decide = queue.filter(kind=StepKind.PUBLISH), queue.exclude(kind=StepKind.PUBLISH)
        to_post = to_post.order_by(F("appointment__at").asc(nulls_first=True), *desk.URGENT_FIRST)
        return {
            "person": name_of(user),
            "seats": seats,
            "stands_in": deeds,
            "away": {said_until(until) for seat in seats if (until := getattr(seat, "away_until", None))},
            "incidents": AccountIncident.objects.open().filter(board__in=[seat.board_id for seat in seats]).count(),
            "changes": _changes_for(user, seats),
            "early": {seat.board for seat in seats if seat.board.constituted_at is None},
            "posted_urgently": emergencies.waiting_on(seat.board for seat in seats if seat.role != RoleKey.TECHNICAL),
            "asked": [line for line in asked if not line.left_to_nobody],
            "left_to_nobody": [line for line in asked if line.left_to_nobody],
            "boards": {seat.board for seat in seats if seat.role not in OUTSIDE},
            "deeds_to_confirm": [deed for deed in given if deed.state == "waiting"],
            "reported_back": [deed for deed in given if deed.last_report == Act.REPORT_BACK],
            "kept_back": kept_back.passed_by([*deeds, *(deed for deed in given if deed.is_in_force)]),
            "places": [place for own in duties for place in desk.places_to_write(own)],
            "decides": any(own.decides for own in duties),
            **_shown("post", to_post, user, deeds),
            **_shown("decide", to_decide, user, deeds),
            "helped": desk.described(desk.of_whom_one_helps(duties)[:SHOWN]),
            "sent": desk.described(desk.on_the_way(user)[:SHOWN]),
            "returned": desk.returned_to(user),
            "drafts": desk.drafts_of(user),
            "clocks": clocks_screen.of_person(user, seats),
            "afterwards": afterwards_screen.of_person(user, seats),
            "published": desk.published_of(user),
            "shown": SHOWN,
        }


def _changes_for(user: SomeUser, seats: list[Member]) -> int:
    """How many changes of people or accounts wait for this person's word."""
    boards = {seat.board_id: seat.board for seat in seats if seat.role in CONFIRMING}
    waiting = list(AccountChange.objects.waiting().filter(board__in=boards).select_related("member")) if boards else []
    for change in waiting:
        change.board = boards[change.board_id]  # its seats are asked for once
    return sum(any(seat.user_id == user.pk for seat in accounts.who_confirms(change)) for change in waiting)


def _shown(what: str, steps: QuerySet[StepState], user: SomeUser, deeds: list[Delegation]) -> dict[str, Any]:
    """The first of these steps, and how many there are: counted only where there are more than the desk shows."""
    first = list(steps[: SHOWN + 1])
    return {
        f"{what}_count": steps.count() if len(first) > SHOWN else len(first),
        f"to_{what}": desk.described(first[:SHOWN], user, deeds),
    }
