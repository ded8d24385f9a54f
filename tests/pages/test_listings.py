"""Listings, feeds and the sitemap of a section with more items than a page holds: right at both ends, and no dearer for being longer."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from news.models import NewsIndexPage, NewsPage
from pages.models import Listed
from workflows.services.chain.withdraw import withdraw

pytestmark = pytest.mark.django_db


def take(board, numbers, folder):
    records = [
        {"id": str(n), "title": f"Tin {n:03}", "text": "Chữ.", "published": f"{2020 + n % 3}-01-{1 + n % 28:02}"}
        for n in numbers
    ]
    path = folder / f"tin-{len(numbers)}.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    call_command("import_archive", "news", str(path), site=board.board.slug)


@pytest.fixture
def section(board, tmp_path):
    take(board, range(50), tmp_path)
    return board.index(NewsIndexPage)


def test_items_are_the_live_pages_newest_first_wherever_one_looks(section):
    wanted = list(NewsPage.objects.child_of(section).live().order_by("-first_published_at", "-pk"))
    items = section.items()
    assert len(items) == 50
    for start, stop in ((0, 15), (15, 30), (40, 50), (45, 60), (10, 40), (48, 49)):
        assert items[start:stop] == wanted[start:stop], (start, stop)
    assert items[0] == wanted[0]
    assert list(items) == wanted


def test_a_year_narrows_them_and_the_years_are_known(section):
    assert section.years() == [2022, 2021, 2020]
    found = section.items(year=2021)
    assert {localtime(page.first_published_at).year for page in found} == {2021}
    assert len(found) == 17


def test_a_section_without_items_has_no_years_and_no_items(board):
    section = board.index(NewsIndexPage)
    assert section.years() == []
    assert not section.items()
    assert section.items()[0:5] == []


def test_a_published_page_is_listed_and_a_withdrawn_one_is_not(board):
    page = board.published()
    section = board.index(NewsIndexPage)
    assert list(section.items()) == [page]
    withdraw(page, board.user("truong-ban"), "Sai")
    assert list(section.items()) == []
    assert not Listed.objects.exists()


def test_a_row_that_lies_about_a_page_shows_nothing(section, citizen):
    page = section.items()[0]
    NewsPage.objects.filter(pk=page.pk).update(live=False)
    assert page not in list(section.items())
    assert page.title not in citizen.get("/tin-tuc/").content.decode()
    assert page.url not in citizen.get("/sitemap.xml").content.decode()


def test_the_table_is_rebuilt_from_the_live_pages(section):
    rows = list(Listed.objects.order_by("pk").values())
    Listed.objects.all().delete()
    call_command("rebuild_listings")
    assert list(Listed.objects.order_by("pk").values()) == rows


@pytest.mark.once
def test_every_page_of_the_listing_takes_the_same_queries(section, citizen):
    def queries(address):
        citizen.get(address)
        with CaptureQueriesContext(connection) as found:
            assert citizen.get(address).status_code == 200
        return len(found)

    assert len({queries(f"/tin-tuc/?trang={number}") for number in (1, 2, 3)}) == 1
    assert citizen.get("/tin-tuc/?trang=5").status_code == 404


def test_a_long_site_has_an_index_of_sitemaps_which_together_have_every_page(section, citizen, monkeypatch):
    whole = citizen.get("/sitemap.xml").content.decode()
    assert whole.count("<loc>") == len(section.items()) + 6  # the register of corrections is no page
    monkeypatch.setattr("portal.sitemaps.PAGES_PER_FILE", 20)
    monkeypatch.setattr("portal.sitemaps.PublicPages.limit", 20)
    index = citizen.get("/sitemap.xml").content.decode()
    parts = [
        line.split("<loc>")[1].split("</loc>")[0]
        for line in index.replace("<sitemap>", "\n").splitlines()
        if "<loc>" in line
    ]
    assert len(parts) == 5
    found = "".join(citizen.get(part.split("localhost", 1)[1]).content.decode() for part in parts)
    assert found.count("<loc>") == whole.count("<loc>")
    assert citizen.get("/sitemap-khong-co.xml").status_code == 404


@pytest.mark.once
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/tin-tuc/",
        "/rss/tin-tuc.xml",
        "/sitemap.xml",
        "/tim-kiem/?q=tin",
        "/api/v2/pages/?type=news.NewsPage&fields=*&limit=50",
    ],
)
def test_thirty_items_take_no_more_queries_than_three(board, citizen, tmp_path, address):
    def queries():
        citizen.get(address)
        with CaptureQueriesContext(connection) as found:
            assert citizen.get(address).status_code == 200
        return len(found)

    take(board, range(3), tmp_path)
    few = queries()
    take(board, range(100, 130), tmp_path)
    assert queries() <= few
    assert few <= 40
