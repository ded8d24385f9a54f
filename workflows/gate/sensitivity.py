"""Sensitive items (R59): whether one is, where the chief decides on it, and whether the chief has.

A flag is a row of the ledger and stays with the item until the chief takes it away, over returns, edits and later publications. The
box that an author ticks becomes such a row at submission.
"""

from collections.abc import Iterator
from typing import Any

from wagtail.models import TaskState, WorkflowState

from workflows.charter.words import Condition, RoleKey, StepKind
from workflows.models.board import Member
from workflows.models.chain import Chain, StepState
from workflows.models.decision import Decision
from workflows.models.judged import Judged
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act

MARKS = (Act.FLAG, Act.UNFLAG)


def last_mark(page_id: int) -> Decision | None:
    """The last word on whether the item is sensitive; None where nobody has said one."""
    return (
        Decision.objects.filter(page_id=page_id, act__in=MARKS).select_related("revision").order_by("-number").first()
    )


def last_mark_of(judged: Judged) -> Decision | None:
    """The same, from the rows that the act has read."""
    return next((row for row in reversed(judged.rows) if row.act in MARKS), None)


def is_sensitive(draft: ReviewedPage) -> bool:
    """Whether the item is to be treated as sensitive: by the last word in the ledger, or because its author has ticked it since."""
    return is_marked(draft, last_mark(draft.pk))


def is_marked(draft: ReviewedPage, mark: Decision | None) -> bool:
    """The same, where the last word is known."""
    if mark is None or mark.act == Act.FLAG:
        return mark is not None or draft.is_sensitive
    was_ticked = bool(mark.revision and mark.revision.content.get("is_sensitive"))
    return draft.is_sensitive and not was_ticked


def is_chiefs(step: dict[str, Any]) -> bool:
    """Whether this step of a chain (as the charter has it) is where the chief decides on a sensitive item."""
    conditions = (Condition.SENSITIVE, Condition.ALWAYS)
    return step["kind"] == StepKind.APPROVE and RoleKey.CHIEF in step["who"] and step["when"] in conditions


def is_for_chief(state: StepState) -> bool:
    """Whether the chief decides in person at this step of a sensitive item, whatever the board votes."""
    step = state.task.specific
    return state.is_sensitive and is_chiefs({"kind": step.kind, "who": step.roles, "when": step.condition})


def chief_has_decided(run: int) -> bool:
    """Whether the chief, or whoever a deed names for sensitive items, has approved in this run."""
    rows = Decision.objects.filter(run=run, act=Act.APPROVE).select_related("delegation__giver")
    return any(_is_chiefs_word(row) for row in rows)


def undecided(decision: Decision) -> bool:
    """Whether a publication left out the chief's word on an item that was flagged when it was posted."""
    marks = Decision.objects.filter(page=decision.page_id, act__in=MARKS, number__lt=decision.number)
    mark = marks.order_by("-number").first()
    if mark is None or mark.act != Act.FLAG or decision.run is None:
        return False
    return not chief_has_decided(decision.run)


def steps_to_take_again(run: WorkflowState) -> Iterator[StepState]:
    """Of a run whose item has just been flagged: the chief's step, where it was skipped, or passed by somebody else."""
    chain = Chain.objects.get(pk=run.workflow_id)
    tasks = list(chain.tasks.values_list("pk", flat=True))
    chiefs = [task for task, step in zip(tasks, chain.source["step"], strict=True) if is_chiefs(step)]
    done = (TaskState.STATUS_SKIPPED, TaskState.STATUS_APPROVED)
    for state in StepState.objects.filter(workflow_state=run, task__in=chiefs[:1], status__in=done):
        row = Decision.objects.filter(run=run.pk, step=state.task_id).select_related("delegation__giver")
        if not any(_is_chiefs_word(each) for each in row):
            yield state


def _is_chiefs_word(row: Decision) -> bool:
    if row.act != Act.APPROVE:
        return False
    if row.delegation:
        return row.delegation.includes_sensitive and row.delegation.giver.role == RoleKey.CHIEF
    return row.member is not None and Member.objects.filter(pk=row.member, role=RoleKey.CHIEF).exists()
