"""In a real browser, on each of the four boards: the chief is away for a week; a deed from its paper through what is done under it to its end and the report back
(R53-R58), and everybody sees in whose stead."""

import datetime
import re

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from portal.demo.signed_copy import plain_pdf
from tests.scenarios.items import decider, passed_on, submitted_news
from tests.scenarios.people import on_each_board
from workflows.gate import item_state
from workflows.models import Decision, Delegation
from workflows.services.chain import flag
from workflows.verification.publications import breaches

pytestmark = pytest.mark.scenario
APPROVED, RETURNED, LEFT = "Chợ đêm mở cửa", "Hỗ trợ nước sạch", "Khám bệnh cho người già"
WHY_SENSITIVE = "Dư luận đang đặc biệt quan tâm"
NUMBER, WHY, DONE = "12/GUQ-BBT", "Chưa rõ nguồn của số liệu", "Đã duyệt 1 tin nhạy cảm, trả lại 1 tin."
# Whom the chief asks: the first in the charter's order; where it sets none, a member who has no part in these items.
RECEIVERS = {"tan-cuong": "thanh-vien-3"}


def day(days):
    return (timezone.localdate() + datetime.timedelta(days=days)).strftime("%d/%m/%Y")


@on_each_board("a deputy's week")
def test_a_deputy_stands_in_for_a_week_and_reports_back(site, come):
    board, _base = site
    deputy = RECEIVERS.get(board.slug, "pho-truc")

    states_leave_and_enters_the_paper(come("thu-ky"), board, deputy)
    confirms(come("truong-ban"))

    approved, returned, left = (
        submitted_news(board, title, f"tin-{number}", unit=board.units.last())
        for number, title in enumerate((APPROVED, RETURNED, LEFT))
    )
    reader = decider(item_state.open_step(approved), approved)
    flags(come(board.members.get(user=reader).key), approved)
    for page in (returned, left):
        flag.flag(item_state.open_step(page), reader, WHY_SENSITIVE)
    for page in (approved, returned, left):
        passed_on(page, until=is_chiefs)

    does_the_week(come(deputy), approved, returned)
    row = Decision.objects.get(page=approved, delegation__isnull=False)
    assert "thừa ủy quyền Trưởng Ban" in row.capacity
    passed_on(approved)
    citizen = come()
    citizen.goto(f"/tin-tuc/{approved.slug}/").get_by_role("heading", name=APPROVED).wait_for()
    citizen.leave()
    (letter,) = letters_to(returned.owner, f"Trả lại để sửa – {RETURNED}")
    assert WHY in letter
    assert "thừa ủy quyền Trưởng Ban" in letter

    with time_machine.travel(Delegation.objects.get().ends_at + datetime.timedelta(minutes=1), tick=True):
        call_command("run_worker", once=True)
        chief = board.members.get(key="truong-ban").user
        (letter,) = letters_to(chief, "Ủy quyền đã hết: 2 việc đã làm thay")
        assert APPROVED in letter
        assert f"«{RETURNED}». Ý kiến: {WHY}" in letter
        reports_back(come(deputy), left)
        (letter,) = letters_to(chief, "Báo cáo kết quả làm thay")
        assert DONE in letter
        reads_the_report(come("truong-ban"))
        assert list(breaches()) == []


def is_chiefs(state):
    return state.task.specific.roles == ["truong-ban"]


def letters_to(user, start):
    return [mail.message for mail in Email.objects.filter(subject__startswith=start) if user.email in mail.to]


