"""The clocks of an item on its review file, each with what this person may do to it now. For showing; `hold_clock` asks again."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from workflows.charter.schema import RoleKey
from workflows.clocks import deadlines
from workflows.clocks.sentence import length
from workflows.models.item_clock import ItemClock
from workflows.models.reviewed import ReviewedPage
from workflows.rules import clocks as clock_rules
from workflows.rules.clocks import ClockAct, ClockFacts
from workflows.screens import clocks as clocks_screen
from workflows.services.clocks import keep as keep_clocks


def lines(user: Any, page: ReviewedPage, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    """One per clock: the clock, and the acts on it, with what the form needs."""
    known = {deadline.key: deadline for deadline in page.own_board.rules.deadline}
    return [
        {"clock": clock, **_offered(clock, known.get(clock.key), _roles(user, page), typed)}
        for clock in clocks_screen.of_item(page)
    ]


def to_start(user: Any, page: ReviewedPage, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    """The clocks that this person may start by recording a moment."""
    roles = _roles(user, page)
    waiting = keep_clocks.starts_by_hand(page) if roles else []
    chain = page.get_workflow() if waiting else None
    drafting = set(chain.source["drafted_by"]) if chain else set()
    if not roles & (drafting | clock_rules.KEEPERS):
        return []
    return [
        {
            "deadline": deadline,
            "within": length(deadline.within),
            "said": deadlines.said_of(deadline.starts),
            "typed": typed if typed.get("key") == deadline.key else {},
        }
        for deadline in waiting
    ]


def _offered(clock: ItemClock, deadline: Any, roles: frozenset[RoleKey], typed: Mapping[str, str]) -> dict[str, Any]:
    if clock.stopped_at or deadline is None:
        return {}
    grounds = deadlines.lawful_pauses(deadline)
    facts = ClockFacts(
        roles=roles,
        deadline=deadline,
        now=timezone.now(),
        is_running=True,
        is_paused=clock.is_paused,
        is_overdue=clock.standing == "overdue",
        has_time_left=clock.standing != "overdue",
        times_extended=clock.times_extended,  # type: ignore[attr-defined]  # annotated by the selector
        reason=grounds[0] if grounds else "x",
        more=deadline.extends.within if deadline.extends else None,
    )
    return {
        "may_pause": clock_rules.may(ClockAct.PAUSE, facts) is None,
        "may_resume": clock_rules.may(ClockAct.RESUME, facts) is None,
        "may_extend": clock_rules.may(ClockAct.EXTEND, facts) is None,
        "grounds": grounds,
        "at_most": length(deadline.extends.within) if deadline.extends else "",
        "typed": typed if typed.get("clock") == str(clock.pk) else {},
    }


def _roles(user: Any, page: ReviewedPage) -> frozenset[RoleKey]:
    return frozenset(RoleKey(seat.role) for seat in page.own_board.seats if seat.user_id == user.pk)
