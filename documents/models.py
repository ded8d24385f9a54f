"""Official documents (văn bản): the register of a site and its entries."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable
from wagtail.search import index

from documents.types import DOCUMENT_TYPES, Secrecy, Urgency
from pages.fields import BodyField
from pages.models import PortalDocument, PublicPage, SectionPage
from pages.models.listed import distinct
from pages.models.public import start_of
from workflows.charter import Content
from workflows.models import Routed
from workflows.models.reviewed import SitePart


class DocumentIndexPage(SectionPage):
    """`/van-ban/`: newest signature first, by type (`?loai=`) and by year of signature (`?nam=`)."""

    part_of_site = SitePart("documents", str(_("Văn bản")), "van-ban")
    lists_kind = Content.DOCUMENT
    filter_name = "loai"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["documents.DocumentPage"]

    class Meta:
        verbose_name = _("trang văn bản")
        verbose_name_plural = _("trang văn bản")

    def category_of(self, key: str) -> tuple[str, Any] | None:
        return (key, key) if key in dict(DOCUMENT_TYPES) else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        used = set(distinct(self, "category"))
        context["types"] = [(key, name) for key, name in DOCUMENT_TYPES if key in used]
        return context


class DocumentPage(Routed, PublicPage):
    """One official document, with its signed files (NĐ 30/2020 Đ7-Đ8)."""

    content_kind = Content.DOCUMENT
    clock_dates = {"signature": "signed_on"}

    number = models.CharField(
        _("số, ký hiệu"), max_length=120, db_index=True, help_text=_("Như ghi trên văn bản, ví dụ 07/QĐ-UBND.")
    )
    type = models.CharField(_("loại văn bản"), max_length=40, choices=DOCUMENT_TYPES)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=255)
    signer = models.CharField(_("người ký"), max_length=200, blank=True)
    signer_title = models.CharField(_("chức vụ người ký"), max_length=255, blank=True)
    signed_on = models.DateField(_("ngày ký"), null=True, db_index=True)
    effective_on = models.DateField(_("ngày có hiệu lực"), null=True, blank=True)
    expired_on = models.DateField(_("ngày hết hiệu lực"), null=True, blank=True)
    abstract = models.TextField(_("trích yếu"), max_length=3000)
    text = BodyField(verbose_name=_("toàn văn"), blank=True)
    urgency = models.CharField(_("độ khẩn"), max_length=20, choices=Urgency.choices, default=Urgency.NONE, blank=True)
    secrecy = models.CharField(
        _("độ mật"),
        max_length=20,
        choices=Secrecy.choices,
        default=Secrecy.NONE,
        blank=True,
        help_text=_("Văn bản có dấu mật không được đăng lên cổng."),
    )
    source_url = models.URLField(_("địa chỉ gốc"), max_length=800, blank=True)

    parent_page_types = ["documents.DocumentIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("type")]),
                FieldPanel("issuer"),
                FieldRowPanel([FieldPanel("signer"), FieldPanel("signer_title")]),
                FieldRowPanel([FieldPanel("signed_on"), FieldPanel("effective_on"), FieldPanel("expired_on")]),
                FieldPanel("abstract"),
            ],
            heading=_("Thông tin văn bản"),
        ),
        InlinePanel("files", heading=_("Tệp văn bản"), label=_("tệp")),
        FieldPanel("text"),
        MultiFieldPanel(
            [
                FieldPanel("field"),
                FieldPanel("unit"),
                FieldPanel("urgency"),
                FieldPanel("secrecy"),
                FieldPanel("is_sensitive"),
            ],
            heading=_("Phân loại"),
        ),
    ]
    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("number"),
        index.AutocompleteField("number"),
        index.SearchField("abstract"),
        index.SearchField("issuer"),
        index.SearchField("text"),
        index.FilterField("type"),
    ]
    api_fields = [
        APIField(name)
        for name in (
            "number",
            "type",
            "issuer",
            "signer",
            "signer_title",
            "signed_on",
            "effective_on",
            "expired_on",
            "abstract",
            "text",
        )
    ]

    class Meta:
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản")

    @property
    def is_secret(self) -> bool:
        return self.secrecy != Secrecy.NONE

    @property
    def is_urgent(self) -> bool:
        return self.urgency != Urgency.NONE

    @property
    def listed_moment(self) -> datetime.datetime | None:
        return start_of(self.signed_on) or super().listed_moment

    @property
    def listed_category(self) -> str:
        return self.type

    @property
    def description(self) -> str:
        return self.search_description or self.abstract

    def clean(self) -> None:
        super().clean()
        if (
            self.signed_on
            and self.effective_on
            and self.effective_on < self.signed_on
            and self.type not in ("cong-van",)
        ):
            raise ValidationError(
                {"effective_on": _("Ngày có hiệu lực không thể trước ngày ký. Hãy kiểm tra lại hai ngày này.")}
            )
        if self.effective_on and self.expired_on and self.expired_on < self.effective_on:
            raise ValidationError({"expired_on": _("Ngày hết hiệu lực không thể trước ngày có hiệu lực.")})


class DocumentFile(Orderable):
    """A file of a document: the signed one, an editable one, an appendix."""

    page = ParentalKey(DocumentPage, related_name="files", on_delete=models.CASCADE)
    document = models.ForeignKey(PortalDocument, verbose_name=_("tệp"), on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("tên hiển thị"), max_length=255, blank=True)

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("tệp văn bản")

    def __str__(self) -> str:
        return self.title or self.document.title


DocumentIndexPage.lists_model = DocumentPage
