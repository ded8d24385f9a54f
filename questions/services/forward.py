"""Passing a ticket on to a unit of the board or to another body (R144-R145, NĐ 20/2008 Đ9): where to, then that it was sent, and back again.

That it goes somewhere is a decision, that it is there a fact: the asker is told of the fact alone.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from post_office.models import STATUS

from questions import gate
from questions.gate import Said
from questions.models import ForwardAddress, Ticket, TicketEvent, TicketState, Way
from questions.services.ask_back import go_on
from questions.services.discard import discard, held_with_draft
from questions.services.holding import begin, close, end_letter, held, let_go, record, start_clock
from questions.services.receive import path_of, triagers
from questions.ticket_act import TicketAct
from workflows.ledger import ledger
from workflows.letters import afterwards as afterwards_letters
from workflows.models import Unit
from workflows.models.some_user import SomeUser
from workflows.services.locking import actor_of


@transaction.atomic
def forward(ticket: Ticket, user: SomeUser, unit: Unit | None, body: str) -> None:
    """Decide where it goes: to a unit, which prepares the answer while the clock runs; or to another body, in the law's time for that.

    Nothing has been sent yet, and the asker is told nothing. A draft of the answer is let go. Raises `Refused`.
    """
    ticket = held_with_draft(ticket)
    own = unit if unit is not None and unit.board_id == ticket.board_id else None
    place = str(own)[:200] if own else body.strip()[:200]
    gate.require(user, TicketAct.FORWARD, ticket, Said(place=place))
    actor = actor_of(ticket.board, user)
    discard(ticket, actor, user)
    ticket.place, ticket.unit = place, own
    if own:
        begin(ticket)
        said = _("Chuyển %s chuẩn bị câu trả lời: chờ gửi.") % place
    else:
        if ticket.state == TicketState.WAITING:
            go_on(ticket)
        ticket.state = TicketState.SENDING
        start_clock(ticket, _("chuyển nơi có thẩm quyền"))
        said = _("Chuyển %s, là nơi có thẩm quyền: chờ gửi.") % place
    record(ticket, TicketAct.FORWARD, actor, said)


@transaction.atomic
def hand_over(
    ticket: Ticket, user: SomeUser, way: Way | None, day: datetime.date | None, told: str | None = None
) -> None:
    """That it was sent, how and on which day; `told`: what the asker reads, the usual words where it is None. Raises `Refused`.

    A letter is the portal's to send: until the mail server has taken it, nothing is said to have been sent. To another body it only announces:
    the question is sent there once it goes another way.
    """
    ticket = held(ticket)
    gate.require(user, TicketAct.HAND_OVER, ticket, Said(way=way, day=day))
    if way is None:  # the rules have refused it
        return
    actor = actor_of(ticket.board, user)
    text = told if told is not None else _words(ticket, way, day)
    end_letter(ticket)
    ticket.sent_how = way
    if way is Way.LETTER:
        _post(ticket, actor, text if ticket.unit else "")
    else:
        _sent(ticket, actor, day or timezone.localdate(), text)


def note_sent_letters() -> int:
    """The worker's part: what the mail server has taken has gone; how many. Of one that it refuses, those who sort are told once."""
    waiting = Ticket.objects.open().filter(sent_how=Way.LETTER, sent_on=None).exclude(place="").order_by("pk")
    return sum(_note(ticket) for ticket in waiting.filter(letter__status__in=[STATUS.sent, STATUS.failed])[:200])


