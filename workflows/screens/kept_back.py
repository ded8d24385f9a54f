"""Sensitive items that a deed in force does not reach, since it does not name those: said to who lent and to who stands in (R59)."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.models.chain import StepState
from workflows.models.delegation import Delegation
from workflows.screens.desk import URGENT_FIRST, open_steps

SHOWN = 10


@dataclass(frozen=True)
class KeptBack:
    """An item that waits for its giver alone: its title, its page's key, the deed that passes it by."""

    title: str
    page: str
    deed: Delegation


def passed_by(deeds: Iterable[Delegation]) -> list[KeptBack]:
    """What waits beside these deeds in force, the most pressing of each. One query for each that names no sensitive items."""
    passing = [deed for deed in deeds if not deed.includes_sensitive]
    return [
        KeptBack(state.revision.object_str, state.workflow_state.object_id, deed)
        for deed in passing
        for state in open_steps().filter(deed.steps_kept_back()).distinct().order_by(*URGENT_FIRST)[:SHOWN]
    ]


def at_step(state: StepState) -> list[Delegation]:
    """The deeds that would cover this step if they named sensitive items."""
    if not state.is_sensitive:
        return []
    deeds = Delegation.objects.in_force().with_scope().filter(board=state.board_id, includes_sensitive=False)
    return [deed for deed in deeds if StepState.objects.filter(deed.steps_kept_back(), pk=state.pk).exists()]
