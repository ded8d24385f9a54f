"""Asking the board (lấy ý kiến): a vote on an item, or a written consultation about anything else; who is asked; their ballots (R47-R52, R91).

The ledger comes first: its rows hold the digest of what was asked, of whom, of what was added, of each ballot, and of the result. A ballot's
digest has a random part, so the ledger says who took part and not how, until the counting. Electors, additions and ballots are written once.
"""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workflows.digests.digest import sha256_of
from workflows.models.attached import Attached
from workflows.models.board import Board, Member
from workflows.models.chain import StepState
from workflows.models.decision import WrittenOnce
from workflows.models.delegation import Delegation
from workflows.models.leave import with_absence
from workflows.rules.act import Act
from workflows.rules.vote_count import CHOICE_LABELS, Choice, Outcome, Rule

WARNED_BEFORE = datetime.timedelta(hours=1)
VOTE_ACTS = (Act.CALL_VOTE, Act.CORRECT_VOTE, Act.CAST, Act.CLOSE_VOTE, Act.CONCLUDE)
SETTLING = (Act.CLOSE_VOTE, Act.CONCLUDE)
OUTCOME_LABELS = {
    Outcome.PASSED: _("Thông qua"),
    Outcome.REJECTED: _("Không thông qua"),
    Outcome.TIED: _("Bằng phiếu, chờ ý kiến quyết định"),
    Outcome.NO_QUORUM: _("Không đủ số người tham gia"),
    Outcome.STOPPED: _("Đã dừng"),
    Outcome.ANSWERED: _("Hết hạn lấy ý kiến, chờ kết luận"),
    Outcome.CONCLUDED: _("Đã kết luận"),
}


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def open(self) -> "ConsultationQuerySet":
        """Those that still take ballots."""
        return self.filter(closed_at=None)

    def ending_soon(self) -> "ConsultationQuerySet":
        """Those whose end is an hour away or less, and of which that has not been told."""
        now = timezone.now()
        return self.open().filter(warned_at=None, ends_at__gt=now, ends_at__lte=now + WARNED_BEFORE)

    def unsettled(self) -> "ConsultationQuerySet":
        """Those whose result is not final: they take ballots, or wait for somebody's word."""
        return self.filter(settled_at=None)

    def with_ballots(self) -> "ConsultationQuerySet":
        """For showing and counting; the same number of queries whatever their number."""
        return self.select_related("board", "step", "called_by__user", "page").prefetch_related(
            "electors__ballots__delegation__receiver__user",
            models.Prefetch("electors__member", with_absence(Member.objects.select_related("user"))),
        )

    def with_supplements(self) -> "ConsultationQuerySet":
        """And with what was added since they were sent."""
        return self.prefetch_related("supplements")


