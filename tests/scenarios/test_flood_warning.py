"""In a real browser: a flood warning is posted at night past the chain by the chief, marked for everybody, and confirmed the next day by a deputy."""

import datetime
import re

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from news.models import NewsPage
from tests.scenarios.people import PHONE, Person
from tests.scenarios.test_four_boards import MARK, write_news
from workflows.verification.publications import breaches

pytestmark = pytest.mark.scenario
TITLE = f"Tin {MARK}"


def citizen_reads(browser, base, news):
    page = Person(browser, base, viewport=PHONE).goto(f"/tin-tuc/{news.slug}/")
    page.get_by_role("heading", name=TITLE).wait_for()
    return page.locator("main").inner_text()


@pytest.mark.parametrize("site", ["tuyen-quang"], indirect=True)
def test_a_flood_warning_is_public_at_night_and_confirmed_the_next_day(site, browser):
    board, base = site
    write_news(board, base, browser, f"cong-tac-vien.{board.slug}")
    news = NewsPage.objects.get(title=TITLE)

    deputy = Person(browser, base, f"pho-truc.{board.slug}", PHONE)
    assert not deputy.goto(f"/admin/duyet/{news.pk}/").locator("summary", has_text="Đăng khẩn").count()
    deputy.leave()

    chief = Person(browser, base, f"truong-ban.{board.slug}", PHONE)
    page = chief.goto(f"/admin/duyet/{news.pk}/")
    page.locator("summary", has_text="Đăng khẩn").click()
    page.fill("#reason-urgent", "Lũ lên báo động 3 trong đêm")
    chief.confirm_all()
    page.locator("details[open] button", has_text="Đăng khẩn").click()
    page.get_by_text("Đã đăng khẩn.").wait_for()
    chief.leave()
    assert "Tin đăng khẩn" in citizen_reads(browser, base, news)

    secretary = Person(browser, base, f"thu-ky.{board.slug}")
    secretary.page.get_by_text("Đăng khẩn, chờ người thứ hai xác nhận").wait_for()
    secretary.leave()

    with time_machine.travel(timezone.now() + datetime.timedelta(hours=9), tick=True):
        call_command("run_worker", once=True)
        deputy = Person(browser, base, f"pho-truc.{board.slug}", PHONE)
        page = deputy.page
        page.click(f"a:has-text('{TITLE}')")
        page.wait_for_url(re.compile(rf"/admin/duyet/{news.pk}/"))
        page.get_by_text("Lũ lên báo động 3 trong đêm").first.wait_for()
        page.get_by_role("button", name=re.compile("^Không xác nhận – gỡ bản đăng khẩn")).first.wait_for()
        deputy.confirm_all()
        page.get_by_role("button", name=re.compile("^Xác nhận bản đăng khẩn")).click()
        page.get_by_text("Đã xác nhận. Mục này tiếp tục hiện trên cổng.").wait_for()
        deputy.leave()

    with time_machine.travel(timezone.now() + datetime.timedelta(hours=30), tick=True):
        call_command("run_worker", once=True)
        assert "Ban biên tập đã xác nhận" in citizen_reads(browser, base, news)
        assert list(breaches()) == []
