"""A step begins: for whom it waits, until when. The first step of a run is its submission."""

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, WorkflowState
from wagtail.signals import task_submitted

from workflows.charter.words import StepKind
from workflows.gate import four_eyes, gate, sensitivity
from workflows.gate.applicable import why_not_applicable
from workflows.ledger import ledger
from workflows.ledger.certificates import cite
from workflows.letters import chain as chain_letters
from workflows.models.board import Member
from workflows.models.calendar_day import CalendarDay
from workflows.models.chain import ChainStep, StepState, holders, in_charge
from workflows.models.judged import Judged
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused
from workflows.services.chain import follow_absence
from workflows.services.clocks import keep as keep_clocks
from workflows.services.votes import call as call_vote


@transaction.atomic
def start_step(step: ChainStep, run: WorkflowState, user: SomeUser | None) -> StepState:
    """Begin this step of a run, or record that it does not apply. Raises `Refused` where the submission is refused."""
    page = run.content_object.specific
    if not isinstance(page, ReviewedPage) or page.board is None:
        raise Refused(Refusal("not-reviewed", _("Chỉ trang thuộc một Ban biên tập mới trình duyệt được.")))
    judged = _judged(page, run)
    if run.current_task_state is None:
        _begin(judged, run, user)
    state = StepState(
        workflow_state=run,
        revision=judged.revision,
        task=step,
        board=judged.board,
        kind=step.kind,
        content=page.content_kind,
        field=judged.draft.field,
        is_sensitive=sensitivity.is_marked(judged.draft, sensitivity.last_mark_of(judged)),
        is_urgent=judged.draft.is_urgent,
        started_at=timezone.now(),
    )
    state.judged = judged
    if reason := why_not_applicable(
        step.condition, step.roles, step.in_charge_of, judged, run.requested_by_id, state.is_sensitive
    ):
        return _skip(state, reason)
    state.in_charge = in_charge(step.in_charge_of, judged.draft.field, judged.draft.unit)
    calendar = CalendarDay.objects.calendar_of(judged.board)
    if step.within:
        keep_clocks.count_step(state, step.within, calendar)
    counted_at = state.started_at
    state.save()  # which sets the moment of its beginning anew
    if step.within:
        if state.started_at.replace(microsecond=0) != counted_at.replace(microsecond=0):
            keep_clocks.count_step(state, step.within, calendar)
            state.save(update_fields=["due_at", "counted", "soon_at"])
        keep_clocks.remind_of_step(state, step.within, calendar)
    if step.kind == StepKind.PUBLISH:
        keep_clocks.approved(page, judged.board, calendar)
    waiting = entitled_members(step, state)
    state.entitled.add(*waiting)
    waiting += follow_absence.let_in(state)
    task_submitted.send(sender=StepState, instance=state, user=user)
    if step.kind == StepKind.VOTE:
        call_vote.open_at_step(state, page)
    else:
        chain_letters.step_waits(state, waiting)
    return state


def _judged(page: ReviewedPage, run: WorkflowState) -> Judged:
    """What the step before has judged, where that is at hand and nothing was written since; else the latest version."""
    before = run.current_task_state
    known = before.judged if isinstance(before, StepState) else getattr(run, "judged", None)
    if known is not None and known.revision.pk == page.latest_revision_id:
        return known
    latest = Judged.latest(page)
    if latest is None:
        raise Revision.DoesNotExist(f"page {page.pk} has no version to judge")
    return latest


def _begin(judged: Judged, run: WorkflowState, user: SomeUser | None) -> None:
    """The first step of a run is its submission; what was returned is submitted anew, in a run of its own."""
    if run.task_states.exists():
        if run.task_states.filter(status=TaskState.STATUS_REJECTED).exists():
            raise Refused(Refusal("submit-anew", _("Mục bị trả lại phải được trình lại từ bước đầu.")), judged.page.pk)
        return
    asked = gate.require(
        user or AnonymousUser(), Act.SUBMIT, judged.page, reason=judged.said, judged=judged, has_step=False
    )
    cite(judged.page.pk, judged.files)
    actor = ledger.Actor.of(asked.seats[0])
    said = {"run": run.pk, **ledger.about(judged.page, judged.revision, judged.digest)}
    mark = sensitivity.last_mark_of(judged)
    ledger.write(
        judged.board, Act.SUBMIT, actor, comment=judged.said, writers=sorted(judged.authors | {asked.user.pk}), **said
    )
    if (mark is None or mark.act != Act.FLAG) and sensitivity.is_marked(judged.draft, mark):
        ledger.write(judged.board, Act.FLAG, actor, comment=_("Người soạn đánh dấu khi trình."), **said)
        judged.__dict__.pop("rows", None)  # of which this is one now


def _skip(state: StepState, reason: str) -> StepState:
    said = ledger.about(state.judged.page, state.revision, state.digest)
    ledger.write(
        state.board,
        Act.SKIP,
        ledger.Actor(),
        run=state.workflow_state_id,
        step=state.task_id,
        step_name=state.task.name,
        comment=reason,
        **said,
    )
    state.status, state.comment, state.finished_at = TaskState.STATUS_SKIPPED, reason, timezone.now()
    state.save()
    return state


def entitled_members(step: ChainStep, state: StepState) -> list[Member]:
    """For whom the step waits; where nobody is left who may do it, for all who hold its roles."""
    return four_eyes.without_exception(state) or list(holders(state.board, step.roles).select_related("user"))
