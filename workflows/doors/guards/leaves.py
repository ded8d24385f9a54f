"""Guards of leaves: each is what the ledger says of it, and is kept."""

from typing import Any

from django.utils.translation import gettext as _

from workflows.doors.guards.words_of_the_board import unwritten
from workflows.models.leave import Leave
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused


def refuse_unwritten_leave(sender: type, instance: Leave, **_kwargs: Any) -> None:
    """Stated by a row that says just that, ended early by one about the same; what has ended stays ended."""
    ended = instance.ended
    is_written = instance.is_as_stated and instance.stated.act == Act.LEAVE
    if ended is not None:
        is_written &= (ended.board_id, ended.act, ended.digest) == (instance.board_id, Act.END_LEAVE, instance.digest)
    stored = Leave.objects.filter(pk=instance.pk).first() if instance.pk else None
    if stored is not None and (stored.stated_id, stored.ended_id or instance.ended_id) != (
        instance.stated_id,
        instance.ended_id,
    ):
        is_written = False
    if not is_written:
        raise Refused(unwritten())


def refuse_to_delete_leave(sender: type, instance: Leave, **_kwargs: Any) -> None:
    raise Refused(Refusal("has-history", _("Việc nghỉ đã ghi được giữ lại, không xóa: hãy kết thúc sớm.")))
