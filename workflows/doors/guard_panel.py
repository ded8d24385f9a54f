"""The guard's warnings on top of the editor's form: what was found in the version that is open."""

from typing import Any

from wagtail.admin.panels import Panel

from workflows.content_guard.report import report_on
from workflows.digests.digest import media_of


class GuardPanel(Panel):
    """Shown only where there is something to look at again. The review file shows the same."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "workflows/components/findings.html"

        def is_shown(self) -> bool:
            page = self.instance
            if page is None or page.pk is None or page.board is None:
                return False
            self.report = report_on(page, page.board, media_of(page))
            return not self.report.is_empty

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "report": self.report, "offers_copy": True}
