"""Forms that anybody may send, and how they tell programs from people: no account, no picture, no cookie, no foreign service (0028).

A field that people do not see must stay empty, and a signed moment says when the form was opened; where that is not enough
(`ProvedForm`), the browser does a proof of work or the person answers a question in words. Whoever is refused keeps what was typed.
"""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django_altcha import AltchaChallengeView, AltchaField

from pages import captcha, sender

PHONE = re.compile(r"\+?[0-9][0-9 .()-]{6,18}[0-9]")
MOST_AN_HOUR, MOST_UNPROVED_AN_HOUR = 10, 3
challenge = never_cache(AltchaChallengeView.as_view(max_number=50_000))


class CitizenForm(forms.Form):
    """`salt` names the form: its moments of opening and its numbers of sendings are its own."""

    salt = ""
    marked: tuple[str, ...] = ()  # the fields that are shown with their explanation and what is wrong with them

    website = forms.CharField(label=gettext_lazy("Để trống ô này"), required=False)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.complete()
        mark(self, (*self.marked, "website"))

    def complete(self) -> None:
        """What of the fields is known only now; before anything is read from them."""
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    @property
    def opened_now(self) -> str:
        """The moment at which the form is shown, signed."""
        return sender.opened_now(self.salt)

    def clean(self) -> None:
        """What is wrong with one field alone is said first. Raises `ValidationError`."""
        if self.cleaned_data.get("website"):
            raise ValidationError(_("Có một ô phải để trống đã bị điền. Hãy xóa chữ trong ô đó rồi gửi lại."))
        self.check_together()
        if not self.errors and not sender.was_opened_by_a_person(self.cleaned_data.get("opened", ""), self.salt):
            raise ValidationError(
                _(
                    "Biểu mẫu được gửi quá nhanh hoặc đã mở quá lâu. Những gì ông/bà viết vẫn còn: hãy nhấn «Gửi» lần nữa."
                )
            )

    def check_together(self) -> None:
        """For a form whose fields depend on each other: `add_error` where they do not agree."""


class ProvedForm(CitizenForm):
    """With the proof; `is_proved` says, once the form is valid, that the browser did the work and no question was answered instead."""

    captcha = forms.CharField(label="", required=False, max_length=100)
    token = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)
    proof = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)

    def complete(self) -> None:
        super().complete()
        shown: str = (self.data if self.is_bound else self.initial).get("token", "")
        self.ask_captcha(shown if captcha.is_ours(shown) else captcha.new_token())
        self.fields["captcha"].widget.attrs |= {"autocomplete": "off"}
        self.marked = (*self.marked, "captcha")

    def ask_captcha(self, token: str) -> None:
        self.shown_token = token
        self.fields["captcha"].label = _("Câu hỏi kiểm tra: %s") % captcha.question_of(token)

    def clean(self) -> None:
        """A proof or a captcha is used up only when nothing else is wrong."""
        super().clean()
        if self.errors:
            return
        typed = self.cleaned_data
        self.is_proved = _is_proved(typed.get("proof", ""))
        if not self.is_proved and not captcha.is_answered(typed.get("token", ""), typed.get("captcha", "")):
            self.data = {**{name: self.data.get(name, "") for name in self.fields}, "captcha": ""}
            self.ask_captcha(captcha.new_token())
            self.add_error(
                "captcha", _("Hãy trả lời câu hỏi kiểm tra dưới đây, để biết đây không phải chương trình tự động.")
            )

    def is_too_much(self, request: HttpRequest, site: int, most_on_site: int) -> bool:
        """Count one more sending of a valid form: from one address, without the proof still fewer; and on the whole site in this hour."""
        most, counted = (
            (MOST_AN_HOUR, self.salt) if self.is_proved else (MOST_UNPROVED_AN_HOUR, f"{self.salt}-khong-chung-minh")
        )
        return sender.sends_too_many(request, counted, most) or (
            sender.count(f"{self.salt}-ca-trang", str(site)) > most_on_site
        )


def _is_proved(proof: str) -> bool:
    """Whether the browser did the proof of work that this server gave it, and for the first time."""
    if not proof:
        return False
    try:
        AltchaField().clean(proof)
    except ValidationError:
        return False
    return True


def mark(form: forms.Form, names: Sequence[str]) -> None:
    """The class of a control, and which words explain it or say what is wrong with it."""
    for name in names:
        attributes = form.fields[name].widget.attrs
        attributes["class"] = "control"
        if form.is_bound and name in form.errors:
            attributes |= {"aria-invalid": "true", "aria-describedby": f"{name}-loi"}
        elif form.fields[name].help_text:
            attributes["aria-describedby"] = f"{name}-giai-thich"
