"""Votes at their edges: after their end, on a text that was changed, by who wrote it; and rows that no vote bears out."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Revision

from tests.board import refuses
from tests.workflows.test_votes import a_board, a_deed, at_the_end, called, close, send, vote, voting
from workflows.gate import item_state
from workflows.ledger import ledger
from workflows.models import Consultation
from workflows.rules.act import Act
from workflows.rules.vote_count import Outcome
from workflows.services.votes import call, conclude
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
UNFOUNDED = "không có biểu quyết nào làm căn cứ"


@pytest.fixture
def charter():
    return voting()


def told(words):
    return any(words in breach for breach in breaches())


def written_for_the_board(board, asked, digest):
    """A row that says that the board has passed the step of this vote."""
    state, page = asked.step, asked.page
    said = {**ledger.about(page, state.revision, digest), "seal": asked.digest}
    ledger.write(board.board, Act.APPROVE, ledger.Actor(), run=state.workflow_state_id, step=state.task_id, **said)


def test_r48_who_presides_under_a_deed_and_wrote_the_text_gives_no_word_on_a_tie():
    board = a_board(tie="chair")
    state = board.step(board.at_step("phe-duyet", by="thu-ky"))
    asked = call.call(state, board.user("pho-truc"), "Chưa thống nhất.", timezone.now() + datetime.timedelta(days=3))
    a_deed(board, "truong-ban", "thu-ky", ["conclude"])
    vote(board, asked, pho_truc="yes", pho_ban="no", thanh_vien="no", thanh_vien_2="yes")
    at_the_end(asked)
    assert asked.outcome == Outcome.TIED
    with refuses("not-yours"):
        conclude.give_word(asked, board.user("thu-ky"), "yes", "")


def test_no_ballot_comes_in_after_the_end_though_nobody_has_closed_it(board):
    _page, asked = called(board)
    with time_machine.travel(asked.ends_at + datetime.timedelta(minutes=1)), refuses("closed"):
        send(board, asked, "pho-ban")


def test_a_vote_on_a_text_that_was_changed_since_passes_nothing(board):
    page, asked = called(board)
    revision = board.step(page).revision
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "lead": "Câu bị thay."})
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="yes", thanh_vien="yes", thanh_vien_2="yes")
    close(board, asked)
    assert asked.outcome == Outcome.STOPPED
    assert item_state.open_step(page).task.specific.key == "phe-duyet"


def test_a_step_is_not_passed_on_a_vote_about_another_text(board):
    _page, asked = called(board)
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="yes", thanh_vien="yes", thanh_vien_2="yes")
    close(board, asked)
    assert not told(UNFOUNDED)
    written_for_the_board(board, asked, "0" * 64)
    assert told(UNFOUNDED)


def test_a_step_is_not_passed_on_a_vote_that_was_lost(board):
    _page, asked = called(board)
    vote(board, asked, truong_ban="no", pho_truc="no", pho_ban="no", thanh_vien="no", thanh_vien_2="no")
    close(board, asked)
    assert not told(UNFOUNDED)
    written_for_the_board(board, asked, asked.judged)
    assert told(UNFOUNDED)


def counted_as_before(asked, outcome):
    """As results were before they told their base: «ý kiến khác» weighed as a vote that was not in favour."""
    asked.outcome, asked.closed_at, asked.settled_at = outcome, timezone.now(), timezone.now()
    asked.result = {"entitled": 5, "yes": 2, "no": 1, "other": 2, "left": [], "decider": None}
    ledger.write(asked.board, Act.CLOSE_VOTE, ledger.Actor(), seal=asked.result_seal, **ledger.about_vote(asked))


@pytest.mark.parametrize(("outcome", "is_told"), [("rejected", False), ("passed", True)])
def test_what_was_counted_in_another_way_before_is_recounted_so(board, outcome, is_told):
    _page, asked = called(board)
    vote(board, asked, pho_truc="yes", pho_ban="yes", thanh_vien="no", truong_ban="other", thanh_vien_2="other")
    counted_as_before(asked, outcome)
    Consultation.objects.filter(pk=asked.pk).update(
        outcome=outcome, result=asked.result, closed_at=asked.closed_at, settled_at=asked.settled_at
    )
    assert told("kết quả không đúng với các phiếu") is is_told


def test_a_vote_that_runs_is_not_closed_as_votes_were_counted_before(board):
    _page, asked = called(board)
    vote(board, asked, pho_truc="yes", pho_ban="yes", thanh_vien="no", truong_ban="other", thanh_vien_2="other")
    counted_as_before(asked, "rejected")
    with refuses("wrong-count"):
        asked.save()


def test_a_ballot_written_after_the_count_is_reported(board):
    _page, asked = called(board)
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="yes", thanh_vien="yes", thanh_vien_2="yes")
    close(board, asked)
    ledger.write(board.board, Act.CAST, ledger.Actor(), **ledger.about_vote(asked))
    assert told("có phiếu gửi sau khi đóng")
