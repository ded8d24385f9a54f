"""For whom a step waits: the member in charge, unless that member wrote the text (decision 0004)."""

import pytest

from tests.board import refuses

pytestmark = pytest.mark.django_db


def waits_for(board, page):
    return {member.key for member in board.step(page).entitled.all()}


def test_a_step_waits_for_the_member_in_charge_alone(board):
    page = board.news()
    board.submitted(page)
    assert waits_for(board, page) == {"thanh-vien"}


def test_a_member_in_charge_who_wrote_a_part_leaves_the_step_to_the_others(board):
    page = board.news()
    page.lead = "Ủy viên phụ trách sửa một câu."
    page.save_revision(user=board.user("thanh-vien"))
    board.submitted(page)
    assert waits_for(board, page) == {"thanh-vien-2"}
    with refuses("not-yours"):
        board.pass_on(page, "thanh-vien")
    board.pass_on(page, "thanh-vien-2")
    assert waits_for(board, page) == {"pho-truc", "pho-ban"}
