"""Guards of chains and runs: a chain is its charter's; a step passes and a run ends only after the ledger says so."""

from typing import Any

from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.models import (
    Task,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from workflows.models.chain import Chain, ChainStep
from workflows.models.decision import Decision
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused
from workflows.verification import votes as verification_of_votes


def refuse_to_change_chain(sender: type, instance: Any, signal: Any, **_kwargs: Any) -> None:
    """A chain is what the charter says: it changes by loading a changed charter, never by hand."""
    if isinstance(instance, WorkflowTask):
        chain = Chain.objects.filter(pk=instance.workflow_id).first()
        is_building = (
            signal is pre_save
            and instance.pk is None
            and chain is not None
            and chain.workflow_tasks.count() < len(chain.source["step"])
        )
        touched = chain is not None and not is_building
    elif isinstance(instance, Task):
        touched = instance.pk is not None and issubclass(instance.specific_class or Task, ChainStep)
    elif isinstance(instance, Workflow):
        touched = instance.pk is not None and Chain.objects.filter(pk=instance.pk).exists()
    else:
        return
    is_new = signal is pre_save and instance._state.adding and not isinstance(instance, WorkflowTask)
    if touched and not is_new:
        raise Refused(
            Refusal(
                "chain-is-charter", _("Quy trình là của quy chế: hãy sửa tệp quy chế và nạp lại, không sửa tay ở đây.")
            )
        )


def refuse_step_without_decision(sender: type, instance: Any, **_kwargs: Any) -> None:
    """A step is passed, skipped or returned only after the ledger says so (covers `task_state.approve()` called by code)."""
    if not isinstance(instance, TaskState) or instance.status == TaskState.STATUS_IN_PROGRESS:
        return
    if not issubclass(instance.task.specific_class or Task, ChainStep):
        return
    rows = Decision.objects.filter(run=instance.workflow_state_id)
    if instance.status == TaskState.STATUS_CANCELLED:
        allowed = rows.filter(act__in=[Act.RECALL, Act.RETURN, Act.FLAG, Act.URGENT, Act.DISOWN]).exists()
    else:
        acts = {
            TaskState.STATUS_APPROVED: [Act.REVIEW, Act.APPROVE, Act.VOTE, Act.PUBLISH],
            TaskState.STATUS_REJECTED: [Act.RETURN],
            TaskState.STATUS_SKIPPED: [Act.SKIP],
        }[instance.status]
        said = rows.filter(step=instance.task_id, act__in=acts, revision_id=instance.revision_id)
        allowed = any(verification_of_votes.is_borne_out(row) for row in said)
    if not allowed:
        raise Refused(Refusal("no-decision", _("Bước này chưa có quyết định trong sổ, nên không chuyển được.")))


def refuse_run_without_decision(sender: type, instance: WorkflowState, **_kwargs: Any) -> None:
    """A run ends before its time only by a return or a recall with its reason."""
    if (
        instance.pk is None
        or instance.status != WorkflowState.STATUS_CANCELLED
        or not Chain.objects.filter(pk=instance.workflow_id).exists()
    ):
        return
    if not Decision.objects.filter(run=instance.pk, act__in=[Act.RECALL, Act.RETURN, Act.URGENT, Act.DISOWN]).exists():
        raise Refused(Refusal("no-decision", _("Muốn dừng xét duyệt, hãy dùng «Rút lại» hoặc «Trả lại» và ghi lý do.")))
