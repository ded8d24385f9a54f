"""Giving a ticket to a member, to another ticket, to the competent unit or body (R145)."""

from django.db import transaction
from django.utils.translation import gettext as _

from questions import gate
from questions.gate import Said
from questions.models import ForwardAddress, Ticket, TicketState
from questions.services.discard import discard, held_with_draft
from questions.services.holding import close, held, let_go, record
from questions.services.receive import path_of
from questions.ticket_act import TicketAct
from workflows.letters import afterwards as afterwards_letters
from workflows.models import Member, Unit
from workflows.models.some_user import SomeUser
from workflows.services.locking import actor_of


@transaction.atomic
def assign(ticket: Ticket, user: SomeUser, member: Member | None) -> None:
    """Give it to a member, who gets a letter. Raises `Refused`."""
    ticket = held(ticket)
    gate.require(user, TicketAct.ASSIGN, ticket, Said(member=member))
    ticket.handler = member
    _begin(ticket)
    record(ticket, TicketAct.ASSIGN, actor_of(ticket.board, user), _("Giao %s xử lý.") % member)
    if member:
        afterwards_letters.ticket_waits(
            ticket.board, [member], ticket.reference, ticket.kind_name, ticket.clock, path_of(ticket)
        )


@transaction.atomic
def merge(ticket: Ticket, user: SomeUser, reference: str) -> None:
    """It asks what an earlier open one asks; both are answered together, and a draft of its own answer is let go. Raises `Refused`."""
    ticket = held_with_draft(ticket)
    other = _named(ticket, reference)
    gate.require(user, TicketAct.MERGE, ticket, Said(other=other))
    moved = list(
        ticket.merged.select_for_update(of=("self",), no_key=True).select_related("board__charter", "board__site")
    )
    actor = actor_of(ticket.board, user)
    discard(ticket, actor, user)
    close(ticket, TicketState.MERGED, _("gộp với câu hỏi gửi trước"))
    for each in (ticket, *moved):
        each.same_as = other
        text = _("Câu hỏi của ông/bà cùng nội dung với một câu đã nhận trước và được trả lời cùng câu ấy.")
        record(each, TicketAct.MERGE, actor, _("Gộp vào câu hỏi %s.") % other, text, is_public=True)


@transaction.atomic
def forward(ticket: Ticket, user: SomeUser, unit: Unit | None, body: str, text: str) -> bool:
    """To a unit of the board, which prepares the answer while the clock runs; or to another body, which ends it here. Raises `Refused`.

    A draft of the answer is let go.
    The asker is told; so is the unit or body, by a letter without what was asked and by whom, where its address is known. Returns whether it is.
    """
    ticket = held_with_draft(ticket)
    fits = unit is not None and unit.board_id == ticket.board_id
    place = str(unit) if unit and fits else body.strip()[:200]
    gate.require(user, TicketAct.FORWARD, ticket, Said(place=place))
    actor = actor_of(ticket.board, user)
    discard(ticket, actor, user)
    if unit and fits:
        ticket.unit = unit
        _begin(ticket)
        said = _("Chuyển %s chuẩn bị câu trả lời.") % place
        told = (
            _("Câu hỏi của ông/bà đã được chuyển đến %s để chuẩn bị câu trả lời. Thời hạn trả lời không đổi.") % place
        )
    else:
        close(ticket, TicketState.FORWARDED, _("đã chuyển cơ quan có thẩm quyền"))
        let_go(ticket)
        said = _("Chuyển %s, là nơi có thẩm quyền.") % place
        told = _("Nội dung ông/bà gửi thuộc thẩm quyền của %s và đã được chuyển đến nơi ấy.") % place
    is_told = _tell(ticket, unit if fits else None, place)
    said += _(" Đã báo nơi nhận qua thư.") if is_told else _(" Chưa có địa chỉ thư của nơi nhận.")
    record(ticket, TicketAct.FORWARD, actor, said, f"{told}\n\n{text.strip()}".strip(), is_public=True, mails=True)
    return is_told


def _tell(ticket: Ticket, unit: Unit | None, place: str) -> bool:
    address = ForwardAddress.objects.of(ticket.board, unit, place)
    if address is None:
        return False
    path, field = path_of(ticket) if unit else "", str(ticket.field or "")
    return afterwards_letters.ticket_forwarded(
        ticket.board, address.email, place, ticket.reference, ticket.kind_name, field, ticket.clock, path
    )


def _named(ticket: Ticket, reference: str) -> Ticket | None:
    others = Ticket.objects.by_reference(reference.strip()).filter(board=ticket.board_id).exclude(pk=ticket.pk)
    return others.select_for_update(no_key=True).first()


def _begin(ticket: Ticket) -> None:
    if ticket.state == TicketState.NEW or (ticket.state == TicketState.ANSWERING and ticket.page is None):
        ticket.state = TicketState.WORKING
