"""In a real browser: a deputy puts an item to the vote, four vote, two for and two against, and the chief's word decides (R48)."""

import datetime
import re

import pytest
import time_machine
from django.core.management import call_command
from post_office.models import Email

from news.models import NewsIndexPage, NewsPage
from tests.board import body
from tests.scenarios.people import PHONE, Person
from workflows.gate import item_state
from workflows.models import Ballot, Consultation, Decision
from workflows.services.chain import submit
from workflows.services.votes import cast
from workflows.verification.publications import breaches

pytestmark = pytest.mark.scenario
TITLE = "Chợ phiên Đồng Văn mở thêm khu bán hàng"


def vote(browser, base, username, choice, opinion="", unseen="Chờ số liệu của xã."):
    """From the desk to the ballot, on a phone, without seeing what others said; the page then says that it was received."""
    person = Person(browser, base, username, PHONE)
    page = person.page
    page.get_by_text("Chờ bạn cho ý kiến: 1 việc").wait_for()
    page.click(f"a:has-text('{TITLE}')")
    page.get_by_label(choice, exact=True).check()
    assert page.get_by_text(unseen, exact=True).count() == 0
    page.get_by_label(re.compile("^Ý kiến \\(")).fill(opinion)
    page.get_by_role("button", name="Gửi phiếu").click()
    page.get_by_text("Đã nhận phiếu").wait_for()
    person.leave()


def write_item(board):
    """News by a contributor, submitted, at its first step."""
    author = board.members.get(key="cong-tac-vien").user
    page = NewsPage(
        title=TITLE,
        slug="cho-phien",
        live=False,
        owner=author,
        lead="Khu bán hàng dệt thủ công mở thêm 40 gian.",
        body=body("Chợ phiên mở thêm khu bán hàng."),
        section=board.sections.order_by("pk").first(),
        field=board.fields.order_by("pk").first(),
        unit=board.units.order_by("pk").first(),
        author="Nguyễn Thị Hoa",
    )
    NewsIndexPage.objects.child_of(board.root_page).get().add_child(instance=page)
    page.save_revision(user=author)
    submit.submit(page, author, [item.key for item in board.rules.checklist])
    return page


@pytest.mark.parametrize("site", ["tuyen-quang"], indirect=True)
def test_a_2_2_vote_is_decided_by_the_chief(site, browser):
    board, base = site
    name, news = board.slug, write_item(board)

    deputy = Person(browser, base, f"pho-truc.{name}")
    page = deputy.goto(f"/admin/duyet/{news.pk}/")
    page.locator("summary", has_text="Đưa ra Ban biên tập biểu quyết").click()
    page.fill("#vote-text", "Số gian hàng chưa thống nhất giữa hai nguồn.")
    page.get_by_role("button", name=re.compile("^Đưa ra biểu quyết")).click()
    page.get_by_text("0 trên 5 người đã gửi phiếu").wait_for()
    deputy.leave()

    vote(browser, base, f"pho-ban.{name}", "Không đồng ý", "Chờ số liệu của xã.")
    asked = Consultation.objects.get()
    for seat, choice in (("thanh-vien", "no"), ("thanh-vien-2", "yes")):
        elector = asked.electors.get(member__key=seat)
        cast.cast(asked, elector.user, elector.pk, choice, "Ý kiến của thành viên.")
    vote(browser, base, f"pho-truc.{name}", "Đồng ý")

    with time_machine.travel(asked.ends_at + datetime.timedelta(minutes=1)):
        call_command("run_worker", once=True)
    chief = Person(browser, base, f"truong-ban.{name}", PHONE)
    chief.page.get_by_text("Bằng phiếu, chờ ý kiến quyết định").wait_for()
    chief.page.click(f"a:has-text('{TITLE}')")
    chief.page.get_by_label("Đồng ý", exact=True).check()
    chief.page.get_by_role("button", name="Ghi ý kiến quyết định").click()
    chief.page.get_by_text("Đã ghi ý kiến quyết định").wait_for()
    chief.leave()

    asked.refresh_from_db()
    assert (asked.outcome, asked.result["yes"], asked.result["no"]) == ("passed", 2, 2)
    passed = Decision.objects.get(page=news, user=None, seal=asked.digest, revision__isnull=False)
    assert passed.capacity == "biểu quyết 2/4 đồng ý"
    assert item_state.open_step(news).task != asked.step.task

    reader = Person(browser, base, f"thanh-vien.{name}", PHONE)
    page = reader.goto(f"/admin/duyet/{news.pk}/")
    page.get_by_role("heading", name="Tổng hợp ý kiến").wait_for()
    assert page.get_by_text("Chờ số liệu của xã.").count() >= 2
    reader.leave()

    for seat in ("truong-ban", "pho-truc", "pho-ban", "thanh-vien", "thanh-vien-2"):
        address = board.members.get(key=seat).user.email
        for start in ("Xin ý kiến bạn", "Thông qua"):
            told = [mail for mail in Email.objects.filter(subject__startswith=start) if address in mail.to]
            assert len(told) == 1, (seat, start)
    assert Ballot.objects.count() == 4
    assert list(breaches()) == []
