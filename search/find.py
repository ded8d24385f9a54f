"""What citizens find: the public pages of one site, best first, whatever the size of the site.

Best first means, tier by tier: the words side by side in the name; all of them in the name; side by side anywhere; all of them
anywhere; and only where nothing has all of them, what has most of their pairs. Within a tier the newest come first, which is how the
index is ordered, so that a tier stops reading after its first thousand. The last tier holds all the others: it is read first, for how
many there are, and the others only as far as somebody turns the pages. A finer ranking belongs in `_tiers`.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

from django.db import connection
from wagtail.models import Page

from search.dialects import dialect
from search.dialects.dialect import Parameters
from search.index import scope
from search.models import Entry
from search.query import AllOf, Expression, Query, Term, in_name

MOST_HITS = 1000
MOST_GUESSES = 50


def find(query: Query, root: Page, model: type[Page] | None = None, *, may_guess: bool = True) -> Sequence[int]:
    """The keys of the index's entries, at most `MOST_HITS`, best first. `root` is a site's root page; `model` narrows to one class.

    Where nothing has all the words, what has most of them is guessed, unless the caller wants none of it.
    """
    if not query:
        return []
    within = Term((scope(root, model),))
    ways = (False, True) if query.is_marked else (True,)
    hits = (Hits(query, within, is_folded=is_folded) for is_folded in ways)
    return next((found for found in hits if found), None) or (_guessed(query, within) if may_guess else [])


class Hits(Sequence[int]):
    """What has every word, best first. A place costs the tiers down to it; how many there are costs one."""

    def __init__(self, query: Query, within: Term, *, is_folded: bool):
        *self._better, self._last = _tiers(query, is_folded=is_folded)
        self._within = within
        self._known: dict[int, None] = {}

    def __len__(self) -> int:
        return len(self._every)

    def __iter__(self) -> Iterator[int]:
        return iter(self[:])

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> list[int]: ...
    def __getitem__(self, place: int | slice) -> int | list[int]:
        stop = place.stop if isinstance(place, slice) else place + 1
        while self._better and (stop is None or stop <= 0 or len(self._known) < stop):
            self._known |= dict.fromkeys(self._newest(self._better.pop(0)))
        return list(self._known | dict.fromkeys(self._every))[:MOST_HITS][place]

    @cached_property
    def _every(self) -> list[int]:
        return self._newest(self._last)

    def _newest(self, tier: Expression) -> list[int]:
        return _keys(*dialect().newest(tier, self._within, MOST_HITS))


def pages_of(keys: Sequence[int]) -> list[Page]:
    """The pages of some entries, in their order, as their own class."""
    of_entry = dict(Entry.objects.filter(id__in=keys).values_list("id", "object_id"))
    pages = {page.pk: page for page in Page.objects.filter(pk__in=of_entry.values()).live().specific()}
    return [pages[of_entry[key]] for key in keys if of_entry.get(key) in pages]


def _tiers(query: Query, *, is_folded: bool) -> Iterator[Expression]:
    together, every = query.side_by_side(is_folded=is_folded), query.every_word(is_folded=is_folded)
    yield in_name(together)
    if together != every:
        yield in_name(every)
        yield together
    yield every


def _guessed(query: Query, within: Term) -> list[int]:
    pairs = query.pairs(is_folded=not query.is_marked)
    return _keys(*dialect().ranked(AllOf((pairs, within)), MOST_GUESSES)) if pairs else []


def _keys(sql: str, parameters: Parameters) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [key for (key,) in cursor.fetchall()]
