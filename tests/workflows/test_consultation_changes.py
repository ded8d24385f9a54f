"""What is done with a question after it was sent: something is added or put right, or it is stopped. All who are asked are told (R50, R52)."""

import datetime

import pytest
import time_machine
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from tests.board import a_document, refuses
from tests.workflows.test_consultations import a_paper, text_of, the_consultation
from tests.workflows.test_votes import ALL, a_deed, at_the_end, called, letters_to, send, vote, voting
from workflows.ledger import ledger
from workflows.ledger import triggers as immutability
from workflows.models import Ballot, Consultation, Decision, Supplement
from workflows.rules.act import Act
from workflows.rules.vote_count import Outcome
from workflows.services.incidents import settle as settle_incident
from workflows.services.incidents.lock_account import lock_account
from workflows.services.votes import close as close_vote
from workflows.services.votes import correct as correct_vote
from workflows.services.votes import settle as settle_vote
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
SEATS = [key.replace("-", "_") for key in ALL]
SENT_BEFORE = "đã gửi trước khi bổ sung, đính chính"
ADDED = "Bảng số liệu ở trang 2 đã sửa."


@pytest.fixture
def charter():
    return voting()


def correcting(asked):
    return reverse("correct_consultation", args=[asked.board.slug, asked.pk])


def a_file_of(board, name="bang-so-lieu.pdf"):
    document = a_document(name)
    document.collection = board.board.collection
    document.save()
    return document


def told(words):
    return any(words in breach for breach in breaches())


# -- adding to it


def test_who_sent_it_adds_a_file_on_the_screen_and_all_are_told(board, client_of):
    asked, document = a_paper(board), a_file_of(board)
    secretary = client_of("thu-ky")
    assert correcting(asked) in text_of(secretary, the_consultation(asked))
    assert "Bổ sung, đính chính điều gì" in text_of(secretary, correcting(asked))
    answer = secretary.post(correcting(asked), {"text": ADDED, "document": document.pk}, follow=True)
    assert "Đã gửi phần bổ sung" in answer.content.decode()
    shown = text_of(client_of("thanh-vien"), the_consultation(asked))
    assert ADDED in shown
    assert "Bổ sung một chuyên mục." in shown, "what was sent stays"
    link = reverse("serve_media", args=[Supplement.objects.get().document_file])
    assert link in shown
    assert client_of("thanh-vien").get(link).status_code == 200
    assert [letters_to(board, key, "Bổ sung, đính chính") for key in [*ALL, "thu-ky"]] == [1] * 6
    assert all(ADDED in letter.message for letter in Email.objects.filter(subject__startswith="Bổ sung, đính chính"))
    assert list(breaches()) == []


def test_what_was_typed_stays_where_it_is_refused(board, client_of):
    asked = a_paper(board)
    secretary = client_of("thu-ky")
    secretary.get(correcting(asked))
    with time_machine.travel(asked.ends_at + datetime.timedelta(minutes=1)):
        secretary.force_login(board.user("thu-ky"), backend="django.contrib.auth.backends.ModelBackend")
        answer = secretary.post(correcting(asked), {"text": ADDED}).content.decode()
    assert "đã hết hạn" in answer
    assert ADDED in answer
    assert not Supplement.objects.exists()


def test_without_a_word_on_what_is_added_nothing_is_sent(board, client_of):
    asked, document = a_paper(board), a_file_of(board)
    answer = client_of("thu-ky").post(correcting(asked), {"text": " ", "document": document.pk})
    assert answer.status_code == 200
    with refuses("reason-needed"):
        correct_vote.correct(asked, board.user("thu-ky"), " ", document)
    assert not Supplement.objects.exists()


def test_a_file_of_another_board_is_not_added(board, other_board, client_of):
    asked, foreign = a_paper(board), a_file_of(other_board)
    answer = client_of("thu-ky").post(correcting(asked), {"text": ADDED, "document": foreign.pk})
    assert answer.status_code == 200
    assert not Supplement.objects.exists()


def test_a_file_below_the_boards_own_files_is_added(board, client_of):
    asked, document = a_paper(board), a_file_of(board)
    document.collection = board.board.collection.add_child(name="Bảng số liệu")
    document.save()
    client_of("thu-ky").post(correcting(asked), {"text": ADDED, "document": document.pk})
    assert Supplement.objects.get().document == document.pk


