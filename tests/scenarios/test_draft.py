"""In a real browser: what a citizen says of a draft, from a phone through the board's chain to the draft's own page (decision 0031)."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from documents.drafts.pages import DraftIndexPage, DraftPage
from pages.blocks import BodyBlock
from tests.scenarios.items import keys, passed_on
from tests.scenarios.people import PHONE, Person
from tests.scenarios.test_four_boards import decides_on_a_phone
from workflows.gate import item_state
from workflows.rules.act import Act
from workflows.services.chain import submit
from workflows.verification.publications import breaches

pytestmark = pytest.mark.scenario
TITLE = "Quy ước đổ rác ở xóm"
SAID = "Xe rác nên đến trước bảy giờ, lúc bà con chưa đi làm."
REPLY = "Tiếp thu: xe đến lúc sáu giờ."


@pytest.fixture
def draft(site):
    """A draft that citizens may comment on until the end of the week."""
    board, _base = site
    author, today = board.members.get(key="thu-ky").user, timezone.localdate()
    page = DraftPage(
        title=TITLE, type="quyet-dinh", drafted_by="UBND xã", asked="Xe rác nên đến lúc nào?", live=False, owner=author,
        text=BodyBlock().to_python([{"type": "text", "value": "<p>Xe rác đến lúc tám giờ.</p>"}]),
        opens_on=today, closes_on=today + datetime.timedelta(days=7), field=board.fields.first(), unit=board.units.first(),
    )  # fmt: skip
    DraftIndexPage.objects.child_of(board.root_page).get().add_child(instance=page)
    page.save_revision(user=author)
    submit.submit(page, author, keys(page, Act.SUBMIT))
    return passed_on(page)


@pytest.mark.parametrize("site", ["tan-cuong"], indirect=True)
def test_a_comment_from_a_phone_to_the_page_of_the_draft(site, draft, browser):
    board, base = site
    citizen = Person(browser, base, viewport=PHONE)
    page = citizen.goto("/lay-y-kien/")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Gửi góp ý").click()
    page.get_by_role("textbox", name=re.compile("^Góp ý")).fill(SAID)
    page.wait_for_timeout(3500)  # nobody fills in a form in less than three seconds
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.get_by_text("Đã nhận góp ý số 1.").wait_for()
    address = draft.get_url_parts()[2]
    expect(citizen.goto(address).get_by_text(SAID)).to_have_count(0)

    editor = Person(browser, base, f"thu-ky.{board.slug}")
    page = editor.goto("/admin/gop-y/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("checkbox", name=re.compile("Góp ý số 1")).check()
    page.get_by_text("Chữ được đăng và giải trình").click()
    page.get_by_label(re.compile("Tiếp thu, giải trình")).fill(REPLY)
    page.get_by_role("button", name="Đưa góp ý đã đánh dấu vào bản nháp").click()
    page.get_by_role("link", name=re.compile("Đưa vào bản đăng: 1")).wait_for()
    page.get_by_role("link", name="Mở bản nháp để trình duyệt").click()
    page.get_by_role("button", name="Trình duyệt").click()
    page.wait_for_url(re.compile(r"/admin/duyet/\d+/"))
    expect(page.locator("[aria-labelledby=changes]").get_by_text(SAID)).to_be_visible()
    page.get_by_label("Cập nhật", exact=True).check()
    editor.confirm_all()
    page.get_by_role("button", name="Trình duyệt").click()
    page.get_by_text("Mục này đang ở bước").first.wait_for()
    editor.leave()

    while (state := item_state.open_step(draft)) is not None:
        expect(citizen.goto(address).get_by_text(SAID)).to_have_count(0)
        decides_on_a_phone(state, draft, base, browser)
    page = citizen.goto(address)
    expect(page.get_by_text(SAID)).to_be_visible()
    expect(page.get_by_text(REPLY)).to_be_visible()
    citizen.leave()
    assert list(breaches()) == []
