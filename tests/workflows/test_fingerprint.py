"""The field on the board's page: whether a fingerprint that somebody kept still stands in the ledger."""

import html

import pytest
from django.db import connection, models
from django.urls import reverse

from workflows.gate import withheld
from workflows.ledger import triggers
from workflows.models import Decision
from workflows.rules.act import Act

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def asked(board, client_of):
    def ask(typed, seat="truong-ban"):
        response = client_of(seat).get(reverse("board", args=[board.board.slug]), {"dau-van-tay": typed})
        assert response.status_code == 200
        assert response.context["typed"] == typed
        answer = response.context["fingerprint"]
        assert answer is None or answer.sentence in html.unescape(response.content.decode())
        return answer

    return ask


def approval(board):
    board.published()
    return Decision.objects.get(act=Act.APPROVE)


def test_a_fingerprint_that_stands_is_told_with_its_row(board, asked):
    row = approval(board)
    found = asked(row.hash)
    assert found.is_good
    assert f"Khớp với dòng {row.number}, ghi lúc " in found.sentence
    assert f"(«Khánh thành cầu», phê duyệt, {row.person})" in found.sentence


@pytest.mark.parametrize(
    "typed",
    [
        lambda whole: whole.upper(),
        lambda whole: f"  {whole[:32]}\n{whole[32:]} ",
        lambda whole: "\u00a0".join(whole[at : at + 8] for at in range(0, 64, 8)),
    ],
    ids=["capitals", "two lines", "in groups"],
)
def test_it_may_be_typed_otherwise_than_it_stands_in_the_letter(board, asked, typed):
    assert asked(typed(approval(board).hash)).is_good


def test_a_beginning_is_found_and_proves_nothing(board, asked):
    found = asked(approval(board).hash[:12])
    assert "Hãy dán đủ 64 ký tự" in found.sentence
    assert not found.is_good


@pytest.mark.parametrize(
    "typed", ["abc", "0" * 11, "0" * 65, "dấu vân tay 0123456789ab", "%" * 12, "0123456789a_", "<b>"]
)
def test_what_is_no_fingerprint_is_told_so(asked, typed):
    found = asked(typed)
    assert not found.is_good
    assert "ít nhất 12 ký tự đầu" in found.sentence


@pytest.mark.parametrize("typed", ["", "  \n"])
def test_nothing_typed_is_no_question(asked, typed):
    assert asked(typed) is None


def test_one_of_another_board_or_of_a_row_that_is_away_stands_nowhere(board, other_board, asked):
    theirs = other_board.board.decisions.first().hash
    for typed in (theirs, "0" * 64):
        found = asked(typed)
        assert not found.is_good
        assert "Không dòng nào trong sổ của Ban này" in found.sentence
        assert "cơ quan chủ quản" in found.sentence


def test_a_row_before_it_that_was_changed_or_deleted_is_told(board, asked):
    row = approval(board)
    triggers.remove(connection)
    changed = Decision.objects.get(act=Act.REVIEW)
    models.QuerySet.update(models.QuerySet(Decision).filter(pk=changed.pk), person="Người khác")
    found = asked(row.hash)
    assert not found.is_good
    assert f"dòng {changed.number} đã bị sửa hoặc bị xóa" in found.sentence
    models.QuerySet(Decision).filter(pk=changed.pk)._raw_delete("default")
    assert f"dòng {changed.number} đã bị sửa hoặc bị xóa" in asked(row.hash).sentence


def test_the_name_of_an_item_that_somebody_may_not_read_is_left_out(board, asked, monkeypatch):
    row = approval(board)
    monkeypatch.setattr(withheld, "WITHHELD", [lambda user: {row.page_id}])
    found = asked(row.hash)
    assert found.is_good
    assert "Khánh thành cầu" not in found.sentence


def test_whoever_has_no_seat_on_the_board_does_not_get_there(board, other_board, client_of):
    address = reverse("board", args=[other_board.board.slug])
    assert client_of("truong-ban").get(address, {"dau-van-tay": "0" * 64}).status_code in (302, 403)
