"""A chain: the steps that one kind of content goes through on one board, as Wagtail's own workflow and tasks.

A chain is never edited. A changed charter compiles to a new chain; reviews in progress stay on the one they began under.
What a step does is in `services/chain/`; where Wagtail calls it, in `doors/steps.py`.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, Workflow
from wagtail.signals import workflow_submitted

from workflows.charter.schema import Duration
from workflows.charter.words import Condition, StepKind, TimeUnit
from workflows.models.board import Board, Field, Member, MemberQuerySet, Unit
from workflows.models.judged import Judged
from workflows.models.page_history import add_entries, named
from workflows.models.reviewed import ReviewedPage
from workflows.models.run import Run
from workflows.models.some_user import SomeUser
from workflows.models.timed import Timed
from workflows.rules.chain import under_way
from workflows.rules.refusal import Refused

before_run = Signal()
"""What takes its time before a run begins (`page`): nothing is locked yet."""


class Chain(Workflow):
    """One version of one chain of a board."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="chains")
    key = models.SlugField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    content = models.JSONField(help_text="The kinds of content that go through it.")
    source = models.JSONField(help_text="The chain as the charter had it.")
    is_current = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("quy trình")
        constraints = [models.UniqueConstraint(fields=["board", "key", "version"], name="chain_version")]

    def start(self, obj: Any, user: SomeUser, judged: Judged | None = None) -> Run:
        """Begin a run, as Wagtail does, on what the caller has read under its lock; Wagtail's own button comes without.

        Its first step asks whether it may. Raises `Refused`.
        """
        if judged is not None:
            return self._start(obj, user, judged)
        before_run.send(sender=Chain, page=obj)
        with transaction.atomic():
            held = type(obj)._base_manager.select_for_update(no_key=True).get(pk=obj.pk)
            return self._start(held, user, None)

    @transaction.atomic
    def _start(self, obj: Any, user: SomeUser, judged: Judged | None) -> Run:
        if obj.current_workflow_state is not None:
            raise Refused(under_way(), obj.pk)
        run = Run(
            content_type=obj.get_content_type(),
            base_content_type=obj.get_base_content_type(),
            object_id=str(obj.pk),
            workflow=self,
            requested_by=user if user.pk else None,  # nobody is refused at the first step
        )
        run.judged = judged
        run.content_object = obj.plain() if isinstance(obj, ReviewedPage) else obj
        run.save()
        run.update(user=user)
        workflow_submitted.send(sender=Run, instance=run, user=user)
        first = run.current_task_state
        workflow = {
            "id": self.pk,
            "title": self.name,
            "status": run.status,
            "next": named(first.task) if first else None,
            "task_state_id": first.pk if first else None,
        }
        add_entries(obj, user, obj.get_latest_revision(), [("wagtail.workflow.start", {"workflow": workflow})])
        return run


class ChainStep(Task):
    """What the four kinds of step have in common."""

    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in StepKind])
    roles = models.JSONField()
    in_charge_of = models.CharField(max_length=10, blank=True)
    condition = models.CharField(max_length=20, default=Condition.ALWAYS)
    within_amount = models.PositiveSmallIntegerField(null=True)
    within_unit = models.CharField(max_length=12, blank=True, choices=[(unit.value, unit.value) for unit in TimeUnit])
    author_may = models.BooleanField(default=False)
    rule = models.CharField(max_length=30, blank=True)
    clause = models.CharField(max_length=200, blank=True)
    default_taken = models.TextField(blank=True)

    admin_form_fields: list[str] = []
    admin_form_readonly_on_edit_fields: list[str] = []

    class Meta:
        abstract = True

    @property
    def within(self) -> Duration | None:
        """How long it may take; None where the charter sets no time."""
        return Duration(amount=self.within_amount, unit=TimeUnit(self.within_unit)) if self.within_amount else None

    @classmethod
    def get_task_state_class(cls) -> type["StepState"]:
        return StepState


def step_model(kind: StepKind) -> type[ChainStep]:
    """The concrete task of a kind of step. They are built in `doors/steps.py`, where Wagtail comes in."""
    model: type[ChainStep] = apps.get_model("workflows", f"{kind.value}task")
    return model


class StepState(Timed, TaskState):
    """A step of one run: for whom it waits, since when, until when, and why where it was skipped.

    `content`, `field` and `is_sensitive` say again what the judged text says, so that lists and deeds need not read it.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    entitled = models.ManyToManyField(Member, related_name="waiting_steps")
    in_charge = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    content = models.CharField(max_length=10, blank=True)
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+", null=True)
    is_sensitive = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True, db_index=True)
    soon_at = models.DateTimeField(null=True)
    counted = models.TextField(blank=True)
    is_urgent = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("bước đang chạy")

    @property
    def page(self) -> ReviewedPage:
        """The item, of its own class."""
        page: ReviewedPage = self.revision.content_object
        return page

    @cached_property
    def judged(self) -> Judged:
        """What this step judges."""
        return Judged(self.page, self.revision)

    @property
    def digest(self) -> str:
        """Its digest, from the stored revision and the files as they are now."""
        return self.judged.digest

    @property
    def authors(self) -> set[int]:
        """Who wrote any part of it, or submitted it."""
        submitted = self.workflow_state.requested_by_id
        return self.judged.authors | ({submitted} if submitted is not None else set())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Once it has begun, a step changes in Wagtail's columns only, unless the caller names others."""
        if not self._state.adding and not args and not kwargs:
            kwargs["update_fields"] = [
                field.name for field in TaskState._meta.local_concrete_fields if not field.primary_key
            ]
        super().save(*args, **kwargs)

    def log_state_change_action(self, user: SomeUser, action: str) -> None:
        run = self.workflow_state
        workflow = {
            "id": run.workflow_id,
            "title": run.workflow.name,
            "status": self.status,
            "task_state_id": self.pk,
            "task": named(self.task),
            "next": named(run.get_next_task()),
        }
        told = {"workflow": workflow, "comment": self.get_comment()}
        add_entries(self.page, user, self.revision, [(f"wagtail.workflow.{action}", told)])


def whole_steps() -> models.QuerySet[StepState]:
    """Steps with what an act and a screen ask of them. Two queries."""
    seats = models.Prefetch("entitled", Member.objects.select_related("user"))
    found = StepState.objects.select_related("revision", "board__charter", "task", "field", "appointment__decision")
    whole: models.QuerySet[StepState] = found.defer("board__charter__content").prefetch_related(seats)
    return whole


def holders(board: Board, roles: Iterable[str]) -> MemberQuerySet:
    """The seats that hold one of these roles, whether or not somebody sits on them."""
    return board.members.active().named(roles)


def in_charge(of: str, field: Field | None, unit: Unit | None) -> Member | None:
    """The member that the charter puts in charge of the item's field or unit, if a step is routed `of` it (R70-R72)."""
    if of == "field" and field:
        return field.in_charge
    if of == "unit" and unit:
        return unit.deputy
    return None
