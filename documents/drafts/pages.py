"""`DraftPage`: a draft that people may comment on, from one day to another; afterwards what was said, and what became of it."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable
from wagtail.search import index

from documents.drafts.comments import CommentState, DraftComment, Reason
from documents.drafts.panel import CommentsPanel
from documents.drafts.rules import Phase, phase_on
from documents.names.types import DOCUMENT_TYPES
from pages.fields import BodyField
from pages.models import PortalDocument, PublicPage
from pages.models.listed import distinct
from pages.models.public import start_of
from pages.section import SectionPage
from workflows.charter.words import Content
from workflows.models import Routed
from workflows.models.reviewed import SitePart

PHASES = {
    Phase.COMING: _("Sắp lấy ý kiến"),
    Phase.OPEN: _("Đang lấy ý kiến"),
    Phase.CLOSED: _("Đã hết thời hạn góp ý"),
    Phase.ANSWERED: _("Đã có bản tổng hợp, giải trình"),
}


class DraftIndexPage(SectionPage):
    """`/lay-y-kien/`: what is open now on top, the soonest to close first; then all by the day they were opened."""

    part_of_site = SitePart("drafts", str(_("Lấy ý kiến dự thảo")), "lay-y-kien", 4)
    lists_kind = Content.DOCUMENT
    filter_name = "loai"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["documents.DraftPage"]

    class Meta:
        verbose_name = _("trang lấy ý kiến dự thảo")
        verbose_name_plural = _("trang lấy ý kiến dự thảo")

    def category_of(self, key: str) -> tuple[str, Any] | None:
        return (key, key) if key in dict(DOCUMENT_TYPES) else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        open_now = DraftPage.objects.child_of(self).live().filter(opens_on__lte=today, closes_on__gte=today)
        used = set(distinct(self, "category"))
        return super().get_context(request, *args, **kwargs) | {
            "open_now": open_now.order_by("closes_on", "pk"),
            "types": [(key, name) for key, name in DOCUMENT_TYPES if key in used],
        }


class DraftPage(Routed, PublicPage):
    """One draft. The comments that it shows are part of what the chain approves (`ShownComment`)."""

    content_kind = Content.DOCUMENT
    shown_with = ("field",)

    type = models.CharField(_("loại văn bản dự kiến"), max_length=40, choices=DOCUMENT_TYPES)
    drafted_by = models.CharField(_("cơ quan soạn thảo"), max_length=255)
    asked = models.TextField(
        _("những vấn đề xin ý kiến"),
        max_length=3000,
        help_text=_("Viết cho người không chuyên: dự thảo thay đổi điều gì, ảnh hưởng đến ai, muốn hỏi điều gì."),
    )
    text = BodyField(verbose_name=_("toàn văn hoặc thuyết minh"), blank=True)
    opens_on = models.DateField(_("lấy ý kiến từ ngày"), null=True)
    closes_on = models.DateField(
        _("đến hết ngày"),
        null=True,
        db_index=True,
        help_text=_(
            "Sau ngày này cổng tự đóng, không nhận góp ý nữa. Thời hạn tối thiểu theo luật hoặc theo kế hoạch."
        ),
    )
    other_ways = models.CharField(
        _("cách gửi khác"),
        max_length=300,
        blank=True,
        help_text=_("Địa chỉ, thư điện tử, điện thoại của nơi nhận góp ý bằng văn bản."),
    )
    synthesis = BodyField(verbose_name=_("tổng hợp, tiếp thu, giải trình"), blank=True)
    answered_on = models.DateField(_("ngày tổng hợp"), null=True, blank=True)
    adopted = models.ForeignKey(
        "documents.DocumentPage",
        verbose_name=_("văn bản đã ban hành"),
        on_delete=models.SET_NULL,  # as of relations: `keep_what_is_named` refuses to delete what is named in public
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Văn bản trên cổng được ban hành từ dự thảo này."),
    )

    parent_page_types = ["documents.DraftIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("type"), FieldPanel("drafted_by")]),
                FieldPanel("asked"),
                FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
                FieldPanel("other_ways"),
            ],
            heading=_("Dự thảo"),
        ),
        InlinePanel("files", heading=_("Tệp dự thảo"), label=_("tệp")),
        FieldPanel("text"),
        CommentsPanel(heading=_("Góp ý của người dân, tổ chức")),
        MultiFieldPanel(
            [FieldPanel("synthesis"), FieldRowPanel([FieldPanel("answered_on"), FieldPanel("adopted")])],
            heading=_("Sau khi hết thời hạn"),
        ),
        MultiFieldPanel([FieldPanel("field"), FieldPanel("unit"), FieldPanel("is_sensitive")], heading=_("Phân loại")),
    ]
    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("asked"),
        index.SearchField("drafted_by"),
        index.SearchField("text"),
        index.SearchField("synthesis"),
    ]
    api_fields = [
        APIField(name) for name in ("drafted_by", "asked", "opens_on", "closes_on", "answered_on", "text", "synthesis")
    ]

    class Meta:
        verbose_name = _("dự thảo lấy ý kiến")
        verbose_name_plural = _("dự thảo lấy ý kiến")

    @property
    def listed_moment(self) -> datetime.datetime | None:
        return start_of(self.opens_on) or super().listed_moment

    @property
    def listed_category(self) -> str:
        return self.type

    @property
    def description(self) -> str:
        return self.search_description or self.asked[:300]

    @property
    def phase(self) -> Phase:
        """How it stands today; one that has no days yet, which only its editors see, is still to come."""
        if self.opens_on is None or self.closes_on is None:
            return Phase.COMING
        return phase_on(timezone.localdate(), self.opens_on, self.closes_on, self.answered_on)

    @property
    def phase_name(self) -> str:
        return str(PHASES[self.phase])

    @property
    def is_open(self) -> bool:
        return self.phase == Phase.OPEN

    @cached_property
    def received(self) -> dict[str, Any]:
        """How many comments came, and how many are not shown, by reason. One query."""
        rows = DraftComment.objects.filter(page=self.pk).order_by().values_list("state", "reason").annotate(Count("pk"))
        counted = list(rows)
        declined = [(Reason(reason).label, n) for state, reason, n in counted if state == CommentState.DECLINED]
        return {"all": sum(n for _state, _reason, n in counted), "declined": declined}

    def submission_problems(self) -> list[str]:
        """Also a comment that nobody sent, a name that its sender did not agree to."""
        problems = super().submission_problems()
        rows: list[Any] = list(self.shown_comments.all())
        sent = DraftComment.objects.filter(page=self.pk).in_bulk([row.comment_id for row in rows]) if rows else {}
        for row in rows:
            comment = sent.get(row.comment_id)
            if comment is None or row.shown_as not in ("", comment.shown_as):
                problems.append(str(_("Có góp ý không khớp với góp ý đã nhận. Hãy đưa lại từ màn hình «Góp ý».")))
                break
        return problems

    def clean(self) -> None:
        super().clean()
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": _("Ngày hết hạn không thể trước ngày bắt đầu lấy ý kiến.")})
        if bool(self.synthesis) != bool(self.answered_on):
            name = "answered_on" if self.synthesis else "synthesis"
            raise ValidationError({name: _("Bản tổng hợp và ngày tổng hợp đi cùng nhau: hãy ghi cả hai.")})


class DraftFile(Orderable):
    """A file of a draft: its text, its explanation, a comparison."""

    page = ParentalKey(DraftPage, related_name="files", on_delete=models.CASCADE)
    document = models.ForeignKey(PortalDocument, verbose_name=_("tệp"), on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("tên hiển thị"), max_length=255, blank=True)

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("tệp dự thảo")

    def __str__(self) -> str:
        return self.title or self.document.title


class ShownComment(Orderable):
    """A comment as citizens read it: part of the page, so that the chain judges it with the rest. Written by `services.take_up` alone."""

    page = ParentalKey(DraftPage, related_name="shown_comments", on_delete=models.CASCADE)
    comment = models.ForeignKey("documents.DraftComment", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    part = models.CharField(_("về phần"), max_length=200, blank=True)
    text = models.TextField(_("góp ý"))
    shown_as = models.CharField(_("người góp ý"), max_length=150, blank=True)
    sent_on = models.DateField()
    reply = models.TextField(_("tiếp thu, giải trình"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("góp ý được đăng")

    def __str__(self) -> str:
        return str(_("Góp ý số %s") % self.number)


DraftIndexPage.lists_model = DraftPage


def drafts_of(document_id: int) -> models.QuerySet[DraftPage]:
    """The public drafts from which a document came."""
    found: models.QuerySet[DraftPage] = DraftPage.objects.live().filter(adopted=document_id).order_by("pk")
    return found
