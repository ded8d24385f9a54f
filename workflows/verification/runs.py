"""Whether every run of a chain, and every step of it, stands as the ledger says: begun by whom, passed, skipped, given back, ended."""

from collections import defaultdict
from collections.abc import Iterator

from wagtail.models import TaskState, WorkflowState

from workflows.models.chain import Chain, StepState
from workflows.models.decision import Decision
from workflows.models.some_user import still_there
from workflows.rules.act import Act

ENDED_BY = {
    WorkflowState.STATUS_APPROVED: {Act.PUBLISH},
    WorkflowState.STATUS_CANCELLED: {Act.RETURN, Act.RECALL, Act.URGENT, Act.DISOWN},
}
PASSED_BY = {
    TaskState.STATUS_APPROVED: {Act.REVIEW, Act.APPROVE, Act.VOTE, Act.PUBLISH},
    TaskState.STATUS_SKIPPED: {Act.SKIP},
    TaskState.STATUS_REJECTED: {Act.RETURN},
}
ENDING = frozenset[Act]().union(*ENDED_BY.values())
DECIDED = frozenset[Act]().union(*PASSED_BY.values())


def breaches() -> Iterator[str]:
    """A sentence per run that is gone, that stands otherwise than the ledger says, or that somebody else began."""
    acts: dict[int, set[str]] = defaultdict(set)
    steps: dict[tuple[int, int, int | None], set[str]] = defaultdict(set)
    began: dict[int, int | None] = {}
    rows = Decision.objects.filter(run__isnull=False).order_by("number")
    for run, step, revision, act, user in rows.values_list("run", "step", "revision", "act", "user").iterator():
        acts[run or 0].add(act)
        if act in DECIDED and step is not None:
            steps[run or 0, step, revision].add(act)
        if act == Act.SUBMIT:
            began[run or 0] = user
    known = _runs()
    accounts = still_there(began.values())
    yield from (
        f"Lần trình số {run}: có trong sổ quyết định mà không còn." for run in sorted(acts.keys() - known.keys())
    )
    for run, (status, requested_by, title) in sorted(known.items()):
        if not _is_borne_out(status, acts[run]):
            yield f"Lần trình số {run} («{title}»): đang ghi là «{status}», không khớp với sổ quyết định."
        if requested_by != began.get(run, requested_by) and (requested_by is not None or began[run] in accounts):
            yield f"Lần trình số {run} («{title}»): người trình không phải người đã ghi trong sổ quyết định."
    yield from _steps(steps)


def _runs() -> dict[int, tuple[str, int | None, str]]:
    states = WorkflowState.objects.filter(workflow__in=Chain.objects.values("pk"))
    return {
        pk: (status, user, str(name))
        for pk, status, user, name in states.values_list("pk", "status", "requested_by", "workflow__name")
    }


def _is_borne_out(status: str, acts: set[str]) -> bool:
    if status == WorkflowState.STATUS_IN_PROGRESS:
        return not acts & ENDING
    return bool(acts & ENDED_BY.get(status, set()))


def _steps(decided: dict[tuple[int, int, int | None], set[str]]) -> Iterator[str]:
    """Every step that was passed has its row, and every row of a step says what was decided on it."""
    found: set[tuple[int, int, int | None]] = set()
    states = StepState.objects.values_list("workflow_state", "task", "revision", "status")
    for run, task, revision, status in states.iterator():
        found.add((run, task, revision))
        wanted = PASSED_BY.get(status)
        if wanted is not None and not decided.get((run, task, revision), set()) & wanted:
            yield f"Lần trình số {run}: một bước đang ghi là «{status}», sổ quyết định không có."
    for run, _task, _revision in sorted(decided.keys() - found, key=str):
        yield f"Lần trình số {run}: một bước đã quyết định không còn hoặc đã bị đổi."
