"""What stands around every page: read once per edition of the site, and never a moment old."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from news.models import NewsIndexPage
from pages.models import Edition
from workflows.services.chain.withdraw import withdraw

pytestmark = pytest.mark.django_db


def shown(client, address="/"):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_an_article_costs_four_queries_once_its_site_is_known(board, citizen):
    page = board.published()
    shown(citizen, page.url)
    with CaptureQueriesContext(connection) as queries:
        shown(citizen, page.url)
    assert len(queries) <= 4, [query["sql"][:120] for query in queries]


def test_a_new_item_stands_beside_the_others_at_once_and_a_withdrawn_one_does_not(board, citizen):
    first = board.published(title="Khởi công trường học")
    assert "Thông xe cầu mới" not in shown(citizen, first.url)
    second = board.published(title="Thông xe cầu mới")
    assert "Thông xe cầu mới" in shown(citizen, first.url)
    withdraw(second, board.user("truong-ban"), "Sai số liệu")
    assert "Thông xe cầu mới" not in shown(citizen, first.url)


def test_a_listing_is_counted_once_per_edition(board, citizen):
    board.published()
    assert "1 tin, bài" in shown(citizen, "/tin-tuc/")
    with CaptureQueriesContext(connection) as queries:
        shown(citizen, "/tin-tuc/")
    assert [query["sql"] for query in queries if "COUNT(" in query["sql"]] == []
    second = board.published(title="Thông xe cầu mới")
    assert "2 tin, bài" in shown(citizen, "/tin-tuc/")
    withdraw(second, board.user("truong-ban"), "Sai số liệu")
    assert "1 tin, bài" in shown(citizen, "/tin-tuc/")


def test_what_a_transaction_took_back_is_not_shown(board, citizen):
    page = board.published(title="Khởi công trường học")
    with transaction.atomic():
        board.published(title="Tin bị hoãn")
        assert "Tin bị hoãn" in shown(citizen, page.url)
        transaction.set_rollback(True)
    assert "Tin bị hoãn" not in shown(citizen, page.url)
    board.published(title="Tin đăng sau")
    assert "Tin đăng sau" in shown(citizen, page.url)


def test_another_process_sees_it_too(board, citizen):
    """What a process keeps is valid for one mark only; the mark is in the database, not in the process."""
    shown(citizen)
    NewsIndexPage.objects.update(title="Đổi bằng SQL")
    assert "Đổi bằng SQL" not in shown(citizen)
    Edition.turn(board.board.root_page.path)
    assert "Đổi bằng SQL" in shown(citizen)


def test_each_site_has_its_own_frame(board, citizen, other_board):
    name, other_name = board.board.rules.board.agency, other_board.board.rules.board.agency
    assert name in shown(citizen)
    assert other_name in shown(Client(headers={"host": other_board.hostname}))


def test_the_way_to_a_page_below_other_pages_is_shown(board, citizen):
    page = board.published()
    text = shown(citizen, page.url)
    section = board.index(NewsIndexPage)
    assert f'<a href="{board.address(section)}">{section.title}</a>' in text
    assert '<li><a href="/">Trang chủ</a></li>' in text
