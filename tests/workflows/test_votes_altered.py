"""A vote that was changed behind the software's back, its end above all, is told and not waited for."""

import datetime

import pytest
import time_machine
from django.core import management
from django.utils import timezone
from post_office.models import Email

from tests.board import refuses
from tests.workflows.test_consultations import a_paper, text_of, the_consultation
from tests.workflows.test_votes import ALL, DAY, at_the_end, called, close, letters_to, send, vote, voting
from workflows.gate import item_state
from workflows.models import Ballot, Consultation
from workflows.rules.vote_count import Outcome
from workflows.services.chain import decide, recall
from workflows.services.votes import close as close_vote
from workflows.services.votes import conclude
from workflows.services.votes import correct as correct_vote
from workflows.services.votes.warn import tell_altered
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
TOLD = "Không khớp với sổ quyết định"
SENTENCE = "không còn đúng như trong sổ quyết định"


@pytest.fixture
def charter():
    return voting()


def put_off(asked, **said):
    """As somebody with the database does it."""
    Consultation.objects.filter(pk=asked.pk).update(**(said or {"ends_at": timezone.now() + 400 * DAY}))
    asked.refresh_from_db()


def the_worker_runs():
    management.call_command("run_worker", once=True)


def test_an_end_that_was_put_off_is_told_to_the_chief_and_the_secretary_once_a_week(board):
    _page, asked = called(board)
    the_worker_runs()
    assert not Email.objects.filter(subject__startswith=TOLD).exists()
    put_off(asked)
    the_worker_runs()
    the_worker_runs()
    assert [letters_to(board, key, TOLD) for key in ("truong-ban", "thu-ky", "pho-truc")] == [1, 1, 0]
    letter = Email.objects.filter(subject__startswith=TOLD).first()
    assert "ghi:\nChưa thống nhất về số liệu.\nNhận phiếu đến" in letter.message, (
        "what the ledger has stands in the letter"
    )
    with time_machine.travel(timezone.now() + 8 * DAY):
        the_worker_runs()
    assert letters_to(board, "thu-ky", TOLD) == 2


def test_a_vote_that_was_opened_again_is_told(board):
    _page, asked = called(board)
    vote(board, asked, **{key.replace("-", "_"): "yes" for key in ALL})
    close(board, asked)
    put_off(asked, closed_at=None, settled_at=None)
    assert tell_altered() == 1


def test_a_tie_that_waits_for_its_word_is_as_the_ledger_says(board):
    _page, asked = called(board)
    vote(board, asked, pho_truc="yes", pho_ban="no", thanh_vien="no", thanh_vien_2="yes")
    at_the_end(asked)
    assert asked.outcome == Outcome.TIED
    assert tell_altered() == 0


def test_nothing_is_done_with_it_and_everybody_reads_why(board, client_of):
    page, asked = called(board)
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="yes", thanh_vien="yes")
    sent = Ballot.objects.count()
    put_off(asked)
    chief = board.user("truong-ban")
    for work in (
        lambda: send(board, asked, "thanh-vien-2"),
        lambda: close(board, asked),
        lambda: close_vote.stop(asked, chief, "x"),
        lambda: correct_vote.correct(asked, chief, "x"),
        lambda: conclude.give_word(asked, chief, "yes", ""),
    ):
        with refuses("altered") as caught:
            work()
        assert SENTENCE in caught.value.refusal.sentence
    with refuses("voting") as caught:
        decide.decide(board.step(page), board.user("pho-truc"))
    assert SENTENCE in caught.value.refusal.sentence, "nobody is told to wait for an end that is not its end"
    for address in (the_consultation(asked), f"/admin/duyet/{page.pk}/"):
        assert SENTENCE in text_of(client_of("thanh-vien-2"), address)
    assert Ballot.objects.count() == sent


def test_an_end_that_was_put_forward_counts_nothing_and_warns_nobody(board):
    _page, asked = called(board)
    put_off(asked, ends_at=timezone.now() + datetime.timedelta(minutes=90))
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=45)):
        the_worker_runs()
    assert letters_to(board, "thanh-vien", "Sắp hết hạn") == 0
    put_off(asked, ends_at=timezone.now() - datetime.timedelta(minutes=1))
    the_worker_runs()
    close_vote.close_at_end(asked)  # it is told, and fails no turn of the worker
    asked.refresh_from_db()
    assert asked.is_open


def test_its_author_takes_the_item_back_all_the_same(board):
    page, asked = called(board)
    ends_at = asked.ends_at
    put_off(asked)
    recall.recall(board.step(page), page.owner, "Viết thêm")
    assert item_state.open_step(page) is None
    put_off(asked, ends_at=ends_at)
    at_the_end(asked)
    assert asked.outcome == Outcome.STOPPED, "restored, it has lost its object"
    assert list(breaches()) == []


def test_a_written_consultation_whose_end_was_put_off_is_told_too(board):
    put_off(a_paper(board))
    assert tell_altered() == 1
    assert any("không khớp với sổ quyết định" in breach for breach in breaches())
