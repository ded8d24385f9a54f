"""A chain: the steps that one kind of content goes through on one board, as Wagtail's own workflow and tasks.

A chain is never edited. A changed charter compiles to a new chain; reviews in progress stay on the one they began under.
What a step does is in `services/chain/`; where Wagtail calls it, in `doors/steps.py`.
"""

from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, Workflow

from workflows.charter.schema import Condition, RoleKey, StepKind, TimeUnit
from workflows.digests.digest import content_digest, described, media_of
from workflows.models.board import Board, Field, Member, Unit
from workflows.models.timed import Timed


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

    @cached_property
    def draft(self) -> Any:
        """What this step judges, as a page."""
        return self.revision.content_object.as_of(self.revision)

    @cached_property
    def media(self) -> list[tuple[str, int, Any]]:
        """The images and documents of what this step judges."""
        return media_of(self.draft)

    @cached_property
    def files(self) -> list[dict[str, Any]]:
        """The same, with their bytes' digests as they are now."""
        return [described(*item) for item in self.media]

    @property
    def uploaders(self) -> set[int]:
        """The accounts that uploaded them."""
        return {media.uploaded_by_user_id for _kind, _key, media in self.media if media and media.uploaded_by_user_id}

    @cached_property
    def digest(self) -> str:
        """The digest of what this step judges, from the stored revision and the files as they are now."""
        return content_digest(self.revision.content, self.files)


def holders(board: Board, roles: list[str]) -> models.QuerySet[Member]:
    """The seats that hold one of these roles, whether or not somebody sits on them."""
    return board.members.active().filter(role__in=[RoleKey(role) for role in roles])


def in_charge(of: str, field: Field | None, unit: Unit | None) -> Member | None:
    """The member that the charter puts in charge of the item's field or unit, if a step is routed `of` it (R70-R72)."""
    if of == "field" and field:
        return field.in_charge
    if of == "unit" and unit:
        return unit.deputy
    return None
