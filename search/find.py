"""What citizens find: the public pages of one site, best first, whatever the size of the site.

Best first means, tier by tier: the words side by side in the name; all of them in the name; side by side anywhere; all of them
anywhere; and only where nothing has all of them, what has most of their pairs. Within a tier the newest come first, which is how the
index is ordered, so that a tier stops reading after its first thousand. A finer ranking belongs in `_tiers`.
"""

from collections.abc import Iterator

from django.db import connection
from wagtail.models import Page

from search.dialects import Parameters, dialect
from search.index import scope
from search.models import Entry
from search.query import All, Expression, Query, Term, in_name

MOST_HITS = 1000
MOST_GUESSES = 50


def find(query: Query, root: Page, model: type[Page] | None = None, *, may_guess: bool = True) -> list[int]:
    """The keys of the index's entries, at most `MOST_HITS`, best first. `root` is a site's root page; `model` narrows to one class.

    Where nothing has all the words, what has most of them is guessed, unless the caller wants none of it.
    """
    if not query:
        return []
    within = Term((scope(root, model),))
    found = _found(query, within, is_folded=not query.is_marked)
    if not found and query.is_marked:
        found = _found(query, within, is_folded=True)
    return found or (_guessed(query, within) if may_guess else [])


def pages_of(keys: list[int]) -> list[Page]:
    """The pages of some entries, in their order, as their own class."""
    of_entry = dict(Entry.objects.filter(id__in=keys).values_list("id", "object_id"))
    pages = {page.pk: page for page in Page.objects.filter(pk__in=of_entry.values()).live().specific()}
    return [pages[of_entry[key]] for key in keys if of_entry.get(key) in pages]


def _found(query: Query, within: Term, *, is_folded: bool) -> list[int]:
    found: dict[int, None] = {}
    for expression in _tiers(query, is_folded=is_folded):
        found |= dict.fromkeys(_keys(*dialect().newest(expression, within, MOST_HITS)))
        if len(found) >= MOST_HITS:
            break
    return list(found)[:MOST_HITS]


def _tiers(query: Query, *, is_folded: bool) -> Iterator[Expression]:
    together, every = query.side_by_side(is_folded=is_folded), query.every_word(is_folded=is_folded)
    yield in_name(together)
    if together != every:
        yield in_name(every)
        yield together
    yield every


def _guessed(query: Query, within: Term) -> list[int]:
    pairs = query.pairs(is_folded=not query.is_marked)
    return _keys(*dialect().ranked(All((pairs, within)), MOST_GUESSES)) if pairs else []


def _keys(sql: str, parameters: Parameters) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [key for (key,) in cursor.fetchall()]
