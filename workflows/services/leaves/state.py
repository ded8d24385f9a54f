"""Stating a leave: the person's own, or the secretary's for them."""

from django.db import transaction

from workflows.gate import leaves
from workflows.gate.leaves import Said
from workflows.ledger import ledger
from workflows.letters import leaves as leaves_letters
from workflows.models.board import Member
from workflows.models.leave import Leave
from workflows.models.some_user import SomeUser, signed_in
from workflows.rules.act import Act
from workflows.rules.leaves import LeaveAct
from workflows.services.chain.follow_absence import follow_after_commit
from workflows.services.locking import actor_of


@transaction.atomic
def state(said: Said, user: SomeUser, reason: str) -> Leave:
    """Write it down; the chief and the secretaries are told, and the person where another stated it. Raises `Refused`."""
    held = Member.objects.select_for_update(of=("self",), no_key=True).select_related("board", "user")
    member = held.get(pk=said.member.pk)
    leaves.require(user, LeaveAct.STATE, Said(member, said.starts_at, said.ends_at), reason)
    leave = Leave(
        board=member.board,
        member=member,
        user=signed_in(member.user),
        starts_at=said.starts_at,
        ends_at=said.ends_at,
    )
    is_own = member.user_id == signed_in(user).pk
    leave.stated = ledger.write(
        member.board,
        Act.LEAVE,
        ledger.Actor.of(member) if is_own else actor_of(member.board, user),
        title=str(member)[:255],
        digest=leave.digest,
        comment=f"{leave.period}. {reason.strip()}",
    )
    leave.save(force_insert=True)
    leaves_letters.stated(leave)
    follow_after_commit(member.board)
    return leave
