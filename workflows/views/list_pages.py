"""The pages of a long list in the admin (`?p=`), which `components/pages.html` leads through. Lists for citizens: `pages/pagination.py`."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PER_PAGE = 30


def page_of(rows: Any, request: HttpRequest, per_page: int = PER_PAGE) -> Page[Any]:
    """The page that the address asks for; the nearest one for anything that is none."""
    return Paginator(rows, per_page).get_page(request.GET.get("p"))
