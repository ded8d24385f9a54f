"""The moment at which what waits at its posting step is to be posted (giờ hẹn đăng): no part of the approved text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.chain import StepState
from workflows.models.decision import Decision


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def whole(self) -> "AppointmentQuerySet":
        """With who appointed it, and for what. One query."""
        return self.select_related("decision", "step__workflow_state")


class Appointment(models.Model):
    """While it stands. `decision` is the ledger's row by which it was set or moved last; moved, it has another; called off, it is gone.

    Written by `services/chain/appoint.py`; posting the item ends it too.
    """

    step = models.OneToOneField(StepState, on_delete=models.CASCADE, related_name="appointment")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="appointment")
    at = models.DateTimeField(_("giờ hẹn đăng"), db_index=True)

    objects = models.Manager.from_queryset(AppointmentQuerySet)()

    class Meta:
        verbose_name = _("giờ hẹn đăng")
        verbose_name_plural = _("giờ hẹn đăng")

    @classmethod
    def of(cls, state: StepState | None) -> "Appointment | None":
        """That of a step, which was read with it where lists and acts read steps (`whole_steps`)."""
        found: Appointment | None = getattr(state, "appointment", None)
        return found

    def __str__(self) -> str:
        return f"{self.at:%H:%M %d/%m/%Y}"
