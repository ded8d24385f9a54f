"""An answer that still holds its asker's data is refused at submission and at posting, however it is typed; a last name stays with a reason."""

import pytest

from questions.models import QuestionPage
from questions.models.asker import Person
from questions.services import answer, assign
from tests.board import body, refuses
from tests.questions.askers import a_ticket
from workflows.models import Decision
from workflows.models.reviewed import TellsAsker
from workflows.rules.act import Act
from workflows.services.chain import publish, submit

pytestmark = pytest.mark.django_db
PERSON = Person(
    "Nguyễn Thị Thu Hoa", "hoa.nt85@example.vn", "0912345678", "Số 77, ngõ 12, phố Chợ Mới, phường Minh Xuân"
)
LETTER = "Làm lại giấy khai sinh thì cần gì? CCCD của tôi 019 185 001 234, máy chồng tôi 0987 654 321."
TOLD = [
    "Đã gọi số 0912.345.678 của bà.", "Đã gọi 09 12 34 56 78.", "Máy 0987654321 không liên lạc được.", "Thư gửi hoa.nt85 a còng example.vn.",
    "Thư gửi hoa.nt85(a)example.vn.", "Thư gửi hoa.nt85 {at} example dot vn.", "Căn cước 019185001234 còn hạn.", "Số 0191 8500 1234.", "Nhà số 77 ngõ 12 phố Chợ Mới.", "Nha 77 ngo 12 pho cho moi.",
    "Bà Nguyễn Thị Thu Hoa mang giấy tờ.", "Ba nguyen thi thu hoa mang giay to.", "NGUYỄN THỊ THU HOA",
]  # fmt: skip


@pytest.fixture
def ticket(board):
    return a_ticket(board, LETTER, person=PERSON)


def drafted(board, ticket, *paragraphs, title="Làm lại giấy khai sinh", **values) -> QuestionPage:
    page = answer.draft(ticket, board.user("thu-ky"))
    page.title, page.answer = title, body(*(paragraphs or ["Mang theo giấy tờ tùy thân."]))
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision(user=page.owner)
    return page


def test_the_draft_holds_nothing_of_the_asker_and_is_submitted(board, ticket):
    page = drafted(board, ticket)
    assert "[…]" in page.question
    assert not any(words in page.question for words in ("019", "0987", "654"))
    board.submitted(page)


def test_a_number_in_the_question_is_taken_out_where_the_contact_field_was_empty(board):
    ticket = a_ticket(board, "Gọi cho tôi 09 12 34 56 78 nhé.", person=Person("Lê Văn Tám", "tam@example.vn"))
    assert drafted(board, ticket).question == "Gọi cho tôi […] nhé."


def test_what_tells_who_asked_is_refused_at_submission(board, ticket):
    page = drafted(board, ticket)
    for words in TOLD:
        page.answer = body(words)
        page.save_revision(user=page.owner)
        with refuses("tells-asker") as refused:
            submit.submit(page, page.owner)
        assert "trả lời – " in refused.value.refusal.sentence, words
    assert not Decision.objects.filter(page=page.pk, act=Act.SUBMIT).exists()


def test_no_field_is_passed_over(board, ticket):
    page = drafted(board, ticket)
    for place in ("title", "question", "asker", "search_description"):
        before = getattr(page, place)
        setattr(page, place, "Nguyen Thi Thu Hoa hỏi")
        page.save_revision(user=page.owner)
        with refuses("tells-asker"):
            submit.submit(page, page.owner)
        setattr(page, place, before)


def test_it_is_refused_at_posting_too(board, ticket):
    page = drafted(board, ticket, "Gọi 0911 222 333.")
    board.submitted(page)
    while board.step(page).kind != "publish":
        board.pass_on(page, board.step(page).entitled.exclude(user=page.owner).first().key)
    later = a_ticket(board, "Hỏi như trên", person=Person("Lê Văn Tám", phone="0911222333"))
    assign.merge(later, board.user("thu-ky"), ticket.reference)
    state = board.step(page)
    with refuses("tells-asker"):
        publish.publish(state, state.entitled.first().user)


def test_the_asker_of_a_question_that_was_merged_is_looked_for_too(board, ticket):
    page = drafted(board, ticket, "Ông Lê Văn Tám cũng hỏi việc này.")
    later = a_ticket(board, "Hỏi như trên", person=Person("Lê Văn Tám", phone="0911222333"))
    assign.merge(later, board.user("thu-ky"), ticket.reference)
    with refuses("tells-asker"):
        submit.submit(page, page.owner)


def test_a_name_whose_asker_agreed_passes(board):
    ticket = a_ticket(board, LETTER, person=PERSON, agreed="Tôi đồng ý đăng họ tên.")
    page = drafted(board, ticket, "Bà Nguyễn Thị Thu Hoa mang giấy tờ.")
    assert page.tells_asker() == TellsAsker()
    assert board.submitted(page) is not None


def test_and_nothing_else_of_them(board):
    ticket = a_ticket(board, LETTER, person=PERSON, agreed="Tôi đồng ý đăng họ tên.")
    page = drafted(board, ticket, "Bà Nguyễn Thị Thu Hoa, số 0912345678.")
    with refuses("tells-asker"):
        submit.submit(page, page.owner)


def test_a_last_name_waits_for_a_reason_which_the_ledger_keeps(board, ticket):
    page = drafted(board, ticket, "Chị Hoa ở bộ phận một cửa tiếp nhận.")
    with refuses("last-name") as refused:
        submit.submit(page, page.owner)
    assert refused.value.refusal.asks_reason
    submit.submit(page, page.owner, reason="Đây là cán bộ một cửa, không phải người hỏi.")
    assert "một cửa" in Decision.objects.get(page=page.pk, act=Act.SUBMIT).comment
    board.pass_on(page, "thanh-vien")


def test_words_that_are_alike_pass(board, ticket):
    alike = ["Chợ hoa mở cửa.", "Hoa nở.", "Tháng 12 năm 77.", "Phường Minh Xuân tiếp nhận.", "Gọi 1900 6464."]
    page = drafted(board, ticket, *alike)
    assert page.tells_asker() == TellsAsker()
    assert board.submitted(page) is not None


def test_a_page_without_a_ticket_asks_nothing(board):
    page = board.question(answer=body("Bà Nguyễn Thị Thu Hoa, 0912345678."))
    assert page.tells_asker() == TellsAsker()
    assert board.submitted(page) is not None
