"""A leave (nghỉ, vắng mặt) of somebody on the board: from, until, stated by the person or by the board's secretary.

It lends nothing: no power passes on by it, deeds do that (`delegation.py`, 0012). It says who is away, to whom it waits for, and where a
charter lets somebody do what the others would, only while they are away (0042). Who stated it, when and why, the ledger's rows say.
"""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vietnamese.working_days import VIETNAM
from workflows.digests.digest import sha256_of
from workflows.models.board import Board, Member
from workflows.models.decision import Decision


class LeaveQuerySet(models.QuerySet["Leave"]):
    def open(self) -> "LeaveQuerySet":
        """Neither over nor ended early, of a person who still sits on that seat: a leave is personal."""
        return self.filter(ended=None, ends_at__gt=timezone.now(), member__is_active=True, member__user=F("user"))

    def in_force(self, at: datetime.datetime | None = None) -> "LeaveQuerySet":
        """Those of them that hold now, or will at a later moment."""
        when = at or timezone.now()
        return self.open().filter(starts_at__lte=when, ends_at__gt=when)

    def whole(self) -> "LeaveQuerySet":
        """With whose it is and what the ledger says of it. One query."""
        return self.select_related("member__user", "stated", "ended")


class Leave(models.Model):
    """One leave: whole days, from the beginning of the first to the end of the last. `ended`: the row by which it ended early."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="leaves")
    member = models.ForeignKey(
        Member, verbose_name=gettext_lazy("người nghỉ"), on_delete=models.PROTECT, related_name="leaves"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(gettext_lazy("từ"))
    ends_at = models.DateTimeField(gettext_lazy("đến"))
    stated = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    ended = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+", null=True)

    objects = models.Manager.from_queryset(LeaveQuerySet)()

    class Meta:
        verbose_name = gettext_lazy("nghỉ")
        verbose_name_plural = gettext_lazy("nghỉ")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="leave_ends_after_it_starts")
        ]
        indexes = [models.Index(fields=["board", "ends_at"], name="leave_board_end")]

    def __str__(self) -> str:
        return f"{self.whose}, {self.period}"

    @property
    def whose(self) -> str:
        """Name and title of the person, as the row that stated it says: somebody else may sit on the seat by now."""
        return self.stated.title

    @property
    def state(self) -> str:
        """`ended`, `coming` or `in-force`. It is over where its person sits on that seat no more."""
        now = timezone.now()
        is_theirs = self.member.is_active and self.member.user_id == self.user_id
        if self.ended_id is not None or self.ends_at <= now or not is_theirs:
            return "ended"
        return "in-force" if self.starts_at <= now else "coming"

    @property
    def first_day(self) -> datetime.date:
        return timezone.localtime(self.starts_at, VIETNAM).date()

    @property
    def last_day(self) -> datetime.date:
        return _day_before(self.ends_at)

    @property
    def period(self) -> str:
        """In words, as the ledger begins with it."""
        days = {"first": f"{self.first_day:%d/%m/%Y}", "last": f"{self.last_day:%d/%m/%Y}"}
        return _("từ đầu ngày %(first)s đến hết ngày %(last)s") % days

    @property
    def said(self) -> str:
        """Beside a name, where somebody is waited for."""
        return said_until(self.ends_at)

    @property
    def digest(self) -> str:
        """What the ledger keeps of it."""
        period = [moment.astimezone(datetime.UTC).isoformat() for moment in (self.starts_at, self.ends_at)]
        return sha256_of({"board": self.board_id, "member": [self.member_id, self.user_id], "period": period})

    @property
    def is_as_stated(self) -> bool:
        """Whether it is what its row of the ledger says."""
        return self.stated.board_id == self.board_id and self.stated.digest == self.digest


def said_until(ends_at: datetime.datetime) -> str:
    """Beside the name of who is away until then."""
    return _("đang nghỉ đến hết %s") % f"{_day_before(ends_at):%d/%m/%Y}"


def _day_before(ends_at: datetime.datetime) -> datetime.date:
    return (timezone.localtime(ends_at, VIETNAM) - datetime.timedelta(days=1)).date()


def with_absence(seats: models.QuerySet[Member]) -> models.QuerySet[Member]:
    """Seats with the moment until which the person of each is away (`away_until`); for lists, which say it and decide nothing. No query more."""
    own = Leave.objects.in_force().filter(board=OuterRef("board"), user=OuterRef("user")).order_by("-ends_at")
    return seats.annotate(away_until=Subquery(own.values("ends_at")[:1]))
