"""The gate of clocks: it gathers the facts about a person and a clock of an item, and asks `rules/clocks.py`."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects
from django.utils import timezone

from workflows.charter.schema import Deadline, Duration
from workflows.clocks import deadlines
from workflows.gate.item_clocks import has_time_left, starts_by_hand
from workflows.models.board import Member, names_of
from workflows.models.calendar_day import CalendarDay
from workflows.models.item_clock import ItemClock
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules import clocks as clock_rules
from workflows.rules.clocks import ClockAct, ClockFacts
from workflows.rules.refusal import Refusal, Refused


@dataclass(frozen=True)
class Said:
    """What somebody writes with an act: the moment that starts a clock, the ground, how much is added to the end."""

    at: datetime.datetime | None = None
    reason: str = ""
    more: Duration | None = None


UNSAID = Said()


def ask(
    user: SomeUser, act: ClockAct, page: ReviewedPage, key: str, running: ItemClock | None, said: Said = UNSAID
) -> Refusal | None:
    """Why this person may not do this to the item's clock by this key of the charter (`running`: the one that runs, if any) now; None
    where they may. A few queries."""
    seats = Member.objects.of_user(user).filter(board=page.own_board)
    known = _facts(names_of(seats), page, key, running, said)
    if act is ClockAct.START:
        is_public = running is None and known.deadline not in starts_by_hand(page)
        known = replace(known, drafting_roles=_drafting_roles(page), is_public=is_public)
    elif act is ClockAct.PAUSE and running is not None:
        known = replace(known, has_time_left=has_time_left(running, CalendarDay.objects.calendar_of(page.own_board)))
    return clock_rules.may(act, known)


def require(
    user: SomeUser, act: ClockAct, page: ReviewedPage, key: str, running: ItemClock | None, said: Said = UNSAID
) -> None:
    """Raises `Refused`."""
    if refusal := ask(user, act, page, key, running, said):
        raise Refused(refusal, page.pk)


def offered(
    user: SomeUser, page: ReviewedPage, clocks: Iterable[ItemClock]
) -> dict[int, dict[ClockAct, Refusal | None]]:
    """What a screen may offer with each clock, by its key, before anything is typed: asked as if the form were filled in with what the
    charter allows. Whether a pause would still hold a clock up is counted when it is pressed. One query."""
    shown, roles = list(clocks), _shown_roles(user, page)
    prefetch_related_objects(shown, "extensions")
    return {running.pk: _offered(roles, page, running) for running in shown}


def offered_to_start(user: SomeUser, page: ReviewedPage) -> list[Deadline]:
    """The deadlines whose clock this person may start by recording a moment: asked as if one were recorded. No query for who has no seat."""
    roles = _shown_roles(user, page)
    waiting = starts_by_hand(page) if roles else []
    drafting_roles = _drafting_roles(page) if waiting else frozenset()
    filled_in = Said(at=timezone.now(), reason="-")
    found = []
    for deadline in waiting:
        known = replace(_facts(roles, page, deadline.key, None, filled_in), drafting_roles=drafting_roles)
        if clock_rules.may(ClockAct.START, known) is None:
            found.append(deadline)
    return found


def deadline_by(page: ReviewedPage, key: str) -> Deadline | None:
    """The deadline of the charter in force that this key means for such an item; None where there is none."""
    found = next((deadline for deadline in page.own_board.rules.deadline if deadline.key == key), None)
    return found if found is not None and found.content is page.content_kind else None


def _offered(roles: frozenset[str], page: ReviewedPage, running: ItemClock) -> dict[ClockAct, Refusal | None]:
    known = _facts(roles, page, running.key, running, UNSAID)
    if known.deadline is not None:
        grounds, extends = deadlines.lawful_pauses(known.deadline), known.deadline.extends
        known = replace(known, reason=grounds[0] if grounds else "-", more=extends.within if extends else None)
    known = replace(known, has_time_left=not known.is_overdue)
    return {act: clock_rules.may(act, known) for act in (ClockAct.PAUSE, ClockAct.RESUME, ClockAct.EXTEND)}


def _facts(roles: frozenset[str], page: ReviewedPage, key: str, running: ItemClock | None, said: Said) -> ClockFacts:
    return ClockFacts(
        roles=roles,
        deadline=deadline_by(page, key),
        now=timezone.now(),
        is_running=running is not None and running.stopped_at is None,
        is_paused=running is not None and running.is_paused,
        is_overdue=running is not None and running.timeliness == "overdue",
        times_extended=running.extensions.count() if running else 0,
        at=said.at,
        reason=said.reason.strip(),
        more=said.more,
    )


def _shown_roles(user: SomeUser, page: ReviewedPage) -> frozenset[str]:
    return names_of(seat for seat in page.own_board.seats if seat.user_id == user.pk)


def _drafting_roles(page: ReviewedPage) -> frozenset[str]:
    chain = page.get_workflow()
    return frozenset(chain.source["drafted_by"] if chain else ())
