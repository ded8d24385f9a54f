"""The proposals in the editor, below the relations: one press takes one over, another sets it aside.

The buttons belong to the editor's own form, so pressing one saves what was typed first.
"""

from typing import Any

from wagtail.admin.panels import Panel

from documents.validity.proposals import proposals_for

TAKE, ASIDE = "nhan-quan-he", "bo-qua-quan-he"


class ProposalsPanel(Panel):
    """Shown only where the saved draft states something that its relations do not say."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "portal/components/proposals.html"

        def is_shown(self) -> bool:
            page = self.instance
            self.proposals = proposals_for(page) if page is not None and page.pk else []
            return bool(self.proposals)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                "proposals": self.proposals,
                "take": TAKE,
                "aside": ASIDE,
            }
