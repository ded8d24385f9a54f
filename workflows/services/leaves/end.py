"""Ending a leave before its time, or calling off one that has not begun."""

from django.db import transaction

from workflows.gate import leaves
from workflows.ledger import ledger
from workflows.letters import leaves as leaves_letters
from workflows.models.leave import Leave
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.leaves import LeaveAct
from workflows.services.chain.follow_absence import follow_after_commit, tell_of_moments_after_commit
from workflows.services.locking import actor_of


@transaction.atomic
def end(leave: Leave, user: SomeUser, reason: str) -> None:
    """By the person or the secretary. Raises `Refused`."""
    leave = _held(leave)
    leaves.require(user, LeaveAct.END, leave, reason)
    is_own = leave.member.user_id == leave.user_id == user.pk
    actor = ledger.Actor.of(leave.member) if is_own else actor_of(leave.board, user)
    _end(leave, actor, reason.strip())


@transaction.atomic
def end_unasked(leave: Leave, because: str) -> None:
    """It lost its ground: the account that stated it was in foreign hands (R130)."""
    _end(_held(leave), ledger.Actor(), because)


def _end(leave: Leave, actor: ledger.Actor, reason: str) -> None:
    leave.ended = ledger.write(
        leave.board, Act.END_LEAVE, actor, title=leave.whose, digest=leave.digest, comment=reason
    )
    leave.save(update_fields=["ended"])
    leaves_letters.ended(leave)
    follow_after_commit(leave.board)
    tell_of_moments_after_commit(leave.member)


def _held(leave: Leave) -> Leave:
    """The same, read again after it is locked."""
    return Leave.objects.select_for_update(of=("self",), no_key=True).whole().select_related("board").get(pk=leave.pk)
