"""Reads for the people's screens: what waits for whom, what happened to an item, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState

from workflows import gate
from workflows.act import Act
from workflows.charter import Condition, StepKind
from workflows.models import Board, Certificate, Chain, Decision, Member, ReviewedPage, StepState
from workflows.models.chain import holders
from workflows.services.start_step import why_not_applicable


@dataclass
class Waiting:
    """One line of a list: an item, the step at which it waits, for whom, since when, until when."""

    state: StepState
    page: Page
    title: str
    step_name: str
    waits_for: list[Member] = field(default_factory=list)

    @property
    def is_overdue(self) -> bool:
        return bool(self.state.due_at and self.state.due_at < timezone.now())


URGENT_FIRST = ("-is_urgent", models.F("due_at").asc(nulls_last=True), "started_at", "pk")


def my_queue(user: Any) -> models.QuerySet[StepState]:
    """The steps that wait for this person, most urgent and oldest first."""
    return _open_steps().filter(entitled__in=Member.objects.of_user(user)).distinct().order_by(*URGENT_FIRST)


def on_the_way(user: Any) -> models.QuerySet[StepState]:
    """The items that this person submitted and that wait for others."""
    return _open_steps().filter(workflow_state__requested_by=user).order_by(*URGENT_FIRST)


def in_review(board: Board) -> models.QuerySet[StepState]:
    """Everything under review on a board."""
    return _open_steps().filter(board=board).order_by(*URGENT_FIRST)


def returned_to(user: Any) -> list[Page]:
    """This person's items that were given back and not submitted again."""
    mine = Page.objects.filter(owner=user, has_unpublished_changes=True).order_by("-latest_revision_created_at")[:200]
    last = (
        Decision.objects.filter(page=models.OuterRef("pk"), act__in=[Act.SUBMIT, Act.RETURN, Act.RECALL, Act.PUBLISH])
        .order_by("-number")
        .values("act")[:1]
    )
    pages = (
        Page.objects.filter(pk__in=[page.pk for page in mine])
        .annotate(last_act=models.Subquery(last))
        .filter(last_act=Act.RETURN)
    )
    return list(pages.order_by("-latest_revision_created_at")[:20])


def drafts_of(user: Any) -> list[Page]:
    """This person's drafts that were never submitted."""
    return list(
        Page.objects.filter(owner=user, live=False, has_unpublished_changes=True, depth__gt=3)
        .exclude(decisions__isnull=False)
        .order_by("-latest_revision_created_at")[:20]
    )


def described(states: Iterable[StepState]) -> list[Waiting]:
    """Lines for a list; the same number of queries whatever its length."""
    listed = list(states)
    pages = Page.objects.in_bulk([int(state.workflow_state.object_id) for state in listed])
    return [
        Waiting(state, page, state.revision.object_str, state.task.name, list(state.entitled.all()))
        for state in listed
        if (page := pages.get(int(state.workflow_state.object_id)))
    ]


def history(page: Page) -> list[Decision]:
    """Every decision on an item, newest first."""
    return list(Decision.objects.filter(page=page).order_by("-number"))


@dataclass(frozen=True)
class StepView:
    """A step of a chain as the review file draws it."""

    name: str
    kind: str
    who: str
    state: str
    note: str = ""
    clause: str = ""


DONE, NOW, NEXT, SKIPPED = "done", "now", "next", "skipped"


def steps_of(page: ReviewedPage, run: WorkflowState | None) -> list[StepView]:
    """The steps of a run (or of the chain that the item would take): done, skipped, waiting, to come and for whom."""
    chain = Chain.objects.filter(pk=run.workflow_id).first() if run else page.get_workflow()
    if chain is None:
        return []
    states = (
        {
            state.task_id: state
            for state in StepState.objects.filter(workflow_state=run).prefetch_related("entitled__user")
        }
        if run
        else {}
    )
    decisions = (
        {row.step: row for row in Decision.objects.filter(run=run.pk, step__isnull=False).order_by("number")}
        if run
        else {}
    )
    return [_step_view(step, states.get(step.pk), decisions.get(step.pk), page, run) for step in chain.tasks.specific()]


