"""The last line for comments: what the ledger does not bear out is not saved, nothing of them is deleted. They look at data only."""

from typing import Any

from django.db.models.signals import pre_delete, pre_save
from django.utils.translation import gettext as _

from documents.drafts.comments import DraftComment
from workflows.doors.guards.follow_ups import refuse_unwritten_row
from workflows.rules.refusal import Refusal, Refused


def connect() -> None:
    pre_save.connect(refuse_unwritten_row, sender=DraftComment, dispatch_uid="comment_written")
    pre_delete.connect(refuse_to_delete, sender=DraftComment, dispatch_uid="comment_kept")


def refuse_to_delete(sender: type, instance: Any, **_kwargs: Any) -> None:
    raise Refused(Refusal("has-history", _("Góp ý của người dân được giữ lại, không xóa.")))
