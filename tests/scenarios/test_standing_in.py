"""In a real browser: the chief is away for a week, an item is found to be sensitive half-way, and everybody sees in whose stead."""

import datetime
import re

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from news.models import NewsPage
from tests.scenarios.people import PHONE, Person
from tests.scenarios.test_four_boards import MARK, write_news
from workflows.charter.words import StepKind
from workflows.gate import gate, item_state
from workflows.models import Decision, Delegation
from workflows.rules.chain import ACT_OF_KIND
from workflows.verification.publications import breaches

pytestmark = pytest.mark.scenario
TITLE = f"Tin {MARK}"


def decide(browser, base, username, page_id, button=".file__acts form > button:not(.button-secondary)"):
    """Open the item from the desk on a phone, press the positive button, and see what happened."""
    person = Person(browser, base, username, PHONE)
    person.page.click(f"a:has-text('{TITLE}')")
    person.page.wait_for_url(re.compile(rf"/admin/duyet/{page_id}/"))
    person.confirm_all()
    person.page.locator(button).first.click()
    person.page.get_by_text(re.compile(r"Mục này đang ở bước|Đã đăng")).first.wait_for()
    person.leave()


def day(days):
    return (timezone.localdate() + datetime.timedelta(days=days)).strftime("%d/%m/%Y")


@pytest.mark.parametrize("site", ["tuyen-quang"], indirect=True)
def test_the_chief_is_away_for_a_week(site, browser):
    board, base = site
    name = board.slug

    secretary = Person(browser, base, f"thu-ky.{name}")
    page = secretary.goto(f"/admin/uy-quyen/{name}/lap/")
    page.get_by_role("link", name=str(board.members.get(key="truong-ban"))).click()
    page.select_option("[name=receiver]", label=str(board.members.get(key="pho-truc")))
    assert page.is_checked("[name=acts][value=approve]")
    page.check("[name=includes_sensitive]")
    for field, typed in (("first_day", day(0)), ("last_day", day(6)), ("document_date", day(0))):
        secretary.fill_date(field, typed)
    page.fill("[name=document_number]", "12/GUQ-BBT")
    page.get_by_role("button", name="Lập ủy quyền").click()
    page.get_by_text("Chờ người ủy quyền xác nhận").wait_for()
    secretary.leave()

    chief = Person(browser, base, f"truong-ban.{name}", PHONE)
    chief.page.get_by_text("Chờ bạn xác nhận").wait_for()
    chief.page.get_by_role("link", name="Xem và xác nhận").click()
    chief.page.get_by_role("button", name=re.compile("^Xác nhận –")).click()
    chief.page.get_by_text("Đang có hiệu lực").wait_for()
    chief.leave()

    write_news(board, base, browser, f"cong-tac-vien.{name}")
    news = NewsPage.objects.get(title=TITLE)
    flagged = False
    for _step in range(10):
        state = item_state.open_step(news)
        if state is None:
            break
        if state.kind == "publish" and not flagged:
            flag_it(browser, base, state.entitled.first().user.username, news)
            flagged = True
            assert item_state.open_step(news).task.specific.roles == ["truong-ban"]
        elif state.task.specific.roles == ["truong-ban"]:
            decide(browser, base, f"pho-truc.{name}", news.pk)
        else:
            decide(browser, base, first_who_may(state, news), news.pk)

    row = Decision.objects.get(page=news, delegation__isnull=False)
    assert "thừa ủy quyền Trưởng Ban biên tập" in row.capacity
    news.refresh_from_db()
    assert news.live
    assert list(breaches()) == []

    report_back(browser, base, name)
    assert list(breaches()) == []

    with time_machine.travel(Delegation.objects.get().ends_at + datetime.timedelta(minutes=1), tick=True):
        call_command("run_worker", once=True)
    report = Email.objects.filter(subject__startswith="Ủy quyền đã hết: 1 việc")
    assert board.members.get(key="truong-ban").user.email in [address for email in report for address in email.to]


def report_back(browser, base, name):
    """The deputy in their own words, and the chief who has read them."""
    deputy = Person(browser, base, f"pho-truc.{name}", PHONE)
    page = deputy.goto("/admin/uy-quyen/")
    page.locator("summary", has_text="Báo cáo kết quả").click()
    page.get_by_label("Đã làm gì, còn gì người ủy quyền cần biết").fill("Đã duyệt 1 tin nhạy cảm.")
    page.get_by_role("button", name="Gửi báo cáo").click()
    page.get_by_text("Đã gửi báo cáo").wait_for()
    deputy.leave()
    chief = Person(browser, base, f"truong-ban.{name}", PHONE)
    chief.page.get_by_role("link", name="Đọc và ghi đã xem").click()
    chief.page.get_by_role("button", name="Tôi đã xem báo cáo này").click()
    chief.page.get_by_text("bạn đã xem báo cáo này").wait_for()
    chief.leave()


def first_who_may(state, news):
    act = ACT_OF_KIND[StepKind(state.kind)]
    answers = {m.user.username: gate.ask(m.user, act, news, state) for m in state.entitled.all()}
    return next(name for name, refusal in answers.items() if refusal is None or refusal.asks_ticks)


def flag_it(browser, base, username, news):
    person = Person(browser, base, username, PHONE)
    page = person.goto(f"/admin/duyet/{news.pk}/")
    page.locator("summary", has_text="Đánh dấu nhạy cảm").click()
    page.fill("#reason-flag", "Dư luận đang đặc biệt quan tâm")
    page.locator("details[open] button", has_text="Đánh dấu nhạy cảm").click()
    page.get_by_text("Nội dung được đánh dấu").wait_for()
    person.leave()
