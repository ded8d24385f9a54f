from collections.abc import Sequence

class SearchQuery:
    def __and__(self, other: SearchQuery) -> And: ...
    def __or__(self, other: SearchQuery) -> Or: ...
    def __invert__(self) -> Not: ...

class PlainText(SearchQuery):
    query_string: str
    operator: str
    boost: float
    def __init__(self, query_string: str, operator: str = "and", boost: float = 1) -> None: ...

class Phrase(SearchQuery):
    query_string: str
    def __init__(self, query_string: str) -> None: ...

class Fuzzy(SearchQuery):
    query_string: str
    operator: str
    unaccent: bool
    def __init__(self, query_string: str, operator: str = "or", unaccent: bool = False) -> None: ...

class MatchAll(SearchQuery): ...

class Boost(SearchQuery):
    subquery: SearchQuery
    boost: float
    def __init__(self, subquery: SearchQuery, boost: float) -> None: ...

class And(SearchQuery):
    subqueries: Sequence[SearchQuery]
    def __init__(self, subqueries: Sequence[SearchQuery]) -> None: ...

class Or(SearchQuery):
    subqueries: Sequence[SearchQuery]
    def __init__(self, subqueries: Sequence[SearchQuery]) -> None: ...

class Not(SearchQuery):
    subquery: SearchQuery
    def __init__(self, subquery: SearchQuery) -> None: ...
