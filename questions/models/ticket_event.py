"""What happened to a ticket, in its order, with the texts of both sides, which are encrypted; and the letters that the asker is owed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from questions.models.ticket import Ticket
from questions.ticket_act import TicketAct
from workflows.letters import sealed_contact
from workflows.models import Decision

ACTS = {
    TicketAct.RECEIVE: _("Gửi"),
    TicketAct.TRIAGE: _("Phân loại"),
    TicketAct.DIVERT: _("Hướng dẫn nơi giải quyết"),
    TicketAct.SPAM: _("Không tiếp nhận"),
    TicketAct.ASSIGN: _("Giao xử lý"),
    TicketAct.MERGE: _("Gộp"),
    TicketAct.FORWARD: _("Chuyển"),
    TicketAct.POST: _("Giao cổng gửi thư đến nơi nhận"),
    TicketAct.HAND_OVER: _("Đã gửi đến nơi nhận"),
    TicketAct.TAKE_BACK: _("Lấy lại việc chuyển"),
    TicketAct.ASK_BACK: _("Hỏi lại"),
    TicketAct.ADD: _("Bổ sung"),
    TicketAct.GO_ON: _("Đồng hồ chạy tiếp"),
    TicketAct.NOTE: _("Ghi chú nội bộ"),
    TicketAct.DRAFT: _("Soạn câu trả lời"),
    TicketAct.PROPOSE: _("Dự thảo trả lời riêng"),
    TicketAct.SEND: _("Trả lời riêng"),
    TicketAct.PUBLISH: _("Trả lời công khai"),
    TicketAct.WITHDRAW: _("Rút câu hỏi"),
    TicketAct.RATE: _("Đánh giá"),
    TicketAct.FORGET: _("Xóa dữ liệu của người hỏi"),
}


class TicketEventQuerySet(models.QuerySet["TicketEvent"]):
    def update(self, **kwargs: object) -> int:
        raise TypeError("what happened to a ticket is written once; `forget` empties its texts")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("what happened to a ticket is written once")

    def forget(self) -> int:
        """Empty the texts when their time is over; what happened, when and by whom, stays."""
        return super().update(sealed=None)


class TicketEvent(models.Model):
    """One happening. `sealed` is its text: what the citizen or the board wrote; `is_public`: whether the asker sees it by the code."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=12, choices=[(act.value, label) for act, label in ACTS.items()])
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="ticket_event", null=True)
    person = models.CharField(_("người"), max_length=300, blank=True)
    user = models.PositiveBigIntegerField(null=True)
    said = models.CharField(max_length=1000, blank=True)
    sealed = models.BinaryField(null=True)
    is_public = models.BooleanField(default=False)
    at = models.DateTimeField(_("lúc"))

    objects = TicketEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc đã xảy ra")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ticket}: {self.act}"

    def owe_letter(self) -> None:
        """The asker is told of this by letter: the worker sends it."""
        TicketLetter.objects.create(event=self)

    @property
    def act_name(self) -> str:
        return str(ACTS[TicketAct(self.act)])

    @property
    def text(self) -> str:
        """Its text in the clear; a word instead where it was removed in time or no key opens it."""
        if self.sealed is None:
            return ""
        opened = sealed_contact.unseal(self.sealed, sealed_contact.QUESTION)
        return opened if opened is not None else str(_("Không giải mã được: khóa bí mật của cổng đã đổi."))


class TicketLetter(models.Model):
    """That the asker is owed a letter about an event. No address: that is opened when the letter is sent."""

    event = models.OneToOneField(TicketEvent, on_delete=models.PROTECT, related_name="letter")
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("thư cho người hỏi")
        indexes = [models.Index(fields=["id"], name="ticket_letter_to_send", condition=models.Q(told_at=None))]

    def __str__(self) -> str:
        return str(self.event)
