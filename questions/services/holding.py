"""What every act on a ticket begins and ends with: a lock; a row of the ledger and an event. In between it asks `questions/gate.py`."""

from django.utils import timezone
from django.utils.translation import gettext as _

from questions.charter_values import questions_of, within_of
from questions.models import Asker, Ticket, TicketEvent, TicketState
from questions.models.ticket import KINDS
from questions.ticket_act import TicketAct
from workflows.charter.words import TicketKind
from workflows.ledger import ledger
from workflows.letters import sealed_contact
from workflows.models import Board
from workflows.services.clocks import keep as keep_clocks


def held(ticket: Ticket) -> Ticket:
    """Read again under a lock, so that of two people pressing at once one acts and the other is told. Inside a transaction.

    The board's ledger is locked first, as it is when the chain posts an answer and its ticket is closed with that.
    """
    Board.objects.select_for_update(no_key=True).get(pk=ticket.board_id)
    found = Ticket.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("board__charter", "board__site", "clock", "page", "handler__user").get(pk=ticket.pk)


def record(
    ticket: Ticket,
    act: TicketAct,
    actor: ledger.Actor,
    said: str,
    text: str = "",
    *,
    is_public: bool = False,
    mails: bool = False,
) -> TicketEvent:
    """Write what it is from now on into the ledger, save it, and keep the event with its text; `mails`: the asker is told by letter.

    `said` stands in the ledger, which the whole board reads: it holds nothing of what was asked, answered, or by whom.
    """
    ticket.turn += 1
    ticket.written = ledger.write(
        ticket.board, ticket.ledger_act, actor, title=ticket.ledger_title, digest=ticket.digest, comment=said
    )
    ticket.save(force_insert=ticket.pk is None)
    event = TicketEvent.objects.create(
        ticket=ticket,
        act=act,
        decision=ticket.written,
        person=", ".join(filter(None, (actor.person, actor.capacity)))[:300],
        user=actor.user_id,
        said=said[:1000],
        sealed=sealed_contact.seal(text, sealed_contact.QUESTION) if text else None,
        is_public=is_public,
        at=timezone.now(),
    )
    if mails and Asker.objects.filter(ticket=ticket, has_email=True).exists():
        event.owe_letter()
    return event


def close(ticket: Ticket, state: TicketState, because: str) -> None:
    """Change it to a state in which nothing is owed any more; its clock stops. The caller records it."""
    ticket.state, ticket.closed_at, ticket.waits_until = state, timezone.now(), None
    if ticket.clock and ticket.clock.stopped_at is None:
        if ticket.clock.is_paused:
            keep_clocks.go_on(ticket.clock)
        keep_clocks.stop([ticket.clock], because)


def start_clock(ticket: Ticket) -> None:
    """By its kind as it is now, from the moment it came in."""
    rules = questions_of(ticket.board.rules)
    kind = TicketKind(ticket.kind)
    ticket.clock = keep_clocks.start_follow_up(
        ticket.board,
        None,
        keep_clocks.TICKET,
        f"{kind}-{ticket.reference}",
        _("Trả lời %(kind)s số %(number)s") % {"kind": KINDS[kind], "number": ticket.reference},
        _("khi tiếp nhận"),
        rules,
        within_of(rules, kind),
        ticket.received_at,
    )


def let_go(ticket: Ticket) -> None:
    """What was merged with it is not answered with it after all, and goes on by itself: with its own clock, from the day it came in."""
    joined = ticket.merged.select_for_update(of=("self",), no_key=True).select_related("board__charter", "board__site")
    for each in joined.order_by("pk"):
        each.same_as, each.state, each.closed_at = None, TicketState.WORKING, None
        start_clock(each)
        text = _("Câu hỏi của ông/bà được xử lý riêng, không cùng câu đã gộp trước đây nữa.")
        record(each, TicketAct.GO_ON, ledger.Actor(), _("Tách khỏi câu đã gộp."), text, is_public=True)
