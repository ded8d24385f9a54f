"""`DocumentIndexPage`: the register of a site's documents as citizens read it."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from documents.register.exports import FORMATS
from documents.register.filters import LABELS, TEXT, Filters
from documents.register.finding import Found
from pages.frame import frame_of
from pages.models import PublicPage
from pages.pagination import page_of
from pages.section import SectionPage
from workflows.charter.words import Content
from workflows.models import Decision, Field
from workflows.models.reviewed import SitePart

if TYPE_CHECKING:
    from documents.page import DocumentPage


class DocumentIndexPage(SectionPage):
    """`/van-ban/`: newest signature first, narrowed by whatever `filters.LABELS` names; `?dang=` gives the same as CSV, JSON or RSS."""

    part_of_site = SitePart("documents", str(_("Văn bản")), "van-ban", 2)
    lists_kind = Content.DOCUMENT
    lists_model: "type[DocumentPage]"
    filter_name = "loai"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["documents.DocumentPage"]

    class Meta:
        verbose_name = _("trang văn bản")
        verbose_name_plural = _("trang văn bản")

    def documents(self, keys: list[int]) -> "list[DocumentPage]":
        """The live documents of some keys, in their order, with what lists and results show of them. Two queries."""
        pages = self.lists_model.objects.live().defer("text").select_related("field").prefetch_related("periods")
        found = pages.in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def pages_of(self, keys: list[int]) -> list[PublicPage]:
        return list(self.documents(keys))

    def found(self, request: HttpRequest) -> Found:
        """What the address asks for. Raises `Http404` for a value that no document can have."""
        fields = {field.key: field for field in Field.objects.filter(board=self.own_board)}
        asked = {name: value for name, value in request.GET.items() if isinstance(value, str)}
        return Found(self, Filters.of(asked, {key: field.pk for key, field in fields.items()}), fields)

    def serve(
        self, request: HttpRequest, *args: Any, withdrawal: Decision | None = None, **kwargs: Any
    ) -> HttpResponseBase:
        """A form sends its empty fields too: such an address leads to the one without them."""
        if withdrawal is None:
            names, form = (TEXT, *LABELS), request.GET.get("dang", "")
            if form:
                if form not in FORMATS:
                    raise Http404
                return FORMATS[form](self.found(request), request)
            if any(not request.GET[name].strip() for name in names if name in request.GET):
                return redirect(f"{self.url}{self.found(request).filters.address()}")
        return super().serve(request, *args, withdrawal=withdrawal, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found, frame = self.found(request), frame_of(request)
        filters = found.filters
        if filters or frame is None:
            facets = found.facets()
        else:  # what nearly everybody asks, once a day and edition
            facets = frame.keep(("facets", self.pk, found.today), found.facets)
        context: dict[str, Any] = PublicPage.get_context(self, request, *args, **kwargs)
        return context | {
            "items": page_of(found, request),
            "chosen": filters.values,
            "text": filters.text,
            "chips": found.chosen(),
            "facets": facets,
            "is_narrow": bool(filters.text) or len(filters.on) > 1,
            "feed": filters.address(dang="rss"),
            "downloads": [
                (name, filters.address(dang=key)) for key, name in (("csv", "CSV"), ("json", "JSON"), ("rss", "RSS"))
            ],
        }
