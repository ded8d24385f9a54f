"""The editor in a real browser: dates day first, weeks from Monday, addresses of plain letters as the server would make them."""

import datetime
import re
import unicodedata

import pytest
from django.utils.formats import number_format
from playwright.sync_api import expect

from news.models import NewsIndexPage, NewsPage
from tests.scenarios.people import Person
from vietnamese.slugs import vietnamese_slug

pytestmark = pytest.mark.scenario

TITLES = [
    "Đại hội Đảng bộ tỉnh",
    "ĐẠI HỘI ĐẢNG BỘ TỈNH LẦN THỨ XVII",
    "Quyết định số 07/QĐ-UBND ngày 16/8/2018",
    "Công điện hỏa tốc 09/CĐ-UBND",
    "Hòa bình, hoà bình",
    "Thủy lợi và thuỷ điện",
    "«Nước sạch» về bản vùng cao",
    "Giá tăng 12,5% so với năm trước",
    "Lịch tiếp công dân tháng 12/2026",
    "Vì sao dự án chậm? Trả lời của Sở Xây dựng!",
    "Ươm mầm: ước mơ, ưu tiên, ứng dụng",
    "Ỷ lại, ỹ, ỵ, Ý kiến",
    "Nghị quyết số 57-NQ/TW",
    "Ăn quả nhớ kẻ trồng cây",
    "Ê-đê, Ô-xtrây-li-a, Ơ-đu",
    "Đắk Lắk – Đắk Nông",
    "UBND tỉnh & các sở, ngành",
    "Kế hoạch 1.234.567,89 đồng",
    "  Hai   khoảng trắng  ",
    unicodedata.normalize("NFD", "Phường Tân Hà: đối thoại với hộ dân"),
]


@pytest.fixture
def editor(site, browser):
    """Somebody who has a new news item open."""
    board, base = site
    person = Person(browser, base, f"cong-tac-vien.{board.slug}")
    index = NewsIndexPage.objects.child_of(board.root_page).get()
    person.goto(f"/admin/pages/add/news/newspage/{index.pk}/")
    yield person
    person.leave()


@pytest.mark.parametrize("site", ["tan-cuong"], indirect=True)
def test_the_browser_and_the_server_make_the_same_address_of_a_title(editor):
    page, made = editor.page, {}
    for title in TITLES:
        before = page.input_value("[name=slug]")
        page.fill("[name=title]", title)
        page.locator("[name=title]").blur()
        expect(page.locator("[name=slug]")).not_to_have_value(before)
        made[title] = page.input_value("[name=slug]")
    assert made == {title: vietnamese_slug(title) for title in TITLES}


@pytest.mark.parametrize("site", ["tan-cuong"], indirect=True)
def test_a_date_typed_day_first_is_stored_so_and_weeks_begin_on_monday(editor):
    page = editor.page
    page.fill("[name=title]", "Tin có ngày")
    page.fill("[name=lead]", "Tóm tắt.")
    editor.add_text("Đoạn văn của bài.")
    page.fill("[name=event_date]", "05/06/2018")
    assert page.locator(".xdsoft_datetimepicker:visible thead th").first.inner_text() == "Thứ 2"
    page.keyboard.press("Tab")
    assert page.input_value("[name=event_date]") == "05/06/2018"
    for written in range(1, 20):  # the editor keeps a draft by itself, once it has seen a change
        if "/edit/" in page.url:
            break
        page.fill("[name=pen_name]", "B" * written)
        page.wait_for_timeout(1500)
    expect(page).to_have_url(re.compile("/edit/"))
    saved = NewsPage.objects.get(pk=int(page.url.split("/")[-3]))
    for _half_second in range(60):
        if saved.get_latest_revision_as_object().event_date:
            break
        page.wait_for_timeout(500)
        saved.refresh_from_db()
    assert saved.get_latest_revision_as_object().event_date == datetime.date(2018, 6, 5)


def test_numbers_are_written_with_points_and_a_comma():
    assert number_format(1234567.89, decimal_pos=2) == "1.234.567,89"
