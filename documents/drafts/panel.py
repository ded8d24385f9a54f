"""In the editor of a draft: how many comments its text shows, and the way to the screen where they are taken in."""

from typing import Any

from wagtail.admin.panels import Panel


class CommentsPanel(Panel):  # type: ignore[misc]  # Wagtail ships no types
    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]  # the same
        template_name = "documents/desk/comments_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            shown = len(self.instance.shown_comments.all())
            return context | {"page": self.instance, "shown": shown, "received": self.instance.received["all"]}
