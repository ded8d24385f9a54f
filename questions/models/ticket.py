"""What a citizen sent (câu hỏi, phản ánh, yêu cầu): its kind, its state, its clock. Who sent it stands in `asker.py`, its texts in `ticket_event.py`.

A ticket's state is the last row of the ledger about it (`questions/guards.py`). Nothing here says who asked: what is kept after the
charter's time is this row.
"""

import re
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from questions.charter_values import CONFIDENTIAL, NEVER_PUBLIC
from workflows.charter.words import TicketKind
from workflows.digests.digest import sha256_of
from workflows.models import Board, Decision, Field, ItemClock, Member, Unit
from workflows.models.mistake import CODE_LENGTH, LETTERS, new_code
from workflows.rules.act import Act

KINDS = {
    TicketKind.QUESTION: _("câu hỏi"),
    TicketKind.FEEDBACK: _("phản ánh, kiến nghị"),
    TicketKind.INFORMATION: _("yêu cầu cung cấp thông tin"),
    TicketKind.COMPLAINT: _("khiếu nại"),
    TicketKind.DENUNCIATION: _("tố cáo"),
    TicketKind.PERSONAL_DATA: _("yêu cầu về dữ liệu cá nhân"),
}


class TicketState(models.TextChoices):
    NEW = "new", _("mới nhận")
    WORKING = "working", _("đang xử lý")
    WAITING = "waiting", _("chờ người hỏi bổ sung")
    ANSWERING = "answering", _("đang duyệt câu trả lời")
    SENDING = "sending", _("chờ gửi đến nơi có thẩm quyền")
    ANSWERED = "answered", _("đã trả lời")
    FORWARDED = "forwarded", _("đã chuyển cơ quan có thẩm quyền")
    DIVERTED = "diverted", _("đã hướng dẫn nơi giải quyết theo luật")
    MERGED = "merged", _("gộp với câu hỏi gửi trước")
    WITHDRAWN = "withdrawn", _("người hỏi đã rút")
    SPAM = "spam", _("không tiếp nhận")


OPEN_STATES = (
    TicketState.NEW,
    TicketState.WORKING,
    TicketState.WAITING,
    TicketState.ANSWERING,
    TicketState.SENDING,
)
CLOSED_STATES = tuple(state for state in TicketState if state not in OPEN_STATES)


class Way(models.TextChoices):
    """How what is forwarded gets to its place. A letter of the portal goes to an address that the board keeps, and holds nothing of the question."""

    LETTER = "letter", _("bằng thư của cổng")
    PAPER = "paper", _("bằng văn bản giấy")
    BY_HAND = "by-hand", _("bằng cách giao tận tay")
    SYSTEM = "system", _("qua hệ thống trao đổi văn bản khác")


REFERENCE = re.compile(r"(?P<year>[0-9]{1,7})-(?P<number>[0-9]{1,7})")


class TicketQuerySet(models.QuerySet["Ticket"]):
    def open(self) -> "TicketQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def with_standing(self) -> "TicketQuerySet":
        """With `stands`: its state as people are told it. An answer is under review once it is submitted, and not while it is being written."""
        runs = WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS, object_id=Cast(OuterRef("page"), CharField())
        )
        has_draft = Q(state__in=[TicketState.NEW, TicketState.WORKING, TicketState.ANSWERING], page__isnull=False)
        stands = Case(
            When(has_draft & Exists(runs), then=Value(TicketState.ANSWERING.value)),
            When(has_draft, then=Value(TicketState.WORKING.value)),
            default=F("state"),
        )
        return self.annotate(stands=stands)

    def with_all(self) -> "TicketQuerySet":
        """With what a line about a ticket shows, in one query."""
        return (
            self.with_standing()
            .select_related(
                "clock", "field", "unit", "handler__user", "same_as", "page", "board__charter", "board__site"
            )
            .defer("board__charter__content")
        )

    def by_code(self, typed: str) -> "TicketQuerySet":
        """The ticket of a code as people type it: with spaces and hyphens, in capitals."""
        code = "".join(sign for sign in typed.lower() if sign in LETTERS)
        return self.filter(code=code) if len(code) == CODE_LENGTH else self.none()

    def by_reference(self, typed: str) -> "TicketQuerySet":
        """The tickets of this number, one on each board at most; none for what is no number of a ticket."""
        found = REFERENCE.fullmatch(typed)
        return self.filter(year=int(found["year"]), number=int(found["number"])) if found else self.none()


