"""The clocks of an item on top of the editor's form: until when it has to be public, and how that was counted."""

from typing import Any

from wagtail.admin.panels import Panel


class ClockPanel(Panel):
    """Shown only where a clock runs."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "workflows/components/clocks_in_editor.html"

        def is_shown(self) -> bool:
            page = self.instance
            self.clocks = list(page.clocks.running().most_pressing_first()) if page is not None and page.pk else []
            return bool(self.clocks)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "clocks": self.clocks}
