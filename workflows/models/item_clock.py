"""The clocks that run: of an item, or of a board (`page` empty), by one deadline of the charter; their pauses, extensions and letters.

Written by `services/clocks/` alone. A clock keeps the length under which it began, whatever charter
is loaded later.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflows.charter.schema import Duration
from workflows.charter.words import TimeUnit
from workflows.clocks.deadlines import Stage
from workflows.models.board import Board
from workflows.models.chain import StepState
from workflows.models.timed import Timed

UNITS = [(unit.value, unit.value) for unit in TimeUnit]


class ItemClockQuerySet(models.QuerySet["ItemClock"]):
    def running(self) -> "ItemClockQuerySet":
        return self.filter(stopped_at=None)

    def most_pressing_first(self) -> "ItemClockQuerySet":
        return self.order_by(models.F("due_at").asc(nulls_last=True), "pk")


class ItemClock(Timed, models.Model):
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="clocks")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="clocks", null=True)
    key = models.SlugField(_("mã thời hạn"), max_length=60)
    name = models.CharField(_("tên thời hạn"), max_length=255)
    clause = models.CharField(_("điều khoản"), max_length=200, blank=True)
    started_at = models.DateTimeField(_("bắt đầu"))
    has_time = models.BooleanField(default=True, help_text="Whether the start has a time of day, or is a bare date.")
    starts = models.CharField(max_length=12, help_text="As the charter names it.")
    said = models.CharField(_("việc làm đồng hồ chạy"), max_length=200)
    by_hand = models.BooleanField(default=False)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=UNITS)
    due_at = models.DateTimeField(_("hạn"), null=True, db_index=True)
    soon_at = models.DateTimeField(null=True)
    counted = models.TextField(_("cách tính"))
    stopped_at = models.DateTimeField(_("dừng lúc"), null=True)
    stopped_by = models.CharField(_("dừng vì"), max_length=200, blank=True)

    objects = ItemClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("đồng hồ thời hạn")
        constraints = [
            models.UniqueConstraint(fields=["page", "key"], condition=Q(stopped_at=None), name="clock_runs_once"),
            models.UniqueConstraint(
                fields=["board", "key"], condition=Q(stopped_at=None, page=None), name="clock_of_board_runs_once"
            ),
        ]
        indexes = [
            models.Index(fields=["board", "due_at"], name="clock_running", condition=Q(stopped_at=None)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def within(self) -> Duration:
        return Duration(amount=self.amount, unit=TimeUnit(self.unit))

    @property
    def is_paused(self) -> bool:
        return self.stopped_at is None and self.due_at is None

    @property
    def was_late(self) -> bool:
        return bool(self.stopped_at and self.due_at and self.stopped_at > self.due_at)


class ClockPause(models.Model):
    """A time that does not count, on a ground that the charter knows (2.11, 2.13)."""

    clock = models.ForeignKey(ItemClock, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["clock"], condition=Q(until=None), name="clock_paused_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="clock_pause_forward"
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class ClockExtension(models.Model):
    """What was added to the end by a decision."""

    clock = models.ForeignKey(ItemClock, on_delete=models.CASCADE, related_name="extensions")
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=UNITS)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.reason


class Reminder(models.Model):
    """A letter to be sent at its moment, of a clock or of a step. Once per stage and due moment: the database says so."""

    clock = models.ForeignKey(ItemClock, on_delete=models.CASCADE, related_name="reminders", null=True)
    step = models.ForeignKey(StepState, on_delete=models.CASCADE, related_name="reminders", null=True)
    stage = models.CharField(max_length=12, choices=[(stage.value, stage.value) for stage in Stage])
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    letters = models.PositiveSmallIntegerField(
        null=True, help_text="How many were written; none where it was overtaken."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clock", "stage", "due_at"], condition=Q(step=None), name="reminder_of_clock_once"
            ),
            models.UniqueConstraint(
                fields=["step", "stage", "due_at"], condition=Q(clock=None), name="reminder_of_step_once"
            ),
            models.CheckConstraint(
                condition=Q(clock=None, step__isnull=False) | Q(clock__isnull=False, step=None),
                name="reminder_of_clock_or_step",
            ),
        ]
        indexes = [models.Index(fields=["at"], name="reminder_to_send", condition=Q(done_at=None))]

    def __str__(self) -> str:
        return f"{self.stage} {self.due_at:%d/%m/%Y}"
