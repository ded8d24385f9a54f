"""The forms of the citizen: what one asks, and what one does with the code afterwards. Whoever is refused keeps what was typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.citizen_form import PHONE, ProvedForm, mark
from questions.charter_values import SENT_BY_CITIZENS
from questions.models.asker import Person
from questions.models.ticket import KINDS
from questions.services.receive import Sent
from workflows.charter.words import TicketKind
from workflows.models import Board

SALT = "gui-cau-hoi"
AGREEMENT = gettext_lazy("Tôi đồng ý đăng họ tên của tôi cùng câu hỏi và câu trả lời trên cổng.")


class AskForm(ProvedForm):
    salt = SALT
    marked = ("text", "field", "name", "email", "phone", "address")

    kind = forms.ChoiceField(
        label=gettext_lazy("Ông/bà muốn gửi"),
        choices=[(kind.value, str(KINDS[kind]).capitalize()) for kind in SENT_BY_CITIZENS],
        initial=TicketKind.QUESTION.value,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Nội dung (bắt buộc)"),
        max_length=10_000,
        help_text=gettext_lazy("Nói rõ việc gì, ở đâu, từ bao giờ. Không cần ghi số căn cước hay số tài khoản."),
        error_messages={"required": gettext_lazy("Hãy viết nội dung muốn hỏi.")},
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực (không bắt buộc)"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Họ và tên (bắt buộc)"),
        max_length=100,
        error_messages={"required": gettext_lazy("Hãy ghi họ và tên: pháp luật yêu cầu biết ai hỏi mới trả lời.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử"),
        required=False,
        max_length=200,
        help_text=gettext_lazy(
            "Cần ít nhất một trong ba: thư điện tử, điện thoại, địa chỉ. Câu trả lời được gửi qua thư điện tử nếu có."
        ),
        error_messages={"invalid": gettext_lazy("Địa chỉ thư chưa đúng. Hãy ghi như ten@example.vn, hoặc để trống.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Điện thoại"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    address = forms.CharField(
        label=gettext_lazy("Địa chỉ"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    is_private = forms.BooleanField(
        label=gettext_lazy("Chỉ trả lời riêng cho tôi, không đăng câu hỏi này."), required=False
    )
    agrees = forms.BooleanField(label=AGREEMENT, required=False)

    def __init__(self, *args: Any, board: Board, **kwargs: Any):
        self.known_fields = {field.key: field for field in board.fields.all() if field.is_active}
        super().__init__(*args, **kwargs)

    def complete(self) -> None:
        super().complete()
        field: Any = self.fields["field"]
        field.choices = [("", _("Không rõ")), *((key, one.name) for key, one in self.known_fields.items())]

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        if phone and not PHONE.fullmatch(phone):
            raise ValidationError(_("Số điện thoại chưa đúng. Hãy ghi như 0912 345 678, hoặc để trống."))
        return phone

    def check_together(self) -> None:
        typed = self.cleaned_data
        if not self.errors and not (typed["email"] or typed["phone"] or typed["address"]):
            self.add_error("email", _("Hãy ghi ít nhất một cách liên hệ: thư điện tử, điện thoại hoặc địa chỉ."))

    def sent(self) -> Sent:
        """What was typed, once it is valid."""
        typed = self.cleaned_data
        return Sent(
            text=typed["text"].strip(),
            person=Person(typed["name"].strip(), typed["email"], typed["phone"], typed["address"].strip()),
            kind=TicketKind(typed["kind"]),
            field=self.known_fields.get(typed["field"]),
            is_private=typed["is_private"],
            agreed=str(AGREEMENT) if typed["agrees"] else "",
            is_proved=self.is_proved,
        )


class LookupForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Mã theo dõi"),
        max_length=40,
        help_text=gettext_lazy(
            "Mười hai chữ và số, ví dụ ab2d-ef3h-k4mn. Viết hoa, viết thường, có gạch hay không đều được."
        ),
        error_messages={"required": gettext_lazy("Hãy ghi mã đã nhận khi gửi câu hỏi.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        mark(self, ("code",))
