"""What may tell who asked is offered in place, each with its reason; one press takes it out, another puts it back; nothing typed is lost."""

import re

import pytest
from bs4 import BeautifulSoup

from questions.concealment_panel import CONCEAL, REVEAL
from questions.models import QuestionPage
from questions.models.asker import Person
from questions.services import answer
from questions.services.conceal import places_in
from tests.board import body
from tests.questions.askers import a_ticket

pytestmark = pytest.mark.django_db
PERSON = Person("Nguyễn Thị Thu Hoa", "hoa.nt85@example.vn", "0912345678", "Số 77, ngõ 12, phố Chợ Mới")
LETTER = "Tôi là Nguyễn Thị Thu Hoa, chồng tôi là Trần Văn Bình, máy 0987 654 321. Hàng xóm là ông Lê Văn Tám. Gọi 0912345678."
WITHOUT = "Tôi là N.T.T.H., chồng tôi là T.V.B., máy […]. Hàng xóm là ông L.V.T.. Gọi […]."


@pytest.fixture
def ticket(board):
    return a_ticket(board, LETTER, person=PERSON)


@pytest.fixture
def page(board, ticket):
    return answer.draft(ticket, board.user("thu-ky"))


def latest(page) -> QuestionPage:
    return QuestionPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def screen(client, ticket):
    address = f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/lo-nguoi-hoi/"
    return address, BeautifulSoup(client.get(address).content.decode(), "html.parser")


def buttons(found, name):
    return {each["value"]: each.text for each in found.select(f'button[name="{name}"]')}


def key_of(found, name, words):
    return next(key for key, label in buttons(found, name).items() if words in label)


def test_the_draft_begins_without_anybody_and_says_of_each_place_why(board, ticket, page, client_of):
    assert page.question == WITHOUT
    _address, found = screen(client_of("thu-ky"), ticket)
    assert buttons(found, CONCEAL) == {}
    assert sorted(buttons(found, REVEAL).values()) == [
        "Hoàn lại «0912345678»", "Hoàn lại «0987 654 321»", "Hoàn lại «Lê Văn Tám»", "Hoàn lại «Nguyễn Thị Thu Hoa»", "Hoàn lại «Trần Văn Bình»",
    ]  # fmt: skip
    reasons = {each.text for each in found.select(".findings__item strong")}
    assert {"Họ tên người hỏi", "Số điện thoại của người hỏi", "Tên người khác"} <= reasons


def test_each_press_puts_one_place_back_and_another_takes_it_out_again(board, ticket, page, client_of):
    client = client_of("thu-ky")
    for words in ("Lê Văn Tám", "0987 654 321", "Trần Văn Bình", "0912345678", "Nguyễn Thị Thu Hoa"):
        address, found = screen(client, ticket)
        before = latest(page).question
        assert client.post(address, {REVEAL: key_of(found, REVEAL, words)}).status_code == 302
        assert words in latest(page).question
        assert latest(page).question != before
    assert latest(page).question == LETTER
    _address, found = screen(client, ticket)
    assert buttons(found, REVEAL) == {}
    while left := buttons(screen(client, ticket)[1], CONCEAL):
        client.post(address, {CONCEAL: next(iter(left))})
    assert latest(page).question == WITHOUT


def test_what_an_editor_writes_of_the_asker_is_offered_in_the_answer(board, ticket, page, client_of):
    page.answer = body("Kính gửi bà Nguyễn Thị Thu Hoa.", "Ông Vũ Văn Chín tiếp nhận. Gọi 09 12 34 56 78.")
    page.save_revision(user=page.owner)
    client = client_of("thu-ky")
    for _press in range(2):
        address, found = screen(client, ticket)
        client.post(address, {CONCEAL: next(iter(buttons(found, CONCEAL)))})
    texts = str(latest(page).answer)
    assert "Kính gửi bà N.T.T.H." in texts
    assert "Ông Vũ Văn Chín tiếp nhận. Gọi […]." in texts


def test_in_the_editor_a_press_saves_what_was_typed_first(board, ticket, page, client_of):
    client = client_of("thu-ky")
    form = BeautifulSoup(client.get(f"/admin/pages/{page.pk}/edit/").content.decode(), "html.parser").select_one(
        "#page-edit-form"
    )
    sent = {each["name"]: each.get("value", "") for each in form.select("input[name]") if each["type"] != "checkbox"}
    sent |= {each["name"]: each.text.strip("\n") for each in form.select("textarea[name]")}
    for each in form.select("select[name]"):
        chosen = each.select_one("option[selected]")
        sent[each["name"]] = chosen["value"] if chosen else ""
    sent = {name: value for name, value in sent.items() if not re.search("__prefix__|^answer-", name)}
    sent |= {"answer-count": "0", "title": "Làm lại giấy khai sinh", REVEAL: key_of(form, REVEAL, "Lê Văn Tám")}
    response = client.post(f"/admin/pages/{page.pk}/edit/", sent)
    assert response.status_code == 302
    assert latest(page).title == "Làm lại giấy khai sinh"
    assert "ông Lê Văn Tám. Gọi" in latest(page).question


def test_a_place_that_is_gone_changes_nothing(board, ticket, page, client_of):
    client = client_of("thu-ky")
    address, _found = screen(client, ticket)
    shown = client.post(address, {CONCEAL: "khong-con"}, follow=True).content.decode()
    assert "chưa đổi gì" in shown
    assert latest(page).question == WITHOUT


def test_under_review_nothing_is_changed(board, ticket, page, client_of):
    page.title, page.answer = "Làm lại giấy khai sinh", body("Mang theo giấy tờ.")
    page.save_revision(user=page.owner)
    board.submitted(page)
    address, found = screen(client_of("thu-ky"), ticket)
    assert buttons(found, REVEAL) == {}
    assert client_of("thu-ky").post(address, {REVEAL: "x"}).status_code in (302, 403)
    assert latest(page).question == WITHOUT


def test_who_may_not_read_the_letter_is_told_nothing_of_it(board, ticket, page):
    stranger = board.user("cong-tac-vien")
    places = places_in(latest(page), stranger)
    assert places.taken == []
    assert places.open == []
