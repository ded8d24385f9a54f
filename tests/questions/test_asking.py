"""Sending a question without an account: what is taken in, what protects it, and that nothing typed is lost (R144, 2.14)."""

import datetime

import pytest
import time_machine

from pages.citizen_form import MOST_AN_HOUR, MOST_UNPROVED_AN_HOUR
from questions.models import Asker, Consent, Ticket
from tests.questions.askers import ADDRESS, EMAIL, NAME, PHONE, TEXT, a_ticket, answered_captcha, proof, sent_by_form
from workflows.models import Decision
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db


def test_a_citizen_sends_a_question_without_script_and_gets_a_code_and_its_page(board, citizen):
    form = citizen.get("/hoi-dap/gui-cau-hoi/")
    assert form.status_code == 200
    assert not form.cookies
    assert "checked" not in form.content.decode().partition('name="is_private"')[2]
    answer = sent_by_form(citizen, phone=PHONE, address=ADDRESS)
    ticket = Ticket.objects.get()
    assert answer.url == f"/hoi-dap/tra-cuu/{ticket.code}/?moi=1"
    page = citizen.get(answer.url)
    text = page.content.decode()
    assert ticket.shown_code in text
    assert "no-store" in page.headers["Cache-Control"]
    assert 'content="noindex"' in text
    assert not {"0", "o", "1", "l", "i"} & set(ticket.code)
    assert list(breaches()) == []


def test_what_the_law_asks_for_is_asked_and_the_person_is_sealed_apart(board, citizen):
    sent_by_form(citizen, phone=PHONE, address=ADDRESS)
    asker = Asker.objects.get()
    assert asker.person().name == NAME
    assert NAME.encode() not in bytes(asker.sealed)
    assert asker.ticket.shown_as == "Ông/bà Đ.T.Z."
    row = Decision.objects.get(act="question")
    for secret in (NAME, EMAIL, PHONE, ADDRESS, TEXT):
        assert secret not in f"{row.title}{row.comment}{row.person}"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"text": ""}, "Hãy viết nội dung"),
        ({"name": ""}, "Hãy ghi họ và tên"),
        ({"email": ""}, "ít nhất một cách liên hệ"),
        ({"email": "sai"}, "Địa chỉ thư chưa đúng"),
        ({"phone": "abc"}, "Số điện thoại chưa đúng"),
        ({"website": "http://x"}, "phải để trống"),
        ({"after": 0}, "quá nhanh"),
        ({"after": 13 * 3600}, "quá lâu"),
        ({"captcha": "tám mươi"}, "câu hỏi kiểm tra"),
        ({"token": "giả", "captcha": "1"}, "câu hỏi kiểm tra"),
        ({"kind": "tố cáo"}, "không"),
        ({"field": "không có"}, "không"),
    ],
)
def test_what_was_typed_survives_every_refusal(board, citizen, values, sentence):
    text = sent_by_form(
        citizen, **{"address": ADDRESS, **values} if values != {"email": ""} else values
    ).content.decode()
    assert not Ticket.objects.exists()
    assert sentence in text
    assert values.get("text", TEXT) in text
    assert values.get("name", NAME) in text


def test_the_name_is_published_only_by_an_own_recorded_act(board, citizen):
    sent_by_form(citizen)
    assert not Consent.objects.exists()
    sent_by_form(citizen, agrees="on")
    consent = Consent.objects.get()
    assert "đồng ý đăng họ tên" in consent.wording
    with pytest.raises(TypeError):
        Consent.objects.update(wording="Khác")


def test_proof_of_work_takes_the_place_of_the_captcha_and_counts_once(board, citizen):
    done = proof(citizen)
    assert sent_by_form(citizen, proof=done, captcha="").status_code == 302
    assert Ticket.objects.get().is_proved
    again = sent_by_form(citizen, proof=done, captcha="")
    assert "câu hỏi kiểm tra" in again.content.decode()
    assert sent_by_form(citizen, proof="rác", captcha="").status_code == 200


def test_without_the_proof_a_question_is_held_for_a_look(board, citizen, client_of):
    sent_by_form(citizen)
    assert not Ticket.objects.get().is_proved
    assert "không qua kiểm tra tự động" in client_of("thu-ky").get("/admin/cau-hoi/thu-nghiem/").content.decode()


