"""How a clock and a step stand now, for the eye."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LABELS = {
    "paused": _("Tạm dừng"),
    "overdue": _("Quá hạn"),
    "soon": _("Sắp đến hạn"),
    "ample": _("Còn hạn"),
}


class Timed:
    """What a clock and a step have in common for the eye: how they stand now. Never by colour alone: each has its word."""

    due_at: datetime.datetime | None
    soon_at: datetime.datetime | None

    @property
    def timeliness(self) -> str:
        now = timezone.now()
        if self.due_at is None:
            return "paused"
        if self.due_at < now:
            return "overdue"
        return "soon" if self.soon_at and self.soon_at <= now else "ample"

    @property
    def timeliness_label(self) -> str:
        return str(LABELS[self.timeliness])
