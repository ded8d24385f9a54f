"""Citizens' questions with the answers that the board approved (R67, R78, R144-R145)."""

import datetime
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from pages.fields import BodyField
from pages.models import PublicPage
from pages.models.public import start_of
from pages.section import SectionPage
from questions.charter_values import NEVER_PUBLIC
from questions.concealment_panel import ConcealmentPanel
from questions.models.asker_left import tells_asker_of
from questions.models.ticket import Ticket, TicketState
from workflows.charter.words import Content
from workflows.models import Field, Routed
from workflows.models.reviewed import SitePart, TellsAsker
from workflows.rules.refusal import Refusal

WORKING_SLUG = re.compile(r"tra-loi-cau-hoi-\d{4}-\d{4,}(-\d+)?")


class QuestionIndexPage(SectionPage):
    """`/hoi-dap/`: newest answer first, by field (`?linh-vuc=`) and by year of the answer (`?nam=`)."""

    part_of_site = SitePart("questions", str(_("Hỏi đáp")), "hoi-dap", 3)
    lists_kind = Content.QUESTION
    filter_name = "linh-vuc"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["questions.QuestionPage"]

    class Meta:
        verbose_name = _("trang hỏi đáp")
        verbose_name_plural = _("trang hỏi đáp")

    def category_of(self, key: str) -> tuple[str, Any] | None:
        field = Field.objects.filter(board=self.board, key=key).first()
        return (str(field.pk), field) if field else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["fields"] = Field.objects.filter(board=self.board, is_active=True)
        return context


class QuestionPage(Routed, PublicPage):
    """One question and its answer."""

    content_kind = Content.QUESTION
    clock_dates = {"receipt": "asked_on"}
    shown_with = ("field",)
    past_days = ("asked_on",)

    question = models.TextField(_("câu hỏi"), max_length=10_000)
    asker = models.CharField(
        _("người hỏi (hiện ra ngoài)"),
        max_length=200,
        help_text=_(
            "Chỉ ghi chữ viết tắt và địa phương, ví dụ «Bà N.T.H., xã Tân Cương». Không ghi số điện thoại, địa chỉ nhà."
        ),
    )
    asked_on = models.DateField(_("ngày hỏi"), null=True)
    answer = BodyField(verbose_name=_("trả lời"))
    answered_by = models.CharField(_("đơn vị trả lời"), max_length=255)
    answered_on = models.DateField(_("ngày trả lời"), null=True, db_index=True)

    parent_page_types = ["questions.QuestionIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("question"), FieldRowPanel([FieldPanel("asker"), FieldPanel("asked_on")])], heading=_("Câu hỏi")
        ),
        MultiFieldPanel(
            [FieldPanel("answer"), FieldRowPanel([FieldPanel("answered_by"), FieldPanel("answered_on")])],
            heading=_("Trả lời"),
        ),
        ConcealmentPanel(heading=_("Chỗ có thể lộ người hỏi")),
        MultiFieldPanel([FieldPanel("field"), FieldPanel("unit"), FieldPanel("is_sensitive")], heading=_("Phân loại")),
    ]
    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("question"),
        index.SearchField("answer"),
        index.SearchField("answered_by"),
    ]
    api_fields = [APIField(name) for name in ("question", "asker", "asked_on", "answer", "answered_by", "answered_on")]

    class Meta:
        verbose_name = _("câu hỏi và trả lời")
        verbose_name_plural = _("câu hỏi và trả lời")

    @property
    def listed_moment(self) -> datetime.datetime | None:
        return start_of(self.answered_on) or super().listed_moment

    @property
    def listed_category(self) -> str:
        return str(self.field_id or "")

    @property
    def description(self) -> str:
        return self.search_description or self.question[:300]

    def clock_starts(self) -> dict[str, datetime.date]:
        """None where a citizen's ticket stands behind it: that has the clock, with its pauses."""
        return {} if self.pk and hasattr(self, "ticket") else super().clock_starts()

    def bar(self) -> Refusal | None:
        """What is never public: a complaint, a denunciation, a private answer, whatever the chain says; and what nobody asks any more."""
        ticket = Ticket.objects.filter(Q(page=self.pk) | Q(discarded_draft=self.pk)).first() if self.pk else None
        if ticket and (ticket.is_private or ticket.kind in NEVER_PUBLIC):
            return Refusal("never-public", gettext("Câu hỏi này chỉ được trả lời riêng, không bao giờ được đăng."))
        is_done = ticket and ticket.is_closed and ticket.state != TicketState.ANSWERED
        if ticket and (is_done or ticket.discarded_draft_id == self.pk):
            return Refusal(
                "ticket-closed", gettext("Câu hỏi này đã được người hỏi rút hoặc đã kết thúc, nên không đăng.")
            )
        return None

    def tells_asker(self) -> TellsAsker:
        return tells_asker_of(self)

    def submission_problems(self) -> list[str]:
        """Also: a title that somebody wrote."""
        ticket = getattr(self, "ticket", None) if self.pk else None
        if ticket is not None and self.title.strip() == ticket.working_title:
            return [
                gettext(
                    "Tiêu đề: hãy viết câu hỏi về việc gì, không ghi tên, địa chỉ hay số điện thoại của người hỏi."
                ),
                *super().submission_problems(),
            ]
        return super().submission_problems()

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """The address follows the title that takes the working title's place."""
        if self.pk and not self.first_published_at and WORKING_SLUG.fullmatch(self.slug):
            self.slug = ""
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.asked_on and self.answered_on and self.answered_on < self.asked_on:
            raise ValidationError({"answered_on": _("Ngày trả lời không thể trước ngày hỏi.")})


QuestionIndexPage.lists_model = QuestionPage
