"""An official document (văn bản), composed of what its rooms know of it: names, files, validity, the register, drafts."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable, Page
from wagtail.search import index

from documents.drafts.pages import DraftPage, drafts_of
from documents.files.texts import searched_text_of
from documents.files.versions import ShownFile, Version, newest_in_place_of, shown_files, versions_of
from documents.names.citation import citation, name_of
from documents.names.types import DOCUMENT_TYPES, Secrecy, Urgency
from documents.register.index_page import DocumentIndexPage
from documents.register.rows import clear, of_pages
from documents.validity import others, related
from documents.validity.history import Event, history_of
from documents.validity.proposals_panel import ProposalsPanel
from documents.validity.relations import DocumentRelation
from documents.validity.status import Standing, Status, status_on
from pages.fields import BodyField
from pages.models import PortalDocument, PublicPage
from pages.models.public import start_of
from workflows.charter.words import Content
from workflows.models import Routed


class DocumentPage(Routed, PublicPage):
    """One official document, with its signed files (NĐ 30/2020 Đ7-Đ8)."""

    content_kind = Content.DOCUMENT
    clock_dates = {"signature": "signed_on"}
    keeps_replaced_files = True
    past_days = ("signed_on",)

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
        InlinePanel(
            "files",
            heading=_("Tệp văn bản"),
            label=_("tệp"),
            help_text=_(
                "Bản ký là tệp PDF: bản ký số, hoặc bản quét của bản giấy đã ký. Tệp soạn thảo như Word thì đính kèm thêm để người dân dùng lại."
            ),
        ),
        InlinePanel("relations", heading=_("Quan hệ với văn bản khác"), label=_("quan hệ")),
        ProposalsPanel(heading=_("Quan hệ văn bản tự nêu")),
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
        index.SearchField("text_of_files"),
        index.FilterField("type"),
    ]
    api_fields = [
        APIField(name)
        for name in (
            "number",
            "document_type",
            "issuer",
            "signer",
            "signer_title",
            "signed_on",
            "effective_on",
            "expired_on",
            "abstract",
            "text",
            "standing",
        )
    ]

    class Meta:
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản")

    @property
    def is_secret(self) -> bool:
        return self.secrecy != Secrecy.NONE

    @property
    def has_signed_copy(self) -> bool:
        """Whether a PDF is among its files: digitally signed, or a scan of the paper; no other kind can be either (decision 0018)."""
        return any(row.document.file_extension.lower() == "pdf" for row in self.files.all())

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

    @classmethod
    def write_listed(cls, pages: Sequence[PublicPage], section_id: int) -> None:
        super().write_listed(pages, section_id)
        of_pages([page for page in pages if isinstance(page, DocumentPage)], section_id)

    @classmethod
    def clear_listed(cls, section_id: int) -> None:
        super().clear_listed(section_id)
        clear(section_id)

    @property
    def section_id(self) -> int | None:
        """The key of the page above, which lists it."""
        return Page.objects.filter(path=self.path[: -self.steplen]).values_list("pk", flat=True).first()

    @property
    def name(self) -> str:
        """How other documents call it: type, number, day, issuer."""
        return name_of(self.get_type_display(), self.number, self.signed_on, self.issuer)

    @property
    def citation(self) -> str:
        """As it is cited (NĐ 30/2020)."""
        return citation(self.get_type_display(), self.number, self.signed_on, self.issuer, self.abstract)

    @cached_property
    def said_of_it(self) -> list[DocumentRelation]:
        """What published documents of the site say of this one."""
        return [row for _page, row in related.said_of_each([self])] if self.path else []

    @cached_property
    def status(self) -> Status:
        """Whether it is in force today, and why."""
        effects = [related.effect_of(row) for row in self.said_of_it]
        return status_on(timezone.localdate(), self.effective_on, self.expired_on, effects)

    @property
    def standing(self) -> str:
        """The same in a word, from the stretches that lists read (`Period`); those may have been read with many pages at once."""
        if self.pk is None:
            return self.status.standing
        today = timezone.localdate()
        return next((each.standing for each in self.periods.all() if each.holds_on(today)), Standing.UNKNOWN)

    @property
    def document_type(self) -> str:
        """Its type, by a name that the API can show: there `?type=` asks for a class of pages."""
        return self.type

    @property
    def standing_label(self) -> str:
        return str(Standing(self.standing).label)

    @cached_property
    def versions(self) -> list[Version]:
        """What citizens could read, version by version, oldest first."""
        return versions_of(self)

    def newer_file(self, document_id: int) -> PortalDocument | None:
        newer = newest_in_place_of(document_id, self.versions)
        return PortalDocument.objects.filter(pk=newer).first() if newer else None

    @property
    def shown_files(self) -> list[ShownFile]:
        """Its files as citizens see them."""
        return shown_files(self, self.versions)

    @property
    def text_of_files(self) -> str:
        """What is found by the words of its files, once it is public."""
        return searched_text_of(self)

    @property
    def history(self) -> list[Event]:
        """What became of it, oldest first."""
        return history_of(self)

    @property
    def drafts(self) -> models.QuerySet[DraftPage]:
        """The public drafts from which it came."""
        return drafts_of(self.pk)

    @property
    def related_groups(self) -> list[tuple[str, list[others.Related]]]:
        """What it says of other documents, and they of it, by kind."""
        return others.grouped(others.outgoing(self), others.incoming(self.said_of_it))

    def submission_problems(self) -> list[str]:
        """Also a relation to itself, or twice the same."""
        problems, seen = super().submission_problems(), set()
        rows: list[Any] = list(self.relations.all())
        for row in rows:
            if row.target_id == self.pk:
                problems.append(str(_("Văn bản không thể có quan hệ với chính nó.")))
            said = (row.kind, row.target_id or row.named_number or row.named_title, row.detail)
            if said in seen:
                problems.append(_("Một quan hệ được ghi hai lần: %s.") % row)
            seen.add(said)
        return problems

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
