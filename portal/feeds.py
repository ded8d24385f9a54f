"""RSS of the newest items of a site."""

import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Site

from documents.models import DocumentPage
from news.models import NewsPage
from pages.models import PublicPage
from questions.models import QuestionPage

ITEMS = 30


class LatestItems(Feed):  # type: ignore[type-arg]  # items are pages of several classes
    """The newest public items of one kind on the site that is asked."""

    model: type[PublicPage]
    name = ""
    order: tuple[str, ...] = ("-first_published_at", "-pk")

    def get_object(self, request: HttpRequest) -> Site:
        site = Site.find_for_request(request)
        if site is None:
            raise Http404
        return site

    def title(self, site: Site) -> str:
        return f"{self.name} – {site.site_name}"

    def link(self, site: Site) -> str:
        return site.root_url

    def description(self, site: Site) -> str:
        return _("Mục mới đăng trên %s") % site.site_name

    def items(self, site: Site) -> models.QuerySet[Any]:
        return self.model.objects.descendant_of(site.root_page).live().order_by(*self.order)[:ITEMS]

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.description)

    def item_link(self, item: Any) -> str:
        return str(item.full_url)

    def item_pubdate(self, item: Any) -> datetime.datetime | None:
        return item.public_date


class LatestNews(LatestItems):
    model, name = NewsPage, "Tin tức"


class LatestDocuments(LatestItems):
    model, name = DocumentPage, "Văn bản"


class LatestQuestions(LatestItems):
    model, name = QuestionPage, "Hỏi đáp"