def test_a_captcha_is_answered_once(board, citizen):
    right = answered_captcha()
    assert sent_by_form(citizen, **right).status_code == 302
    assert sent_by_form(citizen, **right).status_code == 200


def test_an_address_sends_so_many_an_hour_and_keeps_what_was_typed(board, citizen):
    with time_machine.travel("2026-06-01 09:10+07:00", tick=False):
        for _time in range(MOST_UNPROVED_AN_HOUR):
            assert sent_by_form(citizen).status_code == 302
        refused = sent_by_form(citizen)
        assert sent_by_form(citizen, proof=proof(citizen)).status_code == 302
    assert refused.status_code == 429
    assert TEXT in refused.content.decode()
    assert MOST_AN_HOUR > MOST_UNPROVED_AN_HOUR


def test_a_site_takes_in_so_many_an_hour(board, citizen, settings):
    settings.QUESTIONS_AN_HOUR = 1
    assert sent_by_form(citizen).status_code == 302
    assert sent_by_form(citizen).status_code == 429


def test_answered_questions_like_it_are_shown_before_sending_with_and_without_script(board, citizen):
    page = board.published(board.question(title="Làm lại giấy khai sinh cho trẻ em"))
    piece = citizen.post("/hoi-dap/tuong-tu/", {"text": "Tôi muốn làm lại giấy khai sinh"}).content.decode()
    assert board.address(page) in piece
    step = citizen.post(
        "/hoi-dap/gui-cau-hoi/", {"buoc": "tuong-tu", "text": "làm lại giấy khai sinh", "name": NAME, "agrees": "on"}
    )
    shown = step.content.decode()
    assert page.title in shown
    assert NAME in shown
    assert "form__error" not in shown
    assert not Ticket.objects.exists()
    assert (
        "Chưa có câu hỏi tương tự"
        in citizen.post("/hoi-dap/gui-cau-hoi/", {"buoc": "tuong-tu", "text": "vệ tinh viễn thông"}).content.decode()
    )


def test_a_code_is_typed_in_any_way_and_a_wrong_one_learns_nothing(board, citizen, other_board):
    ticket = a_ticket(board)
    for written in (ticket.code, ticket.shown_code.upper(), " ".join(ticket.code)):
        assert citizen.post("/hoi-dap/tra-cuu/", {"code": written}).url == f"/hoi-dap/tra-cuu/{ticket.code}/"
    wrong = citizen.post("/hoi-dap/tra-cuu/", {"code": "aaaa-bbbb-cccc"})
    elsewhere = citizen.post("/hoi-dap/tra-cuu/", {"code": a_ticket(other_board).code})
    assert wrong.status_code == elsewhere.status_code == 404
    assert "Không tìm thấy câu hỏi có mã này" in wrong.content.decode()
    assert citizen.get("/hoi-dap/tra-cuu/aaaabbbbcccc/").status_code == 404


def test_whoever_guesses_codes_is_answered_like_a_wrong_code_even_for_a_right_one(board, citizen):
    ticket = a_ticket(board)
    with time_machine.travel("2026-06-01 09:10+07:00", tick=False):
        for _time in range(20):
            citizen.post("/hoi-dap/tra-cuu/", {"code": "aaaa-bbbb-cccc"})
        assert citizen.post("/hoi-dap/tra-cuu/", {"code": ticket.code}).status_code == 404
        assert citizen.get(f"/hoi-dap/tra-cuu/{ticket.code}/").status_code == 404
    with time_machine.travel("2026-06-01 10:10+07:00", tick=False):
        assert citizen.get(f"/hoi-dap/tra-cuu/{ticket.code}/").status_code == 200


def test_the_citizen_is_told_that_the_answer_is_overdue(board, citizen):
    ticket = a_ticket(board)
    address = f"/hoi-dap/tra-cuu/{ticket.code}/"
    assert "đã quá hạn" not in citizen.get(address).content.decode()
    with time_machine.travel(ticket.clock.due_at + datetime.timedelta(hours=1)):
        assert "đã quá hạn" in citizen.get(address).content.decode()
