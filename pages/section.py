"""A page that lists what stands below it."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from pages.frame import frame_of
from pages.models.listed import Items, distinct
from pages.models.public import PublicPage
from pages.pagination import page_of, year_of
from workflows.charter.words import Content
from workflows.models import GuardedPage


class SectionPage(PublicPage):
    """A page that lists the items of one kind below it, newest first, in pages, by category (`filter_name`) and by year (`?nam=`)."""

    lists_kind = Content.PAGE
    lists_model: type[PublicPage]
    filter_name = ""

    introduction = models.TextField(_("lời giới thiệu"), blank=True, max_length=1000)

    content_panels = [*GuardedPage.content_panels, FieldPanel("introduction")]
    search_fields = [*GuardedPage.search_fields, index.SearchField("introduction")]

    class Meta:
        abstract = True

    def items(self, *, category: str = "", year: int = 0) -> Items:
        """Everything public below this page, in the order of the listing."""
        return Items(self, category=category, year=year)

    def pages_of(self, keys: list[int]) -> list[PublicPage]:
        """The live pages of some keys, in their order, with what a list shows of them."""
        found = self.lists_model.objects.live().select_related(*self.lists_model.shown_with).in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def years(self) -> list[int]:
        """The years that have items, newest first."""
        return distinct(self, "year")

    def category_of(self, key: str) -> tuple[str, Any] | None:
        """For a value of the filter: the category of the items, and what the template is given. None for a value that cannot be."""
        return None

    def filtered(self, request: HttpRequest) -> tuple[Items, dict[str, Any]]:
        """The items that the address asks for, and the filters that are on. Raises `Http404` for a value that cannot be."""
        asked, key = request.GET.get("nam", ""), request.GET.get(self.filter_name, "")
        year = year_of(asked) if asked else 0
        chosen: dict[str, Any] = {"nam": year} if year else {}
        if not key:
            return self.items(year=year), chosen
        found = self.category_of(key)
        if found is None:
            raise Http404
        category, shown = found
        return self.items(category=category, year=year), chosen | {self.filter_name: shown}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        items, chosen = self.filtered(request)
        if frame := frame_of(request):
            items.known_count = frame.keep(("count", self.pk, items.category, items.year), lambda: len(items))
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context |= {"items": page_of(items, request), "chosen": chosen, "years": self.years()}
        return context
