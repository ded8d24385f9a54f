"""The pages of a listing: which one an address asks for."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import EmptyPage, Paginator
from django.core.paginator import Page as PageOfItems
from django.http import Http404, HttpRequest

ITEMS_PER_PAGE = 15


def page_of(items: Sequence[Any], request: HttpRequest, per_page: int = ITEMS_PER_PAGE) -> PageOfItems[Any]:
    """The page of a listing that `?trang=` asks for. Raises `Http404` for one that does not exist."""
    asked = request.GET.get("trang", "1")
    try:
        return Paginator(items, per_page).page(
            int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else -1
        )
    except EmptyPage:
        raise Http404 from None
