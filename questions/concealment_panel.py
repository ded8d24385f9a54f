"""What may tell who asked, in the editor: each place with its reason, taken out by one press and put back by another.

The buttons belong to the editor's own form, so pressing one saves what was typed first. The same stands on a screen of its own, which needs no script.
"""

from collections.abc import Callable
from typing import Any

from wagtail.admin.panels import Panel

CONCEAL, REVEAL = "bo-cho-lo", "hoan-lai-cho-lo"
PLACES: list[
    Callable[[Any, Any], Any]
] = []  # for a draft and a person: what a service finds, which adds itself when Django is ready


class ConcealmentPanel(Panel):
    """Shown only where something may be taken out or put back."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "questions/desk/concealment_panel.html"

        def is_shown(self) -> bool:
            page, request = self.instance, self.request
            is_there = page is not None and page.pk and request
            self.places = PLACES[0](page, request.user) if is_there else None
            return bool(self.places and (self.places.open or self.places.taken))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            shown = {"places": self.places, "conceal": CONCEAL, "reveal": REVEAL, "may_change": True}
            return {**super().get_context_data(parent_context), **shown}
