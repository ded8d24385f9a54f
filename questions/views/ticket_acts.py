"""From the buttons of a ticket's file to the acts of `services/`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from questions.models import Ticket
from questions.models.asker import Person
from questions.services import answer, ask_back, assign, note, triage
from questions.services.read_person import read_person
from questions.ticket_act import TicketAct
from workflows.charter.words import TicketKind
from workflows.models import Field, Unit
from workflows.models.some_user import SomeUser
from workflows.rules.refusal import Refusal, Refused
from workflows.views.typed import chosen, whole_number

Row = TypeVar("Row", Field, Unit)


@dataclass(frozen=True)
class Done:
    """What is said after an act; the page to go on with; or the person that was asked for (None: no key opens it)."""

    said: str = ""
    page_id: int | None = None
    person: Person | None = None
    is_person: bool = False


def perform(ticket: Ticket, user: SomeUser, act: str, typed: dict[str, str]) -> Done:
    """Raises `Refused`."""
    text = typed["text"]
    if act == TicketAct.DRAFT:
        page = answer.draft(ticket, user, chosen(ticket.board.answer_templates.all(), typed["template"]))
        return Done(
            _("Đã lập bản nháp. Hãy viết tiêu đề, xem lại chỗ có thể lộ người hỏi, viết câu trả lời rồi trình duyệt."),
            page_id=page.pk,
        )
    if act == TicketAct.READ_PERSON:
        return Done(person=read_person(ticket, user, text), is_person=True)
    if act == TicketAct.TRIAGE:
        kind = TicketKind(typed["kind"]) if typed["kind"] in list(TicketKind) else None
        triage.triage(
            ticket, user, kind, _in_use(ticket.board.fields.all(), typed["field"]), is_private=bool(typed["is_private"])
        )
        return Done(_("Đã phân loại."))
    if act == TicketAct.SPAM:
        triage.refuse_spam(ticket, user, text)
        return Done(_("Đã ghi không tiếp nhận."))
    if act == TicketAct.ASSIGN:
        assign.assign(ticket, user, chosen(ticket.board.seats, typed["member"]))
        return Done(_("Đã giao. Người đó nhận được thư."))
    if act == TicketAct.MERGE:
        assign.merge(ticket, user, typed["reference"])
        return Done(_("Đã gộp. Người gửi được trả lời cùng câu kia."))
    if act == TicketAct.SEND:
        answer.send(ticket, user, whole_number(typed["proposal"]) or 0)
        return Done(_("Đã duyệt và gửi. Người hỏi đọc được bằng mã, và qua thư nếu có thư điện tử."))
    if act == TicketAct.FORWARD:
        is_told = assign.forward(ticket, user, _in_use(ticket.board.units.all(), typed["unit"]), typed["body"], text)
        if is_told:
            return Done(_("Đã chuyển, báo cho người hỏi và báo nơi nhận qua thư."))
        return Done(_("Đã chuyển và báo cho người hỏi. Nơi nhận chưa có địa chỉ thư nên chưa được báo qua thư."))
    return _words(ticket, user, act, text)


def _words(ticket: Ticket, user: SomeUser, act: str, text: str) -> Done:
    if act == TicketAct.ASK_BACK:
        ask_back.ask_back(ticket, user, text)
        return Done(_("Đã hỏi lại. Đồng hồ tạm dừng cho tới khi người hỏi bổ sung hoặc hết thời gian chờ."))
    if act == TicketAct.NOTE:
        note.note(ticket, user, text)
        return Done(_("Đã ghi chú."))
    if act == TicketAct.PROPOSE:
        answer.propose(ticket, user, text)
        return Done(_("Đã ghi dự thảo. Người duyệt nhận được thư."))
    raise Refused(Refusal("not-now", _("Không có việc này với câu hỏi của người dân.")))


def _in_use(rows: Iterable[Row], key: str) -> Row | None:
    """The field or unit of a board by the charter's key; None for one that a later charter no longer has."""
    found = chosen(rows, key, by="key")
    return found if found and found.is_active else None
