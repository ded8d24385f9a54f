"""In a real browser, on each of the four boards: a citizen reports a mistake, the board corrects it through its chain, and the citizen sees the note and
gets a letter (R121-R123)."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.scenarios.items import decider, passed_on, submitted_news
from tests.scenarios.people import on_each_board
from workflows.gate import item_state
from workflows.models import MistakeReport
from workflows.verification.publications import breaches

pytestmark = pytest.mark.scenario
TITLE, ADDRESS = "Hỗ trợ nước sinh hoạt", "ba.hoa@example.vn"
NOTE = "Số hộ được hỗ trợ là 216, không phải 261."


@on_each_board("a mistake")
def test_a_reported_mistake_to_the_correction_and_the_letter_to_its_sender(site, come, letters_to):
    board, _base = site
    news = passed_on(submitted_news(board, TITLE, "ho-tro-nuoc"))
    address = news.get_url_parts()[2]

    citizen = come()
    page = citizen.goto(address)
    page.get_by_role("link", name="Báo sai sót ở trang này").click()
    page.wait_for_timeout(3500)  # nobody fills in a form in less than three seconds
    page.get_by_label("Sai ở chỗ nào").fill("Số hộ ghi 261, đúng là 216.")
    page.get_by_label("Đúng phải là gì").fill("Nghị quyết của Hội đồng nhân dân xã.")
    page.get_by_label(re.compile("^Thư điện tử hoặc điện thoại")).fill(ADDRESS)
    page.get_by_role("button", name="Gửi").click()
    page.get_by_role("heading", name="Đã nhận báo sai sót").wait_for()
    report = MistakeReport.objects.get()
    expect(page.get_by_text(report.code, exact=True)).to_be_visible()

    secretary = come("thu-ky")
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

    editor = come("cong-tac-vien")
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

    reader = come(board.members.get(user=decider(item_state.open_step(news), news)).key)
    reader.goto(f"/admin/duyet/{news.pk}/")
    expect(reader.page.get_by_text(f"«{NOTE}»")).to_be_visible()
    reader.leave()
    passed_on(news)

    for path in (address, "/dinh-chinh/", f"/bao-sai-sot/{report.code}/"):
        expect(citizen.goto(path).get_by_text(NOTE).first).to_be_visible()
    citizen.leave()
    call_command("run_worker", once=True)
    (letter,) = letters_to(ADDRESS)
    assert letter.subject == f"Trả lời báo sai sót {report.code}"
    assert "Kết luận: có sai sót, đã sửa và trả lời." in letter.body
    assert NOTE in letter.body
    assert list(breaches()) == []
