"""Where a text has what was asked: the words to mark, and the piece of a long text that shows most of them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from search.query import Query
from search.text import parts

EXCERPT_LENGTH = 220
_BEFORE = 60
_JOINING = frozenset(" -/.,:")


def marked(text: str, query: Query) -> SafeString:
    """The text as HTML, with `<mark>` around the words that were asked for."""
    pieces: list[SafeString] = []
    last = 0
    for start, end in _runs(text, query):
        pieces += [format_html("{}", text[last:start]), format_html("<mark>{}</mark>", text[start:end])]
        last = end
    return mark_safe("".join([*pieces, format_html("{}", text[last:])]))  # noqa: S308 (each piece is escaped)


def excerpt(text: str, query: Query) -> str:
    """About 220 characters around the place that has most of the words; the beginning where it has none."""
    clean = " ".join(text.split())
    if len(clean) <= EXCERPT_LENGTH:
        return clean
    runs = _runs(clean, query)
    starts = [start for start, _end in runs]
    best = max(
        starts, key=lambda first: sum(first <= other < first + EXCERPT_LENGTH - _BEFORE for other in starts), default=0
    )
    begin = clean.rfind(" ", 0, best - _BEFORE) + 1 if best > _BEFORE else 0
    end = clean.rfind(" ", begin, begin + EXCERPT_LENGTH)
    return ("… " if begin else "") + clean[begin:end] + " …"


def _runs(text: str, query: Query) -> list[tuple[int, int]]:
    """The places of the asked words; neighbours that only a blank or a joining sign parts are one place."""
    asked, is_marked = {word for group in query.groups for word in group.words}, query.is_marked
    wanted = {each.exact if is_marked else each.folded for each in asked}
    runs: list[tuple[int, int]] = []
    for start, end, found in parts(text):
        if (found.exact if is_marked else found.folded) in wanted:
            if runs and text[runs[-1][1] : start] in _JOINING:
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((start, end))
    return runs
