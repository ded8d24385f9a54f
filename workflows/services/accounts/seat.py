"""Seating a person on the board (bố trí người), by a decision that is named in the ledger (R26)."""

from django.contrib.auth.models import Group, User
from django.db import transaction

from workflows.gate.accounts import require_to_seat
from workflows.ledger import ledger
from workflows.models.board import Member
from workflows.models.some_user import name_of
from workflows.rules.act import Act


def group_name(member: Member) -> str:
    """The Wagtail group that gives a role its drafting permissions."""
    return f"{member.board.slug}: {member.role_key}"


@transaction.atomic
def seat(member: Member, user: User | None, ground: str) -> None:
    """Put `user` on this seat; `ground` is the decision's number and date. The person's old groups of this seat are left. Raises `Refused`."""
    member = (
        Member.objects.select_for_update(of=("self",), no_key=True).select_related("board", "user").get(pk=member.pk)
    )
    require_to_seat(member, user)
    group, _created = Group.objects.get_or_create(name=group_name(member))
    if (
        member.user
        and not Member.objects.of_user(member.user)
        .filter(board=member.board, role_key=member.role_key)
        .exclude(pk=member.pk)
        .exists()
    ):
        member.user.groups.remove(group)
    member.user = user
    member.person = name_of(user)[:300] if user else ""
    ledger.write(member.board, Act.SEAT, ledger.Actor.of(member), title=member.title[:255], comment=ground)
    member.save(update_fields=["user", "person"])
    if user is not None:
        user.groups.add(group)
