"""Whom an answer answers, and what of them still stands in it: what they gave, and what their letters hold of their own."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from questions.deidentify import Given, What, of_asker
from questions.models.asker import PUBLISH_NAME, Consent
from questions.models.ticket import Ticket
from questions.models.ticket_event import TicketEvent
from questions.ticket_act import TicketAct
from workflows.content_guard.finding import Kind
from workflows.content_guard.inspection import Passage, hits
from workflows.content_guard.passages import passages_of
from workflows.models.reviewed import TellsAsker

LONGEST = 10_000  # letters of what was asked that an answer's draft begins with


def tells_asker_of(page: Any) -> TellsAsker:
    """What of the asker, and of those whose question is answered together with theirs, stands in this version. One query for a page that answers
    no ticket, a few otherwise; a name whose asker agreed to it passes."""
    known = [given for ticket in tickets_of(page) for given in given_in(ticket)]
    if not known:
        return TellsAsker()
    surely: dict[str, None] = {}
    perhaps: dict[str, None] = {}
    for passage in (*passages_of(page), Passage(_("địa chỉ trang"), page.slug.replace("-", " "))):
        for given in known:
            for stretch in of_asker(passage.text, given):
                if stretch.is_sure:
                    surely[f"{passage.place} – {stretch.reason.lower()}"] = None
                elif stretch.what is What.LAST_NAME:
                    perhaps[f"{passage.place} – «{passage.text[stretch.start : stretch.end]}»"] = None
    return TellsAsker(tuple(surely), tuple(perhaps))


def tickets_of(page: Any) -> list[Any]:
    """The tickets that a page answers, each with whether its asker agreed to be named (`agrees`). One query."""
    if not page.pk:
        return []
    agreed = Consent.objects.filter(ticket=OuterRef("pk"), key=PUBLISH_NAME)
    found = Ticket.objects.filter(Q(page=page.pk) | Q(same_as__page=page.pk)).annotate(agrees=Exists(agreed))
    return list(found.select_related("asker").order_by("pk"))


def given_in(ticket: Any) -> Iterator[Given]:
    """What the asker gave; and what their letter has of telephones, boxes, cards and the house. Nothing once that was removed in time."""
    person = ticket.asker.person() if hasattr(ticket, "asker") else None
    if person:
        yield Given("" if ticket.agrees else person.name, person.email, person.phone, person.address)
    letter = letter_of(ticket)
    found = [(hit.kind, letter[hit.start : hit.end]) for hit in hits(letter)]
    cards = frozenset("".join(filter(str.isdecimal, words)) for kind, words in found if kind is Kind.IDENTITY)
    if cards:
        yield Given(identities=cards)
    for kind, words in found:
        if kind is Kind.PHONE:
            yield Given(phone=words)
        elif kind is Kind.EMAIL:
            yield Given(email=words)
        elif kind is Kind.ADDRESS:
            yield Given(address=words)


def letter_of(ticket: Ticket) -> str:
    """What the asker wrote, with what they added."""
    events = TicketEvent.objects.filter(ticket=ticket, act__in=[TicketAct.RECEIVE, TicketAct.ADD]).order_by("pk")
    return "\n\n".join(text for event in events if (text := event.text))[:LONGEST]
