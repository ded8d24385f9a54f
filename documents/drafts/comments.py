"""`DraftComment`: what somebody said of a draft, as it came in; and, apart and sealed, where the result is mailed to.

A comment's state is the last row of the ledger about it (`guards.py`). It names nobody who did not agree to be named in public.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflows.digests.digest import sha256_of
from workflows.models import Board, Decision
from workflows.rules.act import Act


class CommentState(models.TextChoices):
    NEW = "new", _("chưa xem")
    TAKEN = "taken", _("đưa vào bản đăng")
    DECLINED = "declined", _("không đăng")


class Reason(models.TextChoices):
    """Why a comment is not shown; every one is counted in the synthesis all the same."""

    OFF_TOPIC = "off-topic", _("không nói về dự thảo")
    UNLAWFUL = "unlawful", _("xúc phạm người khác hoặc trái pháp luật")
    PRIVATE = "private", _("có bí mật hoặc đời tư không tách ra được")
    DOUBLE = "double", _("trùng góp ý khác của cùng người gửi")
    ADVERTISING = "advertising", _("quảng cáo, thư rác")


class As(models.TextChoices):
    PERSON = "person", _("cá nhân")
    ORGANISATION = "organisation", _("cơ quan, tổ chức, doanh nghiệp")


class DraftComment(models.Model):
    """One comment. `agreed` is the sentence with which its sender agreed to be named; without it `shown_as` is empty."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="draft_comments")
    page = models.ForeignKey("documents.DraftPage", on_delete=models.PROTECT, related_name="received_comments")
    number = models.PositiveIntegerField(_("số"))
    part = models.CharField(_("phần nào"), max_length=200, blank=True)
    text = models.TextField(_("góp ý"), max_length=5000)
    sent_as = models.CharField(_("tư cách"), max_length=12, choices=As.choices, default=As.PERSON)
    shown_as = models.CharField(_("tên được đăng"), max_length=150, blank=True)
    agreed = models.CharField(max_length=300, blank=True)
    is_proved = models.BooleanField(default=True, help_text="Whether the sender's browser did the proof of work.")
    received_at = models.DateTimeField(_("tiếp nhận lúc"))
    state = models.CharField(_("tình trạng"), max_length=8, choices=CommentState.choices, default=CommentState.NEW)
    reason = models.CharField(_("lý do không đăng"), max_length=12, choices=Reason.choices, blank=True)
    turn = models.PositiveSmallIntegerField(default=0, help_text="How many rows the ledger has about it.")
    written = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+", help_text="The last of them.")

    ledger_act = Act.COMMENT

    class Meta:
        verbose_name = _("góp ý dự thảo")
        verbose_name_plural = _("góp ý dự thảo")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="draft_comment_number"),
            models.CheckConstraint(condition=Q(shown_as="") | ~Q(agreed=""), name="draft_comment_named_if_agreed"),
            models.CheckConstraint(
                condition=Q(state=CommentState.DECLINED) ^ Q(reason=""), name="draft_comment_declined_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["page", "state"], name="draft_comment_state")]

    def __str__(self) -> str:
        return str(_("Góp ý số %s") % self.number)

    @property
    def ledger_title(self) -> str:
        return f"Góp ý {self.page_id}-{self.number}"

    @property
    def digest(self) -> str:
        return sha256_of(
            {
                "page": self.page_id,
                "number": self.number,
                "part": self.part,
                "text": self.text,
                "sent_as": self.sent_as,
                "shown_as": self.shown_as,
                "agreed": self.agreed,
                "state": self.state,
                "reason": self.reason,
                "turn": self.turn,
            }
        )


class CommentContact(models.Model):
    """Where the result goes by mail, encrypted (`workflows/letters/sealed_contact.py`). Nobody reads it; it is removed when it was used."""

    comment = models.OneToOneField(DraftComment, on_delete=models.PROTECT, related_name="contact")
    sealed = models.BinaryField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("nơi nhận kết quả góp ý")
        indexes = [models.Index(fields=["id"], name="draft_contact_to_tell", condition=Q(told_at=None))]

    def __str__(self) -> str:
        return str(self.comment)
