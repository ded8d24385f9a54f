"""In a real browser, on each of the four boards: the chief posts at night past the chain (R52); the next day a second person confirms one warning and takes
down another, and what nobody looks at comes down by itself."""

import datetime
import re

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from tests.scenarios.items import submitted_news
from tests.scenarios.people import on_each_board
from workflows.verification.publications import breaches

pytestmark = pytest.mark.scenario
CONFIRMED, REFUSED, FORGOTTEN = "Lũ lên báo động 3", "Vỡ đê ở xóm Đông", "Cấm đường tỉnh 261"
WHY, WRONG = "Dân phải biết ngay trong đêm", "Không có vỡ đê; tin sai."
# Who confirms: a deputy; where the charter has none, a member.
SECOND = {"tan-cuong": "thanh-vien-2"}


@on_each_board("a flood warning")
def test_warnings_at_night_are_confirmed_refused_and_forgotten(site, come):
    board, _base = site

    items = {
        title: submitted_news(board, title, f"tin-{number}")
        for number, title in enumerate((CONFIRMED, REFUSED, FORGOTTEN))
    }
    second = come(SECOND.get(board.slug, "pho-truc"))
    assert not second.goto(f"/admin/duyet/{items[CONFIRMED].pk}/").locator("summary", has_text="Đăng khẩn").count()
    second.leave()

    chief = come("truong-ban")
    for page in items.values():
        shown = chief.goto(f"/admin/duyet/{page.pk}/")
        shown.locator("summary", has_text="Đăng khẩn").click()
        shown.fill("#reason-urgent", WHY)
        chief.confirm_all()
        shown.locator("details[open] button", has_text="Đăng khẩn").click()
        shown.get_by_text(
            "Đã đăng khẩn. Người thứ hai đã được báo để đọc và xác nhận; quá hạn thì mục này tự gỡ."
        ).wait_for()
    chief.leave()
    citizen = come()
    for title in items:
        assert "Ban biên tập đang kiểm tra lại nội dung này." in reads(citizen, items[title])

    with time_machine.travel(timezone.now() + datetime.timedelta(hours=9), tick=True):
        call_command("run_worker", once=True)
        secretary = come("thu-ky")
        secretary.page.get_by_text("Đăng khẩn, chờ người thứ hai xác nhận").nth(2).wait_for()
        secretary.leave()
        confirms_and_refuses(come(SECOND.get(board.slug, "pho-truc")), items)

    with time_machine.travel(timezone.now() + datetime.timedelta(hours=30), tick=True):
        call_command("run_worker", once=True)
        assert "Ban biên tập đã xác nhận" in reads(citizen, items[CONFIRMED])
        said = reads(citizen, items[REFUSED])
        assert f"{board} đã gỡ nội dung này khỏi trang." in said
        assert WRONG in said
        assert "chưa được người thứ hai xác nhận" in reads(citizen, items[FORGOTTEN])
        register = citizen.goto("/dinh-chinh/").locator("main").inner_text()
        assert REFUSED in register
        assert FORGOTTEN in register
        assert CONFIRMED not in register
        citizen.leave()
        told = {
            mail.subject: mail.message
            for mail in Email.objects.filter(to=board.members.get(key="truong-ban").user.email)
        }
        assert f"Đã xác nhận bản đăng khẩn – {CONFIRMED}" in told
        assert "Hãy trình duyệt" not in told[f"Đã xác nhận bản đăng khẩn – {CONFIRMED}"]
        assert "đã tự gỡ khỏi cổng" in told[f"Đã gỡ vì không ai xác nhận – {FORGOTTEN}"]
        assert any(WRONG in message for subject, message in told.items() if subject.endswith(REFUSED))
        assert list(breaches()) == []


def reads(citizen, page):
    return citizen.goto(f"/tin-tuc/{page.slug}/").locator("main").inner_text()


def confirms_and_refuses(second, items):
    page = second.page
    page.get_by_role("link", name=CONFIRMED).first.click()
    page.wait_for_url(re.compile(rf"/admin/duyet/{items[CONFIRMED].pk}/"))
    page.get_by_text(WHY).first.wait_for()
    page.get_by_role("button", name=re.compile("^Không xác nhận – gỡ bản đăng khẩn")).first.wait_for()
    second.confirm_all()
    page.get_by_role("button", name=re.compile("^Xác nhận bản đăng khẩn")).click()
    page.get_by_text("Đã xác nhận. Mục này tiếp tục hiện trên cổng.").wait_for()
    second.goto("/admin/")
    page.get_by_role("link", name=REFUSED).first.click()
    page.get_by_label(re.compile("^Lý do")).fill(WRONG)
    page.get_by_role("button", name=re.compile("^Không xác nhận – gỡ bản đăng khẩn")).click()
    page.get_by_text("Đã gỡ khỏi cổng.").wait_for()
    second.leave()
