"""Giving a ticket to a member, or to another ticket (R145)."""

from django.db import transaction
from django.utils.translation import gettext as _

from questions import gate
from questions.gate import Said
from questions.models import Ticket, TicketState
from questions.services.discard import discard, held_with_draft
from questions.services.holding import begin, close, held, record
from questions.services.receive import path_of
from questions.ticket_act import TicketAct
from workflows.letters import afterwards as afterwards_letters
from workflows.models import Member
from workflows.models.some_user import SomeUser
from workflows.services.locking import actor_of


@transaction.atomic
def assign(ticket: Ticket, user: SomeUser, member: Member | None) -> None:
    """Give it to a member, who gets a letter. Raises `Refused`."""
    ticket = held(ticket)
    gate.require(user, TicketAct.ASSIGN, ticket, Said(member=member))
    ticket.handler = member
    begin(ticket)
    record(ticket, TicketAct.ASSIGN, actor_of(ticket.board, user), _("Giao %s xử lý.") % member)
    if member:
        afterwards_letters.ticket_waits(
            ticket.board, [member], ticket.reference, ticket.kind_name, ticket.clock, path_of(ticket)
        )


@transaction.atomic
def merge(ticket: Ticket, user: SomeUser, reference: str, told: str | None = None) -> None:
    """It asks what an earlier open one asks; both are answered together, and a draft of its own answer is let go. Raises `Refused`.

    `told`: what the asker reads, the usual words where it is None.
    """
    ticket = held_with_draft(ticket)
    other = _named(ticket, reference)
    gate.require(user, TicketAct.MERGE, ticket, Said(other=other))
    moved = list(
        ticket.merged.select_for_update(of=("self",), no_key=True).select_related("board__charter", "board__site")
    )
    actor = actor_of(ticket.board, user)
    discard(ticket, actor, user)
    close(ticket, TicketState.MERGED, _("gộp với câu hỏi gửi trước"))
    usual = _("Câu hỏi của ông/bà cùng nội dung với một câu đã nhận trước và được trả lời cùng câu ấy.")
    text = told if told is not None else usual
    for each in (ticket, *moved):
        each.same_as = other
        record(each, TicketAct.MERGE, actor, _("Gộp vào câu hỏi %s.") % other, text, is_public=True)


def _named(ticket: Ticket, reference: str) -> Ticket | None:
    others = Ticket.objects.by_reference(reference.strip()).filter(board=ticket.board_id).exclude(pk=ticket.pk)
    return others.select_for_update(no_key=True).first()
