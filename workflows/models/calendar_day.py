"""Days on which one works, or does not, otherwise than `vietnamese/working_days.py` knows: swapped anew, or a board's own closed days."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from vietnamese.working_days import Day, WorkingCalendar, state_day
from workflows.models.board import Board


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def calendar_of(self, board: Board) -> WorkingCalendar:
        """The calendar by which a board's clocks run; its own days win over those of every board. One query."""
        days = self.filter(models.Q(board=None) | models.Q(board=board)).order_by(
            models.F("board").asc(nulls_first=True)
        )
        return WorkingCalendar({own.day: Day(own.is_working, own.name, own.source) for own in days})


class CalendarDay(models.Model):
    """One such day, of one board or of every board, with the document that orders it."""

    board = models.ForeignKey(
        Board,
        verbose_name=_("Ban biên tập"),
        on_delete=models.PROTECT,
        related_name="calendar_days",
        null=True,
        blank=True,
        help_text=_("Để trống: áp dụng cho mọi Ban biên tập."),
    )
    day = models.DateField(_("ngày"))
    is_working = models.BooleanField(
        _("có làm việc"), default=False, help_text=_("Đánh dấu nếu hôm đó cơ quan làm việc, ví dụ thứ Bảy làm bù.")
    )
    name = models.CharField(
        _("tên ngày"), max_length=120, help_text=_("Hiện trong cách tính thời hạn, ví dụ: nghỉ do bão số 3.")
    )
    source = models.CharField(
        _("căn cứ"), max_length=300, help_text=_("Số, ngày của văn bản quy định, để người khác tra lại được.")
    )

    was_everyones = False
    was_of: Board | None = None

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("ngày làm việc, ngày nghỉ riêng")
        verbose_name_plural = _("ngày làm việc, ngày nghỉ riêng")
        ordering = ["-day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "day"],
                name="calendar_day_of_board",
                violation_error_message=_("Ngày này đã được khai cho Ban biên tập này. Hãy sửa dòng đã có."),
            ),
            models.UniqueConstraint(
                fields=["day"],
                condition=models.Q(board=None),
                name="calendar_day_of_every_board",
                violation_error_message=_("Ngày này đã được khai cho mọi Ban biên tập. Hãy sửa dòng đã có."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} – {self.name}"

    def clean(self) -> None:
        super().clean()
        if self.day and self.board is None and state_day(self.day).is_working == self.is_working:
            raise ValidationError(
                {
                    "is_working": _("Lịch chung đã ghi như vậy rồi (%s), nên không cần khai thêm.")
                    % (_("làm việc") if self.is_working else _("nghỉ"))
                }
            )
