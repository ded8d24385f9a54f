"""Where a board reaches those to whom it forwards questions: its own units, and other bodies (R145)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from questions.models.ticket import Ticket
from workflows.models import Board, Unit


class ForwardAddressQuerySet(models.QuerySet["ForwardAddress"]):
    def of(self, ticket: Ticket) -> "ForwardAddress | None":
        """Of the place to which it is forwarded: the unit's, or of a body by its name, however it is spaced and capitalised."""
        if ticket.unit_id is not None:
            return self.filter(board=ticket.board_id, unit=ticket.unit_id).first()
        wanted = _plain(ticket.place)
        return next((e for e in self.filter(board=ticket.board_id, unit=None) if _plain(e.body) == wanted), None)


class ForwardAddress(models.Model):
    """The mail address of one unit or body. Units are the charter's, which says nothing of mail: so this stands beside them."""

    board = models.ForeignKey(
        Board, verbose_name=_("Ban biên tập"), on_delete=models.CASCADE, related_name="forward_addresses"
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("đơn vị"),
        on_delete=models.CASCADE,
        related_name="forward_addresses",
        null=True,
        blank=True,
        help_text=_("Đơn vị của Ban biên tập. Để trống nếu là cơ quan khác."),
    )
    body = models.CharField(
        _("cơ quan khác"),
        max_length=200,
        blank=True,
        help_text=_("Tên như khi chuyển câu hỏi, ví dụ «Công an tỉnh». Để trống nếu đã chọn đơn vị."),
    )
    email = models.EmailField(
        _("thư điện tử"), help_text=_("Hộp thư công vụ của đơn vị, cơ quan; không dùng hộp thư riêng.")
    )

    objects = ForwardAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("nơi nhận câu hỏi")
        verbose_name_plural = _("nơi nhận câu hỏi")
        ordering = ["unit", "body", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                name="forward_address_of_unit",
                violation_error_message=_("Đơn vị này đã có địa chỉ thư."),
            ),
            models.UniqueConstraint(
                fields=["board", "body"],
                condition=Q(unit=None),
                name="forward_address_of_body",
                violation_error_message=_("Cơ quan này đã có địa chỉ thư."),
            ),
            models.CheckConstraint(
                condition=Q(unit=None) ^ Q(body=""),
                name="forward_address_of_one",
                violation_error_message=_("Hãy chọn đơn vị, hoặc ghi tên cơ quan khác; chỉ một trong hai."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit) if self.unit else self.body

    def clean(self) -> None:
        self.body = " ".join(self.body.split())
        if self.unit and self.board_id and self.unit.board_id != self.board_id:
            raise ValidationError({"unit": _("Đơn vị này thuộc Ban biên tập khác.")})


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
