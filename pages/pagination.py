"""What the address of a listing asks for: which of its pages, which year."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.core.paginator import Page as PageOfItems
from django.http import Http404, HttpRequest

from vietnamese.days import FIRST_YEAR, LAST_YEAR
from workflows.views.typed import whole_number

ITEMS_PER_PAGE = 15


def page_of(items: Sequence[Any], request: HttpRequest, per_page: int = ITEMS_PER_PAGE) -> PageOfItems[Any]:
    """The page of a listing that `?trang=` asks for. Raises `Http404` for one that does not exist."""
    try:
        return Paginator(items, per_page).page(whole_number(request.GET.get("trang", "1"), digits=8) or 0)
    except EmptyPage:
        raise Http404 from None


def year_of(asked: str) -> int:
    """The year that an address asks for, in four figures. Raises `Http404` for one that cannot be."""
    year = whole_number(asked, digits=4)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year
