"""Ticks on the charter's checklist: who confirmed what, on which text, for which act. Written once, like the ledger."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.decision import WrittenOnce
from workflows.models.named_act import NamedAct


class TickQuerySet(WrittenOnce, models.QuerySet["Tick"]):
    pass


class Tick(NamedAct, models.Model):
    """One item of the checklist, ticked by one person for the next act on one text.

    `stand` is the number of the item's last row in the ledger when it was ticked (0 before the first), so that a tick serves one act
    of one run: after the next row it is history. The text is copied in, since charters change.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="ticks")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="ticks")
    stand = models.PositiveBigIntegerField()
    act = models.CharField(_("việc"), max_length=12)
    key = models.CharField(max_length=60)
    text = models.CharField(_("điều đã xác nhận"), max_length=500)
    user = models.PositiveBigIntegerField()
    person = models.CharField(_("người"), max_length=300)
    at = models.DateTimeField(_("lúc"), auto_now_add=True)

    objects = models.Manager.from_queryset(TickQuerySet)()

    class Meta:
        verbose_name = _("điều đã xác nhận")
        verbose_name_plural = _("điều đã xác nhận")
        constraints = [models.UniqueConstraint(fields=["page", "stand", "act", "user", "key"], name="tick_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.text}"
