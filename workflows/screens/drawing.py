"""A chain as people see it: drawn on the board's page, and with the state of one item on its review file."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import WorkflowState

from workflows.charter.roles import titles_of
from workflows.charter.schema import Chain as CharterChain
from workflows.charter.schema import Charter, Step
from workflows.charter.words import Condition, StepKind
from workflows.clocks import deadlines
from workflows.clocks.sentence import length
from workflows.gate import item_state, vote_sentence
from workflows.gate.applicable import why_not_applicable
from workflows.models.board import Board, Member
from workflows.models.chain import Chain, in_charge
from workflows.models.decision import Decision
from workflows.models.judged import Judged
from workflows.models.reviewed import ReviewedPage
from workflows.rules import votes as vote_rules
from workflows.rules.act import Act

DONE, NOW, NEXT, SKIPPED = "done", "now", "next", "skipped"
ENDING = (Act.REVIEW, Act.APPROVE, Act.VOTE, Act.PUBLISH, Act.RETURN, Act.SKIP)  # a mark on the way ends no step


@dataclass(frozen=True)
class StepView:
    """A step of a chain as the review file draws it; `state` is one of the four above."""

    name: str
    kind: str
    who: str
    state: str
    note: str = ""
    source: str = ""


def steps_of(
    page: ReviewedPage,
    run: WorkflowState | None,
    rows: Iterable[Decision],
    waits_for: str,
    *,
    judged: Judged | None,
    is_sensitive: bool,
    away: Mapping[int, datetime.datetime],
) -> list[StepView]:
    """The steps of a run (or of the chain that the item would take): done, skipped, waiting, to come and for whom.

    `rows` are the item's decisions; `waits_for` names those for whom the open step waits, and is empty where none is open; `away`:
    until when, by seat, where somebody is on leave.
    """
    chain = Chain.objects.filter(pk=run.workflow_id).first() if run else page.get_workflow()
    if chain is None:
        return []
    decided = {row.step: row for row in rows if run and row.run == run.pk and row.act in ENDING}
    views, waits = [], waits_for
    for source, task in zip(chain.source["step"], chain.tasks.values_list("pk", flat=True), strict=True):
        step, row = Step.model_validate(source), decided.get(task)
        if row:
            views.append(_decided(step, row))
        elif waits:
            views.append(_view(step, who=waits, state=NOW))
            waits = ""  # one step at a time
        else:
            reason = _not_applicable(step, judged, run, is_sensitive=is_sensitive) if run and judged else ""
            views.append(_to_come(step, page, reason, away))
    return views


def _not_applicable(step: Step, judged: Judged, run: WorkflowState, *, is_sensitive: bool) -> str:
    return why_not_applicable(step.when, step.who, step.in_charge_of or "", judged, run.requested_by_id, is_sensitive)


def _to_come(step: Step, page: ReviewedPage, reason: str, away: Mapping[int, datetime.datetime]) -> StepView:
    """`reason`: why it will be skipped, if it will."""
    if reason:
        return _view(step, who="", state=SKIPPED, note=reason)
    return _view(step, who=item_state.names(list(_expected(step, page)), away), state=NEXT)


def _view(step: Step, **shown: str) -> StepView:
    return StepView(name=step.name, kind=step.kind.value, source=step.source, **shown)


def _decided(step: Step, row: Decision) -> StepView:
    if row.act == Act.SKIP:
        return _view(step, who="", state=SKIPPED, note=row.comment)
    when = timezone.localtime(row.at).strftime("%H:%M %d/%m/%Y")
    return _view(step, who=f"{row.person} ({row.capacity})", state=DONE, note=f"{row.get_act_display()}, {when}")


def _expected(step: Step, page: ReviewedPage) -> Iterable[Member]:
    holders = [member for member in page.own_board.seats if member.is_named(step.who)]
    charged = in_charge(step.in_charge_of or "", page.field, page.unit)
    return [member for member in holders if member == charged] or holders


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


def drawn_chains(board: Board) -> list[tuple[CharterChain, list[DrawnStep]]]:
    """Each current chain of a board as a flow: roles, conditions, days, clauses."""
    current = board.chains.filter(is_current=True).order_by("pk")
    chains = [CharterChain.model_validate(chain.source) for chain in current]
    return [(chain, drawn_steps(chain, board.rules)) for chain in chains]


def drawn_steps(chain: CharterChain, rules: Charter) -> list[DrawnStep]:
    """The steps of one chain, with the titles that the charter gives to its roles."""
    titles = titles_of(rules)
    return [_drawn(step, titles) for step in chain.step]


@dataclass(frozen=True)
class DrawnDeadline:
    """A clock of the charter as the board page lists it, with the defaults of `workflows/clocks/deadlines.py` written out."""

    name: str
    within: str
    starts: str
    pauses: str
    extends: str
    escalates: str
    source: str
    default: str


def drawn_deadlines(rules: Charter) -> list[DrawnDeadline]:
    """The charter's clocks: what starts each, how long, what pauses and extends it, when the next level hears of it."""
    return [
        DrawnDeadline(
            name=deadline.name,
            within=length(deadline.within),
            starts=deadlines.said_of(deadline.starts),
            pauses="; ".join(deadlines.lawful_pauses(deadline)),
            extends=f"{deadline.extends.times} × {length(deadline.extends.within)}" if deadline.extends else "",
            escalates=length(deadlines.policy_for(deadline.within, deadline).escalate_after),
            source=deadline.source,
            default=deadline.default,
        )
        for deadline in rules.deadline
    ]


