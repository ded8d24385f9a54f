"""From the buttons of a ticket's file to the acts of `services/`."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from questions.models import AnswerTemplate, Ticket
from questions.models.asker import Person
from questions.services import answer, ask_back, assign, note, triage
from questions.services.read_person import read_person
from questions.ticket_rules import TicketAct
from workflows.charter.words import TicketKind
from workflows.models import Field, Member, Unit
from workflows.rules.refusal import Refusal, Refused


@dataclass(frozen=True)
class Done:
    """What is said after an act; the page to go on with; or the person that was asked for (None: no key opens it)."""

    said: str = ""
    page_id: int | None = None
    person: Person | None = None
    is_person: bool = False


def perform(ticket: Ticket, user: Any, act: str, typed: dict[str, str]) -> Done:
    """Raises `Refused`."""
    text = typed["text"]
    if act == TicketAct.DRAFT:
        page = answer.draft(ticket, user, _template(ticket, typed["template"]))
        return Done(
            _("Đã lập bản nháp. Hãy viết tiêu đề, xem lại chỗ có thể lộ người hỏi, viết câu trả lời rồi trình duyệt."),
            page_id=page.pk,
        )
    if act == TicketAct.READ_PERSON:
        return Done(person=read_person(ticket, user, text), is_person=True)
    if act == TicketAct.TRIAGE:
        kind = TicketKind(typed["kind"]) if typed["kind"] in list(TicketKind) else None
        triage.triage(ticket, user, kind, _field(ticket, typed["field"]), is_private=bool(typed["is_private"]))
        return Done(_("Đã phân loại."))
    if act == TicketAct.SPAM:
        triage.refuse_spam(ticket, user, text)
        return Done(_("Đã ghi không tiếp nhận."))
    if act == TicketAct.ASSIGN:
        assign.assign(ticket, user, _seat(ticket, typed["member"]))
        return Done(_("Đã giao. Người đó nhận được thư."))
    if act == TicketAct.MERGE:
        assign.merge(ticket, user, typed["reference"])
        return Done(_("Đã gộp. Người gửi được trả lời cùng câu kia."))
    if act == TicketAct.SEND:
        seen = typed["proposal"]
        answer.send(ticket, user, int(seen) if seen.isascii() and seen.isdigit() else 0)
        return Done(_("Đã duyệt và gửi. Người hỏi đọc được bằng mã, và qua thư nếu có thư điện tử."))
    if act == TicketAct.FORWARD:
        is_told = assign.forward(ticket, user, _unit(ticket, typed["unit"]), typed["body"], text)
        if is_told:
            return Done(_("Đã chuyển, báo cho người hỏi và báo nơi nhận qua thư."))
        return Done(_("Đã chuyển và báo cho người hỏi. Nơi nhận chưa có địa chỉ thư nên chưa được báo qua thư."))
    return _words(ticket, user, act, text)


def _words(ticket: Ticket, user: Any, act: str, text: str) -> Done:
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


def _seat(ticket: Ticket, asked: str) -> Member | None:
    return next((seat for seat in ticket.board.seats if str(seat.pk) == asked), None)


def _field(ticket: Ticket, asked: str) -> Field | None:
    return next((field for field in ticket.board.fields.all() if field.key == asked and field.is_active), None)


def _unit(ticket: Ticket, asked: str) -> Unit | None:
    return next((unit for unit in ticket.board.units.all() if unit.key == asked and unit.is_active), None)


def _template(ticket: Ticket, asked: str) -> AnswerTemplate | None:
    return next((each for each in ticket.board.answer_templates.all() if str(each.pk) == asked), None)
