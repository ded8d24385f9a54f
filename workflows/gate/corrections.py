"""What citizens read about corrections and withdrawals: of one page, and of a site. All of it is rows of the ledger (R121, R122)."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page, Revision

from workflows.models.board import Board
from workflows.models.decision import CLOSING, TAKEN_DOWN, Certificate, Decision
from workflows.models.mistake import WithdrawalNotice
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act


def corrections_of(page: Page) -> QuerySet[Decision] | list[Decision]:
    """What was corrected on a page, newest first; the comment is the note. No query for a page that was posted once."""
    if not page.pk or page.first_published_at == page.last_published_at:
        return []
    return Decision.objects.filter(page=page.pk, act=Act.CORRECT).order_by("-number")


def told_at_address(page: Page) -> Decision | None:
    """The withdrawal, or the end of the approved time, that a page's address tells of; None for what is public or never was."""
    if page.live or page.first_published_at is None:
        return None
    last = (
        Decision.objects.filter(page=page.pk, act__in=CLOSING)
        .select_related("board", "notice__replacement")
        .order_by("-number")
        .first()
    )
    return last if last and (last.act == Act.EXPIRE or hasattr(last, "notice")) else None


def notice_of(page: Page) -> Decision | None:
    """The withdrawal that a page's address tells of; None for what expired, too."""
    told = told_at_address(page)
    return told if told and told.act in TAKEN_DOWN else None


def register_of(board: Board) -> QuerySet[Decision]:
    """A site's corrections of what is public now, and its withdrawals, newest first."""
    told = Q(act=Act.CORRECT, page__live=True) | Q(act__in=TAKEN_DOWN, notice__isnull=False)
    rows = Decision.objects.filter(board=board, act__in=[Act.CORRECT, *TAKEN_DOWN]).filter(told)
    return rows.select_related("page").order_by("-number")


def open_proposals(board: Board) -> QuerySet[Decision]:
    """The proposals to withdraw that nobody has decided yet, oldest first."""
    settled = Decision.objects.filter(
        page=OuterRef("page"), act__in=[*CLOSING, Act.DECLINE], number__gt=OuterRef("number")
    )
    rows = Decision.objects.filter(board=board, act=Act.PROPOSE).exclude(Exists(settled))
    return rows.select_related("page").order_by("number")


def open_proposal(page: Page) -> Decision | None:
    """The proposal to withdraw this page that waits for a decision."""
    last = (
        Decision.objects.filter(page=page.pk, act__in=[*CLOSING, Act.DECLINE, Act.PROPOSE]).order_by("-number").first()
    )
    return last if last and last.act == Act.PROPOSE else None


def replacement_of(row: Decision) -> Page | None:
    """The public page to read instead of a withdrawn one."""
    notice: WithdrawalNotice | None = getattr(row, "notice", None)
    return notice.replacement if notice and notice.replacement and notice.replacement.live else None


def note_of(certificate: Certificate) -> str:
    """What a certified revision tells citizens as corrected: nothing for a first publication, or a note that was told before."""
    note = _note(certificate.revision)
    earlier = Certificate.objects.filter(page=certificate.page_id, pk__lt=certificate.pk)
    return _new(note, earlier.exclude(revision=certificate.revision_id)) if note else ""


def note_in(page: ReviewedPage, draft: ReviewedPage) -> str:
    """What a new version of something that was public would tell as corrected; empty for an update."""
    note = draft.correction_note.strip()
    return _new(note, Certificate.objects.filter(page=page.pk)) if note and page.first_published_at else ""


def _new(note: str, earlier: QuerySet[Certificate]) -> str:
    """The note, unless the last of these told it, or there is none that could have been wrong."""
    before: Any = earlier.select_related("revision").order_by("-pk").first()
    return "" if before is None or note == _note(before.revision) else note


def _note(revision: Revision) -> str:
    return (revision.content.get("correction_note") or "").strip()
