"""Samples of forms and filters: what is chosen, what was refused, what is found meanwhile."""

from types import SimpleNamespace

from django import forms
from django.core.paginator import Page, Paginator
from django.utils import timezone

from pages.citizen_form import ProvedForm
from pages.mistake_form import MistakeForm
from portal.showcase.place import SENTENCE, Place


class SampleChoices(forms.Form):
    kind = forms.ChoiceField(
        label="Ông/bà muốn gửi",
        choices=[("question", "Câu hỏi"), ("feedback", "Phản ánh, kiến nghị")],
        initial="question",
        widget=forms.RadioSelect(attrs={"id": "mau-loai"}),
    )
    agrees = forms.BooleanField(label="Tôi đồng ý đăng họ tên của tôi.", required=False)


class FormSamples:
    def __init__(self, place: Place):
        self.options = [("giao-duc", "Giáo dục – Y tế"), ("dat-dai", "Đất đai – Môi trường")]
        self.years = [place.today.year - past for past in range(3)]
        self.chosen = {"nam": place.today.year}
        self.pages: Page[int] = Paginator(range(300), 15).page(7)

    @property
    def refused(self) -> MistakeForm:
        """A form of which one field was refused."""
        return MistakeForm({"what": SENTENCE, "contact": "không rõ"})

    @property
    def proved(self) -> ProvedForm:
        """The end of a form that anybody may send."""
        return ProvedForm()

    @property
    def choices(self) -> forms.Form:
        """A form with what is chosen and what is agreed to."""
        return SampleChoices()

    @property
    def event(self) -> SimpleNamespace:
        return SimpleNamespace(act_name="Hỏi lại", at=timezone.now(), text=SENTENCE)
