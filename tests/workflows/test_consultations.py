"""Written consultations (R50, R92-R94), and the screens on which the board is asked and answers."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.board import a_document, load_board, refuses
from tests.workflows.test_screens import MOST_QUERIES, MOST_QUERIES_OF_A_FILE
from tests.workflows.test_votes import ALL, DAY, a_deed, at_the_end, called, close, letters_to, send, vote, voting
from workflows.models import Ballot, Consultation, Decision
from workflows.rules.act import Act
from workflows.services.votes import call as call_vote
from workflows.services.votes import close as close_vote
from workflows.services.votes import conclude
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db


@pytest.fixture
def charter():
    return voting()


def a_paper(board, by="thu-ky", subject="Sửa đổi Quy chế", **said):
    paper = call_vote.Paper(subject, "Bổ sung một chuyên mục.", timezone.now() + 3 * DAY, **said)
    return call_vote.consult(board.board, board.user(by), paper)


def the_consultation(asked):
    return reverse("consultation", args=[asked.board.slug, asked.pk])


def text_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_r50_the_members_answer_in_writing_until_the_end_date_and_the_chief_concludes_r92(board):
    asked = a_paper(board, document=a_document("du-thao.pdf"))
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="no", thanh_vien="other")
    assert asked.is_open
    at_the_end(asked)
    assert asked.outcome == "answered"
    assert letters_to(board, "truong-ban", "Chờ ý kiến quyết định") == 1
    with refuses("not-chair"):
        conclude.conclude(asked, board.user("pho-truc"), "Thống nhất.")
    with refuses("reason-needed"):
        conclude.conclude(asked, board.user("truong-ban"), " ")
    conclude.conclude(asked, board.user("truong-ban"), "Thống nhất bổ sung chuyên mục.")
    asked.refresh_from_db()
    assert asked.outcome == "concluded"
    with refuses("not-answered"):
        conclude.conclude(asked, board.user("truong-ban"), "Lại.")
    assert list(breaches()) == []


def test_r50_everybody_having_answered_does_not_end_it_before_its_date(board):
    asked = a_paper(board)
    vote(board, asked, **{key.replace("-", "_"): "yes" for key in ALL})
    assert asked.is_open


def test_r50_who_presides_ends_it_early_once_everybody_has_answered(board):
    asked = a_paper(board)
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="yes", thanh_vien="yes")
    with refuses("not-settled"):
        close(board, asked)
    vote(board, asked, thanh_vien_2="no")
    with refuses("not-chair"):
        close_vote.close_early(asked, board.user("thu-ky"))
    close(board, asked)
    assert asked.outcome == "answered"
    assert list(breaches()) == []


def test_r94_the_conclusion_is_sent_to_everybody_once(board):
    asked = a_paper(board)
    at_the_end(asked)
    conclude.conclude(asked, board.user("truong-ban"), "Thống nhất.")
    assert [letters_to(board, key, "Đã kết luận") for key in [*ALL, "thu-ky"]] == [1] * 6


def test_r58_r92_a_deputy_concludes_only_under_a_deed(board):
    asked = a_paper(board, by="pho-ban")
    a_deed(board, "truong-ban", "pho-truc", ["conclude"])
    at_the_end(asked)
    with refuses("not-chair"):
        conclude.conclude(asked, board.user("pho-ban"), "Thống nhất.")
    conclude.conclude(asked, board.user("pho-truc"), "Thống nhất.")
    row = Decision.objects.get(act=Act.CONCLUDE)
    assert "thừa ủy quyền Trưởng ban" in row.capacity
    assert list(breaches()) == []


def test_r50_a_member_does_not_ask_the_board_in_writing(board):
    with refuses("may-not-call"):
        a_paper(board, by="thanh-vien")


def test_r91_a_deed_limited_to_some_content_lends_no_answer_to_a_consultation(board):
    a_deed(board, "thanh-vien", "thu-ky", ["vote"], content=["news"])
    asked = a_paper(board)
    with refuses("not-elector"):
        send(board, asked, "thanh-vien", by="thu-ky")


def test_the_attached_document_is_linked_and_opens(board, client_of):
    document = a_document("Dự thảo.pdf")
    document.collection = board.board.collection
    document.save()
    asked = a_paper(board, document=document)
    client = client_of("thanh-vien")
    link = reverse("serve_media", args=[asked.document_file])
    assert link in text_of(client, the_consultation(asked))
    assert client.get(link).status_code == 200


def test_a_document_that_was_replaced_since_is_reported(board):
    document = a_document("du-thao.pdf")
    a_paper(board, document=document)
    document.file.storage.delete(document.file.name)
    document.file.storage.save(document.file.name, a_document("x.pdf", b"%PDF-1.4 khac").file)
    assert any("tài liệu kèm theo" in breach for breach in breaches())


def test_a_board_without_a_word_on_voting_takes_the_default_of_1_20_1(db):
    board = load_board("khong-noi")
    _page, asked = called(board)
    assert (asked.quorum, asked.majority, asked.tie) == ("two-thirds-of-members", "of-present", "chair")


# -- screens


def test_a_vote_is_called_from_the_review_file_and_a_refusal_keeps_what_was_typed(board, client_of):
    page = board.at_step("phe-duyet")
    client, url = client_of("pho-truc"), reverse("call_vote", args=[page.pk])
    assert "Đưa ra Ban biên tập biểu quyết" in text_of(client, reverse("review_file", args=[page.pk]))
    for day, said in (("2020-01-01", "đã qua"), ("xyz", "Hãy ghi ngày"), ("2026-13-45", "Hãy ghi ngày")):
        answer = client.post(url, {"text": "Số liệu chưa thống nhất", "last_day": day}).content.decode()
        assert said in answer
        assert "Số liệu chưa thống nhất</textarea>" in answer
    day = (timezone.localdate() + datetime.timedelta(days=5)).isoformat()
    answer = client.post(url, {"text": "Số liệu chưa thống nhất", "last_day": day}, follow=True).content.decode()
    assert "Phiếu của bạn" in answer
    file = text_of(client, reverse("review_file", args=[page.pk]))
    assert "Ban biên tập đang biểu quyết" in file
    assert "0 trên 5 người đã gửi phiếu" in file
    assert "Đưa ra biểu quyết – mỗi" not in file


def test_a_secretary_or_contributor_is_not_offered_to_call_a_vote(board, client_of):
    page = board.at_step("phe-duyet")
    for seat_key in ("thu-ky", "cong-tac-vien", "thanh-vien"):
        assert "Đưa ra Ban biên tập biểu quyết" not in text_of(
            client_of(seat_key), reverse("review_file", args=[page.pk])
        )


def test_a_ballot_is_found_on_the_desk_sent_and_a_refusal_keeps_what_was_typed(board, client_of):
    _page, asked = called(board, title="Tin gây tranh luận")
    client = client_of("thanh-vien")
    assert "Chờ bạn cho ý kiến: 1 việc" in text_of(client, reverse("wagtailadmin_home"))
    elector = asked.electors.get(member=board.member("thanh-vien"))
    url = reverse("act_on_consultation", args=[asked.board.slug, asked.pk])
    refused = client.post(url, {"do": "cast", "elector": elector.pk, "choice": "no", "opinion": ""}).content.decode()
    assert "không đồng ý thì phải nói vì sao" in refused
    assert 'value="no" required checked' in refused
    client.post(url, {"do": "cast", "elector": elector.pk, "choice": "no", "opinion": "Thiếu nguồn"})
    assert Ballot.objects.get().opinion == "Thiếu nguồn"
    assert "Chờ bạn cho ý kiến" not in text_of(client, reverse("wagtailadmin_home"))
    assert "Thiếu nguồn</textarea>" in text_of(client, the_consultation(asked))
    assert "Thiếu nguồn" not in text_of(client_of("pho-ban"), the_consultation(asked))


def test_odd_input_is_refused_in_a_sentence(board, client_of):
    _page, asked = called(board)
    url = reverse("act_on_consultation", args=[asked.board.slug, asked.pk])
    for typed in (
        {},
        {"do": "cast", "elector": "x"},
        {"do": "cast", "elector": "9" * 30},
        {"do": "close"},
        {"do": "word"},
    ):
        assert client_of("thanh-vien").post(url, typed).status_code == 200
    assert client_of("thanh-vien").get(the_consultation(asked)).status_code == 200
    assert not Ballot.objects.exists()


def test_the_result_names_who_was_against_and_the_word_on_a_tie_is_given_on_the_screen(board, client_of):
    page, asked = called(board)
    vote(board, asked, pho_truc="yes", pho_ban="no", thanh_vien="no", thanh_vien_2="yes")
    at_the_end(asked)
    chief, url = client_of("truong-ban"), reverse("act_on_consultation", args=[asked.board.slug, asked.pk])
    assert "Chờ bạn cho ý kiến: 1 việc" in text_of(chief, reverse("wagtailadmin_home"))
    assert "theo ý kiến của bạn" in text_of(chief, the_consultation(asked))
    assert "theo ý kiến của bạn" not in text_of(client_of("pho-truc"), the_consultation(asked))
    chief.post(url, {"do": "word", "choice": "yes", "opinion": "Đã kiểm tra"})
    shown = text_of(client_of("thanh-vien"), the_consultation(asked))
    for said in ("Thông qua", "pho-ban Người", "Số liệu chưa đúng", "Bằng phiếu", "Đã kiểm tra"):
        assert said in shown, said
    assert board.step(page).kind == "publish"


def test_a_written_consultation_is_made_and_concluded_on_the_screen(board, client_of):
    secretary, url = client_of("thu-ky"), reverse("new_consultation", args=[board.board.slug])
    assert "Lập phiếu xin ý kiến" in text_of(secretary, reverse("consultations", args=[board.board.slug]))
    assert "Việc xin ý kiến" in text_of(secretary, url)
    refused = secretary.post(
        url, {"subject": "Sửa Quy chế", "text": "Bổ sung", "last_day": "2020-01-01"}
    ).content.decode()
    assert "đã qua" in refused
    assert "Sửa Quy chế" in refused
    day = (timezone.localdate() + datetime.timedelta(days=5)).isoformat()
    secretary.post(url, {"subject": "Sửa Quy chế", "text": "Bổ sung", "last_day": day})
    asked = Consultation.objects.get()
    assert "Phiếu của bạn" not in text_of(secretary, the_consultation(asked))
    at_the_end(asked)
    act = reverse("act_on_consultation", args=[asked.board.slug, asked.pk])
    client_of("truong-ban").post(act, {"do": "conclude", "opinion": "Thống nhất"})
    assert "Kết luận của" in text_of(secretary, the_consultation(asked))


def test_what_was_stopped_is_mended_and_sent_anew_by_who_may_ask(board, client_of):
    document = a_document("du-thao.pdf")
    document.collection = board.board.collection
    document.save()
    asked = a_paper(board, document=document)
    new, link = reverse("new_consultation", args=[asked.board.slug]), f"?gui-lai={asked.pk}"
    assert "Sửa và gửi lại" not in text_of(client_of("thu-ky"), the_consultation(asked))
    assert asked.text not in text_of(client_of("thu-ky"), new + link)
    close_vote.stop(asked, board.user("thu-ky"), "Thiếu phương án")
    assert new + link in text_of(client_of("thu-ky"), the_consultation(asked))
    assert "Sửa và gửi lại" not in text_of(client_of("thanh-vien"), the_consultation(asked))
    shown = text_of(client_of("thu-ky"), new + link)
    assert all(each in shown for each in (asked.subject, asked.text, "du-thao.pdf"))
    assert asked.text not in text_of(client_of("thu-ky"), new + "?gui-lai=%00x")


def test_a_contributor_and_another_boards_member_see_no_consultation(board, client_of, other_board):
    asked = a_paper(board)
    outsider = client_of("thu-ky")
    outsider.force_login(other_board.user("truong-ban"), backend="django.contrib.auth.backends.ModelBackend")
    for client in (client_of("cong-tac-vien"), outsider):
        for url in (the_consultation(asked), reverse("consultations", args=[board.board.slug])):
            assert client.get(url).status_code in (302, 403)
    assert client_of("thanh-vien").get(reverse("new_consultation", args=[board.board.slug])).status_code in (302, 403)


def test_the_boards_page_says_how_it_votes(board, client_of):
    text = text_of(client_of("pho-truc"), reverse("board", args=[board.board.slug]))
    assert "bằng phiếu thì theo ý kiến Trưởng ban" in text
    assert "số phiếu đồng ý nhiều hơn số phiếu không đồng ý" in text
    assert "Mặc định, vì quy chế không nói: hết hạn mới đóng" in text
    assert reverse("consultations", args=[board.board.slug]) in text


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.once
def test_the_list_the_desk_and_the_file_take_no_more_queries_with_more_votes(board, client_of):
    client = client_of("pho-ban")
    a_deed(board, "thanh-vien", "pho-ban", ["vote"])
    urls = [reverse("wagtailadmin_home"), reverse("consultations", args=[board.board.slug])]

    def fill(number):
        for _each in range(number):
            _page, asked = called(board)
            send(board, asked, "thanh-vien-2")
            a_paper(board)

    fill(2)
    few = [queries(client, url) for url in urls]
    fill(7)
    many = [queries(client, url) for url in urls]
    assert many <= few, (few, many)
    assert max(few) <= MOST_QUERIES


@pytest.mark.once
def test_the_review_file_takes_few_queries_while_the_board_votes(board, client_of):
    page, asked = called(board)
    vote(board, asked, pho_truc="yes", pho_ban="no", thanh_vien="no")
    assert queries(client_of("pho-truc"), reverse("review_file", args=[page.pk])) <= MOST_QUERIES_OF_A_FILE
    assert queries(client_of("truong-ban"), the_consultation(asked)) <= MOST_QUERIES + 1  # who of the missing is away
