"""Forms of the editor."""

from typing import Any

from django.forms import ModelChoiceField
from wagtail.admin.forms import WagtailAdminPageForm

from workflows.models import Board

OF_THE_BOARD = ("field", "unit", "section")


class BoardPageForm(WagtailAdminPageForm):
    """Offers the fields, units and sections of the board in whose tree the page stands, not those of every board."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        board = Board.objects.for_path(self.parent_page.path) if self.parent_page else None
        for name in OF_THE_BOARD:
            field = self.fields.get(name)
            if isinstance(field, ModelChoiceField) and field.queryset is not None:
                field.queryset = field.queryset.filter(board=board, is_active=True)
        self._leave_out_what_is_told()

    def _leave_out_what_is_told(self) -> None:
        """The note of a correction that citizens have read already is not told with the next version."""
        told = self.instance.live_revision.content if self.instance.live_revision else {}
        note = told.get("correction_note")
        if note and self.initial.get("correction_note") == note:
            self.initial["correction_note"] = ""
