"""In the editor of a draft: how many comments its text shows, and the way to the screen where they are taken in."""

from collections.abc import Callable
from functools import partial
from typing import Any

from wagtail.admin.compare import ChildRelationComparison
from wagtail.admin.panels import Panel

from workflows.screens.comparison import ValueComparison


class CommentsPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "documents/desk/comments_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_comparison(self) -> list[Callable[[Any, Any], ChildRelationComparison]]:
            """What another version shows of other comments or replies: the board judges these words with the rest."""
            shown = type(self.instance)._meta.get_field("shown_comments")
            fields = [shown.related_model._meta.get_field(name) for name in ("part", "text", "shown_as", "reply")]
            compared = [partial(ValueComparison, field) for field in fields]
            return [partial(ChildRelationComparison, shown, compared, label=self.heading)]

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            shown = len(self.instance.shown_comments.all())
            return context | {"page": self.instance, "shown": shown, "received": self.instance.received["all"]}
