"""The forms of the citizen: what one asks, and what one does with the code afterwards. Whoever is refused keeps what was typed."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_altcha import AltchaField

from pages import sender
from questions import riddles
from questions.models.asker import Person
from questions.models.ticket import KINDS
from questions.policy import SENT_BY_CITIZENS
from questions.services.receive import Sent
from workflows.charter import TicketKind
from workflows.models import Board

SALT = "gui-cau-hoi"
PHONE = re.compile(r"\+?[0-9][0-9 .()-]{6,18}[0-9]")
AGREEMENT = gettext_lazy("Tôi đồng ý đăng họ tên của tôi cùng câu hỏi và câu trả lời trên cổng.")


class AskForm(forms.Form):
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
    website = forms.CharField(label=gettext_lazy("Để trống ô này"), required=False)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    riddle = forms.CharField(label="", required=False, max_length=100)
    token = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)
    proof = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)

    def __init__(self, *args: Any, board: Board, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.board = board
        self.known_fields = {field.key: field for field in board.fields.all() if field.is_active}
        field: Any = self.fields["field"]
        field.choices = [("", _("Không rõ")), *((key, one.name) for key, one in self.known_fields.items())]
        shown: str = (self.data if self.is_bound else self.initial).get("token", "")
        self.ask_riddle(shown if riddles.is_ours(shown) else riddles.new_token())
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}
        self.fields["riddle"].widget.attrs |= {"autocomplete": "off"}
        mark(self, ("text", "field", "name", "email", "phone", "address", "website", "riddle"))

    def ask_riddle(self, token: str) -> None:
        self.shown_token = token
        self.fields["riddle"].label = _("Câu hỏi kiểm tra: %s") % riddles.question_of(token)

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        if phone and not PHONE.fullmatch(phone):
            raise ValidationError(_("Số điện thoại chưa đúng. Hãy ghi như 0912 345 678, hoặc để trống."))
        return phone

    def clean(self) -> None:
        """What is wrong with one field alone is said first; a proof or a riddle is used up only when nothing else is wrong."""
        typed = self.cleaned_data
        if typed.get("website"):
            raise ValidationError(_("Có một ô phải để trống đã bị điền. Hãy xóa chữ trong ô đó rồi gửi lại."))
        if not self.errors and not (typed["email"] or typed["phone"] or typed["address"]):
            self.add_error("email", _("Hãy ghi ít nhất một cách liên hệ: thư điện tử, điện thoại hoặc địa chỉ."))
        if not self.errors and not sender.was_opened_by_a_person(typed.get("opened", ""), SALT):
            raise ValidationError(
                _(
                    "Biểu mẫu được gửi quá nhanh hoặc đã mở quá lâu. Những gì ông/bà viết vẫn còn: hãy nhấn «Gửi» lần nữa."
                )
            )
        if not self.errors:
            self.is_proved = is_proved(typed.get("proof", ""))
            if not self.is_proved and not riddles.is_answered(typed.get("token", ""), typed.get("riddle", "")):
                self.data = {**{name: self.data.get(name, "") for name in self.fields}, "riddle": ""}
                self.ask_riddle(riddles.new_token())
                self.add_error(
                    "riddle", _("Hãy trả lời câu hỏi kiểm tra dưới đây, để biết đây không phải chương trình tự động.")
                )

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


def is_proved(proof: str) -> bool:
    """Whether the browser did the proof of work that this server gave it, and for the first time."""
    if not proof:
        return False
    try:
        AltchaField().clean(proof)
    except ValidationError:
        return False
    return True


def mark(form: forms.Form, names: tuple[str, ...]) -> None:
    """The class of a control, and which words explain it or say what is wrong with it."""
    for name in names:
        attributes = form.fields[name].widget.attrs
        attributes["class"] = "control"
        if form.is_bound and name in form.errors:
            attributes |= {"aria-invalid": "true", "aria-describedby": f"{name}-loi"}
        elif form.fields[name].help_text:
            attributes["aria-describedby"] = f"{name}-giai-thich"
