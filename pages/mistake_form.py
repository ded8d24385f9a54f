"""The form in which a citizen reports a mistake."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.citizen_form import PHONE, CitizenForm
from workflows.services.afterwards.report_mistake import is_email

MOST_AN_HOUR = 10


class MistakeForm(CitizenForm):
    salt = "bao-sai-sot"
    marked = ("what", "should_be", "contact")

    what = forms.CharField(
        label=gettext_lazy("Sai ở chỗ nào (bắt buộc)"),
        max_length=2000,
        error_messages={"required": gettext_lazy("Hãy viết sai ở chỗ nào, ví dụ: số tiền ở đoạn thứ hai.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    should_be = forms.CharField(
        label=gettext_lazy("Đúng phải là gì, căn cứ vào đâu (không bắt buộc)"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    contact = forms.CharField(
        label=gettext_lazy("Thư điện tử hoặc điện thoại để nhận trả lời (không bắt buộc)"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Chỉ dùng để trả lời việc này: được mã hóa, không công khai, và xóa sau khi trả lời %s ngày."
        ),
    )

    def complete(self) -> None:
        super().complete()
        self.fields["contact"].help_text = self.fields["contact"].help_text % settings.MISTAKE_CONTACT_DAYS
        self.fields["contact"].widget.attrs["autocomplete"] = "email"

    def clean_contact(self) -> str:
        contact: str = self.cleaned_data["contact"].strip()
        if contact and not (is_email(contact) or PHONE.fullmatch(contact)):
            raise forms.ValidationError(
                _("Hãy ghi một địa chỉ thư như ten@example.vn, hoặc số điện thoại; hoặc để trống ô này.")
            )
        return contact
