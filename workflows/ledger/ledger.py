"""Writing rows of the ledger. Nothing else creates a `Decision`; `workflows/verification/ledger.py` recomputes them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.clocks.sentence import day_and_time
from workflows.digests.digest import sha256_of
from workflows.ledger.signatures import sign
from workflows.models.board import Board, Member
from workflows.models.decision import Decision
from workflows.models.delegation import Delegation
from workflows.models.some_user import SomeUser, name_of, signed_in
from workflows.rules.accounts import too_early
from workflows.rules.act import Act
from workflows.rules.refusal import Refused

if TYPE_CHECKING:
    from wagtail.models import Page, Revision

    from workflows.models.consultation import Consultation

SIGNED = (
    "board_id", "number", "act", "page_id", "revision_id", "run", "step", "step_name", "digest", "seal", "title", "user", "member",
    "username", "person", "capacity", "exception", "comment", "previous",
)  # fmt: skip
# Columns that older rows, and models of older migrations, did not have: signed where they say something.
SIGNED_IF_SAID = ("delegation_id", "writers")


@dataclass(frozen=True)
class Actor:
    """Who acts, in words that outlive the account. `member` is None for the system and the technician."""

    user_id: int | None = None
    member_id: int | None = None
    username: str = ""
    person: str = ""
    capacity: str = ""
    delegation_id: int | None = None

    @classmethod
    def of(cls, member: Member, deed: "Delegation | None" = None) -> "Actor":
        """A seat; under a deed, with in whose stead and by which document (R54)."""
        return cls(
            member.user_id,
            member.pk,
            member.user.get_username() if member.user else "",
            member.person_name,
            (f"{member.role_title}, {deed.on_whose_behalf}" if deed else member.role_title)[:300],
            deed.pk if deed else None,
        )

    @classmethod
    def user(cls, user: SomeUser, capacity: str) -> "Actor":
        account = signed_in(user)
        return cls(account.pk, None, account.get_username(), name_of(account), capacity)


def hash_of(row: Decision) -> str:
    """The digest of a row, over everything that it says and the digest of the row before it."""
    said = {name: getattr(row, name) for name in SIGNED}
    said |= {name: value for name in SIGNED_IF_SAID if (value := getattr(row, name, None)) is not None}
    said["at"] = row.at.astimezone(datetime.UTC).isoformat()
    return sha256_of(said)


@transaction.atomic
def write(board: Board, act: Act, actor: Actor, **said: Any) -> Decision:
    """Append one row to a board's ledger, inside the transaction of the act itself."""
    return write_many(board, [(act, actor, said)])[0]


@transaction.atomic
def write_many(board: Board, rows: Iterable[tuple[Act, Actor, dict[str, Any]]]) -> list[Decision]:
    """Append rows in this order. The board's row is locked, so that two writers follow each other. Raises `Refused` before anybody decides there."""
    rows = list(rows)
    held = Board.objects.select_for_update(no_key=True).get(pk=board.pk)
    if held.constituted_at is None and (refusal := too_early(act for act, _actor, _said in rows)):
        raise Refused(refusal)
    last = Decision.objects.filter(board=board).order_by("-number").values_list("number", "hash").first()
    number, previous = last or (0, "")
    written = []
    for act, actor, said in rows:
        number += 1
        row = Decision(
            board=board, number=number, act=act, previous=previous, at=said.pop("at", None) or timezone.now(),
            user=actor.user_id, member=actor.member_id, username=actor.username, person=actor.person, capacity=actor.capacity,
            delegation_id=actor.delegation_id, **said,
        )  # fmt: skip
        row.hash = previous = hash_of(row)
        row.signature = sign(row.hash)
        written.append(row)
    Decision.objects.bulk_create(written, batch_size=200)
    return written


def about(page: "Page", revision: "Revision | None", digest: str) -> dict[str, Any]:
    """The part of a row that names the item."""
    title = (revision.content.get("title") if revision else "") or page.title
    return {
        "page_id": page.pk,
        "revision_id": revision.pk if revision else None,
        "digest": digest,
        "title": title[:255],
    }


def about_vote(consultation: "Consultation") -> dict[str, Any]:
    """The part of a row that names a matter put to the board: its digest stands for everything that was asked."""
    step = consultation.step
    return {
        "page_id": consultation.page_id,
        "run": step.workflow_state_id if step else None,
        "step_name": step.task.name if step else "",
        "digest": consultation.digest,
        "title": consultation.subject,
    }


def appointed(at: datetime.datetime) -> str:
    """How a row on the moment of posting begins; it is read again at that moment, and when the ledger is verified."""
    return _("Hẹn đăng lúc %s") % day_and_time(at)


def moved(old_url_path: str, new_url_path: str) -> str:
    """What a row on a move says; the guard reads it again."""
    return f"{old_url_path} → {new_url_path}"