@dataclass(frozen=True)
class DrawnUrgent:
    """Posting in an emergency as the board page tells it."""

    who: str
    confirmed_by: str
    within: str
    source: str
    default: str


def drawn_urgent(rules: Charter) -> DrawnUrgent | None:
    """None where the charter has no such way past its chains."""
    provision = rules.urgent
    if provision is None:
        return None
    titles = titles_of(rules)
    return DrawnUrgent(
        who=", ".join(titles[role] for role in provision.who),
        confirmed_by=", ".join(titles[role] for role in provision.confirmed_by),
        within=length(provision.within),
        source=provision.source,
        default=provision.default,
    )


def drawn_vote(rules: Charter) -> dict[str, Any]:
    """How the board decides together, as its page says it (R47-R49)."""
    vote = vote_rules.rule_of(rules)
    titles = titles_of(rules)
    return {
        "vote": vote,
        "rules": vote_sentence.rules(vote),
        "who": [titles[role] for role in vote.voters if role in titles],
        "callers": [titles[role] for role in vote.callers if role in titles],
        "within": length(vote.within),
    }


KIND_LABELS = {
    StepKind.REVIEW: "Thẩm định",
    StepKind.APPROVE: "Phê duyệt",
    StepKind.VOTE: "Biểu quyết",
    StepKind.PUBLISH: "Đăng tải",
}
CONDITION_LABELS = {
    Condition.ALWAYS: "",
    Condition.SENSITIVE: "chỉ khi nội dung nhạy cảm",
    Condition.NOT_SENSITIVE: "khi nội dung không nhạy cảm",
    Condition.SUBMITTED_BY_OTHERS: "trừ khi chính người làm bước này soạn",
}
ROUTING_LABELS = {"field": "người phụ trách lĩnh vực", "unit": "người phụ trách đơn vị"}


def _drawn(step: Step, titles: dict[str, str]) -> DrawnStep:
    return DrawnStep(
        name=step.name,
        kind=step.kind,
        kind_label=KIND_LABELS[step.kind],
        who=" hoặc ".join(titles[role] for role in step.who),
        routed=ROUTING_LABELS.get(step.in_charge_of or "", ""),
        condition=CONDITION_LABELS[step.when],
        within=length(step.within) if step.within else "",
        source=step.source,
        default=step.default,
    )