def test_nobody_but_who_sent_it_or_presides_adds_to_it(board, client_of):
    asked = a_paper(board)
    for seat_key in ("pho-ban", "thanh-vien"):
        with refuses("not-caller"):
            correct_vote.correct(asked, board.user(seat_key), ADDED)
        client = client_of(seat_key)
        assert correcting(asked) not in text_of(client, the_consultation(asked))
        assert "Chỉ người đưa ra" in client.get(correcting(asked), follow=True).content.decode()
    correct_vote.correct(asked, board.user("truong-ban"), ADDED)
    a_deed(board, "truong-ban", "pho-ban", ["conclude"])
    correct_vote.correct(asked, board.user("pho-ban"), "Thêm một dòng nữa.")
    assert [added.number for added in asked.supplements.all()] == [1, 2]
    assert "thừa ủy quyền Trưởng ban" in asked.supplements.last().said_by
    assert list(breaches()) == []


def test_ballots_that_were_sent_stay_and_can_be_changed(board):
    asked = a_paper(board)
    send(board, asked, "pho-ban")
    correct_vote.correct(asked, board.user("thu-ky"), ADDED)
    send(board, asked, "thanh-vien", "no", "Vẫn sai")
    send(board, asked, "pho-ban", "no", "Bảng mới khác hẳn")
    at_the_end(asked)
    assert (asked.result["yes"], asked.result["no"]) == (0, 2)
    assert list(breaches()) == []


def test_what_was_sent_before_a_correction_is_missing_for_closing_a_vote_early(board, client_of):
    _page, asked = called(board)
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="yes", thanh_vien="yes", thanh_vien_2="no")
    correct_vote.correct(asked, board.user("truong-ban"), ADDED)
    with refuses("not-settled") as caught:
        close_vote.close_early(asked, board.user("truong-ban"))
    assert "phiếu gửi trước khi bổ sung" in caught.value.refusal.sentence
    assert text_of(client_of("truong-ban"), the_consultation(asked)).count(SENT_BEFORE) == 5
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="yes")
    with refuses("not-settled"):
        close_vote.close_early(asked, board.user("truong-ban"))
    vote(board, asked, thanh_vien="yes")
    close_vote.close_early(asked, board.user("truong-ban"))
    asked.refresh_from_db()
    assert (asked.outcome, asked.result["outdated"]) == (Outcome.PASSED, 1)
    assert list(breaches()) == []


def test_what_was_sent_before_a_correction_is_missing_for_closing_a_consultation_early(board):
    asked = a_paper(board)
    vote(board, asked, **dict.fromkeys(SEATS, "yes"))
    correct_vote.correct(asked, board.user("thu-ky"), ADDED)
    with refuses("not-settled"):
        close_vote.close_early(asked, board.user("truong-ban"))
    vote(board, asked, **dict.fromkeys(SEATS, "yes"))
    close_vote.close_early(asked, board.user("truong-ban"))
    asked.refresh_from_db()
    assert (asked.outcome, asked.result["outdated"]) == (Outcome.ANSWERED, 0)
    assert "gửi trước khi bổ sung" not in Decision.objects.get(act=Act.CLOSE_VOTE).comment


def test_the_result_says_everywhere_how_many_ballots_are_older_than_the_correction(board, client_of):
    _page, asked = called(board)
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="no")
    correct_vote.correct(asked, board.user("truong-ban"), ADDED)
    vote(board, asked, pho_ban="no", thanh_vien="yes")
    at_the_end(asked)
    said = "3 đồng ý, 1 không đồng ý, 0 ý kiến khác, trên 5 người có quyền biểu quyết; trong đó 2 phiếu gửi trước khi bổ sung"
    assert said in Decision.objects.get(act=Act.CLOSE_VOTE).comment
    assert said in text_of(client_of("thanh-vien"), the_consultation(asked))
    letters = Email.objects.filter(subject__startswith="Thông qua")
    assert letters
    assert all(said in letter.message for letter in letters)
    assert list(breaches()) == []


def test_a_result_that_tells_another_number_of_older_ballots_is_refused(board):
    _page, asked = called(board)
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="yes", thanh_vien="yes")
    correct_vote.correct(asked, board.user("truong-ban"), ADDED)
    asked = Consultation.objects.with_ballots().get(pk=asked.pk)
    asked.outcome, asked.closed_at = Outcome.PASSED, timezone.now()
    asked.result = {**settle_vote.counted(asked), "outdated": 0}
    ledger.write(asked.board, Act.CLOSE_VOTE, ledger.Actor(), seal=asked.result_seal, **ledger.about_vote(asked))
    with refuses("wrong-count"):
        asked.save()


