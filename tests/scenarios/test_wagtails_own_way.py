"""In a real browser: a member decides where Wagtail itself would have it, on the dashboard and in the editor, and is led to the item's file for
what only that asks."""

import re

import pytest
from playwright.sync_api import expect

from news.models import NewsPage
from tests.scenarios.items import keys, submitted_news
from tests.scenarios.people import PHONE, Person
from workflows.gate import gate, item_state
from workflows.models import Decision
from workflows.rules.act import Act
from workflows.services.chain import buttons, submit

pytestmark = pytest.mark.scenario
TITLE, WHY = "Hỗ trợ nước sạch", "Số hộ chưa khớp báo cáo"


def submit_again(page, reason=""):
    page = NewsPage.objects.get(pk=page.pk)
    submit.submit(page, page.owner, keys(page, Act.SUBMIT), reason)


@pytest.mark.parametrize("site", ["an-giang"], indirect=True)
@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_a_member_returns_from_the_dashboard_and_passes_on_from_the_editor(site, browser, viewport):
    board, base = site
    page = submitted_news(board, TITLE, "ho-tro-nuoc")
    member = item_state.open_step(page).entitled.first().user
    person = Person(browser, base, member.username, viewport)
    shown = person.goto("/admin/")
    shown.get_by_role("button", name="Trả lại để sửa").click()
    shown.get_by_label("Cần sửa gì").fill(WHY)
    shown.get_by_role("dialog").get_by_role("button", name="Trả lại để sửa").click()
    expect(shown.get_by_role("button", name="Trả lại để sửa")).to_have_count(0)
    assert Decision.objects.get(page=page, act=Act.RETURN).comment == WHY

    submit_again(page, "Số liệu đã đúng")
    shown = person.goto(f"/admin/pages/{page.pk}/edit/")
    shown.get_by_role("button", name="Đồng ý, chuyển bước tiếp theo").click()
    shown.wait_for_url(re.compile(r"/admin/duyet/\d+/"))
    expect(shown.get_by_text("Đã xong. Mục này đang ở bước")).to_be_visible()
    person.leave()

    while (state := item_state.open_step(page)).kind != "approve":
        buttons.perform(state, state.entitled.first().user, gate.POSITIVE_ACTION)
    chief = Person(browser, base, state.entitled.get().user.username, viewport)
    shown = chief.goto(f"/admin/pages/{page.pk}/edit/")
    shown.get_by_role("button", name="Phê duyệt").click()
    shown.wait_for_url(re.compile(r"/admin/duyet/\d+/"))
    expect(shown.get_by_text("Còn một việc: ở hồ sơ duyệt")).to_be_visible()
    chief.confirm_all()
    shown.get_by_role("button", name=re.compile("^Phê duyệt")).click()
    shown.get_by_text("Mục này đang ở bước").first.wait_for()
    assert item_state.open_step(page).kind == "publish"
    chief.leave()
