"""Sorting what came in (2.13): its kind and field; diverting complaints and denunciations; refusing what is none of it."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questions import gate
from questions.charter_values import CONFIDENTIAL, NEVER_PUBLIC, questions_of
from questions.gate import Said
from questions.models import Ticket, TicketState
from questions.services.discard import discard, held_with_draft
from questions.services.forward import leave_place
from questions.services.holding import close, held, let_go, record, start_clock
from questions.services.receive import path_of
from questions.ticket_act import TicketAct
from workflows.charter.words import TicketKind
from workflows.ledger.ledger import Actor
from workflows.letters import afterwards as afterwards_letters
from workflows.models import Field
from workflows.models.some_user import SomeUser
from workflows.services.locking import actor_of

WHERE_TO = {
    TicketKind.COMPLAINT: gettext_lazy(
        "Nội dung ông/bà gửi là khiếu nại nên không giải quyết qua mục hỏi đáp. Theo Luật Khiếu nại, xin gửi đơn có chữ ký "
        "đến người đã ra quyết định hoặc có hành vi bị khiếu nại, hoặc trình bày trực tiếp tại nơi tiếp công dân. "
        "Nội dung ông/bà đã gửi được giữ kín và không bao giờ được đăng."
    ),
    TicketKind.DENUNCIATION: gettext_lazy(
        "Nội dung ông/bà gửi là tố cáo nên không giải quyết qua mục hỏi đáp. Theo Luật Tố cáo, xin gửi đơn hoặc trình bày trực tiếp "
        "với người đứng đầu cơ quan quản lý người bị tố cáo; họ tên, địa chỉ của người tố cáo được giữ bí mật. "
        "Nội dung ông/bà đã gửi được giữ kín và không bao giờ được đăng."
    ),
}


@transaction.atomic
def triage(
    ticket: Ticket,
    user: SomeUser,
    kind: TicketKind | None,
    field: Field | None = None,
    *,
    is_private: bool = False,
    told: str | None = None,
) -> None:
    """Say what it is. A complaint or denunciation is diverted at once: from then on only whom the charter names reads it. Raises `Refused`.

    `told`: what the asker of such a one reads, the usual words where it is None. Where it is never to be public, the draft of its answer is
    let go, from the midst of the chain too.
    """
    ticket = held_with_draft(ticket)
    gate.require(user, TicketAct.TRIAGE, ticket, Said(kind=kind, is_private=is_private))
    if kind is None:  # the rules have refused it
        return
    actor = actor_of(ticket.board, user)
    is_other_kind = kind != ticket.kind
    ticket.kind, ticket.field = kind, _own(ticket, field)
    ticket.is_private = is_private or kind in NEVER_PUBLIC
    if ticket.is_private:
        let_go(ticket)
        discard(ticket, actor, user)
    if kind in CONFIDENTIAL:
        _divert(ticket, actor, kind, told)
        return
    if is_other_kind and ticket.clock:
        _count_anew(ticket)
    if ticket.state == TicketState.NEW or _is_given_up(ticket):
        ticket.state = TicketState.WORKING
    record(ticket, TicketAct.TRIAGE, actor, _said_of(ticket))


def _own(ticket: Ticket, field: Field | None) -> Field | None:
    """The field, if it is one of its board."""
    return field if field and field.board_id == ticket.board_id else None


def _said_of(ticket: Ticket) -> str:
    values = {"kind": ticket.kind_name, "field": ticket.field or _("chưa rõ")}
    said = _("Loại: %(kind)s. Lĩnh vực: %(field)s.") % values
    return said + (_(" Trả lời riêng.") if ticket.is_private else "")


def _divert(ticket: Ticket, actor: Actor, kind: TicketKind, told: str | None) -> None:
    """Close it with the way to those who decide on it, and tell whom the charter lets read it."""
    ticket.handler = None
    leave_place(ticket)
    close(ticket, TicketState.DIVERTED, _("đã hướng dẫn nơi giải quyết"))
    text, rules = told if told is not None else str(WHERE_TO[kind]), questions_of(ticket.board.rules)
    readers = [seat for seat in ticket.board.seats if seat.is_named(rules.confidential_to) and seat.user_id]
    afterwards_letters.ticket_waits(ticket.board, readers, ticket.reference, ticket.kind_name, None, path_of(ticket))
    record(ticket, TicketAct.DIVERT, actor, _("Hướng dẫn nơi giải quyết theo luật."), text, is_public=True, mails=True)


def _count_anew(ticket: Ticket) -> None:
    """Another kind has another time; what waited for the asker is worked on again."""
    start_clock(ticket, _("đổi loại"))
    if ticket.state == TicketState.WAITING:
        ticket.state, ticket.waits_until = TicketState.WORKING, None


def _is_given_up(ticket: Ticket) -> bool:
    """Whether an answer was being written that may not be published, and no other waits to be sent."""
    return ticket.state == TicketState.ANSWERING and ticket.is_private and gate.last_proposal(ticket) is None


@transaction.atomic
def refuse_spam(ticket: Ticket, user: SomeUser, reason: str) -> None:
    """Close what is no question at all; the sender reads why. Raises `Refused`."""
    ticket = held(ticket)
    gate.require(user, TicketAct.SPAM, ticket, Said(text=reason))
    close(ticket, TicketState.SPAM, _("không tiếp nhận"))
    let_go(ticket)
    actor = actor_of(ticket.board, user)
    record(ticket, TicketAct.SPAM, actor, _("Không tiếp nhận."), reason.strip(), is_public=True, mails=True)
