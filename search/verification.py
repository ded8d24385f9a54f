"""Whether public pages are found by the words that stand in them, each in its own place in time, and nothing else is found by citizens."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from wagtail.models import Page

from search.dialects import dialect
from search.index import kind_of_pages, moment_of, row_of, scope, second_of
from search.models import Entry
from search.query import Term
from workflows.models import Board


class Found:
    """The search's entries, as something that follows public pages (`workflows/verification/derived.py`)."""

    name = "mục lục tìm kiếm"
    rebuild = "update_index"

    def differing(self, pages: Sequence[Any]) -> set[int]:
        """Those that are not found, or by other words or at another moment than theirs."""
        entries = Entry.objects.filter(content_type=kind_of_pages(), object_id__in=[page.pk for page in pages])
        keys = dict(entries.values_list("object_id", "id"))
        by_key = {keys[page.pk]: page for page in pages if page.pk in keys}
        misplaced = {page.pk for key, page in by_key.items() if second_of(key) != int(moment_of(page).timestamp())}
        otherwise = dialect().differing([row_of(key, page) for key, page in by_key.items()])
        return {page.pk for page in pages if page.pk not in keys} | misplaced | {by_key[key].pk for key in otherwise}

    def stray(self) -> Iterable[int]:
        found: set[int] = set()
        for board in Board.objects.select_related("root_page"):
            sql, parameters = dialect().keys(Term((scope(board.root_page),)))
            with connection.cursor() as cursor:
                cursor.execute(sql, parameters)
                keys = [key for (key,) in cursor.fetchall()]
            found |= set(
                Entry.objects.filter(id__in=keys, content_type=kind_of_pages()).values_list("object_id", flat=True)
            )
        return found - set(Page.objects.live().values_list("pk", flat=True))