def test_a_vote_on_an_item_is_added_to_by_who_called_it(board):
    _page, asked = called(board, by="pho-truc")
    correct_vote.correct(asked, board.user("pho-truc"), ADDED)
    assert letters_to(board, "thanh-vien", "Bổ sung, đính chính") == 1
    assert list(breaches()) == []


# -- what is added stays as it was written


def test_what_the_ledger_does_not_have_is_not_added_and_nothing_is_taken_back(board):
    asked = a_paper(board)
    with refuses("no-decision"):
        Supplement.objects.create(consultation=asked, number=1, text="Lén thêm", said_by="x")
    added = correct_vote.correct(asked, board.user("thu-ky"), ADDED)
    added.text = "Khác"
    with refuses("no-decision"):
        added.save()
    with refuses("has-history"):
        added.delete()
    with pytest.raises(TypeError):
        Supplement.objects.update(text="Khác")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE workflows_supplement SET text = 'Khác'", "DELETE FROM workflows_supplement"],
    ids=["changed", "gone"],
)
def test_what_is_changed_in_the_database_is_reported(board, statement):
    correct_vote.correct(a_paper(board), board.user("thu-ky"), ADDED)
    assert list(breaches()) == []
    immutability.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    immutability.install(connection)
    assert told("phần bổ sung, đính chính không khớp")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE workflows_supplement SET at = '2020-01-01'", "thời điểm của phần bổ sung, đính chính không khớp"),
        ("UPDATE workflows_supplement SET at = '2099-01-01'", "thời điểm của phần bổ sung, đính chính không khớp"),
        ("UPDATE workflows_ballot SET at = '2020-01-01'", "thời điểm gửi phiếu không khớp"),
    ],
)
def test_another_moment_of_an_addition_or_a_ballot_is_reported(board, statement, words):
    asked = a_paper(board)
    vote(board, asked, thanh_vien="yes")
    correct_vote.correct(asked, board.user("thu-ky"), ADDED)
    assert list(breaches()) == []
    immutability.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    immutability.install(connection)
    assert told(words)


def test_an_addition_moved_before_a_ballot_of_the_same_minute_is_reported(board):
    asked = a_paper(board)
    vote(board, asked, thanh_vien="yes")
    added = correct_vote.correct(asked, board.user("thu-ky"), ADDED)
    before = Ballot.objects.get().at - datetime.timedelta(seconds=1)
    immutability.remove(connection)
    models.QuerySet.update(models.QuerySet(Supplement).filter(pk=added.pk), at=before)
    immutability.install(connection)
    assert told("thứ tự của các phiếu và phần bổ sung, đính chính không khớp")


# -- who is asked again


AGAIN = "Đã có bổ sung, đính chính sau phiếu đã gửi."


def test_the_desk_lists_a_ballot_older_than_the_last_addition_until_it_is_sent_again(board, client_of):
    asked, member = a_paper(board), client_of("thanh-vien")
    home = reverse("wagtailadmin_home")
    vote(board, asked, thanh_vien="yes")
    assert "Chờ bạn cho ý kiến" not in text_of(member, home)
    for _time in range(2):
        correct_vote.correct(asked, board.user("thu-ky"), ADDED)
        shown = text_of(member, home)
        assert "Chờ bạn cho ý kiến: 1 việc" in shown
        assert AGAIN in shown
        vote(board, asked, thanh_vien="no")
        assert "Chờ bạn cho ý kiến" not in text_of(member, home)
    first = text_of(client_of("thanh-vien-2"), home)
    assert "Chờ bạn cho ý kiến: 1 việc" in first
    assert AGAIN not in first, "who has sent none is asked once"


@pytest.mark.parametrize(("sent_by", "is_listed"), [("thu-ky", True), ("pho-truc", False)])
def test_who_stands_in_is_asked_again_only_for_a_ballot_that_a_proxy_sent(board, client_of, sent_by, is_listed):
    _page, asked = called(board, by="truong-ban")
    a_deed(board, "pho-truc", "thu-ky", ["vote"])
    send(board, asked, "pho-truc", by=sent_by)
    correct_vote.correct(asked, board.user("truong-ban"), ADDED)
    home = reverse("wagtailadmin_home")
    assert (AGAIN in text_of(client_of("thu-ky"), home)) is is_listed
    assert AGAIN in text_of(client_of("pho-truc"), home)


