"""The search backend that Wagtail asks: the admin's lists, the choosers, and every `.search()` in code.

It filters and orders the queryset that it is given, so that permissions and filters of the admin hold. What citizens search has a way
of its own, which looks at a bounded number of hits only (`search/find.py`).
"""

from collections import OrderedDict
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Case, Count, FloatField, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from modelsearch.backends.base import (
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
    FilterFieldError,
    get_model_root,
)
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from search import query as expressions
from search.dialects import dialect
from search.index import Index, Rebuilder
from search.query import Expression, Query


class QueryCompiler(BaseSearchQueryCompiler):  # type: ignore[misc]  # modelsearch ships no types
    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True

    is_folded = False

    def matching(self) -> QuerySet[Any]:
        """The queryset's objects that have what was asked, unordered. Where marks were typed and nothing has them, without marks."""
        match self.query:
            case MatchAll():
                return self.queryset
            case Not(subquery=MatchAll()):
                return self.queryset.none()
            case Not():
                unwanted = self.expression(self.query.subquery, is_folded=False)
                return self.queryset.exclude(pk__in=self._keys(unwanted)) if unwanted else self.queryset
        found = self._having(is_folded=False)
        if _is_marked(self.query) and not found.exists():
            self.is_folded = True
            return self._having(is_folded=True)
        return found

    def ordered(self, found: QuerySet[Any], score: str | None) -> QuerySet[Any]:
        """By relevance: those that have it in their name, and side by side, first; then the newest. Or as the queryset says."""
        if self.order_by_relevance or score:
            name = score or "_score"
            found = found.annotate(**{name: self._score()})
            return found.order_by(f"-{name}", "-pk") if self.order_by_relevance else found
        return found if found.query.order_by else found.order_by("-pk")

    def expression(self, asked: SearchQuery, *, is_folded: bool) -> Expression | None:
        """What is asked, over tokens; None where it holds no word. Raises `NotImplementedError` for a kind of query that is not known."""
        match asked:
            case PlainText():
                query = Query.of(asked.query_string)
                is_folded = is_folded or not query.is_marked
                if not query:
                    return None
                return self.words(query, str(asked.operator).lower(), is_folded=is_folded)
            case Phrase() | Fuzzy():
                query = Query.of(f'"{asked.query_string}"')
                return query.every_word(is_folded=is_folded or not query.is_marked) if query else None
            case Boost():
                return self.expression(asked.subquery, is_folded=is_folded)
            case And():
                return self._and(asked.subqueries, is_folded=is_folded)
            case Or():
                parts = [self.expression(each, is_folded=is_folded) for each in asked.subqueries]
                known = tuple(part for part in parts if part is not None)
                return expressions.Any(known) if known else None
        raise NotImplementedError(f"{type(asked).__name__} is not supported by this search backend")

    def words(self, query: Query, operator: str, *, is_folded: bool) -> Expression:
        if operator == "or":
            return query.any_word(is_folded=is_folded)
        return query.every_word(is_folded=is_folded)

    def _and(self, asked: list[SearchQuery], *, is_folded: bool) -> Expression | None:
        wanted = [self.expression(each, is_folded=is_folded) for each in asked if not isinstance(each, Not | MatchAll)]
        unwanted = [self.expression(each.subquery, is_folded=is_folded) for each in asked if isinstance(each, Not)]
        known = tuple(part for part in wanted if part is not None)
        if not known:
            return None
        found: Expression = expressions.All(known)
        for part in unwanted:
            found = expressions.Without(found, part) if part is not None else found
        return found

    @property
    def in_name(self) -> bool:
        return list(self.fields or ()) == ["title"]

    def _having(self, *, is_folded: bool) -> QuerySet[Any]:
        expression = self.expression(self.query, is_folded=is_folded)
        return self.queryset.filter(pk__in=self._keys(expression)) if expression else self.queryset.none()

    def _keys(self, expression: Expression, *, in_name: bool = False) -> RawSQL:
        """The objects' keys as a subquery that is read once, whatever the queryset."""
        sql, parameters = dialect().keys(expression, in_name=in_name or self.in_name)
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
            When(pk__in=self._keys(together, in_name=True), then=Value(3.0)),
            When(pk__in=self._keys(every, in_name=True), then=Value(2.0)),
            When(pk__in=self._keys(together), then=Value(1.0)),
            default=Value(0.0),
            output_field=FloatField(),
        )


class AutocompleteQueryCompiler(QueryCompiler):
    """While one types: in the names only, the last word perhaps not finished."""

    in_name = True

    def words(self, query: Query, operator: str, *, is_folded: bool) -> Expression:
        return query.while_typing(is_folded=is_folded)


class Results(BaseSearchResults):  # type: ignore[misc]  # modelsearch ships no types
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


class SearchBackend(BaseSearchBackend):  # type: ignore[misc]  # modelsearch ships no types
    """The setting `WAGTAILSEARCH_BACKENDS` names this module; Wagtail takes the class of this name."""

    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = Index
    results_class = Results
    rebuilder_class = Rebuilder


def _is_marked(asked: SearchQuery) -> bool:
    match asked:
        case PlainText() | Phrase() | Fuzzy():
            return Query.of(asked.query_string).is_marked
        case Boost() | Not():
            return _is_marked(asked.subquery)
        case And() | Or():
            return any(_is_marked(each) for each in asked.subqueries)
    return False
