"""The last line for tickets: signal receivers that refuse to save what the ledger does not bear out, to delete anything of a ticket, and to
show an answer that is never public.

They look at data only, never at who calls.
"""

from typing import Any

from django.db.models.signals import pre_delete, pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import page_published

from questions.charter_values import NEVER_PUBLIC
from questions.models import Consent, PersonReading, QuestionPage, Ticket, TicketEvent
from questions.services.answer import published
from workflows.doors.guards.follow_ups import refuse_unwritten_row
from workflows.rules.refusal import Refusal, Refused


def connect() -> None:
    pre_save.connect(refuse_private_and_public, sender=Ticket, dispatch_uid="ticket_private")
    pre_save.connect(refuse_unwritten_row, sender=Ticket, dispatch_uid="ticket_written")
    pre_save.connect(refuse_barred_answer, dispatch_uid="barred_answer")
    for kept in (Ticket, TicketEvent, Consent, PersonReading):
        pre_delete.connect(refuse_to_delete, sender=kept, dispatch_uid=f"kept:{kept.__name__}")
    page_published.connect(answer_when_published, sender=QuestionPage, dispatch_uid="answer_when_published")


def refuse_private_and_public(sender: type, instance: Ticket, raw: bool = False, **_kwargs: Any) -> None:
    """A ticket is not private while its answer is public."""
    is_secret = instance.is_private or instance.kind in NEVER_PUBLIC
    if raw or not is_secret or not instance.page_id:
        return
    if QuestionPage.objects.filter(pk=instance.page_id, live=True).exists():
        raise Refused(Refusal("is-public", _("Câu trả lời của câu hỏi này đang đăng trên cổng: phải gỡ trước.")))


def refuse_barred_answer(sender: type, instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """The answer to a complaint, a denunciation, a private question is not shown, certified or not (covers `page.save()` called by code)."""
    if raw or not isinstance(instance, Page) or not instance.live or instance.specific_class is not QuestionPage:
        return
    if refusal := QuestionPage(pk=instance.pk).bar():
        raise Refused(refusal, instance.pk)


def refuse_to_delete(sender: type, instance: Any, **_kwargs: Any) -> None:
    raise Refused(Refusal("has-history", _("Câu hỏi của người dân và việc đã làm với nó được giữ lại, không xóa.")))


def answer_when_published(sender: type, instance: QuestionPage, **_kwargs: Any) -> None:
    """The chain has posted an answer; in the same transaction its asker is owed a letter."""
    published(instance)
