"""That an account was in foreign hands (R130): since when, and each decision made with it since, until somebody else answers for it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.board import Board
from workflows.models.decision import Decision
from workflows.rules.act import Act


class AccountIncidentQuerySet(models.QuerySet["AccountIncident"]):
    def open(self) -> "AccountIncidentQuerySet":
        """The account is still locked, or a decision still waits for somebody's word."""
        unanswered = DoubtedDecision.objects.filter(incident=models.OuterRef("pk"), answer=None)
        return self.filter(models.Q(reopened=None) | models.Exists(unanswered))


class AccountIncident(models.Model):
    """One report, on one of the boards on which the person has a seat."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="incidents")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("tài khoản"), on_delete=models.PROTECT, related_name="incidents"
    )
    since = models.DateTimeField(_("không còn an toàn từ"))
    report = models.OneToOneField(Decision, verbose_name=_("báo"), on_delete=models.PROTECT, related_name="incident")
    reopened = models.OneToOneField(
        Decision, verbose_name=_("mở lại"), on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = AccountIncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("sự cố tài khoản")
        ordering = ["-report__number"]

    def __str__(self) -> str:
        return f"{self.user} {self.since:%d/%m/%Y %H:%M}"


class DoubtedDecision(models.Model):
    """A decision made with the account since then. `answer` is the ledger's row by which somebody else upheld or disowned it."""

    incident = models.ForeignKey(AccountIncident, on_delete=models.PROTECT, related_name="doubted")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="doubts")
    answer = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = _("quyết định phải xác nhận lại")
        ordering = ["decision__number"]
        constraints = [models.UniqueConstraint(fields=["incident", "decision"], name="doubted_once")]

    def __str__(self) -> str:
        return str(self.decision)

    @classmethod
    def spoils(cls, posting: Decision) -> bool:
        """Whether a posting stands on a decision that nobody has answered for yet, or that was disowned."""
        about = models.Q(decision=posting)
        if posting.run is not None:
            about |= models.Q(decision__run=posting.run)
        open_or_disowned = models.Q(answer=None) | models.Q(answer__act=Act.DISOWN)
        return bool(cls.objects.filter(about, open_or_disowned).exists())

    @classmethod
    def waiting_in(cls, run: int) -> Any:
        """Of one run, what nobody has answered for yet."""
        return cls.objects.filter(decision__run=run, answer=None).select_related("decision")
