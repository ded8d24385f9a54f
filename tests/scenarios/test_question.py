"""In a real browser: on each of the four boards a question from triage through a wrong forwarding and back to its published answer, the letters and the rating; a denunciation
sent by mistake; a question asked back (R144-R145, 2.13)."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from questions.models import QuestionPage, Ticket
from tests.scenarios.items import passed_on
from tests.scenarios.people import PHONE, Person, on_each_board
from workflows.verification.publications import breaches

pytestmark = pytest.mark.scenario
QUESTION = "Làm lại giấy khai sinh cho con tôi thì cần mang giấy tờ gì?"
ADDRESS = "ba.hoa@example.vn"
# Who sorts a question, who forwards and assigns it, and who drafts its answer.
SECRETARY = ("thu-ky", "thu-ky", "thu-ky")
PEOPLE = {
    "tuyen-quang": ("thu-ky", "pho-ban", "bien-tap-vien"),
    "an-giang": ("thu-ky", "thu-ky", "bien-tap-vien"),
    "tan-cuong": SECRETARY,
    "so-noi-vu-ninh-thuan": SECRETARY,
}


def asks(person, text, email=""):
    """From the front page to the code: what a citizen does with one thumb."""
    page = person.goto("/hoi-dap/")
    page.get_by_role("link", name="Gửi câu hỏi").click()
    page.get_by_label("Nội dung").fill(text)
    page.get_by_label("Họ và tên").fill("Đinh Thị Hoa")
    page.get_by_label("Điện thoại").fill("0987 654 321")
    page.get_by_label("Thư điện tử").fill(email)
    page.wait_for_timeout(3500)  # nobody fills in a form in less than three seconds
    expect(page.locator("[data-captcha]")).to_be_hidden()
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.get_by_role("heading", name="Đã nhận câu hỏi").wait_for()
    ticket = Ticket.objects.get()
    assert ticket.is_proved
    expect(page.get_by_text(ticket.shown_code, exact=True)).to_be_visible()
    return ticket


def opens(person, ticket):
    page = person.goto("/admin/")
    page.goto(person.base + "/admin/cau-hoi/")
    page.get_by_role("link", name=re.compile(ticket.reference)).click()
    return page


def seen_and_sent(page, words):
    """What the asker will read stands there before it goes."""
    page.get_by_text("Chưa gửi gì.").wait_for()
    expect(page.get_by_label("Lời người hỏi đọc")).to_have_value(re.compile(words[:20]))
    page.get_by_role("button", name="Đúng, gửi cho người hỏi").click()


@on_each_board("a question")
def test_a_question_forwarded_by_mistake_comes_back_and_is_answered_in_public(site, come, letters_to):
    board, _base = site
    sorter, assigner, drafter = PEOPLE[board.slug]

    citizen = come()
    ticket = asks(citizen, f"{QUESTION} Gọi tôi: 0987654321.", ADDRESS)
    followed = f"/hoi-dap/tra-cuu/{ticket.code}/"

    person = come(sorter)
    page = opens(person, ticket)
    page.get_by_label("Lĩnh vực").select_option(index=1)
    page.get_by_role("button", name="Phân loại").click()
    page.get_by_text("Đã phân loại.").wait_for()
    person = handed_to(assigner, sorter, person, come)
    page = opens(person, ticket)
    forwards(page, body="Công an tỉnh")
    citizen.goto(followed).get_by_text("Chờ gửi đến nơi có thẩm quyền").wait_for()
    page.get_by_label("Đã gửi bằng văn bản giấy").check()
    page.get_by_role("button", name="Xem điều người hỏi sẽ đọc").click()
    seen_and_sent(page, "Nội dung ông/bà gửi")
    page.get_by_text("Đã ghi là đã gửi").wait_for()
    citizen.goto(followed).get_by_text("đã gửi nội dung đến nơi ấy bằng văn bản giấy").wait_for()

    page.get_by_text("Lấy lại việc chuyển", exact=True).click()
    page.get_by_label("Vì sao", exact=True).fill("Công an tỉnh trả lại")
    page.get_by_role("button", name="Lấy lại").click()
    seen_and_sent(page, "Ban biên tập đã lấy")
    page.get_by_role("heading", name="Soạn câu trả lời").wait_for()
    citizen.goto(followed).get_by_text("đã lấy lại câu hỏi của ông/bà từ Công an tỉnh").wait_for()
    if page.get_by_text(
        "Quy chế phân việc theo đơn vị: hãy chuyển đơn vị chuẩn bị câu trả lời trước khi soạn."
    ).count():
        forwards(page, unit=True)
    if drafter != assigner:
        page.get_by_label("Giao cho").select_option(label=str(board.members.get(key=drafter)))
        page.get_by_role("button", name="Giao xử lý").click()
        page.get_by_text("Đã giao. Người đó nhận được thư.").wait_for()
    person = handed_to(drafter, assigner, person, come)
    drafts_the_answer(person, opens(person, ticket))
    passed_on(QuestionPage.objects.get())

    page = citizen.goto(followed)
    page.get_by_label("5 – rất hài lòng").check()
    page.get_by_role("button", name="Gửi đánh giá").click()
    page.get_by_text("Cảm ơn ông/bà đã đánh giá.").wait_for()
    page.get_by_role("link", name=QuestionPage.objects.get().title).click()
    page.get_by_text("giấy tờ tùy thân").wait_for()
    assert not {"0987", "Đinh Thị Hoa", "Công an tỉnh"} & set(
        re.findall("0987|Đinh Thị Hoa|Công an tỉnh", page.content())
    )
    citizen.leave()
    assert Ticket.objects.get().rating == 5
    call_command("run_worker", once=True)
    told = [letter.subject.partition(":")[0] for letter in letters_to(ADDRESS)]
    assert told == ["Gửi", "Đã gửi đến nơi nhận", "Lấy lại việc chuyển", "Trả lời công khai"]
    assert "Câu trả lời đã được đăng" in letters_to(ADDRESS)[-1].body
    assert list(breaches()) == []


def handed_to(seat, before, person, come):
    """The same person where the charter gives both to one seat; else the one before leaves."""
    if seat == before:
        return person
    person.leave()
    return come(seat)


def forwards(page, body="", unit=False):
    page.get_by_text("Chuyển đơn vị hoặc cơ quan có thẩm quyền").click()
    if unit:
        page.get_by_label("Đơn vị chuẩn bị câu trả lời").select_option(index=1)
    page.get_by_label("Hoặc cơ quan khác").fill(body)
    page.get_by_role("button", name="Chuyển (chưa gửi)").click()
    page.get_by_text("chưa gửi, người hỏi chưa được báo").wait_for()


def drafts_the_answer(person, page):
    page.get_by_role("button", name="Soạn câu trả lời để trình duyệt").click()
    page.get_by_text("Đã lập bản nháp.").wait_for()
    expect(page.locator("[name=asker]")).to_have_value("Ông/bà Đ.T.H.")
    expect(page.locator("[name=question]")).to_have_value(re.compile(r"Gọi tôi: \[…\]"))
    page.locator("[name=title]").fill("Làm lại giấy khai sinh")
    person.add_text("Ông/bà mang theo giấy tờ tùy thân và tờ khai.", "answer")
    page.wait_for_timeout(800)
    page.get_by_role("button", name="Trình duyệt").click()
    page.wait_for_url(re.compile(r"/admin/duyet/\d+/"))
    person.confirm_all()
    page.get_by_role("button", name="Trình duyệt").click()
    page.get_by_text("Mục này đang ở bước").first.wait_for()
    person.leave()


@pytest.mark.parametrize("site", ["tan-cuong"], indirect=True)
def test_a_denunciation_sent_by_mistake(site, browser):
    board, base = site
    phone = Person(browser, base, viewport=PHONE)
    ticket = asks(phone, "Tôi tố cáo ông Q. nhận tiền của dân.")

    secretary = Person(browser, base, f"thu-ky.{board.slug}")
    page = opens(secretary, ticket)
    page.get_by_label("Loại", exact=True).select_option("denunciation")
    page.get_by_role("button", name="Phân loại").click()
    seen_and_sent(page, "Theo Luật Tố cáo")
    page.get_by_text("Chưa có câu hỏi nào bạn xem được").wait_for()
    page = secretary.goto(f"/admin/cau-hoi/{board.slug}/{ticket.reference}/")
    assert "nhận tiền" not in page.content()
    secretary.leave()

    page = phone.goto(f"/hoi-dap/tra-cuu/{ticket.code}/")
    page.get_by_text("Theo Luật Tố cáo").wait_for()
    phone.leave()
    chief = Person(browser, base, f"truong-ban.{board.slug}")
    page = opens(chief, ticket)
    page.get_by_text("Đơn này được giữ kín").wait_for()
    assert page.get_by_role("button", name="Soạn câu trả lời để trình duyệt").count() == 0
    chief.leave()


@pytest.mark.parametrize("site", ["tan-cuong"], indirect=True)
def test_a_question_asked_back_and_its_paused_clock(site, browser):
    board, base = site
    phone = Person(browser, base, viewport=PHONE)
    ticket = asks(phone, "Bao giờ có giấy chứng nhận quyền sử dụng đất?")

    secretary = Person(browser, base, f"thu-ky.{board.slug}")
    page = opens(secretary, ticket)
    page.get_by_text("Hỏi lại người hỏi").click()
    page.get_by_label("Điều cần bổ sung").fill("Thửa đất số mấy, tờ bản đồ nào?")
    page.get_by_role("button", name="Hỏi lại").click()
    seen_and_sent(page, "Thửa đất số mấy, tờ bản đồ nào?")
    page.get_by_text("Đã hỏi lại.").wait_for()
    page.get_by_text("Tạm dừng").first.wait_for()

    answer = phone.goto(f"/hoi-dap/tra-cuu/{ticket.code}/")
    answer.get_by_text("Đồng hồ đang tạm dừng").wait_for()
    answer.get_by_label("Điều ông/bà muốn nói thêm").fill("Thửa số 12, tờ bản đồ số 3.")
    answer.get_by_role("button", name="Gửi bổ sung").click()
    answer.get_by_text("Đã nhận phần bổ sung.").wait_for()
    phone.leave()

    page.reload()
    page.get_by_text("Còn hạn").first.wait_for()
    page.get_by_text("Thửa số 12, tờ bản đồ số 3.").wait_for()
    secretary.leave()
    assert list(breaches()) == []
