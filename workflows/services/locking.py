"""Taking hold of a run, so that of two people pressing at once one acts and the other is told who did; and in which capacity one acts."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, QuerySet
from wagtail.models import Page

from workflows.charter.words import RoleKey
from workflows.gate import acting_for
from workflows.ledger import ledger
from workflows.models.board import Board, Field, Member
from workflows.models.chain import StepState, whole_steps
from workflows.models.consultation import Consultation
from workflows.models.reviewed import ReviewedPage
from workflows.models.run import Run
from workflows.models.some_user import SomeUser


def lock_page(page: ReviewedPage) -> Any:
    """The same page of its own class, read again after it is locked. Inside a transaction; after the run and before the board, if those are.

    A row that refers to the page may be written meanwhile: that is what `no_key` allows.
    """
    return type(page)._base_manager.select_for_update(no_key=True).get(pk=page.pk)


def lock_step(state: StepState, *, with_page: bool = False) -> StepState:
    """The same step with its run, its item and its board, read again after the run, and `with_page` the item, is locked. Inside a transaction.

    They are one graph: what Wagtail reaches from one of them is what the act has in hand.
    """
    run = (
        Run.objects.select_for_update(of=("self",), no_key=True)
        .select_related("workflow", "requested_by")
        .get(pk=state.workflow_state_id)
    )
    held = whole_steps().get(pk=state.pk)
    kind: Any = ContentType.objects.get_for_id(held.revision.content_type_id).model_class()
    pages = kind._base_manager.select_for_update(no_key=True) if with_page else kind._base_manager
    return _joined(held, run, pages.get(pk=held.revision.object_id))


def _joined(state: StepState, run: Run, page: ReviewedPage) -> StepState:
    revision = state.revision
    page._board = state.board
    if page.latest_revision_id == revision.pk:
        page.latest_revision = revision
    revision.content_object = page
    if state.field is not None:
        page.at_hand[Field][state.field.pk] = state.field
    run.content_object = page.plain()
    state.workflow_state = run
    if run.current_task_state_id == state.pk:
        run.current_task_state = state
    return state


def next_number(board: Board, numbered: QuerySet[Any]) -> int:
    """The number after the greatest of these rows of the board, which is locked meanwhile: no two get the same. Inside a transaction."""
    Board.objects.select_for_update(no_key=True).get(pk=board.pk)
    return (numbered.aggregate(last=Max("number"))["last"] or 0) + 1


def lock_vote(consultation: Consultation) -> Consultation:
    """The same vote with its ballots, read again after it is locked; its run first, as every act on an item does. Inside a transaction."""
    step = lock_step(consultation.step) if consultation.step is not None else None
    Consultation.objects.select_for_update(of=("self",), no_key=True).get(pk=consultation.pk)
    held = Consultation.objects.with_ballots().get(pk=consultation.pk)
    if step is not None:
        held.step = step
    return held


def actor_at(state: StepState, user: SomeUser) -> ledger.Actor:
    """Who acts at this step, and under which deed; the gate has made sure that there is a ground. Raises `LookupError`."""
    return actor_on(acting_for.at_step(user, state))


def actor_to_withdraw(board: Board, page: Page, user: SomeUser) -> ledger.Actor:
    """The same for withdrawing and moving what is public. Raises `LookupError`."""
    return actor_on(acting_for.to_withdraw(user, board, page))


def actor_to_clear(board: Board, user: SomeUser) -> ledger.Actor:
    """The same for taking away the mark of a sensitive item. Raises `LookupError`."""
    return actor_on(acting_for.to_clear(user, board))


def actor_of(board: Board, user: SomeUser, roles: Iterable[str] = tuple(RoleKey)) -> ledger.Actor:
    """This person on the highest of their seats in one of these roles; the gate has made sure that there is one. Raises `ValueError`."""
    seats = Member.objects.of_user(user).filter(board=board).named(roles).select_related("user")
    ranks = list(RoleKey)
    return ledger.Actor.of(min(seats, key=lambda seat: (ranks.index(RoleKey(seat.role)), seat.pk)))


def actor_on(ground: acting_for.Ground | None) -> ledger.Actor:
    """Who acts on this ground. Raises `LookupError` where there is none."""
    if ground is None:
        raise LookupError("this person has no ground to act on")
    return ledger.Actor.of(ground.seat, ground.deed)
