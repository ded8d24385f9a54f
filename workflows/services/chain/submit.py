"""Submitting an item to its board's chain (trình duyệt)."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from workflows.content_guard import checklist
from workflows.content_guard.attachments import read_files
from workflows.gate import gate
from workflows.models.judged import Judged
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused
from workflows.services.locking import lock_page

UPDATE, CORRECTION = "update", "correction"
LONGEST_NOTE = 1000


def submit(
    page: ReviewedPage, user: SomeUser, ticks: Iterable[str] = (), reason: str = "", *, change: str = "", note: str = ""
) -> WorkflowState:
    """Start the chain on the latest revision; `ticks` are the keys of the checklist that the person confirms; `reason`: why words that were
    returned are submitted again unchanged. Raises `Refused`.

    `change` says of something public what its new version is: `UPDATE`, or `CORRECTION` with the note that citizens will read; left empty,
    it is what the draft says. The same checks stand behind Wagtail's own submit button.
    """
    read_files_of(page)
    with transaction.atomic():
        return _submit(page, user, ticks, reason, (change, note))


def read_files_of(page: ReviewedPage) -> None:
    """Before anything is locked, since it may take half a minute: the files of the latest version that nobody has read yet."""
    latest = Judged.latest(page)
    if latest is not None and latest.media:
        read_files(latest.media)


def _submit(
    page: ReviewedPage, user: SomeUser, ticks: Iterable[str], reason: str, told: tuple[str, str]
) -> WorkflowState:
    page, (change, note) = lock_page(page), told
    if change in (UPDATE, CORRECTION):
        page = _noted(page, user, note.strip() if change == CORRECTION else "", is_correction=change == CORRECTION)
    chain = page.get_workflow()
    if chain is None:
        raise Refused(
            Refusal("no-chain", _("Trang này không thuộc Ban biên tập nào nên không trình duyệt được.")), page.pk
        )
    judged = Judged.latest(page)
    if judged:
        checklist.tick(judged, Act.SUBMIT, user, ticks)
        judged.said = reason.strip()
    return chain.start(page, user, judged)


def _noted(page: ReviewedPage, user: SomeUser, note: str, *, is_correction: bool) -> ReviewedPage:
    """The draft with this note in it, so that the chain judges it with the text (R122)."""
    if is_correction and not note:
        raise Refused(
            Refusal("note-needed", _("Đính chính thì phải ghi lời đính chính: sai ở đâu, nay sửa thế nào.")), page.pk
        )
    if len(note) > LONGEST_NOTE:
        raise Refused(Refusal("note-too-long", _("Lời đính chính dài quá 1.000 chữ cái. Hãy viết gọn lại.")), page.pk)
    revision = page.get_latest_revision()
    if (revision.content.get("correction_note", "") if revision else page.correction_note) != note:
        refusal = gate.ask(user, Act.SUBMIT, page)
        if refusal and not (refusal.about_text or refusal.asks_ticks or refusal.asks_reason):
            raise Refused(refusal, page.pk)
        draft: Any = page.get_latest_revision_as_object()
        draft.correction_note = note
        draft.save_revision(user=user)
        page.refresh_from_db()
    return page
