"""Who reads what of a vote: who is missing, who said what, that it only advises; and which letters the secretary gets (R59, R93, TQ Đ8, AG Đ12.1)."""

import pytest
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from tests.refusals import code_of
from tests.workflows.test_consultations import a_paper, text_of, the_consultation
from tests.workflows.test_votes import ALL, DAY, a_deed, at_the_end, called, close, letters_to, send, vote, voting
from workflows.charter.words import RoleKey
from workflows.gate import item_state
from workflows.models import Decision
from workflows.rules.act import Act
from workflows.rules.vote_readers import ReaderFacts, VoteReading, may
from workflows.services.chain import flag
from workflows.services.votes import call as call_vote
from workflows.services.votes import conclude

pytestmark = pytest.mark.django_db
GATHERING = [RoleKey.SECRETARY, RoleKey.ASSISTANT]
ON_THE_BOARD = [RoleKey.CHIEF, RoleKey.STANDING_DEPUTY, RoleKey.DEPUTY, RoleKey.MEMBER, *GATHERING]
ADVICE = "kết quả biểu quyết chỉ để Trưởng ban tham khảo"
AGAINST = "Chưa có xác nhận của xã"


@pytest.fixture
def charter():
    return voting()


def outvoted(board):
    """An item that the board has returned, one of those against being a deputy."""
    page, asked = called(board)
    send(board, asked, "pho-ban", "no", AGAINST)
    vote(board, asked, truong_ban="yes", pho_truc="no", thanh_vien="no", thanh_vien_2="yes")
    close(board, asked)
    return page, asked


def messages_to(board, seat_key):
    address = board.user(seat_key).email
    return [f"{letter.subject}\n{letter.message}" for letter in Email.objects.all() if address in letter.to]


# -- the rule


@pytest.mark.parametrize("role", RoleKey)
def test_who_said_what_is_read_by_those_who_sit_on_the_board(role):
    refusal = may(VoteReading.NAMES, ReaderFacts(frozenset({role})))
    assert code_of(refusal) == (None if role in ON_THE_BOARD else "names-of-board")


def test_who_said_what_is_read_by_whoever_was_asked():
    assert may(VoteReading.NAMES, ReaderFacts(frozenset({RoleKey.EDITOR}), is_asked=True)) is None
    assert code_of(may(VoteReading.NAMES, ReaderFacts())) == "names-of-board"


@pytest.mark.parametrize("role", RoleKey)
def test_who_is_missing_is_read_by_who_leads_the_vote_and_who_gathers_the_opinions(role):
    refusal = may(VoteReading.MISSING, ReaderFacts(frozenset({role}), is_asked=True))
    assert code_of(refusal) == (None if role in GATHERING else "not-caller")
    assert may(VoteReading.MISSING, ReaderFacts(frozenset({role}), leads=True)) is None


# -- who is missing


def test_who_called_it_sees_who_is_missing_and_the_others_only_how_many(board, client_of):
    _page, asked = called(board, by="pho-truc")
    vote(board, asked, truong_ban="yes", pho_truc="yes", thanh_vien="yes")
    missing = "Còn thiếu phiếu của 2 người"
    shown = text_of(client_of("pho-truc"), the_consultation(asked))
    listed = shown[shown.index(missing) :]
    assert "pho-ban Người" in listed
    assert "thanh-vien-2 Người" in listed
    assert "thanh-vien Người" not in listed
    for seat_key in ("truong-ban", "thu-ky"):
        assert missing in text_of(client_of(seat_key), the_consultation(asked))
    for seat_key in ("pho-ban", "thanh-vien", "cong-tac-vien"):
        assert "Còn thiếu phiếu" not in text_of(client_of(seat_key), the_consultation(asked))
    at_the_end(asked)
    assert "Còn thiếu phiếu" not in text_of(client_of("pho-truc"), the_consultation(asked))


def test_who_wrote_the_item_is_not_missing(board, client_of):
    page = board.news(by="thanh-vien-2")
    board.submitted(page)
    asked = call_vote.call(board.step(page), board.user("pho-truc"), "Chưa thống nhất.", timezone.now() + DAY)
    shown = text_of(client_of("pho-truc"), the_consultation(asked))
    assert "Còn thiếu phiếu của 4 người" in shown
    assert "thanh-vien-2 Người" not in shown


# -- who said what


def test_the_board_reads_who_said_what(board, client_of):
    page, asked = outvoted(board)
    for seat_key in ("truong-ban", "thanh-vien", "thu-ky"):
        for address in (the_consultation(asked), reverse("review_file", args=[page.pk])):
            assert "Không đồng ý</strong> – pho-ban Người" in text_of(client_of(seat_key), address), seat_key
    assert any(
        f"pho-ban Người (Phó Trưởng ban) – Không đồng ý: {AGAINST}" in said for said in messages_to(board, "thu-ky")
    )


