"""The gate of people and accounts: it gathers the facts about a person and a change, or a board's list, and asks `rules/accounts.py`."""

from typing import Any

from django.contrib.auth.models import User

from workflows.charter.words import RoleKey
from workflows.models.account_change import AccountChange, boards_at_work_of, to_sit, watched
from workflows.models.account_incident import AccountIncident
from workflows.models.board import Board, Member
from workflows.models.decision import Decision
from workflows.models.some_user import SomeUser
from workflows.rules import accounts as account_rules
from workflows.rules.accounts import AccountAct, AccountFacts
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused

ANSWERS = (AccountAct.ACCEPT, AccountAct.REFUSE)


def ask(
    user: SomeUser, act: AccountAct, subject: AccountChange | Board, reason: str = "", *, has_seen: bool = True
) -> Refusal | None:
    """Why this person may not do this now; None where they may. One constitutes a board, whose list one has seen; accepts or refuses a change."""
    if isinstance(subject, Board):
        return account_rules.may(act, _of_board(user, subject, has_seen=has_seen))
    return account_rules.may(act, _of_change(user, subject, reason))


def require(
    user: SomeUser, act: AccountAct, subject: AccountChange | Board, reason: str = "", *, has_seen: bool = True
) -> None:
    """Raises `Refused`."""
    if refusal := ask(user, act, subject, reason, has_seen=has_seen):
        raise Refused(refusal)


def offered(user: SomeUser, change: AccountChange) -> dict[AccountAct, Refusal | None]:
    """What a screen may offer, before anything is typed: asked as if a reason were given."""
    facts = _of_change(user, change, "-")
    return {act: account_rules.may(act, facts) for act in ANSWERS}


def who_confirms(change: AccountChange) -> list[Member]:
    """The seats whose word is asked: active accounts on them, not the one that it is about, and about the chief not the technician's."""
    about_chief = _is_about_chief(change)
    seats = [
        seat
        for seat in change.board.seats
        if seat.user and seat.user.is_active and seat.user_id != change.account_id
        and not (about_chief and seat.user.is_superuser)
    ]  # fmt: skip
    role = account_rules.whose_word(about_chief=about_chief, others={RoleKey(seat.role) for seat in seats})
    return [seat for seat in seats if seat.role == role]


def chiefs_over(account: SomeUser) -> list[User]:
    """Whoever answers for the boards on which this account has a seat."""
    boards = Member.objects.of_user(account).values("board")
    chiefs = Member.objects.active().filter(board__in=boards, role=RoleKey.CHIEF).select_related("user")
    return [chief.user for chief in chiefs if chief.user is not None and chief.user_id != account.pk]


def holder_of(member: Member) -> dict[str, Any]:
    """Who sits on a seat, as a change of it remembers them."""
    return {"user": member.user_id, "person": member.person, "email": member.user.email if member.user else ""}


def require_to_ask(account: User, changed: dict[str, Any]) -> None:
    """Whether such a change of an account that sits on a board at work may be asked for. Raises `Refused`."""
    opens = "is_active" in changed and AccountIncident.objects.filter(user=account.pk, reopened=None).exists()
    _require(AccountAct.ASK, AccountFacts(opens_stolen=opens))


def require_to_seat(member: Member, account: User | None) -> None:
    """Raises `Refused` where the word on just this seat and account, given since the seat was last given, is missing."""
    last = Decision.objects.filter(board=member.board_id, member=member.pk, act=Act.SEAT).order_by("-number").first()
    given = AccountChange.objects.filter(
        member=member, account=account, answer__act=Act.ACCEPT, answer__number__gt=last.number if last else 0
    )
    known = AccountFacts(
        seats_somebody=account is not None,
        is_at_work=member.board.constituted_at is not None,
        was_given=given.exists(),
    )
    _require(AccountAct.SEAT, known)


def require_to_set_password(account: User) -> None:
    """Whether another than the person may set it. Raises `Refused`."""
    _require(AccountAct.SET_CREDENTIALS, AccountFacts(is_at_work=bool(boards_at_work_of(account))))


def _require(act: AccountAct, known: AccountFacts) -> None:
    if refusal := account_rules.may(act, known):
        raise Refused(refusal)


def _is_about_chief(change: AccountChange) -> bool:
    if change.member is not None and change.member.role == RoleKey.CHIEF:
        return True
    chiefs = {seat.user_id for seat in change.board.seats if seat.role == RoleKey.CHIEF} - {None}
    return change.account_id in chiefs


def _asked(user: SomeUser, request: Decision) -> bool:
    """A command names nobody: then whoever may give commands counts as who asked."""
    return request.user == user.pk if request.user is not None else bool(user.is_superuser)


def _is_as_asked(change: AccountChange) -> bool:
    """Whether what the change was asked of is still so: the account and the boards that it sits on, or who sits on the seat."""
    if change.member is None:
        now = _account_now(change.account) if change.account else {}
        return all(now.get(name) == value for name, value in change.before.items())
    now = to_sit(change.account) if change.account else {}
    is_same = bool(now) == bool(change.values) and all(now[name] == value for name, value in change.values.items())
    return change.member.user_id == change.before.get("user") and is_same


def _account_now(account: User) -> dict[str, Any]:
    return watched(account) | {"boards": [board.pk for board in boards_at_work_of(account)]}


def _is_name_free(change: AccountChange) -> bool:
    others = User.objects.filter(username=change.values.get("username", "")).exclude(pk=change.account_id or 0)
    return not others.exists()


def _of_change(user: SomeUser, change: AccountChange, reason: str) -> AccountFacts:
    return AccountFacts(
        has_the_word=any(seat.user_id == user.pk for seat in who_confirms(change)),
        asked_for_it=change.request is not None and _asked(user, change.request),
        is_their_own=change.account_id == user.pk,
        is_answered=change.answer_id is not None,
        is_as_asked=_is_as_asked(change),
        is_name_free=_is_name_free(change),
        reason=reason.strip(),
    )


def _of_board(user: SomeUser, board: Board, *, has_seen: bool) -> AccountFacts:
    seats = Member.objects.of_user(user).filter(board=board, role=RoleKey.CHIEF)
    return AccountFacts(has_the_word=seats.exists(), is_answered=board.constituted_at is not None, has_seen=has_seen)