def test_an_added_file_that_was_replaced_since_is_reported(board):
    document = a_file_of(board)
    correct_vote.correct(a_paper(board), board.user("thu-ky"), ADDED, document)
    assert list(breaches()) == []
    document.file.storage.delete(document.file.name)
    document.file.storage.save(document.file.name, a_document("y.pdf", b"%PDF-1.4 khac").file)
    assert told("tài liệu kèm theo")


# -- stopping it


def test_who_sent_it_stops_it_with_a_reason_that_all_are_told(board, client_of):
    asked = a_paper(board)
    send(board, asked, "pho-ban")
    secretary = client_of("thu-ky")
    assert "Dừng xin ý kiến" in text_of(secretary, the_consultation(asked))
    act = reverse("act_on_consultation", args=[asked.board.slug, asked.pk])
    assert "Hãy viết vì sao dừng" in secretary.post(act, {"do": "stop", "opinion": ""}).content.decode()
    secretary.post(act, {"do": "stop", "opinion": "Gửi nhầm bản dự thảo cũ"})
    asked.refresh_from_db()
    assert asked.outcome == Outcome.STOPPED
    assert [letters_to(board, key, "Đã dừng") for key in [*ALL, "thu-ky"]] == [1] * 6
    letters = Email.objects.filter(subject__startswith="Đã dừng")
    assert all("Gửi nhầm bản dự thảo cũ" in letter.message for letter in letters)
    assert "Gửi nhầm bản dự thảo cũ" in text_of(client_of("thanh-vien"), the_consultation(asked))
    assert "Gửi nhầm bản dự thảo cũ" in Decision.objects.get(act=Act.CLOSE_VOTE).comment
    with refuses("closed"):
        send(board, asked, "thanh-vien")
    with refuses("closed"):
        correct_vote.correct(asked, board.user("thu-ky"), ADDED)
    assert list(breaches()) == []


def test_nobody_but_who_sent_it_or_presides_stops_it(board, client_of):
    asked = a_paper(board)
    with refuses("not-caller"):
        close_vote.stop(asked, board.user("pho-truc"), "Không cần")
    assert "Dừng xin ý kiến" not in text_of(client_of("pho-truc"), the_consultation(asked))
    close_vote.stop(asked, board.user("truong-ban"), "Đã có văn bản của Ủy ban")
    assert Consultation.objects.get().outcome == Outcome.STOPPED


def test_who_stopped_it_under_a_deed_is_named_so(board):
    asked = a_paper(board)
    a_deed(board, "truong-ban", "pho-truc", ["conclude"])
    close_vote.stop(asked, board.user("pho-truc"), "Không cần nữa")
    assert "thừa ủy quyền Trưởng ban" in Decision.objects.get(act=Act.CLOSE_VOTE).capacity
    assert list(breaches()) == []


def test_what_has_been_answered_is_concluded_and_no_longer_stopped(board):
    asked = a_paper(board)
    at_the_end(asked)
    with refuses("closed"):
        close_vote.stop(asked, board.user("thu-ky"), "Thôi")


def test_r52_who_called_a_vote_on_an_item_does_not_stop_it(board):
    _page, asked = called(board, by="pho-truc")
    with refuses("may-not-stop"):
        close_vote.stop(asked, board.user("pho-truc"), "Tôi rút lại")


def test_r130_what_was_added_with_a_stolen_account_and_disowned_stops_it(board):
    asked, account = a_paper(board, by="pho-truc"), board.user("pho-truc")
    vote(board, asked, thanh_vien="yes")
    begun = timezone.now()
    correct_vote.correct(asked, account, "Nội dung giả mạo.")
    incident = lock_account(account, begun, "Máy lạ", account)[0]
    doubted = incident.doubted.get(decision__act=Act.CORRECT_VOTE)
    settle_incident.answer(doubted, board.user("truong-ban"), is_upheld=False, reason="Không phải anh ấy viết")
    asked.refresh_from_db()
    assert asked.outcome == Outcome.STOPPED
    assert list(breaches()) == []
