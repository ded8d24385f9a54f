"""The forms in which somebody asks the board in writing, and adds to what was sent. The rules stand in `rules/votes.py`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.documents.widgets import AdminDocumentChooser

from workflows.models.board import Board
from workflows.models.consultation import Consultation


class WithDocument(forms.Form):
    """A form with which a document of the board's own goes along."""

    document: forms.ModelChoiceField[AbstractDocument] = forms.ModelChoiceField(
        get_document_model().objects.none(),
        label=_("Tài liệu kèm theo"),
        required=False,
        widget=AdminDocumentChooser,
        help_text=_("Chọn tệp đã có trong kho tệp của Ban biên tập, nếu cần."),
    )

    def __init__(self, *args: Any, board: Board, **kwargs: Any):
        super().__init__(*args, **kwargs)
        declared: dict[str, Any] = self.fields
        documents = get_document_model().objects
        declared["document"].queryset = documents.filter(collection__path__startswith=board.collection.path)


class ConsultationForm(WithDocument):
    """A written consultation about no item (R50)."""

    subject = forms.CharField(label=_("Việc xin ý kiến"), max_length=255)
    text = forms.CharField(
        label=_("Nội dung cụ thể"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Viết để mọi người trả lời được: đồng ý, không đồng ý hoặc ý kiến khác."),
    )
    last_day = forms.DateField(
        label=_("Ngày cuối cùng nhận phiếu"), widget=AdminDateInput, help_text=_("Đến 17:00 ngày này.")
    )

    field_order = ("subject", "text", "document", "last_day")

    def __init__(self, *args: Any, anew: Consultation | None = None, **kwargs: Any):
        """Begins with what `anew` asked."""
        super().__init__(*args, **kwargs)
        if anew:
            documents: Any = self.fields["document"]
            attached = documents.queryset.filter(pk=anew.document).first()
            self.initial.update(subject=anew.subject, text=anew.text, document=attached)


class CorrectionForm(WithDocument):
    """What is added to a question that was sent, or put right in it."""

    text = forms.CharField(label=_("Bổ sung, đính chính điều gì"), widget=forms.Textarea(attrs={"rows": 4}))

    field_order = ("text", "document")
