"""Posting at once in an emergency (đăng khẩn): the charter's exception to its chain, until a second person confirms it (R52, 2.10)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from workflows.content_guard import checklist
from workflows.content_guard.attachments import read_files
from workflows.digests.digest import seal_to_certify, sha256_of
from workflows.gate import emergencies, item_state
from workflows.ledger import ledger
from workflows.ledger.certificates import certify, cite
from workflows.letters import emergencies as emergencies_letters
from workflows.models.chain import StepState
from workflows.models.item_clock import ItemClock
from workflows.models.judged import Judged
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused
from workflows.services.clocks import keep as keep_clocks
from workflows.services.locking import actor_on, lock_page, lock_step


def publish_urgently(page: ReviewedPage, user: SomeUser, reason: str, ticks: Iterable[str] = ()) -> ItemClock:
    """Make the item public now; the steps that it waits at are set aside. The clock says until when somebody else has to
    confirm it. Raises `Refused`."""
    if judged := emergencies.judged(page, item_state.open_step(page)):
        read_files(judged.media)
    with transaction.atomic():
        state = item_state.open_step(page)
        held = lock_step(state, with_page=True) if state is not None else None
        page = held.page if held is not None else lock_page(page)
        state = item_state.open_step(page)
        if held is not None and state is not None and state.pk == held.pk:
            state = held
        judged = emergencies.judged(page, state)
        if judged is None:
            raise Refused(Refusal("no-text", _("Mục này chưa có nội dung nào được lưu.")), page.pk)
        return _post(judged, state, user, reason, ticks)


def _post(judged: Judged, state: StepState | None, user: SomeUser, reason: str, ticks: Iterable[str]) -> ItemClock:
    page, board, revision, files = judged.page, judged.board, judged.revision, judged.files
    checklist.tick(judged, Act.URGENT, user, ticks)
    emergencies.require(user, Act.URGENT, page, reason)
    provision = board.rules.urgent
    if provision is None:
        raise LookupError("the rules have let something pass that the charter does not provide for")
    cite(page.pk, files)
    seal = seal_to_certify(judged.draft, page.first_published_at)
    decision = ledger.write(
        board, Act.URGENT, actor_on(emergencies.ground_to_post(user, page, judged.draft)),
        run=state.workflow_state_id if state else None, comment=reason.strip(), seal=sha256_of(seal),
        **ledger.about(page, revision, judged.digest),
    )  # fmt: skip
    certify(revision, decision, files, seal)
    if state is not None:
        state.workflow_state.cancel(user=user)
        keep_clocks.no_longer_approved(page, _("đã đăng khẩn"))
    try:
        revision.publish(user=user, skip_permission_checks=True)
    except ValidationError as error:
        raise Refused(Refusal("incomplete", " ".join(error.messages)), page.pk) from None
    running = keep_clocks.start(board, emergencies.deadline_of(provision, page.content_kind), decision.at, page)
    emergencies_letters.posted_urgently(page, decision, running)
    return running
