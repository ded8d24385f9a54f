"""Old addresses of renamed and moved pages: kept with the change itself, answered with the new one, whatever stands below."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.actions.move_page import MovePagePermissionError
from wagtail.models import Page

from news.models import NewsIndexPage
from pages.models import FormerAddress, StaticPage
from tests.board import body, names_moment, refuses
from workflows.models import Decision
from workflows.rules.act import Act
from workflows.services.chain.withdraw import withdraw
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db


def static_page(board, parent, title, slug):
    page = StaticPage(
        title=title, slug=slug, body=body("Nội dung lâu dài."), owner=board.user("cong-tac-vien"), live=False
    )
    parent.add_child(instance=page)
    page.save_revision(user=page.owner)
    return board.published(page)


def renamed(board, page, slug):
    page = page.specific_class.objects.get(pk=page.pk)
    page.slug, page.owner = slug, page.owner or board.user("cong-tac-vien")
    page.save_revision(user=page.owner)
    return board.published(page)


@pytest.fixture
def tree(board):
    """/gioi-thieu/lich-su/ and /to-chuc/"""
    about = static_page(board, board.board.root_page, "Giới thiệu", "gioi-thieu")
    return (
        about,
        static_page(board, about, "Lịch sử", "lich-su"),
        static_page(board, board.board.root_page, "Tổ chức", "to-chuc"),
    )


def test_a_renamed_page_is_found_at_its_old_address_with_the_question_asked(board, citizen):
    page = board.published(title="Khánh thành cầu")
    old = board.address(page)
    page = renamed(board, page, "cau-moi")
    response = citizen.get(f"{old}?tu=thu")
    assert (response.status_code, response["Location"]) == (301, f"{board.address(page)}?tu=thu")
    assert list(breaches()) == []


def test_what_stands_below_a_renamed_section_is_found_too(board, citizen, tree):
    about, history, _organisation = tree
    renamed(board, about, "ve-chung-toi")
    assert citizen.get("/gioi-thieu/lich-su/")["Location"] == "/ve-chung-toi/lich-su/"
    assert FormerAddress.objects.count() == 1
    assert Page.objects.get(pk=history.pk).url_path.endswith("/ve-chung-toi/lich-su/")


def test_a_whole_section_is_renamed_through_the_chain(board, citizen):
    page = board.published(title="Khánh thành cầu")
    old = board.address(page)
    renamed(board, board.index(NewsIndexPage), "tin-bai")
    assert citizen.get(old)["Location"] == old.replace("/tin-tuc/", "/tin-bai/")
    assert citizen.get("/tin-bai/").status_code == 200


def test_several_changes_lead_straight_to_the_last_address(board, citizen, tree):
    about, history, _organisation = tree
    renamed(board, about, "ve-chung-toi")
    renamed(board, history, "lich-su-tinh")
    renamed(board, about, "gioi-thieu-chung")
    for old in (
        "/gioi-thieu/lich-su/",
        "/ve-chung-toi/lich-su/",
        "/ve-chung-toi/lich-su-tinh/",
        "/gioi-thieu-chung/lich-su/",
    ):
        assert citizen.get(old)["Location"] == "/gioi-thieu-chung/lich-su-tinh/", old


def test_an_address_taken_up_again_is_answered_itself(board, citizen):
    page = board.published(title="Khánh thành cầu")
    old = board.address(page)
    renamed(board, page, "cau-moi")
    renamed(board, page, page.slug)
    assert citizen.get(old).status_code == 200
    assert citizen.get(old.replace(page.slug, "cau-moi"))["Location"] == old


def test_what_never_was_public_leaves_no_address(board, citizen):
    page = board.news(title="Nháp")
    page.slug = "ten-khac"
    page.save()
    assert not FormerAddress.objects.exists()
    assert citizen.get("/tin-tuc/nhap/").status_code == 404


def test_a_former_address_of_another_site_is_not_answered(board, citizen, other_board):
    page = board.published(title="Khánh thành cầu")
    old = board.address(page)
    renamed(board, page, "cau-moi")
    assert citizen.get(old, headers={"host": other_board.hostname}).status_code == 404


def test_who_may_take_it_down_may_move_it_and_the_ledger_says_so(board, citizen, tree):
    _about, history, organisation = tree
    history.move(organisation, pos="last-child", user=board.user("truong-ban"))
    row = Decision.objects.get(act=Act.MOVE)
    assert (row.page_id, row.username) == (history.pk, board.user("truong-ban").username)
    assert "/gioi-thieu/lich-su/" in row.comment
    assert "/to-chuc/lich-su/" in row.comment
    assert citizen.get("/gioi-thieu/lich-su/")["Location"] == "/to-chuc/lich-su/"
    assert list(breaches()) == []


def test_a_decision_is_good_for_one_move_only(board, tree):
    about, history, organisation = tree
    history.move(organisation, pos="last-child", user=board.user("truong-ban"))
    moved = Page.objects.get(pk=history.pk)
    with refuses("may-not-move"):
        moved.move(about, pos="last-child")


def test_others_do_not_move_what_is_public(board, tree):
    _about, history, organisation = tree
    for seat in ("cong-tac-vien", "thanh-vien"):
        with refuses("may-not-move"):
            history.move(organisation, pos="last-child", user=board.user(seat))
    assert Page.objects.get(pk=history.pk).url_path.endswith("/gioi-thieu/lich-su/")


def test_what_is_public_below_a_page_that_is_not_moves_by_a_decision_too(board, tree):
    about, history, organisation = tree
    withdraw(about, board.user("truong-ban"), "Viết lại")
    about = StaticPage.objects.get(pk=about.pk)
    with refuses("may-not-move"):
        about.move(organisation, pos="last-child", user=board.user("thanh-vien"))
    with refuses("may-not-move"):
        Page.objects.get(pk=about.pk).move(organisation, pos="last-child")
    about.move(organisation, pos="last-child", user=board.user("truong-ban"))
    assert Decision.objects.get(act=Act.MOVE).page_id == about.pk
    assert Page.objects.get(pk=history.pk).url_path.endswith("/to-chuc/gioi-thieu/lich-su/")


def test_nothing_is_moved_to_another_board(board, tree, other_board):
    other = other_board.board.root_page
    with pytest.raises(MovePagePermissionError):
        tree[1].move(other, pos="last-child", user=board.user("truong-ban"))
    assert not Decision.objects.filter(act=Act.MOVE).exists()
    draft = StaticPage(title="Nháp", slug="nhap", live=False)
    tree[0].add_child(instance=draft)
    with refuses("other-board"):
        draft.move(other, pos="last-child")


def test_a_move_costs_the_same_whatever_stands_below(board, tree):
    about, _history, organisation = tree

    def queries():
        """There and back; how many queries it took."""
        with CaptureQueriesContext(connection) as found:
            for target in (organisation, board.board.root_page):
                page = StaticPage.objects.get(pk=about.pk)
                page.move(Page.objects.get(pk=target.pk), pos="last-child", user=board.user("truong-ban"))
        return len(found)

    queries()
    few = queries()
    for number in range(10):
        static_page(board, StaticPage.objects.get(pk=about.pk), f"Trang {number}", f"trang-{number}")
    assert queries() == few


def test_what_comes_back_under_another_name_is_found_at_the_old_one(board, citizen):
    page = board.published(title="Khánh thành cầu")
    old = board.address(page)
    withdraw(page, board.user("truong-ban"), "Sai số liệu")
    page = renamed(board, page, "cau-moi")
    assert citizen.get(old)["Location"] == board.address(page)
    assert list(breaches()) == []


def test_a_new_name_that_waits_for_its_moment_is_no_old_address(board):
    page = board.published(title="Khánh thành cầu")
    later = page.get_latest_revision_as_object()
    old, later.slug = page.slug, "cau-moi"
    later.save_revision(user=page.owner)
    board.published(names_moment(type(page).objects.get(pk=page.pk), timezone.now() + datetime.timedelta(days=1)))
    assert Page.objects.get(pk=page.pk).slug == old
    assert list(breaches()) == []


def test_what_was_taken_down_is_moved_without_a_word_and_leaves_no_address(board, tree):
    _about, history, organisation = tree
    withdraw(history, board.user("truong-ban"), "Sai số liệu")
    Page.objects.get(pk=history.pk).specific.move(organisation, pos="last-child", user=board.user("truong-ban"))
    assert not FormerAddress.objects.exists()
    assert list(breaches()) == []