@pytest.mark.parametrize("seat_key", ["cong-tac-vien", "cong-tac-vien-2", "bien-tap-vien"])
def test_who_does_not_sit_on_it_reads_the_result_and_the_opinions_without_names(board, client_of, seat_key):
    page, asked = outvoted(board)
    for address in (the_consultation(asked), reverse("review_file", args=[page.pk])):
        shown = text_of(client_of(seat_key), address)
        assert "2 đồng ý, 3 không đồng ý" in shown
        assert AGAINST in shown
        assert "việc của riêng Ban biên tập" in shown
        assert "– pho-ban Người" not in shown


def test_the_author_is_told_the_opinions_and_not_whose_they_are(board):
    page, _asked = outvoted(board)
    told = [said for said in messages_to(board, "cong-tac-vien") if said.startswith("Trả lại để sửa")]
    assert len(told) == 1
    assert AGAINST in told[0]
    assert "pho-ban Người" not in told[0]
    rows = Decision.objects.filter(page=page, act__in=[Act.CLOSE_VOTE, Act.RETURN])
    assert [AGAINST in row.comment for row in rows] == [True, True]
    assert not any("pho-ban Người" in row.comment for row in rows), "the author reads the ledger's rows in the file"
    assert item_state.open_step(page) is None


def test_the_author_of_an_item_that_stays_where_it_was_is_told_without_names(board):
    _page, asked = called(board)
    send(board, asked, "pho-ban", "no", AGAINST)
    at_the_end(asked)
    assert asked.outcome == "no-quorum"
    author, member = (
        [said for said in messages_to(board, seat_key) if said.startswith("Không đủ số người")]
        for seat_key in ("cong-tac-vien", "thanh-vien")
    )
    assert len(author) == len(member) == 1
    assert AGAINST in author[0]
    assert "pho-ban Người" not in author[0]
    assert f"pho-ban Người (Phó Trưởng ban) – Không đồng ý: {AGAINST}" in member[0]


# -- what only advises


def test_a_vote_that_only_advises_the_chief_says_so_on_the_ballot_and_in_the_letter(board, client_of):
    state = board.step(board.at_step("nhay-cam"))
    asked = call_vote.call(state, board.user("truong-ban"), "Có nên đăng?", timezone.now() + DAY)
    assert ADVICE in text_of(client_of("thanh-vien"), the_consultation(asked))
    assert any(ADVICE in said for said in messages_to(board, "thanh-vien"))


def test_a_vote_that_decides_does_not_say_that_it_advises_though_the_item_turns_out_sensitive(board, client_of):
    page, asked = called(board)
    flag.flag(board.step(page), board.user("thanh-vien"), "Dư luận quan tâm")
    assert ADVICE not in text_of(client_of("thanh-vien"), the_consultation(asked)), "the chief's own step follows"


def test_the_ballot_of_a_written_consultation_says_who_concludes(board, client_of):
    asked = a_paper(board)
    assert "được ủy quyền, kết luận." in text_of(client_of("thanh-vien"), the_consultation(asked))


# -- the secretary's letters


def test_the_secretary_gets_the_letters_of_a_vote_that_others_called(board):
    _page, asked = called(board)
    assert letters_to(board, "thu-ky", "Đã đưa ra lấy ý kiến") == 1
    assert letters_to(board, "thu-ky", "Xin ý kiến bạn") == 0
    vote(board, asked, pho_truc="yes", pho_ban="no", thanh_vien="no", thanh_vien_2="yes")
    at_the_end(asked)
    assert letters_to(board, "thu-ky", "Bằng phiếu, chờ ý kiến quyết định") == 1
    conclude.give_word(asked, board.user("truong-ban"), "yes", "Đã kiểm tra")
    assert letters_to(board, "thu-ky", "Thông qua") == 1
    assert [letters_to(board, key, "Đã đưa ra") for key in ALL] == [0] * 5


def test_a_secretary_who_votes_in_anothers_stead_is_asked_once(board):
    a_deed(board, "thanh-vien", "thu-ky", ["vote"])
    called(board)
    assert letters_to(board, "thu-ky", "Xin ý kiến bạn") == 1
    assert letters_to(board, "thu-ky", "Đã đưa ra lấy ý kiến") == 0


def test_a_secretary_who_asks_is_not_told_so(board):
    a_paper(board)
    assert letters_to(board, "thu-ky", "Đã đưa ra lấy ý kiến") == 0
