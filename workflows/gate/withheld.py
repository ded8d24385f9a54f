"""Items whose file some people of the board may not read: applications above this one say which."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from workflows.models.decision import Decision
from workflows.models.some_user import SomeUser

WITHHELD: list[
    Callable[[Any], set[int]]
] = []  # for a person: the keys of the pages; they add to it when Django is ready


def withheld_from(user: SomeUser) -> set[int]:
    """The keys of the pages that this person may not read."""
    return set[int]().union(*(pages(user) for pages in WITHHELD))


def hide(rows: Iterable[Decision], user: SomeUser) -> None:
    """Before rows are shown outside an item's file: the name of an item that this person may not read is left out, and nothing leads to it."""
    pages = withheld_from(user)
    for row in rows:
        if row.page_id in pages:
            row.title, row.is_shut = _("Mục không được xem"), True
