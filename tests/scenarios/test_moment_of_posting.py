"""In a real browser, on each of the four boards (`make long`; else on one that is drawn): whoever posts says when, moves it twice, calls it off and says it anew; citizens read it then."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from news.models import NewsPage
from tests.four_boards import SLUGS
from tests.long import drawn
from tests.scenarios.items import decider, passed_on, submitted_news
from tests.scenarios.people import DESK, PHONE, Person
from vietnamese.working_days import VIETNAM
from workflows.charter.words import StepKind
from workflows.gate import item_state
from workflows.models import Decision
from workflows.rules.act import Act
from workflows.verification.publications import breaches

pytestmark = [pytest.mark.scenario, pytest.mark.long]


def does(person, page, summary, reason, at=None):
    shown = person.goto(f"/admin/duyet/{page.pk}/")
    shown.locator("summary", has_text=summary).click()
    form = shown.locator("details[open] form")
    if at:
        form.locator("[name=at]").fill(f"{timezone.localtime(at, VIETNAM):%Y-%m-%dT%H:%M}")
    form.locator("[name=reason]").fill(reason)
    person.confirm_all()
    form.locator("button").click()


def stands(person, moment):
    person.page.get_by_text(f"Hẹn đăng lúc {timezone.localtime(moment, VIETNAM):%H:%M %d/%m/%Y}").first.wait_for()


@pytest.mark.parametrize("site", drawn(SLUGS, "a moment"), indirect=True)
def test_a_posting_is_moved_twice_called_off_and_comes_at_its_moment(site, browser):
    board, base = site
    page = passed_on(submitted_news(board, "Tin thử", "tin-thu"), until=lambda state: state.kind == StepKind.PUBLISH)
    poster = decider(item_state.open_step(page), page)
    first, second, third = (timezone.now() + datetime.timedelta(days=days) for days in (3, 4, 2))
    phone = Person(browser, base, poster.username, PHONE)
    does(phone, page, "Hẹn giờ đăng", "Sau lễ khởi công", first)
    stands(phone, first)
    desk = Person(browser, base, poster.username, DESK)
    does(desk, page, "Dời giờ hẹn đăng", "Lễ lùi một ngày", second)
    stands(desk, second)
    does(phone, page, "Dời giờ hẹn đăng", "Lễ sớm lại", third)
    stands(phone, third)
    does(desk, page, "Hủy giờ hẹn", "Chờ ảnh")
    desk.page.get_by_text("Đã hủy giờ hẹn").wait_for()
    does(phone, page, "Hẹn giờ đăng", "Đã có ảnh", second)
    stands(phone, second)
    phone.goto("/admin/lich-dang/")
    stands(phone, second)
    phone.leave()
    desk.leave()
    assert item_state.open_step(page) is not None
    with time_machine.travel(second + datetime.timedelta(minutes=1), tick=True):
        call_command("run_worker", once=True)
        citizen = Person(browser, base, viewport=PHONE)
        citizen.goto(f"/tin-tuc/{page.slug}/").get_by_role("heading", name=page.title).wait_for()
        citizen.leave()
        assert NewsPage.objects.get(pk=page.pk).live
        rows = Decision.objects.filter(page=page, act__in=[Act.APPOINT, Act.CALL_OFF]).order_by("number")
        assert [row.act for row in rows] == ["appoint", "appoint", "appoint", "call-off", "appoint"]
        assert Decision.objects.get(page=page, act=Act.PUBLISH).user == poster.pk
        assert list(breaches()) == []
