"""`/tim-kiem/?q=`: search over everything published on the site."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page, Site

from pages.models.public import page_of

MAX_QUERY_LENGTH = 200


def search(request: HttpRequest) -> HttpResponse:
    """A page of results; an empty query gives the form."""
    query = cleaned(request.GET.get("q", ""))
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    root = site.root_page
    found = Page.objects.descendant_of(root).live().search(query) if query else Page.objects.none()
    items = page_of(found, request)
    specific = {page.pk: page for page in Page.objects.filter(pk__in=[page.pk for page in items]).specific()}
    items.object_list = [specific[page.pk] for page in items]
    return render(request, "search/search.html", {"query": query, "items": items})


def cleaned(query: str) -> str:
    """The query without what the database's query language would trip over."""
    return " ".join("".join(c if c.isalnum() or c in "/-." else " " for c in query.replace("\x00", " ")).split())[
        :MAX_QUERY_LENGTH
    ]
