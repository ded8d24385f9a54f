"""Who passes a step of a run with eyes that have not seen the item yet, and who only on an exception of the charter. Reads only."""

from django.db.models import Exists, OuterRef, Q

from workflows.charter.words import StepKind
from workflows.models.board import Member
from workflows.models.chain import StepState, holders
from workflows.models.decision import Decision, DecisionQuerySet
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.chain import OWN_TEXT, PASSING, TWO_LEVELS


def without_exception(state: StepState) -> list[Member]:
    """Whose the step is: the member in charge; where there is none, or that member may not, all who hold the roles and may.

    Who wrote the text may not, and who decided at another step of the run may not, unless the charter says so whoever is there. Whether
    anybody sits on the seats, or is away, is not asked.
    """
    step = state.task.specific
    seats = holders(state.board, step.roles).select_related("user")
    if not _is_one_enough(state):
        behind = Q(user=OuterRef("user")) | Q(delegation__giver_user=OuterRef("user"))
        seats = seats.exclude(Exists(_elsewhere(state).filter(behind)))
    may = [member for member in seats if step.author_may or member.user_id not in state.authors]
    charged = [member for member in may if member.pk == state.in_charge_id and member.user_id not in state.authors]
    return charged or may


def _elsewhere(state: StepState) -> DecisionQuerySet:
    """What was decided at another step of this run; a vote is the board's act, nobody's own."""
    rows = Decision.objects.filter(run=state.workflow_state_id, act__in=PASSING - {Act.VOTE})
    return rows.exclude(step=state.task_id)


def decided_elsewhere(state: StepState) -> set[int | None]:
    """Who has decided at another step of this run, and in whose stead. One query."""
    pairs = _elsewhere(state).values_list("user", "delegation__giver_user")
    return {person for pair in pairs for person in pair} - {None}


def barred(state: StepState) -> set[int | None]:
    """Who does not pass this step without an exception: neither they for others, nor others for them. One query."""
    authors = set() if state.task.specific.author_may else state.authors
    return authors | (set() if _is_one_enough(state) else decided_elsewhere(state))


def _is_one_enough(state: StepState) -> bool:
    """Whether one person may pass this step and another one, whoever else is there."""
    rules = state.board.rules
    return state.kind == StepKind.VOTE or TWO_LEVELS in rules.exceptions - rules.exceptions_of_absence


def needed(state: StepState, *, is_author: bool, is_at_another: bool) -> frozenset[str]:
    """The exceptions on which somebody passes this step."""
    is_own = is_author and not state.task.specific.author_may
    return frozenset([OWN_TEXT] * is_own + [TWO_LEVELS] * is_at_another)


def on_exception(user: SomeUser | None, state: StepState) -> list[Member]:
    """The seats on which this person (None: anybody) passes the step on an exception for the absence of the others, allowed by the charter."""
    rules = state.board.rules
    if not rules.exceptions_of_absence or state.kind == StepKind.VOTE:
        return []
    held = holders(state.board, state.task.specific.roles).exclude(user=None).select_related("user").order_by("pk")
    seats = list(held if user is None else held.filter(user=user.pk))
    if not seats:
        return []
    elsewhere, authors, found = decided_elsewhere(state), state.authors, []
    for member in seats:
        asked = needed(state, is_author=member.user_id in authors, is_at_another=member.user_id in elsewhere)
        if asked & rules.exceptions_of_absence and asked <= rules.exceptions:
            found.append(member)
    return found
