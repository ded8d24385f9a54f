"""Forms of the editor."""

from collections.abc import Iterator
from typing import Any

from django.forms import ModelChoiceField
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from workflows.clocks.sentence import day_and_time
from workflows.digests.digest import references_in
from workflows.models import Board
from workflows.models.other_boards import Reference, sentences

OF_THE_BOARD = ("field", "unit", "section")


class BoardPageForm(WagtailAdminPageForm):
    """Offers the fields, units and sections of the board in whose tree the page stands, and takes pictures, files and pages of no other."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.board = Board.objects.for_path(self.parent_page.path) if self.parent_page else None
        for name in OF_THE_BOARD:
            field = self.fields.get(name)
            if isinstance(field, ModelChoiceField) and field.queryset is not None:
                field.queryset = field.queryset.filter(board=self.board, is_active=True)
        self._leave_out_what_is_told()
        self._leave_out_the_end_that_came()

    def is_valid(self) -> bool:
        """Also of the rows inside the page: only now all of them have been read."""
        if not super().is_valid():
            return False
        chosen = list(self._chosen()) if self.board else []
        refused = sentences(self.board, (reference for *_where, reference in chosen)) if self.board and chosen else {}
        for form, name, reference in chosen:
            if reference in refused:
                form.add_error(name, refused[reference])
        return not refused

    def _chosen(self) -> Iterator[tuple[Any, str, Reference]]:
        """What was chosen anywhere in the form: where, and what."""
        rows = (
            form for formset in self.formsets.values() for form in formset.forms if form not in formset.deleted_forms
        )
        for form in (self, *rows):
            for field in form.instance._meta.concrete_fields:
                if field.name in form.cleaned_data:
                    value = form.cleaned_data[field.name]
                    for reference in references_in(field, getattr(value, "pk", value)):
                        yield form, field.name, reference

    def _leave_out_the_end_that_came(self) -> None:
        """Of what has expired: no form can be saved with a moment that is over, and the next version has its own end or none."""
        ended = self.initial.get("expire_at")
        if "expire_at" in self.fields and ended and ended <= timezone.now():
            self.initial["expire_at"] = None
            self.fields["expire_at"].help_text = _(
                "Bản trước đã hết hạn hiển thị lúc %s. Để trống nếu bản này không có hạn."
            ) % day_and_time(ended)

    def _leave_out_what_is_told(self) -> None:
        """The note of a correction that citizens have read already is not told with the next version."""
        told = self.instance.live_revision.content if self.instance.live_revision else {}
        note = told.get("correction_note")
        if note and self.initial.get("correction_note") == note:
            self.initial["correction_note"] = ""
