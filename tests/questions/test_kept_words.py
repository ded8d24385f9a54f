"""What a citizen typed: not in the ledger before a person has rewritten it, and nowhere once its time is over (2.14)."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Page

from questions.models import QuestionPage, Ticket
from questions.services import answer, citizen
from questions.services.forget import forget_askers
from search.models import Entry
from tests.board import body, refuses
from tests.questions.askers import a_ticket
from tests.questions.test_discarded import in_the_clear
from workflows.models import Decision
from workflows.services.chain.submit import submit
from workflows.services.chain.withdraw import withdraw
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
WORD = "Zibanhthửa"
ASKED = f"{WORD} của nhà tôi bị lấn. Ai giải quyết?"
LATER = datetime.timedelta(days=181)


def again(ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def written(page, title="Tranh chấp ranh giới đất") -> QuestionPage:
    page.title, page.question = title, "Đất bị lấn thì ai giải quyết?"
    page.answer = body("Ủy ban nhân dân xã hòa giải.")
    page.save_revision(user=page.owner)
    return QuestionPage.objects.get(pk=page.pk)


def in_the_index(word) -> bool:
    return bool(Page.objects.search(word).count())


def test_a_draft_is_called_by_its_tickets_number(board):
    ticket = a_ticket(board, ASKED)
    page = answer.draft(ticket, board.user("thu-ky"))
    assert (page.title, page.slug) == (f"Trả lời câu hỏi {ticket.reference}", f"tra-loi-cau-hoi-{ticket.reference}")
    assert ticket.code not in page.title
    for row in Decision.objects.all():
        assert WORD not in row.title + row.comment


def test_a_draft_is_not_submitted_until_somebody_wrote_its_title(board, client_of):
    page = answer.draft(a_ticket(board, ASKED), board.user("thu-ky"))
    page = written(page, title=page.title)
    with refuses("incomplete") as refused:
        submit(page, page.owner)
    assert "Tiêu đề: hãy viết" in refused.value.refusal.sentence
    assert not Decision.objects.filter(page=page).exists()
    page = written(page)
    submit(page, page.owner)
    assert Decision.objects.get(page=page, act="submit").title == "Tranh chấp ranh giới đất"


def test_the_address_follows_the_title_that_somebody_wrote(board, citizen):
    page = answer.draft(a_ticket(board, ASKED), board.user("thu-ky"))
    page = board.published(written(page))
    assert page.slug == "tranh-chap-ranh-gioi-dat"
    page.title = "Trả lời câu hỏi 2026-0001"
    page.full_clean()
    assert page.slug == "tranh-chap-ranh-gioi-dat"


def test_a_draft_that_nobody_submitted_goes_with_its_asker(board, citizen):
    ticket = a_ticket(board, ASKED)
    page = answer.draft(ticket, board.user("thu-ky"))
    assert in_the_index(WORD)
    withdrawn(ticket)
    with time_machine.travel(timezone.now() + LATER):
        assert forget_askers() == 1
        assert forget_askers() == 0
    assert in_the_clear(WORD) == set()
    assert not QuestionPage.objects.filter(pk=page.pk).exists()
    assert not Entry.objects.filter(object_id=page.pk).exists()
    assert list(breaches()) == []


def test_a_draft_in_the_chain_is_emptied_with_its_revisions_and_leaves_the_chain(board):
    ticket = a_ticket(board, ASKED)
    page = answer.draft(ticket, board.user("thu-ky"))
    page.title, page.answer = "Lấn đất", body("Xã hòa giải.")
    page.save_revision(user=page.owner)
    board.submitted(page)
    withdrawn(ticket)
    with time_machine.travel(timezone.now() + LATER):
        assert forget_askers() == 1
        assert forget_askers() == 0
    assert in_the_clear(WORD) == set()
    assert not in_the_index(WORD)
    page = QuestionPage.objects.get(pk=page.pk)
    assert again(ticket).discarded_draft == page
    assert Decision.objects.filter(page=page, act="recall", user=None).exists()
    with refuses("ticket-closed"):
        page.save_revision()
    assert list(breaches()) == []


def test_the_drafts_of_a_public_answer_go_and_what_was_approved_stays(board):
    ticket = a_ticket(board, ASKED)
    page = board.published(written(answer.draft(ticket, board.user("thu-ky"))))
    page.answer = body("Bản mới đang viết.")
    page.save_revision(user=page.owner)
    assert in_the_clear(WORD) == {"wagtailcore.Revision.content"}
    with time_machine.travel(timezone.now() + LATER):
        assert forget_askers() == 1
    assert in_the_clear(WORD) == set()
    page = QuestionPage.objects.get(pk=page.pk)
    assert page.live
    assert page.question == "Đất bị lấn thì ai giải quyết?"
    assert page.live_revision.content["question"] == page.question
    assert "Bản mới" in str(page.get_latest_revision_as_object().answer)
    assert list(breaches()) == []


def test_an_answer_that_was_public_keeps_what_was_approved_for_its_history(board):
    page = board.published(written(answer.draft(a_ticket(board, ASKED), board.user("thu-ky"))))
    withdraw(page, board.user("truong-ban"), "Thủ tục đã đổi")
    with time_machine.travel(timezone.now() + LATER):
        assert forget_askers() == 1
    assert in_the_clear(WORD) == set()
    assert QuestionPage.objects.get(pk=page.pk).question == "Đất bị lấn thì ai giải quyết?"


def withdrawn(ticket) -> None:
    citizen.withdraw(again(ticket))
