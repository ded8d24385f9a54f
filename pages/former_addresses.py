"""Whether the old addresses that lead to pages are addresses that these pages had, and none of them was forgotten."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from wagtail.models import Page

from pages.models.former_address import FormerAddress
from workflows.models import Certificate, Decision
from workflows.models.decision import CLOSING
from workflows.rules.act import Act


class _Past:
    """By page: the names under which it was public, as certificates and moves in the ledger say, and the names of the pages above it that it left."""

    def __init__(self) -> None:
        self.names: dict[int, set[str]] = defaultdict(set)
        self.left: dict[int, set[str]] = defaultdict(set)
        # Of what was taken down in between, the earlier address was not always kept.
        closed = Decision.objects.filter(act__in=CLOSING).values("page")
        stayed = Certificate.objects.exclude(page__in=closed).values("page").annotate(times=Count("pk"))
        again = stayed.filter(times__gt=1).values("page")
        known: tuple[Any, ...] = (again, FormerAddress.objects.values("page"), FormerAddress.objects.values("parent"))
        for pages in known:
            named = Certificate.objects.that_became_public().filter(page__in=pages)
            for page, slug in named.values_list("page_id", "revision__content__slug").distinct():
                self.names[page].add(slug)
        for row in Decision.objects.filter(act=Act.MOVE, page__isnull=False):
            old, _new = row.comment.split(" → ")
            above, name = ["", *old.strip("/").split("/")][-2:]
            self.names[row.page_id or 0].add(name)
            self.left[row.page_id or 0].add(above)

    def has(self, row: FormerAddress) -> bool:
        """Whether the page was called so, below that page."""
        stands_there = row.page.path[: -Page.steplen] == row.parent.path
        above = {row.parent.slug, *self.names[row.parent_id]}
        return row.slug in self.names[row.page_id] and (stands_there or bool(above & self.left[row.page_id]))


def breaches() -> Iterator[str]:
    """A sentence per old address that leads where it never led, and per page that is not found at a name it had."""
    past, rows = _Past(), list(FormerAddress.objects.select_related("page", "parent"))
    for row in rows:
        if not past.has(row):
            yield f"Địa chỉ cũ «{row.slug}» (số {row.pk}): trang «{row.page.title}» chưa từng đứng ở đó."
    taken = {row.slug for row in rows}
    for page in Page.objects.filter(pk__in=list(past.names), live=True):
        for slug in sorted(past.names[page.pk] - {page.slug} - taken):
            if not page.get_siblings().filter(slug=slug).exists():
                yield f"Trang «{page.title}» (số {page.pk}): địa chỉ cũ «{slug}» không còn dẫn đến trang."
