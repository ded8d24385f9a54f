"""In a real browser: a clerk enters a decision that replaces an earlier one, the chain passes it, and the citizen who reads the old one on a
phone is told and gets to the new one (R40, R75)."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from documents.models import DocumentFile, DocumentIndexPage, DocumentPage
from tests.board import a_document
from tests.scenarios.items import decider, keys, passed_on
from tests.scenarios.people import PHONE, Person
from workflows.gate import item_state
from workflows.rules.act import Act
from workflows.services.chain import submit
from workflows.verification.publications import breaches

pytestmark = pytest.mark.scenario
ISSUER = "Ủy ban nhân dân xã Tân Cương"
OLD, NEW = "7/QĐ-UBND", "12/QĐ-UBND"
STATED = f"Điều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số {OLD} của {ISSUER}."


def attach(page):
    """The signed copy."""
    page.files.add(DocumentFile(document=a_document(f"{page.slug}.pdf"), title="Bản ký"))


@pytest.fixture
def old(site):
    """The earlier decision, which citizens read."""
    board, _base = site
    clerk, day = board.members.get(key="thu-ky").user, timezone.localdate() - datetime.timedelta(days=400)
    page = DocumentPage(
        title="Quyết định về giá nước sạch", slug="gia-nuoc-sach", number=OLD, type="quyet-dinh", issuer=ISSUER, signed_on=day, effective_on=day,
        abstract="Về giá nước sạch", field=board.fields.first(), unit=board.units.first(), live=False, owner=clerk,
    )  # fmt: skip
    attach(page)
    DocumentIndexPage.objects.child_of(board.root_page).get().add_child(instance=page)
    page.save_revision(user=clerk)
    submit.submit(page, clerk, keys(page, Act.SUBMIT))
    return passed_on(page)


def enter(board, base, browser):
    """The clerk types the new decision; its text says what it replaces, and one press makes a relation of it."""
    clerk = Person(browser, base, f"thu-ky.{board.slug}")
    index = DocumentIndexPage.objects.child_of(board.root_page).get()
    page = clerk.goto(f"/admin/pages/add/documents/documentpage/{index.pk}/")
    page.fill("[name=title]", "Quyết định mới về giá nước sạch")
    page.fill("[name=number]", NEW)
    page.select_option("[name=type]", "quyet-dinh")
    page.fill("[name=issuer]", ISSUER)
    day = timezone.localdate().strftime("%d/%m/%Y")
    for name in ("signed_on", "effective_on"):
        page.fill(f"[name={name}]", day)
        page.keyboard.press("Escape")
    page.fill("[name=abstract]", "Về giá nước sạch từ năm nay")
    page.locator("[data-contentpath=text] .c-sf-add-button").last.click()
    page.get_by_role("option", name="Đoạn văn").first.click()
    page.locator("[data-contentpath=text] .public-DraftEditor-content").last.click()
    page.keyboard.type(STATED)
    page.select_option("[name=field]", index=1)
    if board.units.exists():
        page.select_option("[name=unit]", index=1)
    for written in range(1, 20):  # the editor keeps the draft by itself, once it has seen a change
        if "/edit/" in page.url:
            break
        page.fill("[name=signer_title]", "B" * written)
        page.wait_for_timeout(1500)
    page.fill("[name=signer_title]", "Chủ tịch")
    page.wait_for_timeout(5000)
    kept = DocumentPage.objects.get(number=NEW).get_latest_revision_as_object()
    attach(kept)
    kept.save_revision(user=kept.owner)
    for _reload in range(5):
        page.reload()
        if page.get_by_text("(có trên cổng)").count():
            break
        page.wait_for_timeout(2000)
    page.fill("[name=signer]", "Phạm Thị Lan")
    expect(page.get_by_text("(có trên cổng)")).to_be_visible()
    page.wait_for_timeout(800)
    page.get_by_role("button", name="Thêm quan hệ này").click()
    page.get_by_text("Đã thêm quan hệ vào bản nháp").wait_for()
    expect(page.locator("[name=signer]")).to_have_value("Phạm Thị Lan")
    expect(page.locator("[name=relations-0-kind]")).to_have_value("thay-the")
    page.get_by_role("button", name="Trình duyệt").click()
    page.wait_for_url(re.compile(r"/admin/duyet/\d+/"))
    clerk.confirm_all()
    page.get_by_role("button", name="Trình duyệt").click()
    page.get_by_text("Mục này đang ở bước").first.wait_for()
    clerk.leave()
    return DocumentPage.objects.get(number=NEW)


@pytest.mark.parametrize("site", ["tan-cuong"], indirect=True)
def test_a_citizen_gets_from_the_old_decision_to_the_new_one(site, old, browser):
    board, base = site
    citizen = Person(browser, base, viewport=PHONE)
    address = old.get_url_parts()[2]
    expect(citizen.goto(address).get_by_text("Hết hiệu lực")).to_have_count(0)

    new = enter(board, base, browser)
    for _step in range(6):
        expect(citizen.goto(address).get_by_text(NEW)).to_have_count(0)
        if (state := item_state.open_step(new)) is None:
            break
        person = Person(browser, base, decider(state, new).username, PHONE)
        person.goto(f"/admin/duyet/{new.pk}/")
        person.confirm_all()
        person.page.locator(".file__acts form > button:not(.button-secondary)").first.click()
        person.page.get_by_text(re.compile(r"Mục này đang ở bước|Đã đăng")).first.wait_for()
        person.leave()
        if DocumentPage.objects.get(pk=new.pk).live:
            break

    page = citizen.goto(address)
    banner = page.locator("main .notice").first
    expect(banner).to_contain_text("Hết hiệu lực.")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    link = banner.get_by_role("link", name=NEW)
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Quyết định mới về giá nước sạch").wait_for()
    related = page.get_by_role("region", name="Văn bản liên quan")
    expect(related).to_contain_text("Thay thế")
    expect(related).to_contain_text(OLD)

    page = citizen.goto("/van-ban/")
    page.get_by_text("Tìm và lọc văn bản").click()
    page.get_by_label("Số, ký hiệu hoặc từ khóa").fill("so 7 qd ubnd")
    page.get_by_role("button", name="Tìm", exact=True).last.click()
    expect(page.locator(".item--document").first).to_contain_text("Hết hiệu lực")
    page.get_by_role("link", name=re.compile("Từ khóa")).click()
    expect(page.locator(".item--document")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    citizen.leave()
    assert list(breaches()) == []