def _step_view(
    step: Any, state: StepState | None, decision: Decision | None, page: ReviewedPage, run: WorkflowState | None
) -> StepView:
    common = {"name": step.name, "kind": step.kind, "clause": step.clause or step.rule}
    if state and state.status == TaskState.STATUS_SKIPPED:
        return StepView(**common, who="", state=SKIPPED, note=state.comment)
    if state and state.status != TaskState.STATUS_IN_PROGRESS and decision:
        when = timezone.localtime(decision.at).strftime("%H:%M %d/%m/%Y")
        return StepView(
            **common,
            who=f"{decision.person} ({decision.capacity})",
            state=DONE,
            note=f"{decision.get_act_display()}, {when}",
        )
    if state:
        return StepView(**common, who=gate.names(list(state.entitled.all())), state=NOW)
    if run and (reason := why_not_applicable(step, page, run, page.board)):
        return StepView(**common, who="", state=SKIPPED, note=reason)
    return StepView(**common, who=gate.names(list(_expected(step, page))), state=NEXT)


def _expected(step: Any, page: ReviewedPage) -> Iterable[Member]:
    charged = (
        page.field.in_charge
        if step.in_charge_of == "field" and page.field
        else page.unit.deputy
        if step.in_charge_of == "unit" and page.unit
        else None
    )
    if charged and charged.role in step.roles:
        return [charged]
    return holders(page.own_board, step.roles).select_related("user")


def last_decision_of(user: Any, page: Page) -> Decision | None:
    """This person's last decision on an item: what they had before them then is compared with what they have now."""
    return (
        Decision.objects.filter(page=page, user=user.pk, revision__isnull=False)
        .exclude(act=Act.SUBMIT)
        .order_by("-number")
        .first()
    )


def certificate_of(revision: Revision | None) -> Certificate | None:
    return Certificate.objects.filter(revision=revision).select_related("decision").first() if revision else None


@dataclass(frozen=True)
class DrawnStep:
    """A step of a chain as the board page draws it."""

    name: str
    kind: str
    kind_label: str
    who: str
    routed: str
    condition: str
    within: str
    source: str
    default: str


def drawn_chains(board: Board) -> list[tuple[Chain, list[DrawnStep]]]:
    """Each current chain of a board as a flow: roles, conditions, days, clauses."""
    titles = {role.key.value: role.title for role in board.rules.role}
    chains = board.chains.filter(is_current=True).order_by("pk")
    return [(chain, [_drawn(step, titles) for step in chain.source["step"]]) for chain in chains]


KIND_LABELS = {StepKind.REVIEW: "Thẩm định", StepKind.APPROVE: "Phê duyệt", StepKind.PUBLISH: "Đăng tải"}
CONDITION_LABELS = {
    Condition.ALWAYS: "",
    Condition.SENSITIVE: "chỉ khi nội dung nhạy cảm",
    Condition.NOT_SENSITIVE: "khi nội dung không nhạy cảm",
    Condition.SUBMITTED_BY_OTHERS: "trừ khi chính người giữ vai này trình",
}
ROUTING_LABELS = {"field": "người phụ trách lĩnh vực", "unit": "người phụ trách đơn vị"}
UNIT_LABELS = {"working-day": "ngày làm việc", "day": "ngày", "hour": "giờ"}


def _drawn(step: dict[str, Any], titles: dict[str, str]) -> DrawnStep:
    within = step.get("within")
    return DrawnStep(
        name=step["name"],
        kind=step["kind"],
        kind_label=KIND_LABELS[StepKind(step["kind"])],
        who=" hoặc ".join(titles[role] for role in step["who"]),
        routed=ROUTING_LABELS.get(step.get("in_charge_of") or "", ""),
        condition=CONDITION_LABELS[Condition(step["when"])],
        within=f"{within['amount']} {UNIT_LABELS[within['unit']]}" if within else "",
        source=", ".join(part for part in (step["clause"], step["rule"]) if part),
        default=step.get("default", ""),
    )


def _open_steps() -> models.QuerySet[StepState]:
    return (
        StepState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
        )
        .select_related("workflow_state", "task", "board")
        .prefetch_related("entitled__user", models.Prefetch("revision", queryset=Revision.objects.defer("content")))
    )
