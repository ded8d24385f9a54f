"""What citizens report as wrong on a public page (báo sai sót), how each may be reached, and who looked at that (R121-R124).

A report's state is the last row of the ledger about it (`doors/guards/follow_ups.py`). Nothing of a report is deleted but the
contact, which is encrypted and goes when its time is over.
"""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.digests.digest import sha256_of
from workflows.models.board import Board, Member
from workflows.models.decision import Decision, WrittenOnce
from workflows.models.item_clock import ItemClock
from workflows.rules.act import Act

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another when read out
CODE_LENGTH = 12


def new_code() -> str:
    """A code that nobody guesses: 31 to the power of 12."""
    return "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))


class MistakeState(models.TextChoices):
    NEW = "new", _("mới nhận")
    LOOKING = "looking", _("đang xem xét")
    CORRECTING = "correcting", _("có sai sót, đang sửa")
    FIXED = "fixed", _("có sai sót, đã sửa và trả lời")
    NO_MISTAKE = "no-mistake", _("không có sai sót, đã trả lời")
    MERGED = "merged", _("cùng một sai sót với báo khác")


OPEN_STATES = (MistakeState.NEW, MistakeState.LOOKING, MistakeState.CORRECTING)


class MistakeReportQuerySet(models.QuerySet["MistakeReport"]):
    def open(self) -> "MistakeReportQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def with_page(self) -> "MistakeReportQuerySet":
        return self.select_related("page", "clock", "handler__user", "same_as", "board__charter").defer(
            "board__charter__content"
        )


class MistakeReport(models.Model):
    """One report, and how it was settled."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="mistake_reports")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="mistake_reports")
    code = models.CharField(_("mã"), max_length=CODE_LENGTH, unique=True, default=new_code)
    what = models.TextField(_("sai ở chỗ nào"), max_length=2000)
    should_be = models.TextField(_("đúng phải là gì, căn cứ"), max_length=2000, blank=True)
    received_at = models.DateTimeField(_("tiếp nhận lúc"))
    clock = models.OneToOneField(ItemClock, on_delete=models.PROTECT, related_name="mistake_report", null=True)
    state = models.CharField(_("tình trạng"), max_length=12, choices=MistakeState.choices, default=MistakeState.NEW)
    handler = models.ForeignKey(
        Member, verbose_name=_("người xem xét"), on_delete=models.PROTECT, related_name="mistake_reports", null=True
    )
    answer = models.TextField(_("trả lời"), blank=True)
    same_as = models.ForeignKey(
        "self", verbose_name=_("cùng sai sót với"), on_delete=models.PROTECT, related_name="merged", null=True
    )
    turn = models.PositiveSmallIntegerField(default=0, help_text="How many rows the ledger has about it.")
    closed_at = models.DateTimeField(_("trả lời lúc"), null=True)

    ledger_act = Act.MISTAKE

    objects = MistakeReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo sai sót")
        verbose_name_plural = _("báo sai sót")
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["board", "state"], name="mistake_board_state")]

    def __str__(self) -> str:
        return f"{self.code}: {self.page_id}"

    @property
    def is_closed(self) -> bool:
        return self.state not in OPEN_STATES

    @property
    def state_name(self) -> str:
        """Its state in words."""
        return str(MistakeState(self.state).label)

    @property
    def ledger_title(self) -> str:
        """By what its rows in the ledger are known."""
        return f"Báo sai sót {self.code}"

    @property
    def digest(self) -> str:
        """Of everything it says now, without the person who reported it."""
        return sha256_of(
            {
                "page": self.page_id,
                "code": self.code,
                "what": self.what,
                "should_be": self.should_be,
                "state": self.state,
                "handler": self.handler_id,
                "answer": self.answer,
                "same_as": self.same_as_id,
                "turn": self.turn,
            }
        )


class MistakeContact(models.Model):
    """Where the answer goes, encrypted (`letters/sealed_contact.py`); removed by the worker some weeks after the answer."""

    report = models.OneToOneField(MistakeReport, on_delete=models.PROTECT, related_name="contact")
    sealed = models.BinaryField()
    is_email = models.BooleanField()
    told_at = models.DateTimeField(null=True, help_text="When the answer went out by mail.")

    class Meta:
        verbose_name = _("cách liên hệ người báo sai sót")
        indexes = [
            models.Index(fields=["is_email"], name="contact_to_tell", condition=models.Q(told_at=None, is_email=True))
        ]

    def __str__(self) -> str:
        return str(self.report_id)


class ContactReadingQuerySet(WrittenOnce, models.QuerySet["ContactReading"]):
    pass


class ContactReading(models.Model):
    """That somebody of the board looked at a citizen's contact. Written once, like the ledger."""

    report = models.ForeignKey(MistakeReport, on_delete=models.PROTECT, related_name="contact_readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(_("người"), max_length=300)
    at = models.DateTimeField(_("lúc"), auto_now_add=True)

    objects = models.Manager.from_queryset(ContactReadingQuerySet)()

    class Meta:
        verbose_name = _("lần đọc cách liên hệ")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.at:%d/%m/%Y}"


class WithdrawalNoticeQuerySet(WrittenOnce, models.QuerySet["WithdrawalNotice"]):
    pass


class WithdrawalNotice(models.Model):
    """That a withdrawn page's address tells the reason, which is its decision's comment, and perhaps what to read instead."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="withdrawal_notices")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="notice")
    replacement = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+", null=True)

    objects = models.Manager.from_queryset(WithdrawalNoticeQuerySet)()

    class Meta:
        verbose_name = _("thông báo gỡ")

    def __str__(self) -> str:
        return str(self.decision)
