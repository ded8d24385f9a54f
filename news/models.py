"""News: the section of a site and its articles."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from pages.fields import BodyField
from pages.models import PublicPage
from pages.section import SectionPage
from workflows.charter.words import Content
from workflows.models import Routed, Section
from workflows.models.reviewed import SitePart


class NewsIndexPage(SectionPage):
    """`/tin-tuc/`: newest first, by section (`?chuyen-muc=`) and by year (`?nam=`)."""

    part_of_site = SitePart("news", str(_("Tin tức")), "tin-tuc", 1)
    lists_kind = Content.NEWS
    filter_name = "chuyen-muc"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]

    class Meta:
        verbose_name = _("trang tin tức")
        verbose_name_plural = _("trang tin tức")

    def category_of(self, key: str) -> tuple[str, Any] | None:
        section = Section.objects.filter(board=self.board, key=key).first()
        return (str(section.pk), section) if section else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["sections"] = Section.objects.filter(board=self.board, is_active=True)
        return context


class NewsTag(TaggedItemBase):
    content_object = ParentalKey("NewsPage", related_name="tagged_items", on_delete=models.CASCADE)


class NewsPage(Routed, PublicPage):
    """One article. Whatever is not the board's own names its source (R125-R127)."""

    content_kind = Content.NEWS
    clock_dates = {"event": "event_date", "event-end": "event_ended_on"}
    shown_with = ("section",)

    lead = models.TextField(_("tóm tắt"), max_length=1000, help_text=_("Một đến hai câu, nói điều quan trọng nhất."))
    body = BodyField(verbose_name=_("nội dung"))
    section = models.ForeignKey(
        Section, verbose_name=_("chuyên mục"), on_delete=models.PROTECT, related_name="+", null=True
    )
    event_date = models.DateField(
        _("ngày diễn ra sự việc"), null=True, blank=True, help_text=_("Thời hạn đăng tin được tính từ ngày này.")
    )
    event_ended_on = models.DateField(
        _("ngày kết thúc"),
        null=True,
        blank=True,
        help_text=_("Chỉ ghi khi hội nghị, sự kiện kéo dài nhiều ngày; khi đó thời hạn tính từ ngày kết thúc."),
    )
    author = models.CharField(_("tác giả"), max_length=200)
    pen_name = models.CharField(_("bút danh"), max_length=200, blank=True, help_text=_("Hiện thay cho tên tác giả."))
    is_own = models.BooleanField(
        _("tin do Ban biên tập thực hiện"),
        default=True,
        help_text=_("Bỏ chọn khi đăng lại từ nơi khác; khi đó phải ghi nguồn."),
    )
    source = models.CharField(_("nguồn"), max_length=255, blank=True)
    source_url = models.URLField(_("địa chỉ nguồn"), max_length=500, blank=True)
    tags = ClusterTaggableManager(through=NewsTag, blank=True, verbose_name=_("từ khóa"))

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("section"),
                FieldPanel("field"),
                FieldPanel("unit"),
                FieldRowPanel([FieldPanel("event_date"), FieldPanel("event_ended_on")]),
                FieldPanel("is_sensitive"),
            ],
            heading=_("Phân loại"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("author"), FieldPanel("pen_name")]),
                FieldPanel("is_own"),
                FieldPanel("source"),
                FieldPanel("source_url"),
            ],
            heading=_("Tác giả và nguồn"),
        ),
        FieldPanel("tags"),
        MultiFieldPanel([FieldPanel("expire_at")], heading=_("Tự gỡ khỏi cổng"), classname="collapsed"),
    ]
    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("section_id"),
    ]
    api_fields = [
        APIField("lead"),
        APIField("body"),
        APIField("event_date"),
        APIField("byline"),
        APIField("source"),
        APIField("source_url"),
    ]

    class Meta:
        verbose_name = _("tin, bài")
        verbose_name_plural = _("tin, bài")

    @property
    def listed_category(self) -> str:
        return str(self.section_id or "")

    @property
    def byline(self) -> str:
        """The name that citizens see."""
        return self.pen_name or self.author

    @property
    def description(self) -> str:
        return self.search_description or self.lead

    @property
    def first_picture(self) -> Any:
        """The first picture of the body that is still there, or None: what lists show."""
        pictures = (block.value for block in self.body if block.block_type == "picture")
        return next((picture for picture in pictures if picture["image"]), None)

    def clean(self) -> None:
        super().clean()
        if self.event_ended_on and (self.event_date is None or self.event_ended_on < self.event_date):
            raise ValidationError(
                {"event_ended_on": _("Ngày kết thúc phải đi cùng và không trước ngày diễn ra sự việc.")}
            )
        if missing := self._missing_source():
            raise ValidationError(missing)
        if self.section and self.board and self.section.board_id != self.board.pk:
            raise ValidationError({"section": _("Chuyên mục này thuộc trang khác.")})

    def _missing_source(self) -> dict[str, str | Promise]:
        """What news of others lacks."""
        if self.is_own:
            return {}
        sentence = _("Tin đăng lại phải ghi nguồn và địa chỉ của nguồn.")
        return {name: sentence for name in ("source", "source_url") if not getattr(self, name)}


NewsIndexPage.lists_model = NewsPage
