"""The form in which a citizen reports a mistake, and how it tells programs from people: without a picture, a cookie or a foreign service.

A field that people do not see must stay empty; a signed moment says when the form was opened; an address sends so many an hour. Whoever
is refused keeps what was typed.
"""

import re

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages import sender
from workflows.services.report_mistake import is_email

MOST_AN_HOUR = 10
SALT = "bao-sai-sot"
PHONE = re.compile(r"\+?[0-9][0-9 .()-]{6,18}[0-9]")


class MistakeForm(forms.Form):
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
    website = forms.CharField(label=gettext_lazy("Để trống ô này"), required=False)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as the form takes them
        self.fields["contact"].help_text = self.fields["contact"].help_text % settings.MISTAKE_CONTACT_DAYS
        for name in ("what", "should_be", "contact", "website"):
            attributes = self.fields[name].widget.attrs
            attributes["class"] = "control"
            if name in self.errors:
                attributes |= {"aria-invalid": "true", "aria-describedby": f"{name}-loi"}
            elif self.fields[name].help_text:
                attributes["aria-describedby"] = f"{name}-giai-thich"
        self.fields["contact"].widget.attrs["autocomplete"] = "email"
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    def clean_contact(self) -> str:
        contact: str = self.cleaned_data["contact"].strip()
        if contact and not (is_email(contact) or PHONE.fullmatch(contact)):
            raise forms.ValidationError(
                _("Hãy ghi một địa chỉ thư như ten@example.vn, hoặc số điện thoại; hoặc để trống ô này.")
            )
        return contact

    def clean(self) -> None:
        if self.cleaned_data.get("website"):
            raise forms.ValidationError(_("Có một ô phải để trống đã bị điền. Hãy xóa chữ trong ô đó rồi gửi lại."))
        if not self.errors and not sender.was_opened_by_a_person(self.cleaned_data.get("opened", ""), SALT):
            raise forms.ValidationError(
                _(
                    "Biểu mẫu được gửi quá nhanh hoặc đã mở quá lâu. Những gì ông/bà viết vẫn còn: hãy nhấn «Gửi» lần nữa."
                )
            )


def opened_now() -> str:
    """The moment at which a form is shown, signed."""
    return sender.opened_now(SALT)


def sends_too_many(request: HttpRequest) -> bool:
    """Count one more report from this network address; whether that is too many in this hour."""
    return sender.sends_too_many(request, SALT, MOST_AN_HOUR)
