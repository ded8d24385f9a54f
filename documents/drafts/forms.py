"""The form in which people comment on a draft: nothing of a person is asked for but what they want shown, or mailed to."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.drafts.comments import As
from documents.drafts.services import Sent
from pages.citizen_form import ProvedForm

AGREEMENT = gettext_lazy("Tôi đồng ý đăng tên này cùng góp ý trên cổng.")


class CommentForm(ProvedForm):
    salt = "gop-y"
    marked = ("part", "text", "name", "email")

    text = forms.CharField(
        label=gettext_lazy("Góp ý (bắt buộc)"),
        max_length=5000,
        help_text=gettext_lazy("Đồng ý hay không đồng ý điều gì, vì sao, nên sửa thế nào. Tối đa 5.000 chữ cái."),
        error_messages={"required": gettext_lazy("Hãy viết góp ý của ông/bà.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    part = forms.CharField(
        label=gettext_lazy("Về phần nào của dự thảo (không bắt buộc)"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Ví dụ: Điều 5 khoản 2, Phụ lục I."),
    )
    sent_as = forms.ChoiceField(
        label=gettext_lazy("Ông/bà góp ý với tư cách"),
        choices=[(key, str(name).capitalize()) for key, name in As.choices],
        initial=As.PERSON.value,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=gettext_lazy("Họ tên hoặc tên tổ chức (không bắt buộc)"),
        max_length=150,
        required=False,
        help_text=gettext_lazy(
            "Chỉ cần khi muốn tên được đăng cùng góp ý; không đánh dấu đồng ý thì tên không được lưu."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    agrees = forms.BooleanField(label=AGREEMENT, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử để nhận kết quả (không bắt buộc)"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Được mã hóa, không ai trong Ban biên tập đọc, xóa sau khi gửi kết quả."),
        error_messages={"invalid": gettext_lazy("Địa chỉ thư chưa đúng. Hãy ghi như ten@example.vn, hoặc để trống.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def check_together(self) -> None:
        typed = self.cleaned_data
        if typed.get("agrees") and not typed.get("name", "").strip() and "name" not in self.errors:
            self.add_error("name", _("Hãy ghi tên muốn đăng, hoặc bỏ dấu đồng ý."))

    def sent(self) -> Sent:
        """What was typed, once it is valid."""
        typed = self.cleaned_data
        return Sent(
            text=typed["text"].strip(),
            part=typed["part"].strip(),
            sent_as=As(typed["sent_as"]),
            name=typed["name"].strip() if typed["agrees"] else "",
            agreed=str(AGREEMENT) if typed["agrees"] else "",
            email=typed["email"],
            is_proved=self.is_proved,
        )
