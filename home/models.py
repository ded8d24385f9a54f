"""The front page of a site. It asks the sections below it for their latest items and knows none of them by name."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from pages.fields import BodyField
from pages.frame import frame_of
from pages.models import PublicPage
from pages.section import SectionPage
from workflows.models.reviewed import SitePart

LATEST_ITEMS = 5


class HomePage(PublicPage):
    """`/` of a site."""

    part_of_site = SitePart("home", str(_("Trang chủ")), "")

    notice = BodyField(verbose_name=_("thông báo đầu trang"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "news.NewsIndexPage",
        "documents.DocumentIndexPage",
        "documents.DraftIndexPage",
        "questions.QuestionIndexPage",
        "pages.StaticPage",
    ]
    content_panels = [*PublicPage.content_panels, FieldPanel("notice")]

    class Meta:
        verbose_name = _("trang chủ")
        verbose_name_plural = _("trang chủ")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        frame = frame_of(request)
        sections = [part for part in frame.parts if isinstance(part, SectionPage)] if frame else []
        context["listings"] = [(section, section.items()[:LATEST_ITEMS]) for section in sections]
        return context
