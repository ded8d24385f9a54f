"""Reads for the review file: the clocks of an item, each with what this person may do to it now. `services/clocks/change.py` asks again."""

from collections.abc import Mapping
from typing import Any

from workflows.clocks import deadlines
from workflows.clocks.sentence import length
from workflows.gate import clocks
from workflows.models.item_clock import ItemClock
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.clocks import ClockAct
from workflows.rules.refusal import Refusal
from workflows.screens import clocks as clocks_screen


def lines(user: SomeUser, page: ReviewedPage, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    """One per clock: the clock, and the acts on it, with what the form needs."""
    shown = clocks_screen.of_item(page)
    answers = clocks.offered(user, page, (clock for clock in shown if clock.stopped_at is None))
    return [{"clock": clock, **_form(clock, page, answers.get(clock.pk, {}), typed)} for clock in shown]


def to_start(user: SomeUser, page: ReviewedPage, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    """The clocks that this person may start by recording a moment."""
    return [
        {
            "deadline": deadline,
            "within": length(deadline.within),
            "said": deadlines.said_of(deadline.starts),
            "typed": typed if typed.get("key") == deadline.key else {},
        }
        for deadline in clocks.offered_to_start(user, page)
    ]


def _form(
    clock: ItemClock, page: ReviewedPage, answers: Mapping[ClockAct, Refusal | None], typed: Mapping[str, str]
) -> dict[str, Any]:
    deadline = clocks.deadline_by(page, clock.key)
    if deadline is None or not answers:
        return {}
    return {
        **{f"may_{act}": refusal is None for act, refusal in answers.items()},
        "grounds": deadlines.lawful_pauses(deadline),
        "at_most": length(deadline.extends.within) if deadline.extends else "",
        "typed": typed if typed.get("clock") == str(clock.pk) else {},
    }
