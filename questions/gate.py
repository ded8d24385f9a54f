"""The gate of tickets: it gathers the facts about a person, or the citizen who holds the code, and a ticket, and asks `ticket_rules.py`."""

import datetime
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils import timezone
from post_office.models import STATUS

from questions import ticket_rules
from questions.charter_values import NEVER_PUBLIC, questions_of
from questions.models import ForwardAddress, Ticket, TicketEvent, TicketState, Way
from questions.models.ticket import KINDS, OPEN_STATES
from questions.ticket_act import TicketAct
from questions.ticket_facts import TicketFacts
from questions.ticket_rules import CITIZENS, OF_THE_BOARD
from workflows.charter.schema import Chain
from workflows.charter.words import Content, TicketKind
from workflows.gate import item_state
from workflows.models import Member
from workflows.models.board import names_of
from workflows.models.some_user import SomeUser
from workflows.rules.refusal import Refusal, Refused


@dataclass(frozen=True)
class Said:
    """What somebody chooses or writes with an act. `place`: the unit or body to which it is forwarded; `proposal`: the key of the draft answer
    that this person has read; `way`, `day`: how and when it was sent to its place; `rating`: 1 to 5."""

    text: str = ""
    kind: TicketKind | None = None
    is_private: bool = False
    member: Member | None = None
    other: Ticket | None = None
    place: str = ""
    way: Way | None = None
    day: datetime.date | None = None
    proposal: int = 0
    rating: int = 0


UNSAID = Said()


def ask(user: SomeUser | None, act: TicketAct, ticket: Ticket, said: Said = UNSAID) -> Refusal | None:
    """Why this person may not do this with the ticket now; None where they may. `user` is None for the citizen. A few queries."""
    return ticket_rules.may(act, _facts(user, ticket, said))


def require(user: SomeUser | None, act: TicketAct, ticket: Ticket, said: Said = UNSAID) -> None:
    """Raises `Refused`."""
    if refusal := ask(user, act, ticket, said):
        raise Refused(refusal)


def ask_to_see(user: SomeUser | None, ticket: Ticket) -> Refusal | None:
    """Why this person may not read what was sent; None where they may."""
    return ticket_rules.may_see(_facts(user, ticket, UNSAID))


def offered(user: SomeUser | None, ticket: Ticket) -> dict[TicketAct, Refusal | None]:
    """What a screen of the board may offer, before anything is typed: asked as if every form were filled in well, triage with any kind."""
    known = _filled_in(user, ticket)
    answers = {act: ticket_rules.may(act, known) for act in OF_THE_BOARD}
    return answers | {TicketAct.TRIAGE: None} if _kinds(known) else answers


def offered_to_citizen(ticket: Ticket) -> dict[TicketAct, Refusal | None]:
    """The same for who holds the code."""
    known = _filled_in(None, ticket)
    return {act: ticket_rules.may(act, known) for act in CITIZENS}


def kinds_offered(user: SomeUser | None, ticket: Ticket) -> list[TicketKind]:
    """What triage may say that it is, as things stand or once its answer is taken down."""
    return _kinds(_filled_in(user, ticket))


def missing_before_draft(user: SomeUser | None, ticket: Ticket) -> list[Refusal]:
    """What this person has to do, or have done, before an answer is drafted; nothing where it may be drafted now."""
    return list(ticket_rules.missing_before_draft(_facts(user, ticket, UNSAID)))


def last_proposal(ticket: Ticket) -> TicketEvent | None:
    """The draft of a private answer that waits to be sent."""
    return _proposals(ticket).order_by("-pk").first()


def _proposals(ticket: Ticket) -> QuerySet[TicketEvent]:
    return ticket.events.filter(act=TicketAct.PROPOSE, sealed__isnull=False)


def _kinds(known: TicketFacts) -> list[TicketKind]:
    known = replace(known, new_is_private=known.is_private, is_page_public=False)
    return [kind for kind in KINDS if ticket_rules.may(TicketAct.TRIAGE, replace(known, new_kind=kind)) is None]


def _filled_in(user: SomeUser | None, ticket: Ticket) -> TicketFacts:
    known = _facts(user, ticket, Said(text="-", kind=TicketKind.QUESTION, rating=1))
    known = replace(known, has_way=True, has_fitting_day=True)
    return replace(known, has_target=True, target_is_open=True, target_is_earlier=True, is_proposal_seen=True)


