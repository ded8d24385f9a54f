"""`/sitemap.xml`: every public page of the site. One file while that is short; then an index of files of 2,000 pages each."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.sitemaps import Sitemap, views
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Page, Site

from pages.addresses import url_from
from pages.frame import required_frame
from pages.models import Listed, PublicPage
from pages.section import SectionPage

PAGES_PER_FILE = 2000


class PublicPages(Sitemap[Any]):
    """Pages with their address and the day of their last version; `items` gives a queryset of pages or of listed rows."""

    limit = PAGES_PER_FILE

    def __init__(self, request: HttpRequest, site: Site, rows: Any):
        self.request, self.site, self.rows = request, site, rows

    def items(self) -> Any:
        return self.rows

    def get_urls(self, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        return [url for url in super().get_urls(*args, **kwargs) if _page(url["item"]).live]

    def location(self, item: Any) -> str:
        return str(url_from(_page(item), self.site))

    def lastmod(self, item: Any) -> Any:
        return _page(item).last_published_at

    def get_latest_lastmod(self) -> None:
        """Not worth reading every page for."""

    def get_domain(self, site: Any = None) -> str:
        return self.request.get_host()


class Registers(Sitemap[str]):
    """What is public and no page: the register of corrections."""

    def __init__(self, request: HttpRequest):
        self.request = request

    def items(self) -> list[str]:
        return ["corrections"]

    def location(self, item: str) -> str:
        return reverse(item)

    def get_domain(self, site: Any = None) -> str:
        return self.request.get_host()


def sitemap(request: HttpRequest, section: str = "") -> HttpResponse:
    """The sitemap, its index, or one of its parts. Raises `Http404` on an unknown host and for a part that does not exist."""
    parts = _parts(request, required_frame(request).site)
    total = sum(each.rows.count() for each in parts.values())
    parts["so-theo-doi"] = Registers(request)
    if section:
        return views.sitemap(request, parts, section=section)
    if total <= PAGES_PER_FILE:
        return views.sitemap(request, parts)
    return views.index(request, parts, sitemap_url_name="sitemap_part")


def _parts(request: HttpRequest, site: Site) -> dict[str, Any]:
    """The sitemap of what each section lists, by the section's address, and that of all pages that none lists."""
    rows = Listed.objects.order_by("-moment", "-page").select_related("page")
    sections = (
        Page.objects.child_of(site.root_page).live().filter(Exists(Listed.objects.filter(section=OuterRef("pk"))))
    )
    listed = {model.lists_model for model in apps.get_models() if issubclass(model, SectionPage)}
    others = [model for model in apps.get_models() if issubclass(model, PublicPage) and model not in listed]
    kinds = ContentType.objects.get_for_models(*others).values()
    every = Page.objects.descendant_of(site.root_page, inclusive=True).live()
    lasting = every.filter(content_type__in=kinds).order_by("path")
    parts = {section.slug: rows.filter(section=section) for section in sections} | {"trang": lasting}
    return {name: PublicPages(request, site, found) for name, found in parts.items()}


def _page(item: Any) -> Page:
    return item.page if isinstance(item, Listed) else item
