"""Deeds at their edges: who has left the seat, and what stands in the ledger under a deed that did not lend it."""

import pytest

from tests.board import refuses, reseat
from tests.workflows.test_delegation import a_deed
from workflows.ledger import ledger
from workflows.rules.act import Act
from workflows.services.deeds import delegate
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db


def written_under(board, deed, act):
    actor = ledger.Actor.of(board.member("pho-truc"), deed)
    ledger.write(board.board, act, actor, title="Việc ghi thẳng vào sổ")


def told(words):
    return any(words in breach for breach in breaches())


def test_who_has_left_the_seat_confirms_no_deed_of_it(board, django_user_model):
    deed, former = a_deed(board, by="thu-ky"), board.user("truong-ban")
    reseat(board.member("truong-ban"), django_user_model.objects.create(username="truong-ban-moi"), "Bổ nhiệm")
    with refuses("not-yours"):
        delegate.confirm(deed, former)


def test_what_stands_in_the_ledger_under_a_deed_after_its_early_end_is_reported(board):
    deed = a_deed(board)
    written_under(board, deed, Act.WITHDRAW)
    assert not told("nằm ngoài thời hạn")
    delegate.end(deed, board.user("truong-ban"), "Về sớm")
    written_under(board, deed, Act.WITHDRAW)
    assert told("nằm ngoài thời hạn")


def test_what_a_deed_did_not_lend_is_reported(board):
    deed = a_deed(board, acts=["withdraw"])
    for lent in (Act.WITHDRAW, Act.MOVE):
        written_under(board, deed, lent)
    assert not told("là việc không được giao")
    written_under(board, deed, Act.APPROVE)
    assert told("là việc không được giao")
