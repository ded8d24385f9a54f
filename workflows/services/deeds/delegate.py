"""Deeds of delegation (ủy quyền): writing one, the giver's word on it, its end, and the list of what was done under it (R53-R58)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.charter.schema import RoleKey
from workflows.ledger import ledger
from workflows.letters import to_members as letters
from workflows.models.board import Board, Field, Member
from workflows.models.delegation import Delegation
from workflows.rules import deeds as deed_rules
from workflows.rules import votes as vote_rules
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.rules.refusal import Refused
from workflows.services.locking import actor_of


@dataclass
class Deed:
    """What somebody writes into a deed. `acts` and `content` are keys; empty `content` and `fields` mean all."""

    giver: Member
    receiver: Member
    acts: list[str]
    starts_at: datetime
    ends_at: datetime
    document_number: str
    document_date: date
    content: list[str] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    includes_sensitive: bool = False
    document: UploadedFile | None = None
    ground: str = ""


def held_by(member: Member) -> frozenset[str]:
    """The acts that the charter gives to this seat itself."""
    board = member.board
    steps = [step for chain in board.chains.filter(is_current=True) for step in chain.source["step"]]
    held = {ACT_OF_KIND[step["kind"]].value for step in steps if member.role in step["who"]}
    if member.role in board.rules.withdrawal.who:
        held.add(Act.WITHDRAW.value)
    if member.role in vote_rules.rule_of(board.rules).voters:
        held.add(Act.VOTE.value)
    if member.role == RoleKey.CHIEF:
        held.add(Act.CONCLUDE.value)
    return frozenset(held)


def succession_of(giver: Member) -> tuple[str, ...]:
    """The charter's order of who stands in for the chief; empty for other seats, and where the charter sets none."""
    order = giver.board.rules.succession
    return tuple(order.order) if order and giver.role == RoleKey.CHIEF else ()


@transaction.atomic
def write_deed(deed: Deed, user: Any) -> Delegation:
    """Write it down. In force from its beginning where the giver wrote it, else once the giver confirms. Raises `Refused`."""
    board = deed.giver.board
    if refusal := deed_rules.may_write(_facts(deed, user)):
        raise Refused(refusal)
    delegation = Delegation(
        board=board,
        giver=deed.giver,
        receiver=deed.receiver,
        giver_user=deed.giver.user,
        receiver_user=deed.receiver.user,
        acts=sorted(deed.acts),
        content=sorted(deed.content),
        fields=[[each.pk, each.name] for each in deed.fields],
        includes_sensitive=deed.includes_sensitive,
        starts_at=deed.starts_at,
        ends_at=deed.ends_at,
        document_number=deed.document_number.strip(),
        document_date=deed.document_date,
        document=deed.document or "",
        ground=deed.ground.strip(),
        written_by=user,
    )
    is_own = deed.giver.user_id == user.pk
    if is_own:
        delegation.confirmed_at = timezone.now()
    _record(delegation, Act.DELEGATE, actor_of(delegation.board, user), _summary(delegation))
    delegation.save(force_insert=True)
    if is_own:
        letters.delegated(delegation)
    else:
        letters.deed_waits(delegation)
    return delegation


@transaction.atomic
def confirm(delegation: Delegation, user: Any) -> None:
    """The giver's word on a deed that the secretary wrote. Raises `Refused`."""
    delegation = _held(delegation)
    is_giver = delegation.giver_user_id == user.pk and delegation.giver.user_id == user.pk
    if refusal := deed_rules.may_confirm(is_giver=is_giver, state=delegation.state):
        raise Refused(refusal)
    _record(delegation, Act.CONFIRM, actor_of(delegation.board, user), _summary(delegation))
    delegation.confirmed_at = timezone.now()
    delegation.save(update_fields=["confirmed_at"])
    letters.delegated(delegation)


@transaction.atomic
def end(delegation: Delegation, user: Any, reason: str) -> None:
    """End it before its time, and report. Raises `Refused`."""
    delegation = _held(delegation)
    parties = {delegation.giver_user_id, delegation.receiver_user_id}
    is_party = user.pk in parties or _is_secretary(user, delegation.board)
    if refusal := deed_rules.may_end(is_party=is_party, state=delegation.state, reason=reason):
        raise Refused(refusal)
    _end(delegation, actor_of(delegation.board, user), reason.strip())


@transaction.atomic
def end_unasked(delegation: Delegation, because: str) -> None:
    """It lost its ground: an account that wrote or confirmed it was in foreign hands (R130)."""
    _end(_held(delegation), ledger.Actor(), because)


def _end(delegation: Delegation, actor: ledger.Actor, reason: str) -> None:
    was_confirmed = delegation.confirmed_at is not None
    _record(delegation, Act.END_DEED, actor, reason)
    delegation.ended_at = timezone.now()
    delegation.save(update_fields=["ended_at"])
    if was_confirmed:
        report(delegation)


@transaction.atomic
def report(delegation: Delegation) -> None:
    """To the giver, once: everything that was done under a deed that has ended (R56)."""
    if Delegation.objects.filter(pk=delegation.pk, reported_at=None).update(reported_at=timezone.now()):
        letters.deed_ended(delegation, delegation.done)


def report_ended() -> int:
    """Report every deed that ended by itself; how many. For the worker, again and again."""
    ended = Delegation.objects.filter(reported_at=None, ends_at__lte=timezone.now()).exclude(confirmed_at=None)
    deeds = list(ended.with_scope())
    for delegation in deeds:
        report(delegation)
    return len(deeds)


def _facts(deed: Deed, user: Any) -> deed_rules.DeedFacts:
    board, order = deed.giver.board, succession_of(deed.giver)
    before = order[: order.index(deed.receiver.role)] if deed.receiver.role in order else ()
    asked_first = board.members.active().filter(role__in=before, user__is_active=True).order_by("pk")
    return deed_rules.DeedFacts(
        is_written_by_giver=deed.giver.user_id == user.pk,
        is_written_by_secretary=_is_secretary(user, board),
        is_on_board=deed.receiver.board_id == board.pk and all(each.board_id == board.pk for each in deed.fields),
        has_giver=_is_taken(deed.giver),
        has_receiver=_is_taken(deed.receiver),
        is_same_person=deed.giver.pk == deed.receiver.pk or deed.giver.user_id == deed.receiver.user_id,
        asked=frozenset(deed.acts),
        held=held_by(deed.giver),
        starts_at=deed.starts_at,
        ends_at=deed.ends_at,
        now=timezone.now(),
        document_number=deed.document_number,
        succession=order,
        receiver_role=deed.receiver.role,
        skipped=tuple(str(member) for member in asked_first),
        ground=deed.ground,
    )


def _is_taken(member: Member) -> bool:
    return bool(member.is_active and member.user and member.user.is_active)


def _is_secretary(user: Any, board: Board) -> bool:
    return Member.objects.of_user(user).filter(board=board, role=RoleKey.SECRETARY).exists()


def _held(delegation: Delegation) -> Delegation:
    return (
        Delegation.objects.select_for_update(of=("self",), no_key=True)
        .with_scope()
        .select_related("board")
        .get(pk=delegation.pk)
    )


def _summary(delegation: Delegation) -> str:
    said = [", ".join(delegation.act_names), delegation.period, _("văn bản số %s") % delegation.document_number]
    return "; ".join(said)


def _record(delegation: Delegation, act: Act, actor: ledger.Actor, comment: str) -> None:
    ledger.write(
        delegation.board,
        act,
        actor,
        title=str(delegation)[:255],
        digest=delegation.digest,
        comment=comment,
    )
