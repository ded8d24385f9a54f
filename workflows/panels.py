"""The first screen after signing in: what waits for this person, what is on its way, what came back."""

from typing import Any

from wagtail.admin.ui.components import Component

from workflows import selectors
from workflows.models import Member

SHOWN = 10


class DeskPanel(Component):  # type: ignore[misc]  # Wagtail ships no types
    """What the person has to do, most urgent and oldest first."""

    name = "desk"
    template_name = "workflows/desk.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        queue = selectors.my_queue(user)
        return {
            "seats": list(Member.objects.of_user(user).select_related("board")),
            "count": queue.count(),
            "mine": selectors.described(queue[:SHOWN]),
            "sent": selectors.described(selectors.on_the_way(user)[:SHOWN]),
            "returned": selectors.returned_to(user),
            "drafts": selectors.drafts_of(user),
            "shown": SHOWN,
        }
