"""Reads for the people's screens: what waits for whom, what happened to an item, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState

from workflows.charter.words import RoleKey, StepKind
from workflows.gate import gate, item_state
from workflows.models.appointment import Appointment
from workflows.models.board import Board, Member
from workflows.models.chain import Chain, StepState
from workflows.models.consultation import Consultation
from workflows.models.decision import POSTED, Decision
from workflows.models.delegation import OF_STEPS, Delegation
from workflows.models.item_clock import ItemClock
from workflows.models.leave import with_absence
from workflows.models.some_user import SomeUser, signed_in
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND


@dataclass
class Waiting:
    """One line of a list: an item, the step at which it waits, for whom, since when, until when, and the clocks of the item itself."""

    state: StepState
    page: Page
    title: str
    step_name: str
    waits_for: list[Member] = field(default_factory=list)
    in_stead_of: Member | None = None
    clocks: list[ItemClock] = field(default_factory=list)

    @property
    def who(self) -> str:
        """For whom it waits, and who of them is away."""
        until = {member.pk: getattr(member, "away_until", None) for member in self.waits_for}
        return item_state.names(self.waits_for, {seat: moment for seat, moment in until.items() if moment})

    @property
    def appointment(self) -> Appointment | None:
        """The moment at which it is to be posted."""
        return Appointment.of(self.state)

    @property
    def consequence(self) -> str:
        """What its positive act is called."""
        return gate.consequence(self.state)

    @property
    def is_due_today(self) -> bool:
        return bool(self.state.due_at and timezone.localdate(self.state.due_at) == timezone.localdate())


@dataclass
class Duties:
    """What the charter gives a seat to do: whether it decides or posts, itself or in another's stead, and the kinds of content that it drafts."""

    seat: Member
    decides: bool = False
    stands_in: bool = False
    drafts: set[str] = field(default_factory=set)


def duties_of(user: SomeUser) -> list[Duties]:
    """This person's seats with their duties, read once in a request: kept with the user, as Django keeps permissions. Three queries."""
    known: Any = user
    if not hasattr(known, "_duties"):
        known._duties = _duties_of(user)
    kept: list[Duties] = known._duties
    return kept


def deeds_of(user: SomeUser) -> list[Delegation]:
    """The deeds under which this person stands in now, read once in a request and kept with the user. One query."""
    known: Any = user
    if not hasattr(known, "_deeds"):
        known._deeds = list(Delegation.objects.received_by(user))
    kept: list[Delegation] = known._deeds
    return kept


def _duties_of(user: SomeUser) -> list[Duties]:
    seats = list(
        with_absence(Member.objects.of_user(user))
        .select_related("board__root_page", "board__charter")
        .defer("board__charter__content")
    )
    chains = list(Chain.objects.filter(board__in=[seat.board_id for seat in seats], is_current=True))
    standing_in = {deed.receiver_id for deed in deeds_of(user) if not set(OF_STEPS).isdisjoint(deed.acts)}
    all_duties = []
    for seat in seats:
        duties = Duties(seat, stands_in=seat.pk in standing_in)
        for chain in (chain for chain in chains if chain.board_id == seat.board_id):
            duties.decides |= any(seat.is_named(step["who"]) for step in chain.source["step"])
            if seat.is_named(chain.source["drafted_by"]):
                duties.drafts |= set(chain.content)
        all_duties.append(duties)
    return all_duties


def boards_decided_by(user: SomeUser) -> list[Board]:
    """The boards on which this person decides at a step, or posts; also while only under a deed."""
    return [own.seat.board for own in duties_of(user) if own.decides or own.stands_in]


def decides_on(user: SomeUser, page: Page) -> bool:
    """Whether it stands on one of them."""
    return any(page.path.startswith(board.root_page.path) for board in boards_decided_by(user))


def places_to_write(duties: Duties) -> list[dict[str, Any]]:
    """What this seat drafts on its site: the section that it goes into, and the names of the class of page."""
    sections = Page.objects.child_of(duties.seat.board.root_page).order_by("path")
    return [
        {"section": section.pk, "app": meta.app_label, "model": meta.model_name, "name": meta.verbose_name}
        for section in sections
        for kind in [section.specific_class]
        for meta in (page_class._meta for page_class in (kind.allowed_subpage_models() if kind else []))
        if getattr(meta.model, "content_kind", None) in duties.drafts and meta.model is not kind
    ]


URGENT_FIRST = ("-is_urgent", models.F("due_at").asc(nulls_last=True), "started_at", "pk")


def my_queue(user: SomeUser, deeds: Iterable[Delegation] | None = None) -> models.QuerySet[StepState]:
    """The steps that wait for this person, most urgent and oldest first: on their own seats, and under deeds in force; not those
    at a vote.

    `deeds` are those that this person has received, where the caller has read them.
    """

    mine = Q(entitled__in=Member.objects.of_user(user))
    for deed in Delegation.objects.received_by(user) if deeds is None else deeds:
        mine |= deed.steps()
    voting = Consultation.objects.unsettled().exclude(step=None).values("step")
    return open_steps().filter(mine).exclude(pk__in=voting).distinct().order_by(*URGENT_FIRST)


