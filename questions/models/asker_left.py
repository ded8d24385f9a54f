"""Whom an answer answers, and what of them still stands in it: what they gave, and what their letters hold of their own."""

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from questions.deidentify import Given, What, of_asker
from questions.models.asker import PUBLISH_NAME, Consent
from questions.models.ticket import Ticket
from questions.models.ticket_event import TicketEvent
from questions.ticket_act import TicketAct
from vietnamese.spelling import small
from workflows.content_guard.digit_runs import in_digits
from workflows.content_guard.finding import Kind
from workflows.content_guard.inspection import Passage, hits
from workflows.content_guard.passages import passages_of
from workflows.content_guard.surroundings import FIRST_PERSON, led_by
from workflows.models.reviewed import TellsAsker

_OF_ANOTHER = re.compile(r"[ ,(]{0,3}của (?!tôi|em|mình|tui|cháu|con|gia đình)")
_NUMBERED = (Kind.IDENTITY, Kind.INSURANCE, Kind.TAX, Kind.ACCOUNT, Kind.PASSPORT)
_NEAR = 60  # letters before a house, among which somebody says that it is theirs
_FEWEST_DIGITS = 7  # shorter ones stand elsewhere by chance
LONGEST = 10_000  # letters of what was asked that an answer's draft begins with


def tells_asker_of(page: Any) -> TellsAsker:
    """What of the asker, and of those whose question is answered together with theirs, stands in this version. One query for a page that answers
    no ticket, a few otherwise; a name whose asker agreed to it passes."""
    numbers = (page.own_board.rules.board.phone,)
    known = [each for ticket in tickets_of(page) for each in given_in(ticket, numbers)]
    if not known:
        return TellsAsker()
    surely: dict[str, None] = {}
    perhaps: dict[str, None] = {}
    for passage in (*passages_of(page), Passage(_("địa chỉ trang"), page.slug.replace("-", " "))):
        for given, is_own in known:
            for stretch in of_asker(passage.text, given):
                if stretch.is_sure and is_own:
                    surely[f"{passage.place} – {stretch.reason.lower()}"] = None
                elif not is_own or stretch.what in (What.NAME, What.LAST_NAME):
                    perhaps[f"{passage.place} – «{passage.text[stretch.start : stretch.end]}»"] = None
    return TellsAsker(tuple(surely), tuple(perhaps))


def tickets_of(page: Any) -> list[Any]:
    """The tickets that a page answers, each with whether its asker agreed to be named (`agrees`). One query."""
    if not page.pk:
        return []
    agreed = Consent.objects.filter(ticket=OuterRef("pk"), key=PUBLISH_NAME)
    found = Ticket.objects.filter(Q(page=page.pk) | Q(same_as__page=page.pk)).annotate(agrees=Exists(agreed))
    return list(found.select_related("asker").order_by("pk"))


def given_in(ticket: Any, published: tuple[str, ...] = ()) -> Iterator[tuple[Given, bool]]:
    """What the asker gave (True); and what their letter has of telephones, boxes, papers, accounts and the house, True but where it says whose it is: an
    official's, an office's, or, of a house, does not say that it is the writer's. Not the board's own `published` numbers. Nothing once that was removed in time."""
    person = ticket.asker.person() if hasattr(ticket, "asker") else None
    if person:
        yield Given("" if ticket.agrees else person.name, person.email, person.phone, person.address), True
    letter = letter_of(ticket)
    for hit in hits(letter, published):
        words, is_own = letter[hit.start : hit.end], _OF_ANOTHER.match(letter, hit.end) is None
        if (
            hit.kind in _NUMBERED
            and len(digits := "".join(filter(str.isdecimal, in_digits(small(words))))) >= _FEWEST_DIGITS
        ):
            yield Given(identities=frozenset({digits})), is_own
        elif hit.kind is Kind.PHONE:
            yield Given(phone=words), is_own
        elif hit.kind is Kind.EMAIL:
            yield Given(email=words), is_own
        elif hit.kind is Kind.ADDRESS:
            yield (
                Given(address=words),
                is_own and FIRST_PERSON.search(led_by(small(letter), hit.start, _NEAR)) is not None,
            )


def letter_of(ticket: Ticket) -> str:
    """What the asker wrote, with what they added."""
    events = TicketEvent.objects.filter(ticket=ticket, act__in=[TicketAct.RECEIVE, TicketAct.ADD]).order_by("pk")
    return "\n\n".join(text for event in events if (text := event.text))[:LONGEST]
