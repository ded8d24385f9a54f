"""On what a person stands when acting: the own seat, or another's under a deed of delegation in force."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wagtail.models import Page

from workflows.charter.words import RoleKey, StepKind
from workflows.gate import four_eyes
from workflows.gate.sensitivity import is_sensitive
from workflows.models.board import Board, Member
from workflows.models.chain import StepState
from workflows.models.delegation import Delegation
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND


@dataclass(frozen=True)
class Ground:
    """The seat that acts, and the deed under which it acts; without a deed, the seat's own power."""

    seat: Member
    deed: Delegation | None = None


def at_step(user: SomeUser, state: StepState) -> Ground | None:
    """On what this person may decide at this step; the own seat comes before any deed. None for nothing.

    For whom it does not wait, an own seat counts where the charter lets its person pass the step while the others are away.
    """
    roles, entitled = state.task.specific.roles, list(state.entitled.all())
    own = sorted(
        (member for member in entitled if member.user_id == user.pk and member.is_active and member.is_named(roles)),
        key=lambda member: member.pk,
    )
    if own or (own := four_eyes.on_exception(user, state)):
        return Ground(own[0])
    act = ACT_OF_KIND[StepKind(state.kind)]
    for deed in Delegation.objects.received_by(user).filter(board=state.board_id).order_by("pk"):
        if deed.giver.is_named(roles) and deed.covers(act, state):
            return Ground(deed.receiver, deed)
    return None


def people_behind(user: SomeUser, ground: Ground | None) -> set[int | None]:
    """Who stands behind what this person does on this ground: they themselves, and in whose stead."""
    giver = ground.deed.giver_user_id if ground and ground.deed else None
    return {user.pk} | ({giver} if giver else set())


def for_board(
    user: SomeUser,
    board: Board,
    act: Act,
    roles: Iterable[str],
    *,
    is_sensitive: bool = False,
    item: ReviewedPage | None = None,
) -> Ground | None:
    """On what this person may do an act that the charter gives to roles and not to a step (withdrawing, moving)."""
    wanted = list(roles)
    seat = Member.objects.of_user(user).filter(board=board).named(wanted).select_related("user").order_by("pk").first()
    if seat:
        return Ground(seat)
    for deed in Delegation.objects.received_by(user).lent_by(wanted).filter(board=board).order_by("pk"):
        if act in deed.acts and (deed.includes_sensitive or not is_sensitive) and (item is None or deed.is_about(item)):
            return Ground(deed.receiver, deed)
    return None


def to_withdraw(user: SomeUser, board: Board, page: Page) -> Ground | None:
    """On what this person may take this page of the board down, or give it another place."""
    specific = page.specific
    item = specific if isinstance(specific, ReviewedPage) else None
    who = board.rules.withdrawal.who
    ground = for_board(user, board, Act.WITHDRAW, who, item=item)
    if ground is None or ground.deed is None or item is None or not is_sensitive(item):
        return ground
    return for_board(user, board, Act.WITHDRAW, who, is_sensitive=True, item=item)


def to_clear(user: SomeUser, board: Board) -> Ground | None:
    """On what this person may take the mark of a sensitive item away: as the chief, or under a deed of the chief that names them (R59)."""
    return for_board(user, board, Act.APPROVE, [RoleKey.CHIEF], is_sensitive=True)


def stand_ins(
    state: StepState, waiting: Sequence[Member] | None = None, at: datetime.datetime | None = None
) -> list[Delegation]:
    """The deeds in force, now or `at` that moment, under which somebody passes this step without an exception: whom to tell besides those
    for whom it waits (`waiting`, where they are at hand)."""
    givers = list(state.entitled.all()) if waiting is None else waiting
    deeds = Delegation.objects.in_force(at).with_scope().filter(board=state.board_id, giver__in=givers)
    act = ACT_OF_KIND[StepKind(state.kind)]
    covering = [deed for deed in deeds.order_by("pk") if deed.covers(act, state)]
    barred = four_eyes.barred(state) if covering else set()
    return [deed for deed in covering if barred.isdisjoint({deed.receiver_user_id, deed.giver_user_id})]
