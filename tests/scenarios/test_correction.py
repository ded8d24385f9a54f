"""In a real browser: a citizen reports a mistake from a phone, the board corrects it through its chain, and the citizen sees the note (R121-R123)."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from news.models import NewsIndexPage, NewsPage
from pages.blocks import BodyBlock
from tests.scenarios.people import PHONE, Person
from workflows.content_guard import checklist
from workflows.gate import gate, item_state
from workflows.models import MistakeReport
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND, TWO_LEVELS
from workflows.services.chain import buttons, submit
from workflows.verification.publications import breaches

pytestmark = pytest.mark.scenario
TITLE = "Hỗ trợ nước sinh hoạt"
NOTE = "Số hộ được hỗ trợ là 216, không phải 261."


@pytest.fixture
def news(site):
    """An item that citizens read, with a wrong number in it."""
    board, _base = site
    author = board.members.filter(role="cong-tac-vien").first().user
    page = NewsPage(
        title=TITLE, slug="ho-tro-nuoc", lead="Xã hỗ trợ 261 hộ.", author="Hoa", live=False, owner=author,
        body=BodyBlock().to_python([{"type": "text", "value": "<p>Xã hỗ trợ 261 hộ.</p>"}]),
        section=board.sections.first(), field=board.fields.first(), unit=board.units.first(),
    )  # fmt: skip
    NewsIndexPage.objects.child_of(board.root_page).get().add_child(instance=page)
    page.save_revision(user=author)
    submit.submit(page, author, keys(page, Act.SUBMIT))
    while (state := item_state.open_step(page)) is not None:
        buttons.perform(state, decider(state, page), gate.POSITIVE_ACTION, ticks=keys(page, ACT_OF_KIND[state.kind]))
    return NewsPage.objects.get(pk=page.pk)


def keys(page, act):
    return [item.key for item in checklist.items_for(page, act)]


def decider(state, page):
    """The first for whom the step waits and who needs no exception."""
    answers = {
        member.user: gate.ask(member.user, ACT_OF_KIND[state.kind], page, state) for member in state.entitled.all()
    }
    return next(user for user, refusal in answers.items() if refusal is None or refusal.asks_ticks)


@pytest.mark.parametrize("site", ["tan-cuong"], indirect=True)
def test_a_correction_that_the_citizen_sees(site, news, browser):
    board, base = site
    assert TWO_LEVELS in {exception.of for exception in board.rules.exception}
    address = news.get_url_parts()[2]

    citizen = Person(browser, base, viewport=PHONE)
    page = citizen.goto(address)
    page.get_by_role("link", name="Báo sai sót ở trang này").click()
    page.wait_for_timeout(3500)  # nobody fills in a form in less than three seconds
    page.get_by_label("Sai ở chỗ nào").fill("Số hộ ghi 261, đúng là 216.")
    page.get_by_label("Đúng phải là gì").fill("Nghị quyết của Hội đồng nhân dân xã.")
    page.get_by_role("button", name="Gửi").click()
    page.get_by_role("heading", name="Đã nhận báo sai sót").wait_for()
    report = MistakeReport.objects.get()
    expect(page.get_by_text(report.code, exact=True)).to_be_visible()

    secretary = Person(browser, base, f"thu-ky.{board.slug}", PHONE)
    secretary.page.get_by_role("heading", name="Báo sai sót: 1").wait_for()
    secretary.page.get_by_role("link", name="Xem và xử lý").click()
    secretary.page.get_by_role("link", name=TITLE).click()
    author = board.members.get(role="cong-tac-vien", user=news.owner)
    secretary.page.get_by_label("Giao cho").select_option(label=str(author))
    secretary.page.get_by_role("button", name="Giao xem xét").click()
    secretary.page.get_by_text("Đã giao.").wait_for()
    secretary.page.get_by_role("button", name=re.compile("^Có sai sót, đang sửa")).click()
    secretary.page.get_by_text("Đã ghi: có sai sót").wait_for()
    secretary.leave()

    editor = Person(browser, base, news.owner.username)
    editor.page.get_by_role("heading", name="Báo sai sót giao bạn xem xét: 1").wait_for()
    page = editor.goto(f"/admin/pages/{news.pk}/edit/")
    page.fill("[name=lead]", "Xã hỗ trợ 216 hộ.")
    page.fill("[name=correction_note]", NOTE)
    page.wait_for_timeout(800)
    page.get_by_role("button", name="Trình duyệt").click()
    page.wait_for_url(re.compile(r"/admin/duyet/\d+/"))
    expect(page.get_by_label("Đính chính: bản đang đăng có chỗ sai")).to_be_checked()
    expect(page.get_by_label("Lời đính chính")).to_have_value(NOTE)
    editor.confirm_all()
    page.get_by_role("button", name="Trình duyệt").click()
    page.get_by_text("Mục này đang ở bước").first.wait_for()
    editor.leave()

    for _step in range(6):
        if (state := item_state.open_step(news)) is None:
            break
        person = Person(browser, base, decider(state, news).username, PHONE)
        person.goto(f"/admin/duyet/{news.pk}/")
        expect(person.page.get_by_text(f"«{NOTE}»")).to_be_visible()
        person.confirm_all()
        person.page.locator(".file__acts form > button:not(.button-secondary)").first.click()
        person.page.get_by_text(re.compile(r"Mục này đang ở bước|Đã đăng")).first.wait_for()
        person.leave()

    for path in (address, "/dinh-chinh/", f"/bao-sai-sot/{report.code}/"):
        expect(citizen.goto(path).get_by_text(NOTE).first).to_be_visible()
    assert citizen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    citizen.leave()
    call_command("run_worker", once=True)
    assert list(breaches()) == []
