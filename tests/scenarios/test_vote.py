"""In a real browser, on each of the four boards: a vote without quorum, then one with a tie and the casting vote (R47-R49); a written
consultation that is stopped, sent anew and concluded (R50, R92)."""

import datetime
import re

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from tests.scenarios.items import submitted_news
from tests.scenarios.people import on_each_board
from workflows.gate import item_state
from workflows.models import Ballot, Consultation, Decision
from workflows.services.votes import cast
from workflows.verification.publications import breaches

pytestmark = pytest.mark.scenario
TITLE = "Chợ phiên Đồng Văn mở thêm khu bán hàng"
AGAINST = "Chờ số liệu của xã."
# Who puts the item to the vote (a deputy; where the charter has none, the member for whom it waits), and what it says of a tie.
CALLERS = {"tan-cuong": "thanh-vien"}
TIES = {"tuyen-quang": "bằng phiếu thì theo ý kiến Trưởng ban"}
OF_THE_CHAIR = "bằng phiếu thì theo ý kiến người chủ trì"
# Who prepares a written consultation: the secretary, or one of the team that assists the board (AG Đ12.1).
CONSULTED_BY = {"an-giang": "to-vien"}
QUESTION = "Trực Tết năm nay"


def put_to_the_vote(caller, news, why):
    page = caller.goto(f"/admin/duyet/{news.pk}/")
    page.locator("summary", has_text="Đưa ra Ban biên tập biểu quyết").click()
    page.fill("#vote-text", why)
    page.get_by_role("button", name=re.compile("^Đưa ra biểu quyết")).click()
    page.get_by_text("Đã đưa ra Ban biên tập biểu quyết; mỗi người nhận một thư.").wait_for()
    return Consultation.objects.latest("pk")


def vote(person, subject, choice, opinion=""):
    """From the desk to the ballot, without seeing what others said; the page then says that it was received."""
    page = person.page
    page.get_by_text("Chờ bạn cho ý kiến: 1 việc").wait_for()
    page.get_by_role("link", name=subject).first.click()
    page.get_by_text("Trước khi đóng, không ai thấy ai đã chọn gì").wait_for()
    page.get_by_label(choice, exact=True).check()
    assert page.get_by_text(AGAINST, exact=True).count() == 0
    page.get_by_label(re.compile("^Ý kiến \\(")).fill(opinion)
    page.get_by_role("button", name="Gửi phiếu").click()
    page.get_by_text("Đã nhận phiếu").wait_for()
    person.leave()


def after(asked):
    """The minute after its end, at which the worker counts."""
    return time_machine.travel(asked.ends_at + datetime.timedelta(minutes=1), tick=True)


def seats(asked):
    return [each.member.key for each in asked.electors.order_by("pk")]


def letters_of(seat, start, board):
    address = board.members.get(key=seat).user.email
    return [mail.message for mail in Email.objects.filter(subject__startswith=start) if address in mail.to]


@on_each_board("a vote")
def test_a_vote_without_quorum_then_a_tie_and_the_casting_vote(site, come):
    board, _base = site
    news = submitted_news(board, TITLE, "cho-phien")
    caller = come(CALLERS.get(board.slug, "pho-truc"))
    first = put_to_the_vote(caller, news, "Số gian hàng chưa thống nhất giữa hai nguồn.")
    caller.page.get_by_text(f"0 trên {first.electors.count()} người đã gửi phiếu").wait_for()
    assert TIES.get(board.slug, OF_THE_CHAIR) in caller.page.locator("main").inner_text()
    caller.leave()
    vote(come("thanh-vien-2"), TITLE, "Đồng ý")
    with after(first):
        call_command("run_worker", once=True)
        first.refresh_from_db()
        assert first.outcome == "no-quorum"
        for seat in seats(first):
            (letter,) = letters_of(seat, "Không đủ", board)
            assert "Mục này trở lại bước như trước; có thể đưa ra biểu quyết lại." in letter
        assert item_state.open_step(news).task == first.step.task
        tie(board, news, come)


