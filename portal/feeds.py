"""RSS of the newest items of a site."""

import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Site

from documents.models import DocumentIndexPage, DraftIndexPage
from news.models import NewsIndexPage
from pages.addresses import full_url
from pages.feed import Rss
from pages.frame import required_frame
from pages.models.listed import published
from pages.section import SectionPage
from questions.models import QuestionIndexPage
from workflows.gate.corrections import register_of
from workflows.rules.act import Act

ITEMS = 30


class LatestItems(Feed):  # type: ignore[type-arg]  # items are pages of several classes
    """The newest public items of one kind on the site that is asked."""

    feed_type = Rss
    section: type[SectionPage]
    name = ""

    def get_object(self, request: HttpRequest) -> Site:
        return required_frame(request).site

    def title(self, site: Site) -> str:
        return f"{self.name} – {site.site_name}"

    def link(self, site: Site) -> str:
        return str(site.root_url)

    def description(self, site: Site) -> str:
        return _("Mục mới đăng trên %s") % site.site_name

    def items(self, site: Site) -> list[Any]:
        sections = self.section.objects.child_of(site.root_page)
        found = self.section.lists_model.objects.live().in_bulk(keys := published(sections, ITEMS))
        return [found[key] for key in keys if key in found]

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.description)

    def item_link(self, item: Any) -> str:
        return str(item.full_url)

    def item_pubdate(self, item: Any) -> datetime.datetime | None:
        return item.public_date


class LatestNews(LatestItems):
    section, name = NewsIndexPage, "Tin tức"


class LatestDocuments(LatestItems):
    section, name = DocumentIndexPage, "Văn bản"


class LatestDrafts(LatestItems):
    section, name = DraftIndexPage, "Lấy ý kiến dự thảo"


class LatestQuestions(LatestItems):
    section, name = QuestionIndexPage, "Hỏi đáp"


class LatestCorrections(LatestItems):
    """What was corrected and withdrawn last; each item's date is that of the correction."""

    name = "Đính chính và gỡ bỏ"

    def items(self, site: Site) -> list[Any]:
        return list(register_of(site.board)[:ITEMS])

    def description(self, site: Site) -> str:
        return _("Nội dung được đính chính hoặc gỡ khỏi %s") % site.site_name

    def item_title(self, item: Any) -> str:
        return f"{_('Đính chính') if item.act == Act.CORRECT else _('Gỡ bỏ')}: {item.title}"

    def item_description(self, item: Any) -> str:
        return str(item.comment)

    def item_link(self, item: Any) -> str:
        return full_url(item.page)

    def item_guid(self, item: Any) -> str:
        return str(item.hash)

    item_guid_is_permalink = False

    def item_pubdate(self, item: Any) -> datetime.datetime:
        return item.at
