"""Finding documents in the register: what there is for an address, and how many each further filter would leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backend

from documents.names.numbers import typed_key
from documents.names.types import DOCUMENT_TYPES
from documents.register.filters import COLUMNS, LABELS, NAMES, STANDING, TEXT, Filters
from documents.validity.registered import Period, Registered
from documents.validity.status import Standing
from pages.stretches import Stretches
from workflows.models import Field

if TYPE_CHECKING:
    from documents.page import DocumentPage
    from documents.register.index_page import DocumentIndexPage

MOST_OPTIONS = 100
MOST_NUMBERS = 200


@dataclass(frozen=True)
class Option:
    """A value of a filter: as it stands in the address, as people read it, and how many documents it would leave."""

    value: Any
    name: str
    count: int
    is_on: bool


@dataclass(frozen=True)
class Facet:
    """A filter with its values, the most frequent first; the one that is on is always among them."""

    name: str
    label: str
    options: list[Option]


class Found(Stretches["DocumentPage"]):
    """The public documents that an address asks for: whose number was typed first, then as the search orders them, else newest first."""

    def __init__(self, section: "DocumentIndexPage", filters: Filters, fields: Mapping[str, Field]):
        self.section, self.filters, self.fields = section, filters, fields
        self.today = timezone.localdate()

    def rows(self, filters: Filters) -> QuerySet[Registered]:
        """The register's rows for these filters; the words are those of the address."""
        found = Registered.objects.filter(section=self.section.pk)
        for name, value in filters.on:
            if name == STANDING:
                found = found.filter(page__in=self._standing(value).values("page"))
            else:
                found = found.filter(**{COLUMNS[name]: self.fields[value].pk if name == "linh-vuc" else value})
        return found.filter(page__in=self.ranked) if self.filters.text else found

    def _standing(self, standing: str = "") -> QuerySet[Period]:
        periods = Period.objects.filter(section=self.section.pk, from_on__lte=self.today, before__gt=self.today)
        return periods.filter(standing=standing) if standing else periods

    @cached_property
    def ranked(self) -> list[int]:
        """The keys of what has the words, best first."""
        text, numbers = (
            self.filters.text,
            Registered.objects.filter(section=self.section.pk).order_by("-moment", "-page"),
        )
        found: dict[int, None] = {}
        if key := typed_key(text):
            for asked in ({"number_key": key}, {"number_key__startswith": f"{key}-"}):
                found |= dict.fromkeys(numbers.filter(**asked).values_list("page", flat=True)[:MOST_NUMBERS])
        root = self.section.own_board.root_page
        return list(found | dict.fromkeys(get_search_backend().pages_with(text, root, self.section.lists_model)))

    @cached_property
    def keys(self) -> Any:
        """The keys in their order: a list, or a queryset that takes slices."""
        rows = self.rows(self.filters).order_by("-moment", "-page").values_list("page", flat=True)
        if not self.filters.text:
            return rows
        left = set(rows)
        return [key for key in self.ranked if key in left]

    @cached_property
    def _count(self) -> int:
        return len(self.keys) if self.filters.text else self.rows(self.filters).count()

    def __len__(self) -> int:
        return self._count

    def stretch(self, place: slice) -> "list[DocumentPage]":
        return self.section.documents(list(self.keys[place]))

    def newest(self, count: int) -> "list[DocumentPage]":
        """What was published last."""
        rows = self.rows(self.filters).order_by("-published_at", "-page").values_list("page", flat=True)
        return self.section.documents(list(rows[:count]))

    def facets(self) -> list[Facet]:
        """Every filter with its values and counts: one small query each, whatever is on."""
        return [Facet(name, str(label), self._options(name)) for name, label in LABELS.items()]

    def _options(self, name: str) -> list[Option]:
        others = self.filters.without(name)
        counted = self._counted_standings(others) if name == STANDING else self._counted(name, others)
        on = self.filters.values.get(name)
        options = [Option(value, label, count, value == on) for value, label, count in counted]
        if on is not None and all(option.value != on for option in options):
            options.append(Option(on, self.called(name, on), 0, True))
        return options

    def _counted_standings(self, others: Filters) -> list[tuple[str, str, int]]:
        periods = self._standing()
        if others:
            periods = periods.filter(page__in=self.rows(others).values("page"))
        counts = dict(periods.order_by().values_list("standing").annotate(count=Count("page")))
        return [(key, str(label), counts[key]) for key, label in Standing.choices if counts.get(key)]

    def _counted(self, name: str, others: Filters) -> list[tuple[Any, str, int]]:
        column, called = COLUMNS[name], NAMES.get(name)
        rows = self.rows(others).exclude(**{column: 0 if name == "linh-vuc" else ""} if name != "nam" else {column: 0})
        counts = (
            rows.order_by().values(column).annotate(count=Count("page"), **({"name": Max(called)} if called else {}))
        )
        counts = counts.order_by("-year" if name == "nam" else "-count", column)
        by_key = {field.pk: field for field in self.fields.values()}
        found = []
        for row in counts[:MOST_OPTIONS]:
            value = row[column]
            if name == "linh-vuc":
                if value not in by_key:
                    continue
                value = by_key[value].key
            found.append((value, row.get("name") or self.called(name, value), row["count"]))
        return found

    def called(self, name: str, value: Any) -> str:
        """How people read a value of a filter."""
        if name == "loai":
            return str(dict(DOCUMENT_TYPES)[value])
        if name == STANDING:
            return str(Standing(value).label)
        if name == "linh-vuc":
            return self.fields[value].name
        if name in NAMES:
            rows = Registered.objects.filter(section=self.section.pk, **{COLUMNS[name]: value})
            return rows.values_list(NAMES[name], flat=True).first() or str(value)
        return str(value)

    def chosen(self) -> list[tuple[str, str, str]]:
        """What is on: its label, its value as people read it, the address without it."""
        found = (
            [(_("Từ khóa"), f"«{self.filters.text}»", self.filters.without(TEXT).address())]
            if self.filters.text
            else []
        )
        return found + [
            (str(LABELS[name]), self.called(name, value), self.filters.without(name).address() or "?")
            for name, value in self.filters.on
        ]
