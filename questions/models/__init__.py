"""The published answers (pages), and what citizens send (tickets) with who they are, each in a table of its own."""

from questions.models.asker import Asker, Consent, PersonReading
from questions.models.forward_address import ForwardAddress
from questions.models.page import QuestionIndexPage, QuestionPage
from questions.models.template import AnswerTemplate
from questions.models.ticket import CLOSED_STATES, OPEN_STATES, Ticket, TicketState, Way
from questions.models.ticket_event import TicketEvent, TicketLetter
from questions.models.ticket_file import TicketFile

__all__ = [
    "CLOSED_STATES",
    "OPEN_STATES",
    "AnswerTemplate",
    "Asker",
    "Consent",
    "ForwardAddress",
    "PersonReading",
    "QuestionIndexPage",
    "QuestionPage",
    "Ticket",
    "TicketEvent",
    "TicketFile",
    "TicketLetter",
    "TicketState",
    "Way",
]
