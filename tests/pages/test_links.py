"""Links of rich text to pages of the portal: what was never public shows no address, in which its title would stand."""

import pytest

from tests.board import body
from workflows.services.chain.withdraw import withdraw

pytestmark = pytest.mark.django_db


def link_to(page) -> str:
    return f'<p>Xem <a linktype="page" id="{page.pk}">bài này</a>.</p>'


def test_a_draft_is_words_without_a_link(board, citizen):
    draft = board.news("Bổ nhiệm Giám đốc Sở")
    page = board.published(board.news(body=body(link_to(draft))))
    shown = citizen.get(board.address(page)).content.decode()
    assert "bài này" in shown
    assert "bo-nhiem-giam-doc-so" not in shown
    assert draft.slug not in shown
    board.published(draft)
    assert f'href="{draft.url}"' in citizen.get(board.address(page)).content.decode()


def test_what_was_taken_down_says_why_at_its_address_and_stays_linked(board, citizen):
    taken = board.published(board.news("Lễ hội"))
    page = board.published(board.news(body=body(link_to(taken))))
    withdraw(taken, board.user("truong-ban"), "Sai ngày")
    assert f'href="{taken.url}"' in citizen.get(board.address(page)).content.decode()
    assert citizen.get(board.address(taken)).status_code == 410
