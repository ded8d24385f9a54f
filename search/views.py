"""`/tim-kiem/?q=&muc=`: search over everything published on the site, or over one of its sections."""

from dataclasses import dataclass

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from wagtail.models import Page

from pages.frame import required_frame
from pages.models import PublicPage
from pages.pagination import page_of
from pages.section import SectionPage
from pages.templatetags.texts import description
from search.find import MOST_HITS, find, pages_of
from search.highlight import excerpt, marked
from search.index import texts_of
from search.query import MOST_CHARACTERS, Query


@dataclass(frozen=True)
class Result:
    """A page that was found, as its line in the results shows it."""

    page: Page
    text: SafeString


def search(request: HttpRequest) -> HttpResponse:
    """A page of results; an empty query gives the form. Raises `Http404` for a section or a page that does not exist."""
    frame = required_frame(request)
    typed = " ".join(request.GET.get("q", "").split())[:MOST_CHARACTERS]
    section = request.GET.get("muc", "")
    kinds = sections()
    if section and section not in kinds:
        raise Http404
    query = Query.of(typed)
    items = page_of(find(query, frame.root, kinds[section][1] if section else None), request)
    items.object_list = [_result(page, query) for page in pages_of(list(items.object_list))]
    context = {
        "query": typed,
        "items": items,
        "has_more": items.paginator.count >= MOST_HITS,
        "sections": [(key, name) for key, (name, _model) in kinds.items()],
        "section": section,
    }
    return render(request, "search/search.html", context)


def sections() -> dict[str, tuple[str, type[PublicPage]]]:
    """What a search can be narrowed to: the sections that list items, by their address, in the order of the menu."""
    kinds = [model for model in apps.get_models() if issubclass(model, SectionPage)]
    parts = [(part, model.lists_model) for model in kinds if (part := model.part_of_site)]
    return {part.slug: (part.title, model) for part, model in sorted(parts, key=lambda each: each[0].place)}


def _result(page: Page, query: Query) -> Result:
    about = description(page)
    shown = marked(excerpt(about, query), query)
    if "<mark>" not in shown:
        shown = marked(excerpt(texts_of(page)[1] or about, query), query)
    return Result(page, shown)
