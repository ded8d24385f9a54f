"""The search backend that Wagtail asks: the admin's lists, the choosers, and every `.search()` in code.

It filters and orders the queryset that it is given, so that permissions and filters of the admin hold. What citizens search has a way
of its own, which looks at a bounded number of hits only (`search/find.py`).
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Case, Count, FloatField, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from modelsearch.backends.base import (
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
    FilterFieldError,
    get_model_root,
)
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery
from wagtail.models import Page

from search.dialects import dialect
from search.find import find
from search.index import Index, Rebuilder
from search.models import Entry
from search.query import Expression, Query, in_name

NOTHING, EVERYTHING = Q(pk__in=[]), ~Q(pk__in=[])


class QueryCompiler(BaseSearchQueryCompiler):
    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True

    is_folded = False

    def matching(self) -> QuerySet[Any]:
        """The queryset's objects that have what was asked, unordered. Where marks were typed and nothing has them, without marks."""
        found = self.queryset.filter(self._condition(self.query))
        if _is_marked(self.query) and not found.exists():
            self.is_folded = True
            return self.queryset.filter(self._condition(self.query))
        return found

    def ordered(self, found: QuerySet[Any], score: str | None) -> QuerySet[Any]:
        """By relevance: those that have it in their name, and side by side, first; then the newest. Or as the queryset says."""
        if self.order_by_relevance or score:
            name = score or "_score"
            found = found.annotate(**{name: self._score()})
            return found.order_by(f"-{name}", "-pk") if self.order_by_relevance else found
        return found if found.query.order_by else found.order_by("-pk")

    def _condition(self, asked: SearchQuery) -> Q:
        """What is asked, as a condition on the objects. Raises `TypeError` for a kind of query that is not known."""
        match asked:
            case MatchAll():
                return EVERYTHING
            case PlainText():
                query = Query.of(asked.query_string)
                return self._having(
                    query, lambda folded: self.words(query, str(asked.operator).lower(), is_folded=folded)
                )
            case Phrase() | Fuzzy():
                query = Query.of(f'"{asked.query_string}"')
                return self._having(query, lambda folded: query.every_word(is_folded=folded))
            case Boost():
                return self._condition(asked.subquery)
            case Not():
                return ~self._condition(asked.subquery)
            case And():
                return reduce(and_, map(self._condition, asked.subqueries), EVERYTHING)
            case Or():
                return reduce(or_, map(self._condition, asked.subqueries), NOTHING)
        raise TypeError(f"a search cannot hold {type(asked).__name__}")

    def _having(self, query: Query, expression: Callable[[bool], Expression]) -> Q:
        return Q(pk__in=self._keys(expression(self.is_folded or not query.is_marked))) if query else NOTHING

    def words(self, query: Query, operator: str, *, is_folded: bool) -> Expression:
        if operator == "or":
            return query.any_word(is_folded=is_folded)
        return query.every_word(is_folded=is_folded)

    @property
    def is_of_names(self) -> bool:
        return list(self.fields or ()) == ["title"]

    def _keys(self, expression: Expression) -> RawSQL:
        """The objects' keys as a subquery that is read once, whatever the queryset."""
        sql, parameters = dialect().keys(in_name(expression) if self.is_of_names else expression)
        kind = ContentType.objects.get_for_model(get_model_root(self.queryset.model))
        return RawSQL(  # noqa: S611 (the SQL is the dialect's; what was typed is a parameter)
            f"SELECT object_id FROM search_entry WHERE +content_type_id = %s AND id IN ({sql})",
            [kind.pk, *parameters],
            output_field=BigIntegerField(),
        )

    def _score(self) -> Any:
        """3, 2, 1, 0: side by side in the name; all in the name; side by side; all somewhere."""
        if not isinstance(self.query, PlainText) or not (query := Query.of(self.query.query_string)):
            return Value(0.0)
        is_folded = self.is_folded or not query.is_marked
        together, every = query.side_by_side(is_folded=is_folded), query.every_word(is_folded=is_folded)
        return Case(
            When(pk__in=self._keys(in_name(together)), then=Value(3.0)),
            When(pk__in=self._keys(in_name(every)), then=Value(2.0)),
            When(pk__in=self._keys(together), then=Value(1.0)),
            default=Value(0.0),
            output_field=FloatField(),
        )


class AutocompleteQueryCompiler(QueryCompiler):
    """While one types: in the names only, the last word perhaps not finished."""

    is_of_names = True

    def words(self, query: Query, operator: str, *, is_folded: bool) -> Expression:
        return query.while_typing(is_folded=is_folded)


class Results(BaseSearchResults):
    supports_facet = True

    def _do_search(self) -> list[Any]:
        compiler = self.query_compiler
        return list(compiler.ordered(compiler.matching(), self._score_field)[self.start : self.stop])

    def _do_count(self) -> int:
        found = self.query_compiler.matching().count()
        return max(0, min(found, found if self.stop is None else self.stop) - self.start)

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        if self.query_compiler._get_filterable_field(field_name) is None:
            raise FilterFieldError(f"add index.FilterField('{field_name}') to search_fields", field_name=field_name)
        rows = self.query_compiler.matching().order_by().values_list(field_name).annotate(count=Count("pk"))
        return OrderedDict(rows.order_by("-count"))


class SearchBackend(BaseSearchBackend):
    """The setting `WAGTAILSEARCH_BACKENDS` names this module; Wagtail takes the class of this name."""

    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = Index
    results_class = Results
    rebuilder_class = Rebuilder

    def pages_with(self, typed: str, root: Page, model: type[Page]) -> list[int]:
        """The keys of public pages of one class on one site, best first, at most `MOST_HITS`: what citizens' search finds, without its guesses."""
        entries = find(Query.of(typed), root, model, may_guess=False)[:]
        pages = dict(Entry.objects.filter(id__in=entries).values_list("id", "object_id"))
        return [pages[key] for key in entries if key in pages]


def _is_marked(asked: SearchQuery) -> bool:
    match asked:
        case PlainText() | Phrase() | Fuzzy():
            return Query.of(asked.query_string).is_marked
        case Boost():
            return _is_marked(asked.subquery)
        case And() | Or():
            return any(_is_marked(each) for each in asked.subqueries)
    return False