def states_leave_and_enters_the_paper(secretary, board, deputy):
    page = secretary.goto("/admin/nghi/")
    page.get_by_role("link", name="Ghi nghỉ").click()
    page.select_option("[name=member]", label=str(board.members.get(key="truong-ban")))
    for field, typed in (("first_day", day(0)), ("last_day", day(6))):
        secretary.fill_date(field, typed)
    page.fill("[name=reason]", "Đi công tác")
    page.get_by_role("button", name="Ghi nghỉ").click()
    page.get_by_text("Trưởng ban và Thư ký được báo bằng thư.").wait_for()

    page = secretary.goto(f"/admin/uy-quyen/{board.slug}/lap/")
    page.get_by_role("link", name=re.compile(str(board.members.get(key="truong-ban").person_name))).click()
    assert [page.input_value(f"[name={field}]") for field in ("first_day", "last_day")] == [day(0), day(6)]
    page.select_option("[name=receiver]", label=str(board.members.get(key=deputy)))
    assert page.is_checked("[name=acts][value=approve]")
    page.check("[name=includes_sensitive]")
    secretary.fill_date("document_date", day(0))
    page.fill("[name=document_number]", NUMBER)
    scan = {"name": "uy-quyen.pdf", "mimeType": "application/pdf", "buffer": plain_pdf(NUMBER, timezone.localdate())}
    page.set_input_files("[name=document]", scan)
    page.get_by_role("button", name="Lập ủy quyền").click()
    page.get_by_text("Chờ người ủy quyền xác nhận").wait_for()
    secretary.leave()


def confirms(chief):
    chief.page.get_by_text("Chờ bạn xác nhận").wait_for()
    chief.page.get_by_role("link", name="Xem và xác nhận").click()
    scan = chief.page.get_by_role("link", name="tải bản chụp").get_attribute("href")
    assert chief.page.evaluate("path => fetch(path).then(answer => answer.text())", scan).startswith("%PDF")
    chief.page.get_by_role("button", name=re.compile("^Xác nhận –")).click()
    chief.page.get_by_text("Đang có hiệu lực").wait_for()
    chief.leave()


def flags(person, page):
    shown = person.goto(f"/admin/duyet/{page.pk}/")
    shown.locator("summary", has_text="Đánh dấu nhạy cảm").click()
    shown.fill("#reason-flag", WHY_SENSITIVE)
    shown.locator("details[open] button", has_text="Đánh dấu nhạy cảm").click()
    shown.get_by_text("Nội dung được đánh dấu").wait_for()
    person.leave()


def does_the_week(deputy, approved, returned):
    page = deputy.page
    page.get_by_text("Bạn đang làm thay").wait_for()
    page.get_by_role("link", name=APPROVED).first.click()
    page.wait_for_url(re.compile(rf"/admin/duyet/{approved.pk}/"))
    page.get_by_text("Việc này được ghi vào hồ sơ và báo lại người ủy quyền.").wait_for()
    deputy.confirm_all()
    page.get_by_role("button", name=re.compile("^Phê duyệt")).click()
    page.get_by_text(re.compile("Đã xong. Mục này đang ở bước")).first.wait_for()

    page = deputy.goto("/admin/")
    page.get_by_role("link", name=RETURNED).first.click()
    page.wait_for_url(re.compile(rf"/admin/duyet/{returned.pk}/"))
    page.get_by_label("Cần sửa gì (bắt buộc)").fill(WHY)
    page.get_by_role("button", name="Trả lại người soạn để sửa").click()
    page.get_by_text("Đã trả lại người soạn; họ nhận được thư kèm lý do của bạn.").wait_for()
    deputy.leave()


def reports_back(deputy, left):
    """When the deed is over the deputy decides nothing for the chief, and says what was done."""
    page = deputy.goto(f"/admin/duyet/{left.pk}/")
    page.get_by_role("heading", name="Việc bạn làm được lúc này").wait_for()
    assert page.get_by_role("button", name=re.compile("^Phê duyệt")).count() == 0
    page = deputy.goto("/admin/uy-quyen/")
    page.get_by_text("Đã hết", exact=True).wait_for()
    page.locator("summary", has_text="Báo cáo kết quả").click()
    page.get_by_label("Đã làm gì, còn gì người ủy quyền cần biết").fill(DONE)
    page.get_by_role("button", name="Gửi báo cáo").click()
    page.get_by_text("Đã gửi báo cáo").wait_for()
    deputy.leave()


def reads_the_report(chief):
    chief.page.get_by_role("link", name="Đọc và ghi đã xem").click()
    chief.page.get_by_role("button", name="Tôi đã xem báo cáo này").click()
    chief.page.get_by_text("bạn đã xem báo cáo này").wait_for()
    chief.leave()
