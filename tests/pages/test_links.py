"""Links of rich text to pages of the portal: what was never public shows no address, in which its title would stand."""

import pytest
from django.urls import reverse

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


def test_the_writer_and_who_decides_are_told(board, client_of):
    draft, taken = board.news("Bổ nhiệm Giám đốc Sở"), board.published(board.news("Lễ hội"))
    withdraw(taken, board.user("truong-ban"), "Sai ngày")
    shown = board.published(board.news("Đã đăng"))
    page = board.at_step("phe-duyet", body=body(link_to(draft) + link_to(taken) + link_to(shown)))
    file = client_of("pho-truc").get(reverse("review_file", args=[page.pk])).content.decode()
    assert file.count("Có liên kết tới «") == 2
    assert "«Bổ nhiệm Giám đốc Sở», chưa được đăng" in file
    assert "«Lễ hội», nay không còn hiển thị" in file
    editor = board.news("Đang soạn", body=body(link_to(draft)))
    written = client_of("cong-tac-vien").get(reverse("wagtailadmin_pages:edit", args=[editor.pk])).content.decode()
    assert "«Bổ nhiệm Giám đốc Sở», chưa được đăng" in written


def test_who_takes_something_down_sees_which_public_pages_still_lead_there(board, client_of):
    taken = board.published(board.news("Lễ hội"))
    leading = board.published(board.news("Chương trình năm", body=body(link_to(taken))))
    board.news("Bản nháp", body=body(link_to(taken)))
    file = reverse("review_file", args=[taken.pk])
    assert "còn dẫn tới mục này" not in client_of("truong-ban").get(file).content.decode()
    withdraw(taken, board.user("truong-ban"), "Sai ngày")
    shown = client_of("truong-ban").get(file)
    assert [page.pk for page in shown.context["file"].afterwards["linked_from"]] == [leading.pk]
    assert "Chương trình năm" in shown.content.decode()


def test_a_sensitive_item_is_not_named(board, client_of):
    draft = board.news("Khiển trách Giám đốc", is_sensitive=True)
    page = board.at_step("phe-duyet", body=body(link_to(draft)))
    file = client_of("pho-truc").get(reverse("review_file", args=[page.pk])).content.decode()
    assert "Có liên kết tới một mục nhạy cảm" in file
    assert "Khiển trách" not in file