def _facts(user: SomeUser | None, ticket: Ticket, said: Said) -> TicketFacts:
    board, proposal = ticket.board, last_proposal(ticket)
    seats = _seats(user, ticket)
    chains = [chain for chain in board.rules.chain if Content.QUESTION in chain.content]
    known = TicketFacts(
        questions=questions_of(board.rules),
        kind=TicketKind(ticket.kind),
        roles=names_of(seats),
        drafting_roles=frozenset(role for chain in chains for role in chain.drafted_by),
        has_field=ticket.field_id is not None,
        lacks_unit=ticket.unit_id is None and any(_goes_by_unit(chain) for chain in chains),
        is_as_seen=ticket.seen in (None, ticket.turn),
        is_handler=any(seat.pk == ticket.handler_id for seat in seats),
        is_closed=ticket.is_closed,
        is_waiting=ticket.state == TicketState.WAITING,
        is_answered=_is_answered(ticket),
        is_private=ticket.is_private,
        is_rated=ticket.rating is not None,
        has_page=ticket.page_id is not None,
        is_page_public=_is_page_public(ticket),
        has_person=hasattr(ticket, "asker"),
        has_proposal=proposal is not None,
        proposed_it=user is not None and _proposals(ticket).filter(user=user.pk).exists(),
        has_other_sender=_has_other_sender(ticket, user),
        is_proposal_seen=_has_read(said, proposal),
        new_kind=said.kind,
        new_is_private=said.is_private,
        has_target=_has_target(ticket, said),
        rating=said.rating,
        text=said.text.strip(),
    )
    known = _with_forwarding(known, ticket, said)
    return known if said.other is None else _with_target(known, ticket, said.other)


def _with_forwarding(known: TicketFacts, ticket: Ticket, said: Said) -> TicketFacts:
    """The same, and how far it is on its way to another place."""
    today = timezone.localdate()
    return replace(
        known,
        is_forwarded=ticket.is_forwarded,
        is_to_be_sent=ticket.is_to_be_sent,
        is_leaving=ticket.state == TicketState.SENDING,
        has_left=ticket.state == TicketState.FORWARDED,
        has_address=ticket.is_to_be_sent and ForwardAddress.objects.of(ticket) is not None,
        is_letter_waiting=ticket.letter is not None and ticket.letter.status != STATUS.failed,
        has_way=said.way is not None,
        is_by_letter=said.way == Way.LETTER,
        has_fitting_day=said.day is not None and timezone.localdate(ticket.received_at) <= said.day <= today,
    )


def _with_target(known: TicketFacts, ticket: Ticket, other: Ticket) -> TicketFacts:
    """The same, and what is known of the ticket that the form names."""
    return replace(
        known,
        target_is_open=other.state in OPEN_STATES,
        target_is_earlier=(other.received_at, other.pk) < (ticket.received_at, ticket.pk),
        target_is_confidential=other.is_confidential,
        target_is_private=other.is_private or other.kind in NEVER_PUBLIC,
    )


def _seats(user: SomeUser | None, ticket: Ticket) -> list[Member]:
    return list(Member.objects.of_user(user).filter(board=ticket.board_id)) if user else []


def _goes_by_unit(chain: Chain) -> bool:
    return any(step.in_charge_of == "unit" for step in chain.step)


def _is_answered(ticket: Ticket) -> bool:
    """Itself, or the one that asks the same."""
    same = ticket.same_as
    return ticket.state == TicketState.ANSWERED or (same is not None and same.state == TicketState.ANSWERED)


def _is_page_public(ticket: Ticket) -> bool:
    """Whether its answer is, or will be at a moment that is approved already."""
    return ticket.page is not None and (ticket.page.live or item_state.is_scheduled(ticket.page))


def _has_other_sender(ticket: Ticket, user: SomeUser | None) -> bool:
    roles = questions_of(ticket.board.rules).answered_by
    own = user.pk if user else None
    return any(seat.is_named(roles) and seat.user_id not in (None, own) for seat in ticket.board.seats)


def _has_read(said: Said, proposal: TicketEvent | None) -> bool:
    return proposal is None or proposal.pk == said.proposal


def _has_target(ticket: Ticket, said: Said) -> bool:
    is_given = said.member is not None and said.member.takes_of(ticket.board_id)
    return is_given or said.other is not None or bool(said.place)
