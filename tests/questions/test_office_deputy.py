"""Who takes citizens' questions in at Tuyên Quang: the Office's deputy directs them, the secretary registers them (R67, Điều 4 khoản 3). And elsewhere."""

import pytest
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from questions import gate
from questions.charter_values import assigners
from questions.models import Ticket, Way
from questions.services import answer, assign, forward, triage
from questions.services.receive import Sent, receive
from tests.board import TestBoard, refuses
from tests.four_boards import ALL_FOUR, SLUGS
from tests.questions.askers import PERSON, TEXT
from workflows.charter.words import RoleKey, TicketKind
from workflows.gate import follow_up
from workflows.models import Board
from workflows.services.clocks.keep import TICKET

pytestmark = pytest.mark.django_db


@pytest.fixture
def stands_on(plain_settings):
    return ALL_FOUR


@pytest.fixture
def tuyen_quang(db) -> TestBoard:
    return TestBoard(Board.objects.get(slug="tuyen-quang"))


def sent_to(board, **values) -> Ticket:
    ticket = receive(board.board, Sent(text=TEXT, person=PERSON, **values))
    return Ticket.objects.get(pk=ticket.pk)


def client_of(board, seat) -> Client:
    client = Client(headers={"host": board.hostname})
    client.force_login(board.user(seat), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_r67_the_office_deputy_is_told_of_a_question_and_sees_it(tuyen_quang):
    ticket = sent_to(tuyen_quang)
    told = {address for email in Email.objects.filter(subject__contains=ticket.reference) for address in email.to}
    assert told == {tuyen_quang.user(seat).email for seat in ("pho-ban", "thu-ky", "truong-ban")}
    client = client_of(tuyen_quang, "pho-ban")
    assert ticket.reference in client.get("/admin/cau-hoi/tuyen-quang/").content.decode()
    assert TEXT in client.get(f"/admin/cau-hoi/tuyen-quang/{ticket.reference}/").content.decode()
    assert "Câu hỏi của người dân: 1" in client.get("/admin/").content.decode()
    assert {seat.key for seat in follow_up.waiting(ticket.clock)} == {"pho-ban", "thu-ky", "truong-ban"}
    assert ticket.clock.starts == TICKET


def test_r67_the_office_deputy_assigns_and_forwards_and_the_secretary_registers(tuyen_quang):
    ticket, deputy, secretary = sent_to(tuyen_quang), tuyen_quang.user("pho-ban"), tuyen_quang.user("thu-ky")
    triage.triage(ticket, secretary, TicketKind.FEEDBACK, tuyen_quang.board.fields.get(key="kinh-te"))
    with refuses("not-yours") as refused:
        assign.assign(ticket, secretary, tuyen_quang.member("bien-tap-vien"))
    assert "không phân công" in refused.value.refusal.sentence
    with refuses("not-yours"):
        forward.forward(ticket, secretary, None, "Công an tỉnh")
    assign.assign(ticket, deputy, tuyen_quang.member("bien-tap-vien"))
    forward.forward(ticket, deputy, None, "Công an tỉnh")
    forward.hand_over(Ticket.objects.get(pk=ticket.pk), secretary, Way.PAPER, timezone.localdate())
    with refuses("not-yours"):
        forward.take_back(Ticket.objects.get(pk=ticket.pk), secretary, "Nhầm")
    forward.take_back(Ticket.objects.get(pk=ticket.pk), deputy, "Nhầm")


def test_r67_the_office_deputy_approves_what_is_not_published(tuyen_quang):
    ticket = sent_to(tuyen_quang, is_private=True)
    answer.propose(ticket, tuyen_quang.user("thu-ky"), "Trả lời riêng.")
    answer.send(ticket, tuyen_quang.user("pho-ban"), gate.last_proposal(ticket).pk)
    assert Ticket.objects.get(pk=ticket.pk).state == "answered"


def test_the_standing_deputy_to_whom_the_charter_gives_no_questions_sees_none(tuyen_quang):
    ticket = sent_to(tuyen_quang)
    client = client_of(tuyen_quang, "pho-truc")
    assert client.get(f"/admin/cau-hoi/tuyen-quang/{ticket.reference}/").status_code in (302, 403)


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug != "tuyen-quang"])
def test_the_other_boards_assign_as_they_sort(slug):
    board = TestBoard(Board.objects.get(slug=slug))
    rules = board.board.rules.questions
    assert assigners(rules) == rules.triaged_by
    assert RoleKey.SECRETARY in rules.triaged_by
    assign.assign(sent_to(board), board.user("thu-ky"), board.member("thu-ky"))
