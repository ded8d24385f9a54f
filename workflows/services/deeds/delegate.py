"""Deeds of delegation (ủy quyền): writing one, the giver's word on it, its end, and the list of what was done under it (R53-R58)."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.gate import deeds
from workflows.gate.deeds import Deed
from workflows.ledger import ledger
from workflows.letters import deeds as deeds_letters
from workflows.models.delegation import Delegation
from workflows.models.some_user import SomeUser, signed_in
from workflows.rules.act import Act
from workflows.rules.deeds import DeedAct
from workflows.services.locking import actor_of


@transaction.atomic
def write_deed(deed: Deed, user: SomeUser) -> Delegation:
    """Write it down. In force from its beginning where the giver wrote it, else once the giver confirms. Raises `Refused`."""
    board = deed.giver.board
    deeds.require(user, DeedAct.WRITE, deed)
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
        written_by=signed_in(user),
    )
    is_own = deed.giver.user_id == user.pk
    if is_own:
        delegation.confirmed_at = timezone.now()
    actor = ledger.Actor.of(deed.giver) if is_own else actor_of(delegation.board, user)
    _record(delegation, Act.DELEGATE, actor, _summary(delegation))
    delegation.save(force_insert=True)
    if is_own:
        deeds_letters.delegated(delegation)
    else:
        deeds_letters.deed_waits(delegation)
    return delegation


@transaction.atomic
def confirm(delegation: Delegation, user: SomeUser) -> None:
    """The giver's word on a deed that the secretary wrote. Raises `Refused`."""
    delegation = _held(delegation)
    deeds.require(user, DeedAct.CONFIRM, delegation)
    _record(delegation, Act.CONFIRM, ledger.Actor.of(delegation.giver), _summary(delegation))
    delegation.confirmed_at = timezone.now()
    delegation.save(update_fields=["confirmed_at"])
    deeds_letters.delegated(delegation)


@transaction.atomic
def end(delegation: Delegation, user: SomeUser, reason: str) -> None:
    """End it before its time, and report. Raises `Refused`."""
    delegation = _held(delegation)
    deeds.require(user, DeedAct.END, delegation, reason)
    _end(delegation, actor_of(delegation.board, user), reason.strip())


@transaction.atomic
def report_back(delegation: Delegation, user: SomeUser, words: str) -> None:
    """The receiver says in their own words what came of it; the giver hears of it (NT Đ7.3). Raises `Refused`."""
    delegation, words = _held(delegation), words.strip()
    deeds.require(user, DeedAct.REPORT, delegation, words)
    actor = ledger.Actor.of(delegation.receiver, delegation)
    _record(delegation, Act.REPORT_BACK, actor, words)
    deeds_letters.reported_back(delegation, words)


@transaction.atomic
def see_report(delegation: Delegation, user: SomeUser) -> None:
    """The giver has read what was reported: the ledger keeps when. Raises `Refused`."""
    delegation = _held(delegation)
    deeds.require(user, DeedAct.SEE, delegation)
    actor = replace(ledger.Actor.of(delegation.giver), delegation_id=delegation.pk)
    _record(delegation, Act.SEE_REPORT, actor, "")


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
        deeds_letters.deed_ended(delegation, delegation.done)


def report_ended() -> int:
    """Report every deed that ended by itself; how many. For the worker, again and again."""
    ended = Delegation.objects.filter(reported_at=None, ends_at__lte=timezone.now()).exclude(confirmed_at=None)
    reported = list(ended.with_scope())
    for delegation in reported:
        report(delegation)
    return len(reported)


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
