"""A list that its reader narrows to one state, and how many rows there are in each. Shown by `components/by_state.html`."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, TextChoices


def counts_of(rows: QuerySet[Any], field: str = "state") -> dict[str, int]:
    """How many rows there are in each state. One query."""
    return dict(rows.order_by().values_list(field).annotate(Count("pk")))


@dataclass(frozen=True)
class ByState:
    """`states`: key, name and count of each; `chosen`: the key that is asked for, "" for all; `total`: of all."""

    states: list[tuple[str, str, int]]
    chosen: str
    total: int


def by_state(rows: QuerySet[Any], states: type[TextChoices], asked: str, field: str = "state") -> ByState:
    """What `?tinh-trang=` asks for among rows with this field: all, for anything that is no state. One query."""
    counts = counts_of(rows, field)
    found = [(state.value, str(state.label), counts.get(state.value, 0)) for state in states]
    return ByState(found, asked if asked in states else "", sum(counts.values()))
