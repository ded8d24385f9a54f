"""The form of one row of the bulk entry."""

from contextlib import suppress
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.entry.rows import EntryRow
from documents.names.types import DOCUMENT_TYPES
from vietnamese.days import past, sensible

NAMES = ("number", "type", "issuer", "signed_on", "signer", "signer_title", "abstract", "field")


class RowForm(forms.Form):
    """What is known of a document. Bound to what is sent, or filled with what the row keeps."""

    chosen = forms.BooleanField(label=_("Đã kiểm tra, lưu thành bản nháp"), required=False)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=120)
    type = forms.ChoiceField(label=_("Loại văn bản"), choices=[("", _("chọn loại")), *DOCUMENT_TYPES])
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=255)
    signed_on = forms.DateField(
        label=_("Ngày ký"),
        widget=forms.DateInput(attrs={"placeholder": "31/12/2026"}),
        validators=[sensible, past],
    )
    signer = forms.CharField(label=_("Người ký"), max_length=200, required=False)
    signer_title = forms.CharField(label=_("Chức vụ người ký"), max_length=255, required=False)
    abstract = forms.CharField(
        label=_("Trích yếu"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3, "cols": 60})
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"))

    def __init__(self, row: EntryRow, fields: list[tuple[str, str]], data: Any = None):
        super().__init__(data, prefix=f"dong-{row.pk}", initial=_initial(row))
        self.row = row
        choice: Any = self.fields["field"]
        choice.choices = [("", str(_("chọn lĩnh vực"))), *fields]

    @property
    def typed(self) -> dict[str, str]:
        """What was sent, as it was typed, to be kept whether it is right or not."""
        typed = {name: str(self.data.get(self.add_prefix(name), "")) for name in NAMES}
        day = self.fields["signed_on"]
        with suppress(
            forms.ValidationError
        ):  # what is no day is kept as it was typed; the form says what is wrong with it
            typed["signed_on"] = day.clean(typed["signed_on"]).isoformat()
        return typed

    @property
    def values(self) -> dict[str, Any]:
        """What the page is made of. Only of a valid form."""
        values = {name: self.cleaned_data[name] for name in NAMES if name != "field"}
        return {**values, "field_id": int(self.cleaned_data["field"])}


def _initial(row: EntryRow) -> dict[str, Any]:
    initial = dict(row.typed)
    day = forms.DateField()
    with suppress(forms.ValidationError):
        initial["signed_on"] = day.clean(initial.get("signed_on") or "")
    return initial
