"""The gate of delegation: it gathers the facts about a person and a deed, and asks `rules/deeds.py`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from vietnamese.working_days import beginning_of
from workflows.digests.digest import sha256_of_file
from workflows.gate.leaves import on_leave
from workflows.gate.lendable import held_by, place_in, succession_of
from workflows.models.board import Field, Member
from workflows.models.delegation import Delegation
from workflows.models.some_user import SomeUser
from workflows.rules import deeds as deed_rules
from workflows.rules.deeds import DeedAct, DeedFacts, Writing
from workflows.rules.refusal import Refusal, Refused


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
    document: "UploadedFile[Any] | None" = None
    ground: str = ""


def ask(user: SomeUser, act: DeedAct, deed: Deed | Delegation, reason: str = "") -> Refusal | None:
    """Why this person may not do this with the deed now; None where they may. WRITE is about a `Deed`, the others about one that stands."""
    if isinstance(deed, Deed):
        return deed_rules.may(act, DeedFacts(writing=_writing(deed, user)))
    return deed_rules.may(act, _standing(user, deed, Member.objects.secretary_of(user), reason))


def require(user: SomeUser, act: DeedAct, deed: Deed | Delegation, reason: str = "") -> None:
    """Raises `Refused`."""
    if refusal := ask(user, act, deed, reason):
        raise Refused(refusal)


def offered(user: SomeUser, deeds: Iterable[Delegation]) -> dict[int, dict[DeedAct, Refusal | None]]:
    """What a screen may offer with each deed, by its key, before anything is typed: asked as if a reason were given. One query."""
    secretary_of = Member.objects.secretary_of(user)
    acts = (DeedAct.CONFIRM, DeedAct.END, DeedAct.REPORT, DeedAct.SEE)
    return {
        deed.pk: {act: deed_rules.may(act, _standing(user, deed, secretary_of, "-")) for act in acts} for deed in deeds
    }


def _standing(user: SomeUser, deed: Delegation, secretary_of: set[int], reason: str) -> DeedFacts:
    return DeedFacts(
        is_giver=deed.giver_user_id == user.pk and deed.giver.user_id == user.pk,
        is_receiver=deed.receiver_user_id == user.pk and deed.receiver.user_id == user.pk,
        is_confirmed=deed.confirmed_at is not None,
        has_report=deed.has_unseen_report,
        is_party=user.pk in (deed.giver_user_id, deed.receiver_user_id) or deed.board_id in secretary_of,
        state=deed.state,
        reason=reason.strip(),
    )


def _writing(deed: Deed, user: SomeUser) -> Writing:
    board, order = deed.giver.board, succession_of(deed.giver)
    place, before = place_in(order, deed.receiver.names, deed.receiver.role)
    papers = Delegation.objects.of_paper(board, deed.document_number.strip())
    asked_first = list(board.members.active().named(before).filter(user__is_active=True).order_by("pk"))
    away = on_leave(asked_first, max(deed.starts_at, timezone.now()))
    return Writing(
        is_written_by_giver=deed.giver.user_id == user.pk,
        is_written_by_secretary=board.pk in Member.objects.secretary_of(user),
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
        document_day=beginning_of(deed.document_date),
        has_other_paper=any(_is_other_paper(deed, each) for each in papers),
        is_twice=_is_twice(deed),
        succession=order,
        receiver_role=place,
        skipped=tuple(str(member) for member in asked_first if member.pk not in away),
        ground=deed.ground,
    )


def _is_other_paper(deed: Deed, standing: Delegation) -> bool:
    """Whether one of the same number stands on another day, or on other bytes; a scan that only one of them has says nothing."""
    if standing.document_date != deed.document_date:
        return True
    if not deed.document or not standing.document:
        return False
    typed = sha256(b"".join(deed.document.chunks())).hexdigest()
    deed.document.seek(0)
    return typed != sha256_of_file(standing.document.storage, str(standing.document.name))


def _is_twice(deed: Deed) -> bool:
    """Whether a deed of the same pair, acts and scope stands for a part of the same time."""
    standing = Delegation.objects.filter(
        giver=deed.giver, receiver=deed.receiver, giver_user=deed.giver.user, receiver_user=deed.receiver.user,
        includes_sensitive=deed.includes_sensitive, ended_at=None, starts_at__lt=deed.ends_at, ends_at__gt=deed.starts_at,
    )  # fmt: skip
    said = (set(deed.acts), set(deed.content), {each.pk for each in deed.fields})
    return any((set(each.acts), set(each.content), set(each.field_keys)) == said for each in standing)


def _is_taken(member: Member) -> bool:
    return bool(member.is_active and member.user and member.user.is_active)
