"""In a real browser, on each of the four boards (`make long`; else on one of them): whoever posts says when, moves it twice, calls it off and says it anew; citizens read it then."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from news.models import NewsPage
from tests.four_boards import SLUGS
from tests.long import part_of
from tests.scenarios.people import DESK, PHONE, Person
from tests.workflows.test_chains_of_charters import board_of, news, ticks
from vietnamese.working_days import VIETNAM
from workflows.charter.words import StepKind
from workflows.gate import gate, item_state
from workflows.models import Decision
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.services.chain import decide, submit
from workflows.verification.publications import breaches

pytestmark = [pytest.mark.scenario, pytest.mark.long]


def who_may(state, page):
    """The first for whom the step waits and who may pass it."""
    act = ACT_OF_KIND[StepKind(state.kind)]
    answers = {seat: gate.ask(seat.user, act, page, state) for seat in state.entitled.order_by("pk")}
    return next(seat for seat, refusal in answers.items() if refusal is None or refusal.asks_ticks)


def approved(slug):
    """News that waits to be posted, and who may."""
    board = board_of(slug)
    page = news(board, "cong-tac-vien", board.board.fields.first().key)
    submit.submit(page, page.owner, ticks(board))
    while (state := board.step(page)).kind != StepKind.PUBLISH:
        decide.decide(state, who_may(state, page).user, ticks=ticks(board))
    return page, who_may(state, page)


def does(person, page, summary, reason, at=None):
    shown = person.goto(f"/admin/duyet/{page.pk}/")
    shown.locator("summary", has_text=summary).click()
    form = shown.locator("details[open] form")
    if at:
        form.locator("[name=at]").fill(f"{timezone.localtime(at, VIETNAM):%Y-%m-%dT%H:%M}")
    form.locator("[name=reason]").fill(reason)
    person.confirm_all()
    assert shown.evaluate("document.documentElement.scrollWidth") <= shown.viewport_size["width"]
    form.locator("button").click()


def stands(person, moment):
    person.page.get_by_text(f"Hẹn đăng lúc {timezone.localtime(moment, VIETNAM):%H:%M %d/%m/%Y}").first.wait_for()


@pytest.mark.parametrize("site", part_of(SLUGS, every=4), indirect=True)
def test_a_posting_is_moved_twice_called_off_and_comes_at_its_moment(site, browser):
    board, base = site
    page, poster = approved(board.slug)
    first, second, third = (timezone.now() + datetime.timedelta(days=days) for days in (3, 4, 2))
    phone = Person(browser, base, poster.user.username, PHONE)
    does(phone, page, "Hẹn giờ đăng", "Sau lễ khởi công", first)
    stands(phone, first)
    desk = Person(browser, base, poster.user.username, DESK)
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
        assert Decision.objects.get(page=page, act=Act.PUBLISH).user == poster.user_id
        assert list(breaches()) == []