class Consultation(Attached, models.Model):
    """One matter put to the board. Without `step` it is a written consultation about no item (R50)."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="consultations")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="consultations", null=True)
    step = models.ForeignKey(StepState, on_delete=models.PROTECT, related_name="consultations", null=True)
    judged = models.CharField(_("dấu nội dung"), max_length=64, blank=True)
    subject = models.CharField(_("việc xin ý kiến"), max_length=255)
    text = models.TextField(_("vấn đề cần cho ý kiến"))
    confirms = models.JSONField(
        default=list, help_text="What a vote in favour confirms: the charter's checklist, then."
    )
    quorum = models.CharField(max_length=30)
    majority = models.CharField(max_length=20)
    tie = models.CharField(max_length=10)
    is_secret = models.BooleanField(_("phiếu kín"), default=False)
    chief_ends = models.BooleanField(default=False)
    called_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    opened_at = models.DateTimeField(_("mở lúc"))
    ends_at = models.DateTimeField(_("nhận phiếu đến"))
    warned_at = models.DateTimeField(null=True, help_text="When the letters an hour before the end were written.")
    closed_at = models.DateTimeField(_("đóng lúc"), null=True)
    outcome = models.CharField(_("kết quả"), max_length=12, blank=True)
    result = models.JSONField(
        default=dict, help_text="The count, who had left, to whom a tie was left, and their word."
    )
    conclusion = models.TextField(_("kết luận"), blank=True)
    settled_at = models.DateTimeField(_("xong lúc"), null=True)

    objects = models.Manager.from_queryset(ConsultationQuerySet)()

    class Meta:
        verbose_name = _("lấy ý kiến")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["step"], condition=models.Q(settled_at=None, step__isnull=False), name="one_vote_at_a_step"
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at=None) | models.Q(closed_at__isnull=False), name="settled_after_closing"
            ),
        ]
        indexes = [models.Index(fields=["board", "settled_at"], name="consultation_of_board")]

    def __str__(self) -> str:
        return self.subject

    @property
    def rule(self) -> Rule:
        return Rule(self.quorum, self.majority, self.tie)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def takes_ballots(self) -> bool:
        """Whether its hour has not come either, though the worker may be late."""
        return self.is_open and timezone.now() < self.ends_at

    @property
    def outcome_label(self) -> str:
        return str(OUTCOME_LABELS[Outcome(self.outcome)]) if self.outcome else str(_("Đang lấy ý kiến"))

    @property
    def digest(self) -> str:
        """Of everything that was asked, and by which rules: the row of the opening holds it, and every later row names it."""
        return sha256_of(
            {
                "board": self.board_id,
                "item": [self.page_id, self.step_id, self.judged],
                "subject": self.subject,
                "text": self.text,
                "document": self.attached,
                "confirms": self.confirms,
                "rules": [self.quorum, self.majority, self.tie, self.is_secret, self.chief_ends],
                "called_by": self.called_by_id,
                "period": [moment.astimezone(datetime.UTC).isoformat() for moment in (self.opened_at, self.ends_at)],
            }
        )

    @property
    def result_seal(self) -> str:
        """Of what it came to: the row that settled it holds it."""
        return sha256_of([self.outcome, self.result, self.conclusion])


class WrittenOnceQuerySet(WrittenOnce, models.QuerySet[Any]):
    pass


class Elector(models.Model):
    """A seat that is asked, and who sat on it at the opening: a vote is personal. Who wrote the text has none, and may say an opinion."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="electors")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=300)
    capacity = models.CharField(max_length=300)
    role = models.CharField(max_length=20)
    has_vote = models.BooleanField(default=True)

    objects = models.Manager.from_queryset(WrittenOnceQuerySet)()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "member"], name="elector_seat"),
            models.UniqueConstraint(fields=["consultation", "user"], name="elector_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.capacity})"

    @property
    def holds_seat(self) -> bool:
        """Whether the same person still sits there: who leaves keeps no vote."""
        return self.member.is_active and self.member.user_id == self.user_id

    @property
    def ballot(self) -> "Ballot | None":
        """The last one sent, which counts."""
        return max(self.ballots.all(), key=lambda ballot: ballot.number, default=None)


def electorate_seal(electors: list[Elector]) -> str:
    """Of who was asked: the row of the opening holds it."""
    return sha256_of(sorted([each.member_id, each.user_id, each.has_vote, each.person] for each in electors))


class Supplement(Attached, models.Model):
    """What was added to a question after it was sent, or put right in it. What was sent stays as it was."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="supplements")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("bổ sung, đính chính"))
    said_by = models.CharField(_("người bổ sung"), max_length=620)
    at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(WrittenOnceQuerySet)()

    class Meta:
        verbose_name = _("bổ sung, đính chính")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="supplement_number")]

    def __str__(self) -> str:
        return f"{self.consultation_id}.{self.number}"

    @property
    def seal(self) -> str:
        """Of what it says: the row of the ledger holds it."""
        return sha256_of([self.consultation_id, self.number, self.text, self.attached, self.said_by])


class Ballot(models.Model):
    """One sending of a ballot for one seat; a later one takes its place and leaves it as it was."""

    elector = models.ForeignKey(Elector, on_delete=models.PROTECT, related_name="ballots")
    number = models.PositiveSmallIntegerField()
    choice = models.CharField(max_length=10, choices=[(choice.value, CHOICE_LABELS[choice]) for choice in Choice])
    opinion = models.TextField(_("ý kiến"), blank=True)
    salt = models.CharField(max_length=64)
    user = models.PositiveBigIntegerField()
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(WrittenOnceQuerySet)()

    class Meta:
        verbose_name = _("phiếu")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["elector", "number"], name="ballot_number")]

    def __str__(self) -> str:
        return f"{self.elector_id}.{self.number}"

    @property
    def seal(self) -> str:
        """Of what it says, with a random part, so that nobody finds out by trying the three answers."""
        return sha256_of(
            [self.elector_id, self.number, self.choice, self.opinion, self.salt, self.user, self.delegation_id]
        )
