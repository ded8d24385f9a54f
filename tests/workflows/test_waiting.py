"""For whom a step waits: the member in charge, unless that member wrote the text (decision 0004)."""

import pytest

from tests.board import charter_data, load_board, refuses, step
from workflows.models import Decision
from workflows.rules.act import Act

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


def test_a_step_that_will_be_skipped_keeps_nobody_from_submitting():
    data = charter_data()
    data["chain"][0]["step"].insert(0, step("tiep-nhan", "review", ["bien-tap-vien"], when="submitted-by-others"))
    board = load_board(data=data)
    page = board.published(board.news(by="truong-ban"))
    assert page.live
    skipped = Decision.objects.filter(page=page, act=Act.SKIP).order_by("number")
    assert [row.step_name for row in skipped] == ["Bước nhay-cam"]
    own = board.news(by="bien-tap-vien", title="Biên tập viên soạn")
    board.submitted(own)
    assert waits_for(board, own) == {"thanh-vien"}
    with refuses("nobody-left"):
        board.submitted(board.news(by="truong-ban", is_sensitive=True, title="Nhạy cảm"))
