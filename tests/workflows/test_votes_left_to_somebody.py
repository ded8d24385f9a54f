"""Ties, and to whom they are left: whose own ballot counts, who is waited for, and that somebody can decide (R48, R58, R91)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.board import refuses, reseat
from tests.workflows.test_consultations import a_paper, the_consultation
from tests.workflows.test_votes import (
    DAY,
    a_board,
    a_deed,
    at_the_end,
    called,
    close,
    last,
    letters_to,
    send,
    vote,
    voting,
)
from workflows.ledger import ledger
from workflows.models import Consultation
from workflows.rules.act import Act
from workflows.services.votes import call as call_vote
from workflows.services.votes import close as close_vote
from workflows.services.votes import conclude
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
TWO_TO_TWO = {"pho_truc": "yes", "pho_ban": "yes", "thanh_vien": "no", "thanh_vien_2": "no"}


@pytest.fixture
def charter():
    return voting()


def closed_before(asked, outcome, decider, is_stored=True, **ballots):
    """As results were before they told their base, and whose ballot settles a tie."""
    asked.outcome, asked.closed_at = outcome, timezone.now()
    asked.settled_at = None if outcome == "tied" else asked.closed_at
    asked.result = {"entitled": 5, "other": 0, "left": [], "decider": decider.pk, **ballots}
    ledger.write(asked.board, Act.CLOSE_VOTE, ledger.Actor(), seal=asked.result_seal, **ledger.about_vote(asked))
    stored = {name: getattr(asked, name) for name in ("outcome", "result", "closed_at", "settled_at")}
    if is_stored:
        Consultation.objects.filter(pk=asked.pk).update(**stored)


@pytest.mark.parametrize(
    ("word", "act", "capacity"),
    [("yes", Act.APPROVE, "biểu quyết 2/4 đồng ý"), ("no", Act.RETURN, "biểu quyết 2/4 đồng ý")],
)
def test_r48_a_tie_of_before_results_told_their_base_is_decided(board, word, act, capacity):
    page, asked = called(board)
    vote(board, asked, **TWO_TO_TWO)
    closed_before(asked, "tied", board.member("truong-ban"), yes=2, no=2)
    assert list(breaches()) == []
    conclude.give_word(asked, board.user("truong-ban"), word, "Đã hỏi lại.")
    assert last(page, act).capacity == capacity
    assert list(breaches()) == []


# -- whose ballot settles it


def lent_by_the_chief(board):
    """Two for, two against, and one of them by whoever sends the chief's ballot."""
    page, asked = called(board)
    a_deed(board, "truong-ban", "thu-ky", ["vote"])
    vote(board, asked, pho_truc="yes", pho_ban="no", thanh_vien="no", thanh_vien_2="other")
    send(board, asked, "truong-ban", by="thu-ky")
    return page, asked


def test_r48_a_proxys_ballot_for_the_chief_settles_no_tie_and_the_chief_is_asked(board):
    page, asked = lent_by_the_chief(board)
    at_the_end(asked)
    assert asked.outcome == "tied"
    assert letters_to(board, "truong-ban", "Chờ ý kiến quyết định") == 1
    assert list(breaches()) == []
    conclude.give_word(asked, board.user("truong-ban"), "no", "Chưa đủ căn cứ.")
    assert last(page, Act.RETURN) is not None
    assert list(breaches()) == []


def test_r48_a_proxys_ballot_for_the_chief_is_counted_like_any_other(board):
    page, asked = called(board)
    a_deed(board, "truong-ban", "thu-ky", ["vote"])
    vote(board, asked, pho_truc="yes", pho_ban="yes", thanh_vien="no", thanh_vien_2="no")
    send(board, asked, "truong-ban", by="thu-ky")
    close(board, asked)
    assert board.step(page).kind == "publish"


@pytest.mark.parametrize(("outcome", "is_told"), [("passed", False), ("rejected", True)])
def test_what_a_proxys_ballot_for_the_chief_settled_before_is_recounted_so(board, outcome, is_told):
    _page, asked = lent_by_the_chief(board)
    closed_before(asked, outcome, board.member("truong-ban"), yes=2, no=2, other=1, base=4)
    assert any("kết quả không đúng với các phiếu" in breach for breach in breaches()) is is_told


def test_a_vote_that_runs_is_not_closed_by_a_proxys_ballot_for_the_chief_as_before(board):
    _page, asked = lent_by_the_chief(board)
    closed_before(asked, "passed", board.member("truong-ban"), is_stored=False, yes=2, no=2, other=1, base=4)
    with refuses("wrong-count"):
        asked.save()


# -- left to the chair


def led_by_a_deputy(board):
    """A vote of a board where a tie is left to the chair, and the chief has lent the chair."""
    page, asked = called(board, by="pho-ban")
    a_deed(board, "truong-ban", "pho-truc", ["conclude"])
    return page, asked


def test_r58_the_chair_waits_for_the_chiefs_own_ballot_while_it_could_take_over_a_tie():
    board = a_board(tie="chair")
    _page, asked = led_by_a_deputy(board)
    vote(board, asked, pho_truc="yes", pho_ban="yes", thanh_vien="no", thanh_vien_2="other")
    with refuses("not-settled"):
        close_vote.close_early(asked, board.user("pho-truc"))
    vote(board, asked, truong_ban="no")
    at_the_end(asked)
    assert asked.outcome == "rejected"
    assert list(breaches()) == []


