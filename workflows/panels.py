"""The first screen after signing in: what waits for this person, what is on its way, what came back."""

from typing import Any

from wagtail.admin.ui.components import Component

from workflows import clock_selectors, follow_up_selectors, selectors
from workflows.charter import StepKind
from workflows.models import Delegation

SHOWN = 10


class DeskPanel(Component):  # type: ignore[misc]  # Wagtail ships no types
    """What the person may begin, what waits for them, most urgent and oldest first, and where their own items are."""

    name = "desk"
    template_name = "workflows/desk.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        duties = selectors.duties_of(user)
        queue = selectors.my_queue(user)
        to_post, to_decide = queue.filter(kind=StepKind.PUBLISH), queue.exclude(kind=StepKind.PUBLISH)
        return {
            "person": user.get_full_name() or user.get_username(),
            "seats": [own.seat for own in duties],
            "stands_in": Delegation.objects.received_by(user),
            "deeds_to_confirm": Delegation.objects.to_confirm(user),
            "places": [place for own in duties for place in selectors.places_to_write(own)],
            "decides": any(own.decides for own in duties),
            "post_count": to_post.count(),
            "to_post": selectors.described(to_post[:SHOWN], user),
            "decide_count": to_decide.count(),
            "to_decide": selectors.described(to_decide[:SHOWN], user),
            "sent": selectors.described(selectors.on_the_way(user)[:SHOWN]),
            "returned": selectors.returned_to(user),
            "drafts": selectors.drafts_of(user),
            "clocks": clock_selectors.of_person(user, [own.seat for own in duties]),
            "afterwards": follow_up_selectors.of_person(user, [own.seat for own in duties]),
            "published": selectors.published_of(user),
            "shown": SHOWN,
        }
