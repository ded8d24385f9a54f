"""What every act on a ticket begins and ends with: a lock; a row of the ledger and an event. In between it asks `questions/gate.py`."""

from django.utils import timezone
from django.utils.translation import gettext as _
from post_office.models import STATUS

from questions.charter_values import SENT_ON, SENT_ON_WITHIN, questions_of, within_of
from questions.models import Asker, Ticket, TicketEvent, TicketState
from questions.models.ticket import KINDS
from questions.ticket_act import TicketAct
from workflows.charter.provision import Provision
from workflows.charter.schema import Duration
from workflows.charter.words import TicketKind
from workflows.ledger import ledger
from workflows.letters import sealed_contact
from workflows.models import Board, CalendarDay, ItemClock
from workflows.services.clocks import keep as keep_clocks


def held(ticket: Ticket) -> Ticket:
    """Read again under a lock, so that of two people pressing at once one acts and the other is told. Inside a transaction.

    The board's ledger is locked first, as it is when the chain posts an answer and its ticket is closed with that. The gate refuses what is
    no longer as it was `seen`.
    """
    Board.objects.select_for_update(no_key=True).get(pk=ticket.board_id)
    locked = Ticket.objects.select_for_update(of=("self",), no_key=True)
    found = locked.select_related("board__charter", "board__site", "clock", "page", "handler__user").get(pk=ticket.pk)
    found.seen = ticket.seen
    return found


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


def begin(ticket: Ticket) -> None:
    """Somebody works on it from now on."""
    if ticket.state == TicketState.NEW or (ticket.state == TicketState.ANSWERING and ticket.page is None):
        ticket.state = TicketState.WORKING


def close(ticket: Ticket, state: TicketState, because: str) -> None:
    """Change it to a state in which nothing is owed any more; its clock stops, no letter to its place waits. The caller records it."""
    end_letter(ticket)
    ticket.state, ticket.closed_at, ticket.waits_until = state, timezone.now(), None
    _stop_clock(ticket, because)


def end_letter(ticket: Ticket) -> None:
    """No letter to its place is waited for any more: what the mail server has taken is written down, anything else does not go out."""
    letter, ticket.letter = ticket.letter, None
    if letter is None:
        return
    ticket.sent_how = ""
    if letter.status == STATUS.sent:
        day = timezone.localdate(letter.last_updated).strftime("%d/%m/%Y")
        said = _("Thư của cổng đã đi đến %(place)s ngày %(day)s.") % {"place": ticket.place, "day": day}
    else:
        letter.delete()
        said = _("Thôi gửi thư của cổng đến %s: thư chưa đi.") % ticket.place
    record(ticket, TicketAct.POST, ledger.Actor(), said)


def _stop_clock(ticket: Ticket, because: str) -> None:
    if ticket.clock and ticket.clock.stopped_at is None:
        if ticket.clock.is_paused:
            keep_clocks.go_on(ticket.clock)
        keep_clocks.stop([ticket.clock], because)


def start_clock(ticket: Ticket, instead_because: str = "") -> None:
    """By its kind, or by the law's time for passing it on, as it stands now: from the moment it came in, without the time that did not count.

    `instead_because`: why the clock that still runs gives way to this one.
    """
    former = ticket.clock
    _stop_clock(ticket, instead_because)
    ticket.clock = _passing_on(ticket) if ticket.state == TicketState.SENDING else _answering(ticket)
    pauses = former.pauses.all() if former else ()
    for pause in pauses:
        ticket.clock.pauses.create(since=pause.since, until=pause.until, reason=pause.reason)
    if pauses:
        keep_clocks.recount(ticket.clock, CalendarDay.objects.calendar_of(ticket.board))


def _answering(ticket: Ticket) -> ItemClock:
    rules, kind = questions_of(ticket.board.rules), TicketKind(ticket.kind)
    name = _("Trả lời %(kind)s số %(number)s") % {"kind": KINDS[kind], "number": ticket.reference}
    return _begun(ticket, str(kind), name, rules, within_of(rules, kind))


def _passing_on(ticket: Ticket) -> ItemClock:
    name = _("Gửi %(kind)s số %(number)s đến nơi có thẩm quyền") % {
        "kind": ticket.kind_name,
        "number": ticket.reference,
    }
    return _begun(ticket, "forward", name, SENT_ON, SENT_ON_WITHIN)


def _begun(ticket: Ticket, key: str, name: str, rule: Provision, within: Duration) -> ItemClock:
    key, said = f"{key}-{ticket.reference}", _("khi tiếp nhận")
    return keep_clocks.start_follow_up(
        ticket.board, None, keep_clocks.TICKET, key, name, said, rule, within, ticket.received_at
    )


def let_go(ticket: Ticket) -> None:
    """What was merged with it is not answered with it after all, and goes on by itself: with its own clock, from the day it came in."""
    joined = ticket.merged.select_for_update(of=("self",), no_key=True).select_related("board__charter", "board__site")
    for each in joined.order_by("pk"):
        each.same_as, each.state, each.closed_at = None, TicketState.WORKING, None
        start_clock(each)
        text = _("Câu hỏi của ông/bà được xử lý riêng, không cùng câu đã gộp trước đây nữa.")
        record(each, TicketAct.GO_ON, ledger.Actor(), _("Tách khỏi câu đã gộp."), text, is_public=True)
