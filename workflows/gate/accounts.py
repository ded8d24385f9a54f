"""The gate of people and accounts: it gathers the facts about a person and a change, or a board's list, and asks `rules/accounts.py`."""

from typing import Any

from django.contrib.auth.models import User

from workflows.charter.words import RoleKey
from workflows.models.account_change import AccountChange, watched
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


def require_not_stolen(account: User, changed: dict[str, Any]) -> None:
    """A stolen account is opened by those who answer for it (R130). Raises `Refused`."""
    if "is_active" in changed and AccountIncident.objects.filter(user=account.pk, reopened=None).exists():
        raise Refused(account_rules.stolen())


def require_word_for_seat(member: Member, account: User | None) -> None:
    """Where people decide already, somebody is seated on another's word, given for just that since the seat was last given. Raises `Refused`.

    To empty a seat gives nobody anything.
    """
    if account is None or member.board.constituted_at is None:
        return
    last = Decision.objects.filter(board=member.board_id, member=member.pk, act=Act.SEAT).order_by("-number").first()
    given = AccountChange.objects.filter(
        member=member, account=account, answer__act=Act.ACCEPT, answer__number__gt=last.number if last else 0
    )
    if not given.exists():
        raise Refused(account_rules.seat_waits())


def _is_about_chief(change: AccountChange) -> bool:
    if change.member is not None and change.member.role == RoleKey.CHIEF:
        return True
    chiefs = {seat.user_id for seat in change.board.seats if seat.role == RoleKey.CHIEF} - {None}
    return change.account_id in chiefs


def _asked(user: SomeUser, request: Decision) -> bool:
    """A command names nobody: then whoever may give commands counts as who asked."""
    return request.user == user.pk if request.user is not None else bool(user.is_superuser)


def _is_as_asked(change: AccountChange) -> bool:
    """Whether what the change was asked of is still so: the account, and who sits on the seat."""
    now = watched(change.account) if change.account else {}
    if change.member is not None:
        return change.member.user_id == change.before.get("user") and now == change.values
    return all(now.get(name) == value for name, value in change.before.items())


def _of_change(user: SomeUser, change: AccountChange, reason: str) -> AccountFacts:
    return AccountFacts(
        has_the_word=any(seat.user_id == user.pk for seat in who_confirms(change)),
        asked_for_it=change.request is not None and _asked(user, change.request),
        is_their_own=change.account_id == user.pk,
        is_answered=change.answer_id is not None,
        is_as_asked=_is_as_asked(change),
        reason=reason.strip(),
    )


def _of_board(user: SomeUser, board: Board, *, has_seen: bool) -> AccountFacts:
    seats = Member.objects.of_user(user).filter(board=board, role=RoleKey.CHIEF)
    return AccountFacts(has_the_word=seats.exists(), is_answered=board.constituted_at is not None, has_seen=has_seen)