def tie(board, news, come):
    """Two for and two against, the chief not among them; where the board has but three others, one for, one against, one for something else."""
    caller = come(CALLERS.get(board.slug, "pho-truc"))
    asked = put_to_the_vote(caller, news, "Lần trước thiếu phiếu; mời biểu quyết lại.")
    caller.leave()
    voting = [seat for seat in seats(asked) if seat != "truong-ban"][:4]
    choices = (
        ["Không đồng ý", "Đồng ý", "Không đồng ý", "Đồng ý"]
        if len(voting) == 4
        else ["Không đồng ý", "Ý kiến khác", "Đồng ý"]
    )
    vote(come(voting[0]), TITLE, choices[0], AGAINST)
    for seat, choice in list(zip(voting, choices, strict=True))[1:-1]:
        elector = asked.electors.get(member__key=seat)
        cast.cast(
            asked,
            elector.user,
            elector.pk,
            {"Đồng ý": "yes", "Không đồng ý": "no", "Ý kiến khác": "other"}[choice],
            "Ý kiến của thành viên.",
        )
    vote(come(voting[-1]), TITLE, choices[-1])
    with after(asked):
        call_command("run_worker", once=True)
        chief = come("truong-ban")
        chief.page.get_by_text("Bằng phiếu, chờ ý kiến quyết định").wait_for()
        chief.page.get_by_role("link", name=TITLE).first.click()
        chief.page.get_by_role("heading", name="Số phiếu bằng nhau: theo ý kiến của bạn").wait_for()
        chief.page.get_by_label("Đồng ý", exact=True).check()
        chief.page.get_by_role("button", name="Ghi ý kiến quyết định").click()
        chief.page.get_by_text("Đã ghi ý kiến quyết định; kết quả được gửi tới mọi người.").wait_for()
        chief.leave()
        half = choices.count("Đồng ý")
        asked.refresh_from_db()
        assert (asked.outcome, asked.result["yes"], asked.result["no"]) == ("passed", half, half)
        passed = Decision.objects.get(page=news, user=None, seal=asked.digest, revision__isnull=False)
        assert passed.capacity == f"biểu quyết {half}/{2 * half} đồng ý"
        assert item_state.open_step(news).task != asked.step.task
        reader = come("thanh-vien-2")
        page = reader.goto(f"/admin/duyet/{news.pk}/")
        page.get_by_role("heading", name="Tổng hợp ý kiến").first.wait_for()
        assert page.get_by_text(AGAINST).count() >= 2
        reader.leave()
        for seat in seats(asked):
            (letter,) = letters_of(seat, "Thông qua", board)
            assert f"{half} đồng ý, {half} không đồng ý" in letter
            assert "quyết định: Đồng ý." in letter
        assert Ballot.objects.filter(elector__consultation=asked).count() == len(voting)
        assert list(breaches()) == []


def send(person, text, last_day):
    page = person.page
    page.fill("[name=subject]", QUESTION)
    page.fill("[name=text]", text)
    person.fill_date("last_day", last_day.strftime("%d/%m/%Y"))
    page.get_by_role("button", name="Gửi phiếu xin ý kiến").click()
    page.get_by_text("Đã gửi phiếu xin ý kiến; mỗi người nhận một thư.").wait_for()
    return Consultation.objects.latest("pk")


@on_each_board("a consultation")
def test_a_consultation_is_stopped_sent_anew_and_concluded(site, come):
    board, _base = site
    end, name = timezone.localdate() + datetime.timedelta(days=6), board.slug
    sender = come(CONSULTED_BY.get(name, "thu-ky"))
    sender.goto(f"/admin/bieu-quyet/{name}/")
    sender.page.get_by_role("link", name="Lập phiếu xin ý kiến").click()
    wrong = send(sender, "Ai trực ngày mùng Một? Đề nghị chọn Phương án A.", end)
    vote(come("thanh-vien"), QUESTION, "Ý kiến khác", "Không thấy phương án A.")
    sender.page.reload()
    sender.page.locator("summary", has_text="Dừng xin ý kiến – mọi người được báo").click()
    sender.page.get_by_label("Vì sao dừng (bắt buộc)").fill("Thiếu các phương án")
    sender.page.get_by_role("button", name="Dừng xin ý kiến").click()
    sender.page.get_by_text("Đã dừng; mọi người được báo vì sao.").wait_for()
    for seat in seats(wrong):
        assert "Đã dừng khi chưa có kết quả. Lý do: Thiếu các phương án" in letters_of(seat, "Đã dừng", board)[0]

    sender.page.get_by_role("link", name="Sửa và gửi lại").click()
    assert "Phương án A" in sender.page.input_value("[name=text]")
    asked = send(sender, "A: trực cả ngày. B: trực nửa ngày. Đồng ý là chọn A.", end)
    sender.leave()
    vote(come("thanh-vien"), QUESTION, "Không đồng ý", AGAINST)
    with after(asked):
        call_command("run_worker", once=True)
        chief = come("truong-ban")
        chief.page.get_by_role("link", name=QUESTION).first.click()
        chief.page.get_by_text(AGAINST).first.wait_for()
        chief.page.get_by_label(re.compile("^Kết luận \\(bắt buộc\\)")).fill("Trực nửa ngày, theo phương án B.")
        chief.page.get_by_role("button", name="Kết luận và gửi").click()
        chief.page.get_by_text("Đã kết luận; kết luận được gửi tới mọi người.").wait_for()
        chief.leave()
        for seat in seats(asked):
            (letter,) = letters_of(seat, "Đã kết luận", board)
            assert "Trực nửa ngày, theo phương án B." in letter
        assert list(breaches()) == []
