"""From the buttons of a ticket's file to the acts of `services/`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from questions.models import Ticket, Way
from questions.models.asker import Person
from questions.services import answer, ask_back, assign, forward, note, triage
from questions.services.read_person import read_person
from questions.ticket_act import TicketAct
from workflows.charter.words import TicketKind
from workflows.models import Field, Unit
from workflows.models.some_user import SomeUser
from workflows.rules.refusal import Refusal, Refused
from workflows.views.typed import chosen, day, whole_number

Row = TypeVar("Row", Field, Unit)


@dataclass(frozen=True)
class Done:
    """What is said after an act; the page to go on with; or the person that was asked for (None: no key opens it)."""

    said: str = ""
    page_id: int | None = None
    person: Person | None = None
    is_person: bool = False


@dataclass(frozen=True)
class Typed:
    """A form of a ticket's file; `told`: what the asker shall read, once somebody has seen it."""

    words: dict[str, str]
    told: str | None = None

    def __getitem__(self, name: str) -> str:
        return self.words[name]

    @property
    def text(self) -> str:
        """Where what is typed is what the asker reads: as it was mended."""
        return self.words["text"] if self.told is None else self.told


def perform(ticket: Ticket, user: SomeUser, act: str, typed: Typed) -> Done:
    """Raises `Refused`."""
    if typed.told is not None and not typed.told.strip():
        raise Refused(Refusal("text-needed", _("Hãy viết điều người hỏi sẽ đọc."), asks_reason=True))
    if act not in _ACTS:
        raise Refused(Refusal("not-now", _("Không có việc này với câu hỏi của người dân.")))
    return _ACTS[TicketAct(act)](ticket, user, typed)


def _draft(ticket: Ticket, user: SomeUser, typed: Typed) -> Done:
    page = answer.draft(ticket, user, chosen(ticket.board.answer_templates.all(), typed["template"]))
    return Done(_("Đã lập bản nháp. Hãy viết tiêu đề, bỏ chỗ lộ người hỏi, viết câu trả lời rồi trình duyệt."), page.pk)


def _read_person(ticket: Ticket, user: SomeUser, typed: Typed) -> Done:
    return Done(person=read_person(ticket, user, typed["text"]), is_person=True)


def _triage(ticket: Ticket, user: SomeUser, typed: Typed) -> Done:
    kind = TicketKind(typed["kind"]) if typed["kind"] in list(TicketKind) else None
    field = _in_use(ticket.board.fields.all(), typed["field"])
    triage.triage(ticket, user, kind, field, is_private=bool(typed["is_private"]), told=typed.told)
    return Done(_("Đã phân loại."))


def _refuse_spam(ticket: Ticket, user: SomeUser, typed: Typed) -> Done:
    triage.refuse_spam(ticket, user, typed.text)
    return Done(_("Đã ghi không tiếp nhận."))


def _assign(ticket: Ticket, user: SomeUser, typed: Typed) -> Done:
    assign.assign(ticket, user, chosen(ticket.board.seats, typed["member"]))
    return Done(_("Đã giao. Người đó nhận được thư."))


def _merge(ticket: Ticket, user: SomeUser, typed: Typed) -> Done:
    assign.merge(ticket, user, typed["reference"], typed.told)
    return Done(_("Đã gộp. Người gửi được trả lời cùng câu kia."))


def _send(ticket: Ticket, user: SomeUser, typed: Typed) -> Done:
    answer.send(ticket, user, whole_number(typed["proposal"]) or 0)
    return Done(_("Đã duyệt và gửi. Người hỏi đọc được bằng mã, và qua thư nếu có thư điện tử."))


def _forward(ticket: Ticket, user: SomeUser, typed: Typed) -> Done:
    forward.forward(ticket, user, _in_use(ticket.board.units.all(), typed["unit"]), typed["body"])
    return Done(_("Đã ghi nơi nhận. Chưa gửi và chưa báo người hỏi: gửi xong thì ghi gửi bằng cách nào, ngày nào."))


def _hand_over(ticket: Ticket, user: SomeUser, typed: Typed) -> Done:
    way = Way(typed["way"]) if typed["way"] in Way else None
    forward.hand_over(ticket, user, way, day(typed["day"]), typed.told)
    if way is Way.LETTER and ticket.unit is None:
        return Done(_("Cổng sẽ gửi thư báo, không kèm nội dung. Hãy gửi nội dung bằng cách khác rồi ghi ở trang này."))
    if way is Way.LETTER:
        return Done(_("Cổng sẽ gửi thư đến nơi nhận; thư đi rồi thì người hỏi mới được báo."))
    return Done(_("Đã ghi là đã gửi và báo cho người hỏi."))


def _take_back(ticket: Ticket, user: SomeUser, typed: Typed) -> Done:
    forward.take_back(ticket, user, typed["text"], typed.told)
    return Done(_("Đã lấy lại. Câu hỏi lại do Ban biên tập xử lý."))


def _ask_back(ticket: Ticket, user: SomeUser, typed: Typed) -> Done:
    ask_back.ask_back(ticket, user, typed.text)
    return Done(_("Đã hỏi lại. Đồng hồ tạm dừng cho tới khi người hỏi bổ sung hoặc hết thời gian chờ."))


def _note(ticket: Ticket, user: SomeUser, typed: Typed) -> Done:
    note.note(ticket, user, typed["text"])
    return Done(_("Đã ghi chú."))


def _propose(ticket: Ticket, user: SomeUser, typed: Typed) -> Done:
    answer.propose(ticket, user, typed["text"])
    return Done(_("Đã ghi dự thảo. Người duyệt nhận được thư."))


_ACTS: dict[str, Callable[[Ticket, SomeUser, Typed], Done]] = {
    TicketAct.DRAFT: _draft,
    TicketAct.READ_PERSON: _read_person,
    TicketAct.TRIAGE: _triage,
    TicketAct.SPAM: _refuse_spam,
    TicketAct.ASSIGN: _assign,
    TicketAct.MERGE: _merge,
    TicketAct.SEND: _send,
    TicketAct.FORWARD: _forward,
    TicketAct.HAND_OVER: _hand_over,
    TicketAct.TAKE_BACK: _take_back,
    TicketAct.ASK_BACK: _ask_back,
    TicketAct.NOTE: _note,
    TicketAct.PROPOSE: _propose,
}


def _in_use(rows: Iterable[Row], key: str) -> Row | None:
    """The field or unit of a board by the charter's key; None for one that a later charter no longer has."""
    found = chosen(rows, key, by="key")
    return found if found and found.is_active else None