@transaction.atomic
def take_back(ticket: Ticket, user: SomeUser, reason: str, told: str | None = None) -> None:
    """The board works on it again, in the time that it always had; who was told that it had gone is told why. Raises `Refused`."""
    ticket = held(ticket)
    gate.require(user, TicketAct.TAKE_BACK, ticket, Said(text=reason))
    place, was_told = ticket.place or _("nơi có thẩm quyền"), ticket.was_told_sent
    leave_place(ticket)
    if ticket.state in (TicketState.SENDING, TicketState.FORWARDED):
        ticket.state, ticket.closed_at = TicketState.WORKING, None
        start_clock(ticket, _("lấy lại việc chuyển"))
    usual = _("Ban biên tập đã lấy lại câu hỏi của ông/bà từ %(place)s và tiếp tục xử lý. Lý do: %(why)s") % {
        "place": place,
        "why": reason.strip(),
    }
    text = (told if told is not None else usual) if was_told else reason.strip()
    said = _("Lấy lại việc chuyển %s.") % place
    record(ticket, TicketAct.TAKE_BACK, actor_of(ticket.board, user), said, text, is_public=was_told, mails=was_told)


def leave_place(ticket: Ticket) -> None:
    """No forwarding stands any more; the caller records it."""
    end_letter(ticket)
    ticket.place, ticket.sent_how, ticket.sent_on, ticket.unit = "", "", None, None


def _post(ticket: Ticket, actor: ledger.Actor, text: str) -> None:
    address = ForwardAddress.objects.of(ticket)
    path, field = path_of(ticket) if ticket.unit else "", str(ticket.field or "")
    if address is not None:
        ticket.letter = afterwards_letters.ticket_forwarded(
            ticket.board, address.email, ticket.place, ticket.reference, ticket.kind_name, field, ticket.clock, path
        )
    record(ticket, TicketAct.POST, actor, _("Giao cổng gửi thư đến %s.") % ticket.place, text)


@transaction.atomic
def _note(ticket: Ticket) -> bool:
    ticket = held(ticket)
    letter = ticket.letter
    if letter is None or not ticket.is_to_be_sent:
        return False
    if letter.status == STATUS.sent and ticket.unit is None:
        end_letter(ticket)
        return True
    if letter.status == STATUS.sent:
        order = TicketEvent.objects.filter(ticket=ticket, act=TicketAct.POST).last()
        day = timezone.localdate(letter.last_updated)
        _sent(ticket, ledger.Actor(), day, order.text if order else _words(ticket, Way.LETTER, day))
        return True
    letter.delete()  # whoever sends again what failed would send it, and nothing would say so
    ticket.letter, ticket.sent_how = None, ""
    record(ticket, TicketAct.POST, ledger.Actor(), _("Máy chủ thư từ chối thư đến %s: chưa gửi được.") % ticket.place)
    afterwards_letters.ticket_waits(
        ticket.board, triagers(ticket.board), ticket.reference, ticket.kind_name, ticket.clock, path_of(ticket)
    )
    return False


def _sent(ticket: Ticket, actor: ledger.Actor, day: datetime.date, text: str) -> None:
    ticket.sent_on = day
    if ticket.unit is None:
        close(ticket, TicketState.FORWARDED, _("đã chuyển cơ quan có thẩm quyền"))
        let_go(ticket)
    said = _("Đã gửi đến %(place)s %(how)s ngày %(day)s.") % _values(ticket, Way(ticket.sent_how), day)
    record(ticket, TicketAct.HAND_OVER, actor, said, text, is_public=True, mails=True)


def _words(ticket: Ticket, way: Way, day: datetime.date | None) -> str:
    """What the asker usually reads."""
    values = _values(ticket, way, day)
    if ticket.unit:
        said = _(
            "Câu hỏi của ông/bà đã được gửi đến %(place)s %(how)s để chuẩn bị câu trả lời. Thời hạn trả lời không đổi."
        )
    else:
        said = _(
            "Nội dung ông/bà gửi thuộc thẩm quyền của %(place)s. Ban biên tập đã gửi nội dung đến nơi ấy %(how)s ngày %(day)s."
        )
    return said % values


def _values(ticket: Ticket, way: Way, day: datetime.date | None) -> dict[str, str]:
    return {"place": ticket.place, "how": str(way.label), "day": day.strftime("%d/%m/%Y") if day else ""}