def next_waiting(user: SomeUser, page: Page) -> "Waiting | None":
    """The first item that waits for this person besides this one."""
    others = my_queue(user).exclude(workflow_state__object_id=str(page.pk))
    return next(iter(described(others[:1], user)), None)


def of_whom_one_helps(duties: Iterable[Duties]) -> models.QuerySet[StepState]:
    """The steps that wait for the members whom this person helps with their work (AG Đ13.2)."""
    seats = [own.seat for own in duties if own.seat.role == RoleKey.ASSISTANT]
    helped = Q(pk__in=[])
    for seat in seats:
        keys = [each.helps for each in seat.board.rules.member if each.key == seat.key]
        helped |= Q(board=seat.board_id, entitled__key__in=keys)
    return open_steps().filter(helped).distinct().order_by(*URGENT_FIRST)


def on_the_way(user: SomeUser) -> models.QuerySet[StepState]:
    """The items that this person submitted and that wait for others, last moved first."""
    return open_steps().filter(workflow_state__requested_by=signed_in(user)).order_by("-started_at", "-pk")


def in_review(board: Board) -> models.QuerySet[StepState]:
    """Everything under review on a board."""
    return open_steps().filter(board=board).order_by(*URGENT_FIRST)


def returned_to(user: SomeUser) -> list[Page]:
    """This person's items that were given back and not submitted again."""
    mine = Page.objects.filter(owner=signed_in(user), has_unpublished_changes=True).order_by(
        "-latest_revision_created_at"
    )[:200]
    last = (
        Decision.objects.filter(page=models.OuterRef("pk"), act__in=[Act.SUBMIT, Act.RETURN, Act.RECALL, *POSTED])
        .order_by("-number")
        .values("act")[:1]
    )
    pages = (
        Page.objects.filter(pk__in=[page.pk for page in mine])
        .annotate(last_act=models.Subquery(last))
        .filter(last_act=Act.RETURN)
    )
    return list(pages.order_by("-latest_revision_created_at")[:20])


def drafts_of(user: SomeUser) -> list[Page]:
    """This person's drafts that were never submitted."""
    return list(
        Page.objects.filter(owner=signed_in(user), live=False, has_unpublished_changes=True, depth__gt=3)
        .exclude(decisions__isnull=False)
        .order_by("-latest_revision_created_at")[:20]
    )


def published_of(user: SomeUser) -> list[Page]:
    """This person's items that citizens read, last posted first."""
    return list(
        Page.objects.filter(owner=signed_in(user), live=True, decisions__act__in=POSTED)
        .distinct()
        .order_by("-last_published_at")[:5]
    )


def described(
    states: Iterable[StepState], user: SomeUser | None = None, deeds: Iterable[Delegation] | None = None
) -> list[Waiting]:
    """Lines for a list, with in whose stead this person would decide; the same number of queries whatever its length."""
    listed = list(states)
    if not listed:
        return []
    if deeds is None:
        deeds = Delegation.objects.received_by(user) if user else []
    deeds = list(deeds)
    pages = Page.objects.in_bulk([int(state.workflow_state.object_id) for state in listed])
    clocks: dict[int | None, list[ItemClock]] = {}
    for running in ItemClock.objects.running().filter(page__in=pages).most_pressing_first():
        clocks.setdefault(running.page_id, []).append(running)
    return [
        Waiting(
            state,
            page,
            state.revision.object_str,
            state.task.name,
            list(state.entitled.all()),
            _in_stead_of(state, user, deeds),
            clocks.get(page.pk, []),
        )
        for state in listed
        if (page := pages.get(int(state.workflow_state.object_id)))
    ]


def _in_stead_of(state: StepState, user: SomeUser | None, deeds: list[Delegation]) -> Member | None:
    if user is None or not deeds or any(member.user_id == user.pk for member in state.entitled.all()):
        return None
    act = ACT_OF_KIND[StepKind(state.kind)]
    return next((deed.giver for deed in deeds if deed.covers(act, state)), None)


def history(page: Page) -> list[Decision]:
    """Every decision on an item, newest first."""
    return list(Decision.objects.filter(page=page).order_by("-number"))


def last_decision_of(user: SomeUser, rows: list[Decision]) -> Decision | None:
    """This person's last decision among these, newest first: what they saw then is compared with what they see now."""
    return next((row for row in rows if row.user == user.pk and row.revision_id and row.act != Act.SUBMIT), None)


def open_steps() -> models.QuerySet[StepState]:
    """The steps at which items wait, with what a list shows of them."""
    return (
        StepState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
        )
        .select_related("workflow_state", "task", "board", "appointment")
        .prefetch_related(
            models.Prefetch("entitled", queryset=with_absence(Member.objects.select_related("user"))),
            models.Prefetch("revision", queryset=Revision.objects.defer("content")),
        )
    )
