"""The gate of people and accounts: it gathers the facts about a person and a change, or a board's list, and asks `rules/accounts.py`."""

from django.contrib.auth.models import User

from workflows.charter.words import RoleKey
from workflows.models.account_change import AccountChange
from workflows.models.board import Board, Member
from workflows.models.some_user import SomeUser
from workflows.rules import accounts as account_rules
from workflows.rules.accounts import AccountAct, AccountFacts
from workflows.rules.refusal import Refusal, Refused

ANSWERS = (AccountAct.ACCEPT, AccountAct.REFUSE)


def ask(user: SomeUser, act: AccountAct, subject: AccountChange | Board, reason: str = "") -> Refusal | None:
    """Why this person may not do this now; None where they may. One constitutes a board; accepts or refuses a change."""
    facts = _of_board(user, subject) if isinstance(subject, Board) else _of_change(user, subject, reason)
    return account_rules.may(act, facts)


def require(user: SomeUser, act: AccountAct, subject: AccountChange | Board, reason: str = "") -> None:
    """Raises `Refused`."""
    if refusal := ask(user, act, subject, reason):
        raise Refused(refusal)


def offered(user: SomeUser, change: AccountChange) -> dict[AccountAct, Refusal | None]:
    """What a screen may offer, before anything is typed: asked as if a reason were given."""
    facts = _of_change(user, change, "-")
    return {act: account_rules.may(act, facts) for act in ANSWERS}


def who_confirms(change: AccountChange) -> list[Member]:
    """The seats whose word is asked: active accounts on them, and not the one that it is about."""
    seats = [seat for seat in change.board.seats if seat.user and seat.user.is_active]
    secretary_may = any(seat.role == RoleKey.SECRETARY and not seat.user.is_superuser for seat in seats if seat.user)
    role = account_rules.whose_word(about_chief=_is_about_chief(change), secretary_may=secretary_may)
    return [seat for seat in seats if seat.role == role and seat.user_id != change.account_id]


def chiefs_over(account: SomeUser) -> list[User]:
    """Whoever answers for the boards on which this account has a seat."""
    boards = Member.objects.of_user(account).values("board")
    chiefs = Member.objects.active().filter(board__in=boards, role=RoleKey.CHIEF).select_related("user")
    return [chief.user for chief in chiefs if chief.user is not None and chief.user_id != account.pk]


def _is_about_chief(change: AccountChange) -> bool:
    if change.member is not None and change.member.role == RoleKey.CHIEF:
        return True
    return any(seat.role == RoleKey.CHIEF and seat.user_id == change.account_id for seat in change.board.seats)


def _of_change(user: SomeUser, change: AccountChange, reason: str) -> AccountFacts:
    return AccountFacts(
        has_the_word=any(seat.user_id == user.pk for seat in who_confirms(change)),
        asked_for_it=change.request is not None and change.request.user == user.pk,
        is_their_own=change.account_id == user.pk,
        is_answered=change.answer_id is not None,
        reason=reason.strip(),
    )


def _of_board(user: SomeUser, board: Board) -> AccountFacts:
    seats = Member.objects.of_user(user).filter(board=board, role=RoleKey.CHIEF)
    return AccountFacts(has_the_word=seats.exists(), is_answered=board.constituted_at is not None)
