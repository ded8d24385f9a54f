"""Answering: a draft that goes through the board's chain and is published; or a private answer that one writes and another sends."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.archive import paragraphs
from questions import deidentify, gate
from questions.charter_values import questions_of
from questions.gate import Said
from questions.models import AnswerTemplate, QuestionIndexPage, QuestionPage, Ticket, TicketState
from questions.models.asker import PUBLISH_NAME, Person
from questions.models.asker_left import letter_of
from questions.services.ask_back import go_on
from questions.services.holding import close, held, record
from questions.services.read_person import log_reading
from questions.services.receive import path_of
from questions.ticket_act import TicketAct
from workflows.digests.digest import sha256_of
from workflows.ledger import ledger
from workflows.letters import afterwards as afterwards_letters
from workflows.models.some_user import SomeUser, signed_in
from workflows.services.locking import actor_of


@transaction.atomic
def draft(ticket: Ticket, user: SomeUser, template: AnswerTemplate | None = None) -> QuestionPage:
    """A draft for the chain: the question without who asked it, unless they agreed to be named. Raises `Refused`.

    Its title, which the ledger will hold for ever, is somebody's own words: none that the citizen typed stand in it.
    """
    ticket = held(ticket)
    gate.require(user, TicketAct.DRAFT, ticket)
    board = ticket.board
    page = QuestionPage(
        title=ticket.working_title,
        question=_asked_without_asker(ticket),
        asker=_shown_name(ticket, user),
        asked_on=timezone.localdate(ticket.received_at),
        answer=paragraphs(template.text if template and template.board_id == board.pk else ""),
        answered_by=board.rules.board.agency,
        answered_on=timezone.localdate(),
        field=ticket.field,
        unit=ticket.unit,
        owner=signed_in(user),
        live=False,
    )
    QuestionIndexPage.objects.child_of(board.root_page).get().add_child(instance=page)
    ticket.page = page
    if ticket.state == TicketState.WAITING:
        go_on(ticket)
    ticket.state = TicketState.WORKING
    record(ticket, TicketAct.DRAFT, actor_of(board, user), _("Soạn câu trả lời để trình duyệt."))
    page.save_revision(user=user)
    return page


@transaction.atomic
def propose(ticket: Ticket, user: SomeUser, text: str) -> None:
    """Write a private answer, or mend it; another whom the charter names reads it before it goes out. Raises `Refused`."""
    ticket = held(ticket)
    gate.require(user, TicketAct.PROPOSE, ticket, Said(text=text))
    if ticket.state == TicketState.WAITING:
        go_on(ticket)
    ticket.state = TicketState.ANSWERING
    record(ticket, TicketAct.PROPOSE, actor_of(ticket.board, user), _("Dự thảo câu trả lời riêng."), text.strip())
    roles = questions_of(ticket.board.rules).answered_by
    deciding = [seat for seat in ticket.board.seats if seat.is_named(roles) and seat.user_id != user.pk]
    afterwards_letters.ticket_waits(
        ticket.board, deciding, ticket.reference, ticket.kind_name, ticket.clock, path_of(ticket)
    )


@transaction.atomic
def send(ticket: Ticket, user: SomeUser, seen: int) -> None:
    """Approve the private answer that another wrote, and send it: by letter and by the code, to nobody else. Raises `Refused`.

    `seen` is the key of the proposal that this person has read: a newer one is not sent in its place.
    """
    ticket = held(ticket)
    gate.require(user, TicketAct.SEND, ticket, Said(proposal=seen))
    proposal = gate.last_proposal(ticket)
    text = proposal.text if proposal else ""
    ticket.answer_digest = sha256_of({"answer": text})
    close(ticket, TicketState.ANSWERED, _("đã trả lời"))
    actor = actor_of(ticket.board, user)
    for each in (ticket, *_merged(ticket)):
        record(each, TicketAct.SEND, actor, _("Duyệt và gửi câu trả lời riêng."), text, is_public=True, mails=True)


@transaction.atomic
def published(page: QuestionPage) -> None:
    """The chain has posted the answer: the asker is told, and everybody whose question was the same."""
    ticket = Ticket.objects.filter(page=page.pk).first()
    if ticket is None or (ticket := held(ticket)).is_closed:
        return
    close(ticket, TicketState.ANSWERED, _("đã trả lời"))
    text = _("Câu trả lời đã được đăng: %s") % page.full_url
    for each in (ticket, *_merged(ticket)):
        record(
            each,
            TicketAct.PUBLISH,
            ledger.Actor(),
            _("Câu trả lời đã qua quy trình và được đăng."),
            text,
            is_public=True,
            mails=True,
        )


def _merged(ticket: Ticket) -> list[Ticket]:
    joined = ticket.merged.select_for_update(of=("self",), no_key=True)
    return list(joined.select_related("board__charter", "board__site", "clock").order_by("pk"))


def _asked_without_asker(ticket: Ticket) -> str:
    person = _person(ticket) or Person("")
    return deidentify.without_asker(letter_of(ticket), person.name, person.email, person.phone, person.address)


def _shown_name(ticket: Ticket, user: SomeUser) -> str:
    """The name where the asker agreed to that, which is logged as a reading; else initials."""
    person = _person(ticket)
    if person is None or not ticket.consents.filter(key=PUBLISH_NAME).exists():
        return ticket.shown_as
    log_reading(ticket, user, _("Đăng họ tên theo sự đồng ý của người hỏi"))
    return person.name


def _person(ticket: Ticket) -> Person | None:
    return ticket.asker.person() if hasattr(ticket, "asker") else None
