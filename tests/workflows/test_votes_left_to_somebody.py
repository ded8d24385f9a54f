"""Ties, and to whom they are left: whose own ballot counts, who is waited for, and that somebody can decide (R48, R58, R91)."""

import pytest
from django.utils import timezone

from tests.board import refuses
from tests.workflows.test_votes import a_board, a_deed, at_the_end, called, last, vote, voting
from workflows.ledger import ledger
from workflows.models import Consultation
from workflows.rules.act import Act
from workflows.services.votes import close as close_vote
from workflows.services.votes import conclude
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
TWO_TO_TWO = {"pho_truc": "yes", "pho_ban": "yes", "thanh_vien": "no", "thanh_vien_2": "no"}


@pytest.fixture
def charter():
    return voting()


def closed_before(asked, outcome, decider, **ballots):
    """As results were before they told their base, and whose ballot settles a tie."""
    asked.outcome, asked.closed_at = outcome, timezone.now()
    asked.settled_at = None if outcome == "tied" else asked.closed_at
    asked.result = {"entitled": 5, "other": 0, "left": [], "decider": decider.pk, **ballots}
    ledger.write(asked.board, Act.CLOSE_VOTE, ledger.Actor(), seal=asked.result_seal, **ledger.about_vote(asked))
    Consultation.objects.filter(pk=asked.pk).update(
        outcome=outcome, result=asked.result, closed_at=asked.closed_at, settled_at=asked.settled_at
    )


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
