"""A step begins: whether it applies, for whom it waits, until when. The first step of a run is its submission."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted

from workflows.charter.schema import Condition, RoleKey, StepKind
from workflows.digests.digest import content_digest, files_of
from workflows.gate import gate, sensitivity
from workflows.ledger import ledger
from workflows.ledger.certificates import cite
from workflows.letters import to_members as letters
from workflows.models.board import Board, Member
from workflows.models.calendar_day import CalendarDay
from workflows.models.chain import ChainStep, StepState, holders, in_charge
from workflows.models.decision import Decision
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused
from workflows.services.clocks import keep as keep_clocks
from workflows.services.locking import actor_of
from workflows.services.votes import call as call_vote


@transaction.atomic
def start_step(step: ChainStep, run: WorkflowState, user: Any) -> StepState:
    """Begin this step of a run, or record that it does not apply. Raises `Refused` where the submission is refused."""
    page = run.content_object.specific
    if not isinstance(page, ReviewedPage) or page.board is None:
        raise Refused(Refusal("not-reviewed", _("Chỉ trang thuộc một Ban biên tập mới trình duyệt được.")))
    if not run.task_states.exists():
        _record_submission(page, run, user)
    elif run.task_states.filter(status=TaskState.STATUS_REJECTED).exists():
        raise Refused(Refusal("submit-anew", _("Mục bị trả lại phải được trình lại từ bước đầu.")), page.pk)
    draft = page.get_latest_revision().as_object()
    state = StepState(
        workflow_state=run,
        revision=page.get_latest_revision(),
        task=step,
        board=page.board,
        kind=step.kind,
        content=page.content_kind,
        field=draft.field,
        is_sensitive=sensitivity.is_sensitive(draft),
        is_urgent=draft.is_urgent,
    )
    if reason := why_not_applicable(step.condition, step.roles, state.is_sensitive, run, page.board):
        ledger.write(
            page.board,
            Act.SKIP,
            ledger.Actor(),
            run=run.pk,
            step=step.pk,
            step_name=step.name,
            comment=reason,
            **_about(page, run),
        )
        state.status, state.comment, state.finished_at = TaskState.STATUS_SKIPPED, reason, timezone.now()
        state.save()
        return state
    state.in_charge = in_charge(step.in_charge_of, draft.field, draft.unit)
    state.save()
    keep_clocks.count_step(state, CalendarDay.objects.calendar_of(page.board))
    if step.kind == StepKind.PUBLISH:
        keep_clocks.approved(page, page.board)
    state.entitled.set(entitled_members(step, state.in_charge, page, state))
    task_submitted.send(sender=StepState, instance=state, user=user)
    if step.kind == StepKind.VOTE:
        call_vote.open_at_step(state, page)
    else:
        letters.step_waits(state, page)
    return state


def why_not_applicable(
    condition: str, roles: Iterable[str], is_sensitive: bool, run: WorkflowState, board: Board
) -> str:
    """The reason for skipping this step, or an empty string where it applies."""
    if condition == Condition.SENSITIVE and not is_sensitive:
        return _("Nội dung không được đánh dấu nhạy cảm.")
    if condition == Condition.NOT_SENSITIVE and is_sensitive:
        return _("Nội dung nhạy cảm đi thẳng tới bước của Trưởng ban.")
    if (
        condition == Condition.SUBMITTED_BY_OTHERS
        and holders(board, list(roles)).filter(user_id=run.requested_by_id).exists()
    ):
        return _("Người trình chính là người giữ vai của bước này; bước tiếp theo sẽ xem xét.")
    return ""


def entitled_members(step: ChainStep, charged: Member | None, page: ReviewedPage, state: StepState) -> list[Member]:
    """For whom the step waits: the member in charge; where there is none, or that member wrote the text, all who hold the roles."""
    authors = gate.contributors(page, state.revision, state.uploaders) | {state.workflow_state.requested_by_id}
    if charged and charged.is_active and RoleKey(charged.role) in step.roles and charged.user_id not in authors:
        return [charged]
    everyone = list(holders(state.board, step.roles).select_related("user"))
    if step.author_may:
        return everyone
    return [member for member in everyone if member.user_id not in authors] or everyone


def _record_submission(page: ReviewedPage, run: WorkflowState, user: Any) -> None:
    gate.require(user, Act.SUBMIT, page)
    revision = page.get_latest_revision()
    files = files_of(revision.as_object())
    cite(page.pk, files)
    digest = content_digest(revision.content, files)
    actor, said = actor_of(page.own_board, user), {"run": run.pk, **ledger.about(page, revision, digest)}
    mark = sensitivity.last_mark(page.pk)
    ledger.write(page.own_board, Act.SUBMIT, actor, **said)
    if (mark is None or mark.act != Act.FLAG) and sensitivity.is_sensitive(revision.as_object()):
        ledger.write(page.own_board, Act.FLAG, actor, comment=_("Người soạn đánh dấu khi trình."), **said)


def _about(page: ReviewedPage, run: WorkflowState) -> dict[str, Any]:
    submitted = Decision.objects.get(run=run.pk, act=Act.SUBMIT)
    return ledger.about(page, page.get_latest_revision(), submitted.digest)
