"""The first screen after signing in: what waits for this person, what is on its way, what came back."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.ui.components import Component

from workflows import clock_selectors, follow_up_selectors, selectors, urgency, vote_selectors
from workflows.charter import RoleKey, StepKind
from workflows.models import AccountIncident, Delegation, StepState

SHOWN = 10


class DeskPanel(Component):  # type: ignore[misc]  # Wagtail ships no types
    """What the person may begin, what waits for them, most urgent and oldest first, and where their own items are."""

    name = "desk"
    template_name = "workflows/desk.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        duties = selectors.duties_of(user)
        deeds = list(Delegation.objects.received_by(user))
        queue = selectors.my_queue(user, deeds)
        to_post, to_decide = queue.filter(kind=StepKind.PUBLISH), queue.exclude(kind=StepKind.PUBLISH)
        return {
            "person": user.get_full_name() or user.get_username(),
            "seats": [own.seat for own in duties],
            "stands_in": deeds,
            "incidents": AccountIncident.objects.open().filter(board__in=[own.seat.board_id for own in duties]).count(),
            "posted_urgently": urgency.waiting_on(own.seat.board for own in duties),
            "asked": vote_selectors.waiting_for(user, [own.seat for own in duties], deeds),
            "boards": {own.seat.board for own in duties if own.seat.role != RoleKey.CONTRIBUTOR},
            "deeds_to_confirm": Delegation.objects.to_confirm(user),
            "places": [place for own in duties for place in selectors.places_to_write(own)],
            "decides": any(own.decides for own in duties),
            **_shown("post", to_post, user, deeds),
            **_shown("decide", to_decide, user, deeds),
            "sent": selectors.described(selectors.on_the_way(user)[:SHOWN]),
            "returned": selectors.returned_to(user),
            "drafts": selectors.drafts_of(user),
            "clocks": clock_selectors.of_person(user, [own.seat for own in duties]),
            "afterwards": follow_up_selectors.of_person(user, [own.seat for own in duties]),
            "published": selectors.published_of(user),
            "shown": SHOWN,
        }


def _shown(what: str, steps: QuerySet[StepState], user: Any, deeds: list[Delegation]) -> dict[str, Any]:
    """The first of these steps, and how many there are: counted only where there are more than the desk shows."""
    first = list(steps[: SHOWN + 1])
    return {
        f"{what}_count": steps.count() if len(first) > SHOWN else len(first),
        f"to_{what}": selectors.described(first[:SHOWN], user, deeds),
    }
