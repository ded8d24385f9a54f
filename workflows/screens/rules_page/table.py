"""A table of who may do what: a row for each role of the charter, or for roles with the same answers; a column for each act in a state."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workflows.charter.schema import Charter
from workflows.gate.on_paper.somebody import Answer, Question, Somebody
from workflows.rules.refusal import Refusal

ALLOWED, WITH_REASON, REFUSED, NOTHING = "được", "được, ghi lý do", "không ({})", "–"


@dataclass
class Reasons:
    """The sentences of a page's refusals, each once, by its number."""

    sentences: list[str] = field(default_factory=list)

    def number_of(self, refusal: Refusal) -> int:
        if refusal.sentence not in self.sentences:
            self.sentences.append(refusal.sentence)
        return self.sentences.index(refusal.sentence) + 1


@dataclass(frozen=True)
class Column:
    """An act in a state, and the question about it; or something to say of each role. With neither, there is nothing to ask."""

    head: str
    ask: Question | None = None
    say: Callable[[Somebody], str] | None = None


@dataclass(frozen=True)
class Row:
    """`roles`: for whom, by the charter's own keys; empty for a case that is asked of everybody who may in the first place."""

    who: str
    cells: tuple[str, ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Part:
    """A part of the page: what the charter says, and who may do what by it."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None


@dataclass
class Tables:
    """Makes the tables of one charter's page."""

    rules: Charter
    reasons: Reasons = field(default_factory=Reasons)

    def table(self, columns: Sequence[Column], cases: Sequence[Row] = ()) -> Table:
        """Every role of the charter in its order, those with the same answers in one row; below them the cases."""
        found: dict[tuple[str, ...], list[str]] = {}
        for role in self.rules.role:
            cells = tuple(self._cell(column, Somebody.of(role)) for column in columns)
            found.setdefault(cells, []).append(role.key)
        rows = [Row(self._titles(roles), cells, tuple(roles)) for cells, roles in found.items()]
        return Table(tuple(column.head for column in columns), (*rows, *cases))

    def case(self, who: str, columns: Sequence[Column], **changed: Any) -> Row:
        """The same asked in a case that may change the answer (they wrote the text, they decided at another step), of one of those who
        may otherwise; of anybody where nobody may."""
        return Row(who, tuple(self._in_case(column.ask, changed) for column in columns))

    def _in_case(self, ask: Question | None, changed: dict[str, Any]) -> str:
        if ask is None:
            return NOTHING
        everybody = self._everybody()
        able = next((each for each in everybody if ask(each).refusal is None), everybody[0])
        return self._words(ask(replace(able, **changed)))

    def _everybody(self) -> list[Somebody]:
        return [Somebody.of(role) for role in self.rules.role]

    def _cell(self, column: Column, who: Somebody) -> str:
        if column.say:
            return column.say(who)
        return self._words(column.ask(who)) if column.ask else NOTHING

    def _words(self, answer: Answer) -> str:
        if answer.refusal:
            return REFUSED.format(self.reasons.number_of(answer.refusal))
        return WITH_REASON if answer.asks_reason else ALLOWED

    def _titles(self, roles: list[str]) -> str:
        if len(roles) == len(self.rules.role):
            return "mọi vai"
        return "; ".join(role.title for role in self.rules.role if role.key in roles)

    def who_may(self, ask: Question) -> str:
        """The titles of those who may, for a sentence."""
        return self._titles([each.key for each in self._everybody() if ask(each).refusal is None])
