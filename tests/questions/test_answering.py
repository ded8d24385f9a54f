"""Writing the answer is always offered, with what is missing before it; and it is under review once it is submitted, not before."""

import pytest

from questions import gate
from questions.models import QuestionPage, Ticket
from questions.services import answer, assign, forward, triage
from tests.board import body, charter_data, load_board
from tests.portal.test_public_pages import queries
from tests.questions.askers import a_ticket
from workflows.charter.words import TicketKind
from workflows.services.chain import recall, submit
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
REVIEWED, WORKED_ON = "Đang duyệt câu trả lời", "Đang xử lý"
LIST = "/admin/cau-hoi/thu-nghiem/"


def again(ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def told(citizen, ticket) -> str:
    """The state on the page of its code."""
    text = citizen.get(f"/hoi-dap/tra-cuu/{ticket.code}/").content.decode()
    return text.partition("<dt>Tình trạng</dt><dd>")[2].partition("<")[0]


def on_desk(client, ticket) -> str:
    return client.get(f"{LIST}{ticket.reference}/").content.decode()


def drafted(board, ticket) -> QuestionPage:
    page = answer.draft(ticket, board.user("thu-ky"))
    page.title, page.answer = "Làm lại giấy khai sinh", body("Ông/bà mang theo giấy tờ tùy thân.")
    page.save_revision(user=page.owner)
    return page


def test_an_answer_is_under_review_from_its_submission_to_its_return(board, citizen, client_of):
    ticket = a_ticket(board)
    page = drafted(board, ticket)
    assert told(citizen, ticket) == WORKED_ON
    assert REVIEWED not in on_desk(client_of("thu-ky"), ticket)
    board.submitted(page)
    assert told(citizen, ticket) == REVIEWED
    assert REVIEWED in on_desk(client_of("thu-ky"), ticket)
    board.returned(page)
    assert told(citizen, ticket) == WORKED_ON
    submit.submit(QuestionPage.objects.get(pk=page.pk), page.owner, reason="Đã đúng với công văn 12")
    assert told(citizen, ticket) == REVIEWED
    recall.recall(board.step(page), page.owner, "Xem lại")
    assert told(citizen, ticket) == WORKED_ON
    board.published(QuestionPage.objects.get(pk=page.pk))
    assert told(citizen, ticket) == "Đã trả lời"
    assert list(breaches()) == []


def test_the_list_counts_and_narrows_as_it_is_told(board, client_of):
    written, submitted = a_ticket(board), a_ticket(board)
    drafted(board, written)
    board.submitted(drafted(board, submitted))
    client = client_of("thu-ky")
    assert "Đang duyệt câu trả lời: 1" in client.get(LIST).content.decode()
    narrowed = client.get(f"{LIST}?tinh-trang=answering").content.decode()
    assert submitted.reference in narrowed
    assert written.reference not in narrowed


def test_a_state_stored_before_is_told_as_things_stand(board, citizen):
    ticket = a_ticket(board)
    drafted(board, ticket)
    Ticket.objects.filter(pk=ticket.pk).update(state="answering")
    assert told(citizen, ticket) == WORKED_ON


def test_a_private_answer_is_under_review_once_it_is_proposed(board, citizen):
    ticket = a_ticket(board, is_private=True)
    answer.propose(ticket, board.user("thu-ky"), "Trả lời riêng.")
    assert told(citizen, ticket) == REVIEWED


@pytest.mark.once
def test_the_list_asks_no_more_for_answers_under_review(board, client_of):
    client = client_of("thu-ky")
    board.submitted(drafted(board, a_ticket(board)))
    client.get(LIST)
    few = queries(client, LIST)
    for _number in range(4):
        board.submitted(drafted(board, a_ticket(board)))
    assert queries(client, LIST) == few


def test_writing_the_answer_is_shown_with_everything_that_is_missing_before_it(board, client_of):
    ticket = a_ticket(board, field=None)
    shown = on_desk(client_of("pho-truc"), ticket)
    assert "Soạn câu trả lời</h3>" in shown
    assert "Hãy phân loại lĩnh vực trước" in shown
    assert "vai của bạn không soạn câu trả lời" in shown
    assert "Được soạn: Trưởng ban, Phó Trưởng ban, Thành viên, Biên tập viên, Thư ký, Cộng tác viên." in shown
    assert "Soạn câu trả lời để trình duyệt" not in shown
    triage.triage(ticket, board.user("thu-ky"), TicketKind.QUESTION, board.board.fields.get(key="kinh-te"))
    assign.assign(again(ticket), board.user("thu-ky"), board.member("bien-tap-vien"))
    shown = on_desk(client_of("bien-tap-vien"), ticket)
    assert "Soạn câu trả lời để trình duyệt" in shown


def test_a_unit_that_the_charter_goes_by_is_missing_until_one_is_chosen():
    data = charter_data("ban-don-vi")
    for chain in data["chain"]:
        for step in chain["step"]:
            step.update({"in_charge_of": "unit"} if "in_charge_of" in step else {})
    by_unit = load_board("ban-don-vi", data)
    ticket, user = a_ticket(by_unit), by_unit.user("thu-ky")
    assert [refusal.code for refusal in gate.missing_before_draft(user, ticket)] == ["unit-needed"]
    forward.forward(ticket, user, by_unit.board.units.get(key="phong-mot"), "")
    assert gate.missing_before_draft(user, again(ticket)) == []


def test_a_draft_that_is_there_is_opened(board, client_of):
    ticket = a_ticket(board)
    page = drafted(board, ticket)
    shown = on_desk(client_of("thu-ky"), ticket)
    assert "Đã có bản nháp câu trả lời." in shown
    assert f'<a href="/admin/duyet/{page.pk}/">Mở bản nháp</a>' in shown


def test_what_is_done_or_confidential_offers_no_answer(board, client_of):
    ticket = a_ticket(board)
    triage.triage(ticket, board.user("thu-ky"), TicketKind.COMPLAINT)
    assert "Soạn câu trả lời</h3>" not in on_desk(client_of("truong-ban"), ticket)
