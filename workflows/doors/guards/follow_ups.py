"""Guards of reports, spot checks and what applications above bring along: each is what its last row of the ledger says."""

from typing import Any

from django.utils.translation import gettext as _

from workflows.doors.guards.words_of_the_board import unwritten
from workflows.gate import follow_up
from workflows.models.mistake import ContactReading, WithdrawalNotice
from workflows.rules.refusal import Refusal, Refused

WRITTEN_ONCE = (ContactReading, WithdrawalNotice)


def refuse_unwritten_follow_up(sender: type, instance: Any, **_kwargs: Any) -> None:
    """A report of a mistake, a spot check, says what the ledger's last row about it says."""
    if not follow_up.is_borne_out(instance):
        raise Refused(unwritten())


def refuse_unwritten_row(sender: type, instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """What an application above brings along (`follow_up.register_kind`) says what its last row of the ledger, `written`, says."""
    row = instance.written if instance.written_id else None
    said = (instance.board_id, instance.ledger_act, instance.ledger_title, instance.digest)
    if not raw and (row is None or (row.board_id, row.act, row.title, row.digest) != said):
        raise Refused(unwritten())


def refuse_to_delete_follow_up(sender: type, instance: Any, **_kwargs: Any) -> None:
    raise Refused(Refusal("has-history", _("Báo sai sót và kết quả kiểm tra được giữ lại, không xóa.")))