class Ticket(models.Model):
    """One thing sent, and what became of it."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="tickets")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(_("số"))
    code = models.CharField(_("mã"), max_length=CODE_LENGTH, unique=True, default=new_code)
    kind = models.CharField(
        _("loại"), max_length=14, choices=[(key.value, label) for key, label in KINDS.items()], default="question"
    )
    state = models.CharField(_("tình trạng"), max_length=10, choices=TicketState.choices, default=TicketState.NEW)
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="tickets", null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="tickets", null=True)
    handler = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="tickets", null=True)
    is_private = models.BooleanField(_("chỉ trả lời riêng"), default=False)
    is_proved = models.BooleanField(default=True, help_text="Whether the sender's browser did the proof of work.")
    shown_as = models.CharField(_("người hỏi (hiện ra ngoài)"), max_length=200)
    received_at = models.DateTimeField(_("tiếp nhận lúc"))
    waits_until = models.DateTimeField(null=True, help_text="When the clock goes on by itself.")
    closed_at = models.DateTimeField(_("xong lúc"), null=True)
    clock = models.OneToOneField(ItemClock, on_delete=models.PROTECT, related_name="ticket", null=True)
    place = models.CharField(_("nơi nhận"), max_length=200, blank=True, help_text="Where it is forwarded to, by name.")
    sent_how = models.CharField(_("cách gửi"), max_length=10, choices=Way.choices, blank=True)
    sent_on = models.DateField(_("ngày gửi"), null=True, help_text="None until it has really been sent there.")
    letter = models.ForeignKey(
        "post_office.Email",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        help_text="To that place; sent once the mail server has taken it.",
    )
    page = models.OneToOneField("questions.QuestionPage", on_delete=models.SET_NULL, related_name="ticket", null=True)
    discarded_draft = models.OneToOneField(
        "questions.QuestionPage",
        on_delete=models.PROTECT,
        related_name="discarding_ticket",
        null=True,
        help_text="The draft that the ledger knows and that can never be public: emptied.",
    )
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, related_name="merged", null=True)
    answer_digest = models.CharField(
        max_length=64, blank=True, help_text="Of an answer that was sent and not published."
    )
    rating = models.PositiveSmallIntegerField(
        null=True, validators=[MinValueValidator(1), MaxValueValidator(5)], help_text="From 1 to 5."
    )
    turn = models.PositiveSmallIntegerField(default=0, help_text="How many rows the ledger has about it.")
    written = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+", help_text="The last of them.")

    ledger_act = Act.QUESTION
    seen: int | None = None  # its `turn` when somebody read what its asker will read; None where nobody did

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("câu hỏi của người dân")
        verbose_name_plural = _("câu hỏi của người dân")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "year", "number"], name="ticket_number"),
            models.CheckConstraint(
                condition=Q(page=None) | ~Q(kind__in=sorted(NEVER_PUBLIC)), name="ticket_confidential_has_no_page"
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__gte=1, rating__lte=5), name="ticket_rating_one_to_five"
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None) | (~Q(place="") & ~Q(sent_how="")), name="ticket_sent_somewhere_somehow"
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | (~Q(place="") & Q(sent_on=None)), name="ticket_sending_is_not_sent"
            ),
        ]
        indexes = [
            models.Index(fields=["board", "state"], name="ticket_board_state"),
            models.Index(fields=["closed_at"], name="ticket_closed"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """Its number on the board, as the inside knows it; a citizen's code opens more."""
        return f"{self.year}-{self.number:04}"

    @property
    def is_closed(self) -> bool:
        return self.state not in OPEN_STATES

    @property
    def is_confidential(self) -> bool:
        return self.kind in CONFIDENTIAL

    @property
    def is_forwarded(self) -> bool:
        """Whether a forwarding stands. Those of before `place` was kept stand in the state alone."""
        return bool(self.place) or self.state == TicketState.FORWARDED

    @property
    def is_to_be_sent(self) -> bool:
        return bool(self.place) and self.sent_on is None

    @property
    def was_told_sent(self) -> bool:
        """Whether its asker has read that it is at that place."""
        return self.is_forwarded and not self.is_to_be_sent

    @property
    def state_name(self) -> str:
        """As `with_standing` finds it."""
        found: Any = self if hasattr(self, "stands") else Ticket.objects.with_standing().get(pk=self.pk)
        stands = found.stands
        if stands == TicketState.FORWARDED and self.sent_how == Way.LETTER:
            return str(_("đã gửi thư báo cơ quan có thẩm quyền"))
        return str(TicketState(stands).label)

    @property
    def kind_name(self) -> str:
        return str(KINDS[TicketKind(self.kind)])

    @property
    def shown_code(self) -> str:
        """The code in groups of four, to be read out and typed."""
        return "-".join(self.code[start : start + 4] for start in range(0, CODE_LENGTH, 4))

    @property
    def working_title(self) -> str:
        """Of the draft of its answer, until somebody writes one that says what is asked."""
        return f"Trả lời câu hỏi {self.reference}"

    @property
    def ledger_title(self) -> str:
        return f"Câu hỏi {self.reference}"

    @property
    def digest(self) -> str:
        """Of what was decided about it; nothing of who asked, nor of what was asked."""
        return sha256_of(
            {
                "board": self.board_id,
                "reference": self.reference,
                "kind": self.kind,
                "state": self.state,
                "field": self.field_id,
                "unit": self.unit_id,
                "handler": self.handler_id,
                "is_private": self.is_private,
                "page": self.page_id if self.state == TicketState.ANSWERED else None,
                "same_as": self.same_as_id,
                "answer": self.answer_digest,
                "rating": self.rating,
                "turn": self.turn,
            }
            | ({"discarded": self.discarded_draft_id} if self.discarded_draft_id else {})
            | ({"place": self.place, "how": self.sent_how, "sent": str(self.sent_on or "")} if self.place else {})
        )