def test_r58_the_chair_does_not_wait_for_the_chiefs_ballot_where_no_tie_can_come():
    board = a_board(tie="chair")
    page, asked = led_by_a_deputy(board)
    vote(board, asked, pho_truc="yes", pho_ban="yes", thanh_vien="yes", thanh_vien_2="other")
    close_vote.close_early(asked, board.user("pho-truc"))
    assert board.step(page).kind == "publish"


# -- left to nobody


NOBODY = "không còn ai được quyết định"


def without_the_chief(tie="chief"):
    """A board that asks everybody but the chief."""
    return a_board(tie=tie, who=["pho-truc", "pho-ban", "thanh-vien"])


def tied_without_the_chief(board):
    page = board.news()
    state = board.submitted(page)
    asked = call_vote.call(state, board.user("pho-truc"), "Chưa thống nhất.", timezone.now() + DAY)
    vote(board, asked, **TWO_TO_TWO)
    return page, asked


def seat_its_author(board):
    """Who wrote the item becomes the chief while the board votes."""
    reseat(board.member("truong-ban"), board.user("cong-tac-vien"), "Quyết định bổ nhiệm")


def test_r48_a_tie_left_to_a_chief_who_wrote_the_item_and_is_not_asked_does_not_pass(client):
    board = without_the_chief()
    page, asked = tied_without_the_chief(board)
    seat_its_author(board)
    at_the_end(asked)
    assert asked.outcome == "rejected"
    assert NOBODY in last(page, Act.RETURN).comment
    client.force_login(board.user("pho-ban"), backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get(the_consultation(asked), headers={"host": board.hostname})
    assert NOBODY in shown.content.decode()
    assert list(breaches()) == []


def test_r48_a_tie_left_to_a_chief_who_is_not_asked_and_did_not_write_waits_for_the_word():
    board = without_the_chief()
    _page, asked = tied_without_the_chief(board)
    at_the_end(asked)
    assert asked.outcome == "tied"
    conclude.give_word(asked, board.user("truong-ban"), "yes", "")
    assert list(breaches()) == []


@pytest.mark.parametrize("tie", ["chief", "chair"])
def test_r48_a_tie_left_to_an_empty_seat_does_not_pass(tie):
    board = a_board(tie=tie)
    page, asked = called(board)
    vote(board, asked, **TWO_TO_TWO)
    reseat(board.member("truong-ban"), None, "Nghỉ hưu")
    at_the_end(asked)
    assert asked.outcome == "rejected"
    assert NOBODY in last(page, Act.RETURN).comment
    assert list(breaches()) == []


def test_r58_a_tie_of_a_chief_who_wrote_the_item_is_the_deputys_who_presides_under_a_deed():
    board = without_the_chief(tie="chair")
    page, asked = tied_without_the_chief(board)
    seat_its_author(board)
    a_deed(board, "truong-ban", "pho-truc", ["conclude"])
    at_the_end(asked)
    assert asked.outcome == "passed"
    assert NOBODY not in last(page, Act.REVIEW).comment
    assert list(breaches()) == []


# -- nobody is left to give the word that a closed matter waits for

LEFT = "Hiện chưa có ai trong Ban được cho ý kiến này"
HOME = reverse("wagtailadmin_home")


def shows(client, url):
    return LEFT in client.get(url).content.decode()


def test_r48_that_a_tie_waits_for_a_chief_who_has_left_is_told_until_one_is_seated(board, client_of):
    page, asked = called(board)
    vote(board, asked, **TWO_TO_TWO)
    at_the_end(asked)
    assert asked.outcome == "tied"
    file, clients = reverse("review_file", args=[page.pk]), {key: client_of(key) for key in ("thu-ky", "pho-truc")}
    for client in clients.values():  # the secretary, and who called it
        assert not any(shows(client, url) for url in (HOME, file, the_consultation(asked)))
    leaving = board.user("truong-ban")
    reseat(board.member("truong-ban"), None, "Nghỉ hưu")
    for client in clients.values():
        assert all(shows(client, url) for url in (HOME, file, the_consultation(asked)))
    assert not shows(client_of("thanh-vien"), HOME), "it is nothing of theirs"
    reseat(board.member("truong-ban"), leaving, "Trở lại")
    for client in clients.values():
        assert not any(shows(client, url) for url in (HOME, file, the_consultation(asked)))
    assert "Chờ bạn cho ý kiến: 1 việc" in client_of("truong-ban").get(HOME).content.decode()


def test_r92_that_a_conclusion_waits_for_a_chief_who_has_left_is_told(board, client_of):
    asked = a_paper(board)
    vote(board, asked, pho_truc="yes", pho_ban="yes", thanh_vien="yes", thanh_vien_2="no", truong_ban="yes")
    at_the_end(asked)
    assert asked.outcome == "answered"
    assert not shows(client_of("thu-ky"), HOME)
    reseat(board.member("truong-ban"), None, "Nghỉ hưu")
    assert shows(client_of("thu-ky"), HOME)
    assert shows(client_of("thu-ky"), the_consultation(asked))
