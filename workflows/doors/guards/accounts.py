"""Guards of accounts that sit on a board: what of them is watched changes by another's word (R26)."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from workflows.models.account_change import NAMES, as_confirmed, boards_at_work_of, watched
from workflows.models.account_incident import AccountIncident
from workflows.models.board import Board
from workflows.models.decision import Decision
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused


def refuse_unconfirmed_account(
    sender: type, instance: User, update_fields: Collection[str] | None = None, **_kwargs: Any
) -> None:
    stored = _stored(instance, update_fields, tuple(NAMES))
    if stored is None or watched(stored) == watched(instance) or not boards_at_work_of(stored):
        return
    if watched(instance) != _locked_or_not(stored) | as_confirmed(stored):
        sentence = _("Thay đổi tài khoản của thành viên Ban biên tập phải chờ lãnh đạo Ban xác nhận.")
        raise Refused(Refusal("not-confirmed", sentence))


def refuse_early_board(sender: type, instance: Board, **_kwargs: Any) -> None:
    """That people decide on a board is the chief's word."""
    stored = Board.objects.filter(pk=instance.pk).first() if instance.pk else None
    if instance.constituted_at == (stored.constituted_at if stored else None):
        return
    said = Decision.objects.filter(board=instance.pk, act=Act.CONSTITUTE).values_list("at", flat=True)
    if instance.constituted_at is None or instance.constituted_at not in said:
        raise Refused(Refusal("no-decision", _("Danh sách Ban biên tập do Trưởng ban xác nhận.")))


def _stored(instance: User, changing: Collection[str] | None, names: Collection[str]) -> User | None:
    """The account as it is, where one of these may change."""
    if instance.pk is None or (changing is not None and not set(changing) & set(names)):
        return None
    return User.objects.filter(pk=instance.pk).first()


def _locked_or_not(stored: User) -> dict[str, Any]:
    """The account as it is, for one about which nobody has said anything yet: a stolen one is closed and opened all the same (R130)."""
    incidents = AccountIncident.objects.filter(user=stored.pk)
    is_active = stored.is_active or incidents.exists()
    return watched(stored) | {"is_active": is_active and not incidents.filter(reopened=None).exists()}
