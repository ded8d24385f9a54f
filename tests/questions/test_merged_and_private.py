"""What a private answer never does, and what becomes of merged questions when the first of them ends another way."""

import pytest
from django.utils import timezone

from questions import gate
from questions.models import QuestionPage, TicketEvent, TicketState, Way
from questions.services import answer, assign, citizen, forward, triage
from tests.board import refuses
from tests.questions.askers import a_ticket
from workflows.charter.words import TicketKind
from workflows.rules.refusal import Refused

pytestmark = pytest.mark.django_db


def again(ticket):
    return type(ticket).objects.get(pk=ticket.pk)


def test_a_private_answer_is_for_one_person_so_nothing_is_merged_with_it(board):
    private, data = a_ticket(board, is_private=True), a_ticket(board, kind=TicketKind.PERSONAL_DATA)
    later = a_ticket(board)
    for other in (private, data):
        with refuses("private"):
            assign.merge(later, board.user("thu-ky"), other.reference)


def test_what_becomes_private_lets_go_what_was_merged_with_it(board):
    first, second = a_ticket(board), a_ticket(board)
    assign.merge(second, board.user("thu-ky"), first.reference)
    triage.triage(again(first), board.user("thu-ky"), TicketKind.QUESTION, first.field, is_private=True)
    assert (again(second).state, again(second).same_as) == (TicketState.WORKING, None)


def sent_away(ticket, user):
    forward.forward(ticket, user, None, "Công an tỉnh")
    forward.hand_over(again(ticket), user, Way.PAPER, timezone.localdate())


@pytest.mark.parametrize("ends", ["withdrawn", "spam", "forwarded", "diverted"])
def test_what_was_merged_goes_on_by_itself_when_the_first_ends_without_an_answer(board, ends):
    first, second = a_ticket(board), a_ticket(board)
    user = board.user("thu-ky")
    assign.merge(second, user, first.reference)
    first = again(first)
    {
        "withdrawn": lambda: citizen.withdraw(first),
        "spam": lambda: triage.refuse_spam(first, user, "Không phải câu hỏi"),
        "forwarded": lambda: sent_away(first, user),
        "diverted": lambda: triage.triage(first, user, TicketKind.COMPLAINT),
    }[ends]()
    second = again(second)
    assert (again(first).is_closed, second.is_closed, second.same_as) == (True, False, None)
    assert second.clock.stopped_at is None
    assert "xử lý riêng" in TicketEvent.objects.filter(ticket=second, is_public=True).last().text


def test_the_proposal_that_was_read_is_sent_and_no_newer_one(board):
    ticket = a_ticket(board, is_private=True)
    answer.propose(ticket, board.user("thu-ky"), "Bản một")
    read = gate.last_proposal(ticket).pk
    answer.propose(again(ticket), board.user("thu-ky"), "Bản hai")
    with refuses("other-proposal"):
        answer.send(again(ticket), board.user("truong-ban"), read)
    answer.send(again(ticket), board.user("truong-ban"), gate.last_proposal(ticket).pk)
    assert TicketEvent.objects.filter(ticket=ticket, act="send").get().text == "Bản hai"


def test_the_askers_wish_for_a_private_answer_stays(board):
    ticket = a_ticket(board, is_private=True)
    with refuses("stays-private"):
        triage.triage(ticket, board.user("thu-ky"), TicketKind.QUESTION, ticket.field)


def test_a_question_that_was_withdrawn_is_not_published(board):
    ticket = a_ticket(board)
    page = answer.draft(ticket, board.user("thu-ky"))
    citizen.withdraw(again(ticket))
    assert not QuestionPage.objects.filter(pk=page.pk).exists()
    with pytest.raises(Refused):
        page.publish(page.get_latest_revision())


def test_one_adds_ten_times_an_hour(board, client):
    ticket = a_ticket(board)
    address = f"/hoi-dap/tra-cuu/{ticket.code}/"
    answers = [
        client.post(address, headers={"host": board.hostname}, data={"act": "add", "text": f"Lần {n}"})
        for n in range(11)
    ]
    assert [each.status_code for each in answers] == [302] * 10 + [400]
    assert "Lần 10</textarea>" in answers[-1].content.decode()
