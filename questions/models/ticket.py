"""What a citizen sent (câu hỏi, phản ánh, yêu cầu): its kind, its state, its clock. Who sent it stands in `asker.py`, its texts in `ticket_event.py`.

A ticket's state is the last row of the ledger about it (`questions/guards.py`). Nothing here says who asked: what is kept after the
charter's time is this row.
"""

import re

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

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
    ANSWERED = "answered", _("đã trả lời")
    FORWARDED = "forwarded", _("đã chuyển cơ quan có thẩm quyền")
    DIVERTED = "diverted", _("đã hướng dẫn nơi giải quyết theo luật")
    MERGED = "merged", _("gộp với câu hỏi gửi trước")
    WITHDRAWN = "withdrawn", _("người hỏi đã rút")
    SPAM = "spam", _("không tiếp nhận")


OPEN_STATES = (TicketState.NEW, TicketState.WORKING, TicketState.WAITING, TicketState.ANSWERING)
CLOSED_STATES = tuple(state for state in TicketState if state not in OPEN_STATES)

REFERENCE = re.compile(r"(?P<year>[0-9]{1,7})-(?P<number>[0-9]{1,7})")


class TicketQuerySet(models.QuerySet["Ticket"]):
    def open(self) -> "TicketQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def with_all(self) -> "TicketQuerySet":
        """With what a line about a ticket shows, in one query."""
        return self.select_related(
            "clock", "field", "unit", "handler__user", "same_as", "page", "board__charter", "board__site"
        ).defer("board__charter__content")

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
    def state_name(self) -> str:
        return str(TicketState(self.state).label)

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
        )
