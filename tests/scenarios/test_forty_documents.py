"""In a real browser: a clerk of a commune enters forty decisions at once, mends what was read wrong, and keeps them as drafts."""

import pytest
from playwright.sync_api import expect

from documents.models import DocumentPage, EntryRow
from tests.documents.typed_pdf import a_decision
from tests.scenarios.people import Person

pytestmark = pytest.mark.scenario
FILES = 40


@pytest.mark.parametrize("site", ["tan-cuong"], indirect=True)
def test_forty_documents_are_entered_by_a_clerk(site, browser, tmp_path):
    board, base = site
    clerk = Person(browser, base, board.members.filter(role="cong-tac-vien").first().user.username)
    files = []
    for number in range(1, FILES + 1):
        path = tmp_path / f"qd-{number}.pdf"
        path.write_bytes(a_decision(number, day=1 + number % 28))
        files.append(str(path))
    page = clerk.goto(f"/admin/nhap-van-ban/{board.slug}/")
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_label("Lĩnh vực điền sẵn").select_option(index=1)
    page.locator("input[type=file]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # by the keyboard alone
    expect(page.get_by_role("heading", name=f"{FILES} dòng chờ kiểm tra")).to_be_visible(timeout=240_000)

    first = page.locator("fieldset.entry").first
    expect(first.get_by_label("Số, ký hiệu")).to_have_value("1/QĐ-UBND")
    expect(first.get_by_role("region")).to_contain_text("giao chỉ tiêu trồng cây đợt 1")
    first.get_by_label("Trích yếu").fill("Giao chỉ tiêu trồng cây, đã sửa")
    second = page.locator("fieldset.entry").nth(1)
    second.get_by_label("Ngày ký").fill("31/02/2026")
    for box in page.get_by_label("Đã kiểm tra").all():
        box.check()
    page.get_by_role("button", name="Lưu các dòng đã đánh dấu").click()
    expect(page.get_by_text("Đã lưu 19 bản nháp")).to_be_visible()
    wrong = page.locator("fieldset.entry").filter(has=page.locator(".error-message"))
    expect(wrong).to_have_count(1)
    expect(wrong.get_by_label("Ngày ký")).to_have_value("31/02/2026")
    wrong.get_by_label("Ngày ký").fill("28/02/2026")

    while EntryRow.objects.exists():
        for box in page.get_by_label("Đã kiểm tra").all():
            box.check()
        page.get_by_role("button", name="Lưu các dòng đã đánh dấu").click()
        page.wait_for_load_state()
    drafts = DocumentPage.objects.filter(number__endswith="/QĐ-UBND", owner__isnull=False, live=False)
    assert drafts.filter(abstract__contains="trồng cây").count() == FILES
    assert drafts.filter(abstract="Giao chỉ tiêu trồng cây, đã sửa").count() == 1
    assert not any(draft.current_workflow_state for draft in drafts)
    assert clerk.problems == []
