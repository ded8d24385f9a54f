"""The letter to the unit or body to which a question is forwarded, and the list of their addresses."""

import pytest
from django.db import IntegrityError, transaction
from post_office.models import Email

from questions.models import ForwardAddress, TicketEvent
from questions.services import assign
from tests.questions.askers import ADDRESS, EMAIL, NAME, PHONE, TEXT, a_ticket

pytestmark = pytest.mark.django_db
UNIT_MAIL, BODY_MAIL = "phong-mot@example.vn", "cong-an@example.vn"


@pytest.fixture
def addresses(board):
    unit = board.board.units.get(key="phong-mot")
    ForwardAddress.objects.create(board=board.board, unit=unit, email=UNIT_MAIL)
    ForwardAddress.objects.create(board=board.board, body="Công an tỉnh", email=BODY_MAIL)
    return unit


def letter_to(address):
    letters = [each for each in Email.objects.all() if address in each.to]
    assert len(letters) == 1
    return letters[0]


def test_a_unit_gets_number_field_deadline_and_the_way_in_and_nothing_of_the_question(board, addresses):
    ticket = a_ticket(board, f"{TEXT} Tôi là {NAME}.")
    assert assign.forward(ticket, board.user("thu-ky"), addresses, "", f"Kính gửi {NAME}") is True
    letter = letter_to(UNIT_MAIL)
    assert ticket.reference in letter.subject
    assert "Phòng Một" in letter.subject
    assert "Lĩnh vực: Kinh tế" in letter.message
    assert "Hạn trả lời: " in letter.message
    assert f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/" in letter.message
    for secret in (NAME, EMAIL, PHONE, ADDRESS, TEXT, ticket.code, ticket.shown_code, ticket.shown_as):
        assert secret not in letter.subject + letter.message


def test_another_body_gets_no_way_in_and_is_told_whom_to_ask(board, addresses):
    ticket = a_ticket(board)
    assert assign.forward(ticket, board.user("thu-ky"), None, "  công an  TỈNH ", "") is True
    letter = letter_to(BODY_MAIL)
    assert "/admin/" not in letter.message
    assert "Hạn trả lời" not in letter.message
    assert "Ủy ban nhân dân tỉnh Thử, điện thoại 0200 000 000, thư cong@example.vn" in letter.message
    assert TEXT not in letter.subject + letter.message


def test_without_an_address_nothing_is_sent_and_the_screen_says_so(board, client_of):
    ticket, client = a_ticket(board), client_of("thu-ky")
    address = f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/"
    assert "Phòng Một (chưa có địa chỉ thư)" in client.get(address).content.decode()
    before = Email.objects.count()
    done = client.post(f"{address}lam/", {"act": "forward", "unit": "phong-mot"}, follow=True)
    assert "Nơi nhận chưa có địa chỉ thư nên chưa được báo qua thư." in done.content.decode()
    assert Email.objects.count() == before
    assert "Chưa có địa chỉ thư" in TicketEvent.objects.get(ticket=ticket, act="forward").said


def test_with_an_address_the_screen_says_that_a_letter_went_out(board, client_of, addresses):
    ticket, client = a_ticket(board), client_of("thu-ky")
    address = f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/"
    shown = client.get(address).content.decode()
    assert "chưa có địa chỉ thư" not in shown
    assert '<option value="Công an tỉnh">' in shown
    done = client.post(f"{address}lam/", {"act": "forward", "unit": "phong-mot"}, follow=True)
    assert "báo nơi nhận qua thư" in done.content.decode()
    assert "Đã báo nơi nhận qua thư" in TicketEvent.objects.get(ticket=ticket, act="forward").said


def test_the_list_is_kept_by_those_who_sort_questions_each_on_their_board(board, client_of, other_board):
    client, list_of_them = client_of("thu-ky"), "/admin/noi-nhan-cau-hoi/"
    foreign = ForwardAddress.objects.create(board=other_board.board, body="Sở Khác", email=BODY_MAIL)
    typed = {"unit": "", "body": "Công an  tỉnh", "email": BODY_MAIL, "board": board.board.pk}
    assert client.post(f"{list_of_them}new/", typed).status_code == 302
    assert ForwardAddress.objects.get(board=board.board).body == "Công an tỉnh"
    shown = client.get(list_of_them).content.decode()
    assert "Công an tỉnh" in shown
    assert "Sở Khác" not in shown
    assert client.get(f"{list_of_them}edit/{foreign.pk}/").status_code in (302, 404)
    assert client_of("bien-tap-vien").get(list_of_them).status_code in (302, 403)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"unit": "", "body": ""}, "Hãy chọn đơn vị, hoặc ghi tên cơ quan khác"),
        ({"body": "Công an tỉnh"}, "chỉ một trong hai"),
        ({"email": "phong-mot"}, "hợp lệ"),
        ({}, "Đơn vị này đã có địa chỉ thư."),
        ({"unit": "", "body": "Công an tỉnh"}, "Cơ quan này đã có địa chỉ thư."),
    ],
)
def test_each_mistake_in_the_list_is_said(board, client_of, addresses, values, sentence):
    typed = {"unit": addresses.pk, "body": "", "email": UNIT_MAIL, "board": board.board.pk, **values}
    answer = client_of("thu-ky").post("/admin/noi-nhan-cau-hoi/new/", typed)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()


def test_a_units_of_another_board_are_not_to_be_chosen(board, client_of, other_board):
    unit = other_board.board.units.get(key="phong-mot")
    typed = {"unit": unit.pk, "body": "", "email": UNIT_MAIL, "board": board.board.pk}
    assert client_of("thu-ky").post("/admin/noi-nhan-cau-hoi/new/", typed).status_code == 200
    assert not ForwardAddress.objects.exists()


def test_an_address_is_of_one_unit_or_one_body(board, addresses):
    with pytest.raises(IntegrityError), transaction.atomic():
        ForwardAddress.objects.create(board=board.board, unit=addresses, body="Công an", email=UNIT_MAIL)
