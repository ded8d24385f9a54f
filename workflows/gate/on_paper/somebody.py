"""Whoever holds a role, as the gate on paper knows them: with no account, no seat, no item. Pure."""

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass

from vietnamese.working_days import VIETNAM
from workflows.charter.roles import function_of, names_of_role
from workflows.charter.schema import Role
from workflows.charter.words import RoleKey
from workflows.rules.refusal import Refusal

NOW = datetime.datetime(
    2026, 1, 5, 9, tzinfo=VIETNAM
)  # some moment: of time the charter asks only what comes before what
LATER = NOW + datetime.timedelta(days=1)
LEFT_OPEN = "…"  # in a sentence, what differs from item to item: a name, a step


@dataclass(frozen=True)
class Somebody:
    """Somebody with this role on the board, and what they have done to the item before. `key`: the charter's own key for the role, `function`:
    what the rules read it as, `names`: by which the charter may give it something."""

    key: str
    function: RoleKey
    names: frozenset[str]
    wrote_it: bool = False
    submitted_it: bool = False
    decided_before: bool = False  # at another step of the run
    posted_it: bool = False  # in an emergency

    @classmethod
    def of(cls, role: Role) -> "Somebody":
        """Raises `ValueError` for a role without a function, which no charter in force has."""
        function = function_of(role)
        if function is None:
            raise ValueError(f"role «{role.key}» has no function")
        return cls(role.key, function, names_of_role(function, role.key))

    def is_named(self, names: Collection[str]) -> bool:
        return not self.names.isdisjoint(names)


@dataclass(frozen=True)
class Answer:
    """What the rules say: why not, or nothing; and whether whoever does it must write why."""

    refusal: Refusal | None
    asks_reason: bool = False


Question = Callable[[Somebody], Answer]


def answered(ask: Callable[[str], Refusal | None]) -> Answer:
    """The answer to a question that is asked with what somebody wrote: with words, and, where that is allowed, without."""
    refusal = ask("-")
    if refusal is not None:
        return Answer(refusal)
    wordless = ask("")
    return Answer(None, asks_reason=wordless is not None and wordless.asks_reason)
