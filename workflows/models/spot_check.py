"""Public items drawn at random, each for a member who had no part in it to look at again (R121, R122)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.digests.digest import sha256_of
from workflows.models.board import Board, Member
from workflows.models.item_clock import ItemClock
from workflows.models.mistake import MistakeReport
from workflows.rules.act import Act


class SpotCheck(models.Model):
    """One item, one member, one word on it. Its state is the last row of the ledger about it."""

    RIGHT, MISTAKE = "right", "mistake"
    OUTCOMES = [("", _("chưa kiểm tra")), (RIGHT, _("đúng như đã duyệt, còn đúng")), (MISTAKE, _("có sai sót"))]

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="spot_checks")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="spot_checks")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="spot_checks")
    period = models.CharField(_("kỳ"), max_length=10)
    drawn_at = models.DateTimeField(_("giao lúc"))
    clock = models.OneToOneField(ItemClock, on_delete=models.PROTECT, related_name="spot_check", null=True)
    outcome = models.CharField(_("kết quả"), max_length=10, choices=OUTCOMES, blank=True)
    report = models.ForeignKey(MistakeReport, on_delete=models.PROTECT, related_name="spot_checks", null=True)
    done_at = models.DateTimeField(_("kiểm tra lúc"), null=True)

    ledger_act = Act.CHECK

    class Meta:
        verbose_name = _("kiểm tra lại sau khi đăng")
        ordering = ["-drawn_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["board", "period", "page"], name="spot_check_once")]
        indexes = [
            models.Index(fields=["member", "drawn_at"], name="spot_check_open", condition=models.Q(outcome="")),
        ]

    def __str__(self) -> str:
        return self.ledger_title

    @property
    def ledger_title(self) -> str:
        """By what its rows in the ledger are known, beside the page."""
        return f"Kiểm tra sau khi đăng, kỳ {self.period}"

    @property
    def digest(self) -> str:
        return sha256_of(
            {
                "page": self.page_id,
                "revision": self.revision_id,
                "member": self.member_id,
                "period": self.period,
                "outcome": self.outcome,
                "report": self.report_id,
            }
        )
