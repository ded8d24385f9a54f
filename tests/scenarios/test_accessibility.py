"""axe finds nothing to complain about: every public page and the board's screens, on a phone and a desk, in light and dark."""

import datetime
import itertools
import random
from collections.abc import Iterator

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from django.test import Client
from django.utils import timezone

from documents.drafts.comments import Reason
from documents.drafts.pages import DraftPage
from documents.drafts.services import Sent, Taken, decline, receive, take_up
from documents.entry.bulk_entry import enter, may_enter
from documents.files.texts import read_waiting
from documents.models import DocumentFile, DocumentPage
from pages.blocks import BodyBlock
from pages.models import PublicPage, StaticPage
from portal.demo.signed_copy import plain_pdf
from questions import gate
from questions.services import answer, forward
from tests.board import a_document, an_image, body
from tests.documents.drafts import a_draft
from tests.long import LONG, seed
from tests.questions.askers import a_ticket
from workflows.gate.leaves import Said
from workflows.models import Consultation
from workflows.services.afterwards.report_mistake import report_mistake
from workflows.services.chain.withdraw import withdraw
from workflows.services.leaves.state import state as state_leave
from workflows.services.votes import call as call_vote
from workflows.services.votes import cast
from workflows.services.votes import close as close_vote

pytestmark = [pytest.mark.scenario, pytest.mark.once, pytest.mark.long]

LOOKS = list(itertools.product((360, 1280), ("light", "dark")))  # width and scheme
TODAY = timezone.localdate()
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
SETTLED = """() => new Promise((done) => requestAnimationFrame(() => {
    for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
    requestAnimationFrame(done);
}))"""
LONG_TITLE = "Quyết định phê duyệt Đề án phát triển du lịch cộng đồng gắn với bảo tồn nghề dệt thổ cẩm trên địa bàn 124 xã, phường"


@pytest.fixture
def site(committed_board, live_server, settings) -> tuple:
    """The test board on the test server, with one item of each kind that uses everything a page can show."""
    port = int(live_server.url.rsplit(":", 1)[1])
    settings.PUBLIC_PORT = port
    return committed_board, f"http://{committed_board.hostname}:{port}"


def full_body(board):
    image, file = an_image(), a_document()
    image.collection = file.collection = board.board.collection
    image.save()
    file.save()
    picture = {"image": image, "alternative": "Cầu mới", "caption": "Cầu trong ngày khánh thành", "author": "Lê Nam"}
    table = {
        "columns": [
            {"type": "text", "heading": "Xã"},
            *[{"type": "number", "heading": f"Tháng {n}"} for n in range(9)],
        ],
        "rows": [{"values": ["Tân Cương", *["1.204"] * 9]}],
        "caption": "Hồ sơ một cửa",
    }
    blocks = [
        ("text", "<h2>Phần</h2><p>Chữ và <a href='/van-ban/'>liên kết</a>.</p><h3>Mục</h3><ul><li>một</li></ul>"),
        ("picture", picture),
        ("gallery", [picture, picture]),
        ("quote", {"text": "Việc nào cũng có người chịu trách nhiệm.", "by": "Chủ tịch xã"}),
        ("table", table),
        ("file", {"document": file, "title": "Phụ lục"}),
    ]
    kinds = BodyBlock().child_blocks
    stored = ((kind, kinds[kind].get_prep_value(kinds[kind].normalize(value))) for kind, value in blocks)
    return BodyBlock().to_python([{"type": kind, "value": value} for kind, value in stored])


@pytest.fixture
def items(site) -> list[PublicPage]:
    """A public item of each kind."""
    board, _base = site
    return [
        board.published(board.news(title=LONG_TITLE, body=full_body(board))),
        board.published(a_document_to_read(board)),
        board.published(board.question(title="Bao giờ sửa đường?", answer=full_body(board))),
        board.published(a_lasting_page(board)),
        a_draft_with_comments(board),
    ]


def a_document_to_read(board) -> DocumentPage:
    page = board.document(title=LONG_TITLE + " (kèm theo)", text=full_body(board))
    page.files.add(DocumentFile(document=a_document("07-qd.pdf", plain_pdf("07/QĐ-UBND", TODAY)), title="Bản ký số"))
    page.save_revision(user=page.owner)
    return page


def a_draft_with_comments(board) -> DraftPage:
    """One comment shown with a reply, one declined, one that nobody has looked at."""
    page = board.published(a_draft(board, text=full_body(board), synthesis=body("Đã tiếp thu."), answered_on=TODAY))
    shown, declined, _new = (receive(page, Sent(f"Góp ý {number}.", part="Điều 5")) for number in range(3))
    take_up(page, page.owner, [Taken(shown.pk, shown.text, "Đã tiếp thu.")])
    decline(page, page.owner, declined.pk, Reason.DOUBLE)
    return board.published(DraftPage.objects.get(pk=page.pk))


def a_row_to_enter(board, seat) -> None:
    """A file that waits in the bulk entry of this person, if they may enter any."""
    if may_enter(board.user(seat), board.board):
        enter(board.board, board.user(seat), "07-qd-ubnd.pdf", plain_pdf("07/QĐ-UBND", TODAY))


def a_forwarded_ticket(board):
    ticket = a_ticket(board)
    forward.forward(ticket, board.user("thu-ky"), None, "Công an tỉnh")
    return ticket


def an_answered_ticket(board):
    """One whose answer was sent to its asker alone."""
    ticket = a_ticket(board, is_private=True)
    answer.propose(ticket, board.user("thu-ky"), "Ông/bà đến một cửa.")
    answer.send(ticket, board.user("truong-ban"), gate.last_proposal(ticket).pk)
    return ticket


def a_lasting_page(board) -> StaticPage:
    page = StaticPage(
        title="Giới thiệu", slug="gioi-thieu", body=full_body(board), owner=board.user("thu-ky"), live=False
    )
    board.board.root_page.add_child(instance=page)
    page.save_revision(user=page.owner)
    return page


def put_to_the_vote(board, *, is_closed) -> Consultation:
    """A vote that takes ballots, or one that came to a tie and waits for a word."""
    item = board.at_step("phe-duyet", title="Tin chưa thống nhất")
    ends_at = timezone.now() + datetime.timedelta(days=3)
    vote = call_vote.call(board.step(item), board.user("pho-truc"), "Hai nguồn nêu số liệu khác nhau.", ends_at)
    for each, choice in zip(vote.electors.filter(has_vote=True)[1:5], ("yes", "yes", "no", "no"), strict=True):
        if is_closed:
            cast.cast(vote, each.user, each.pk, choice, "Cần đối chiếu với văn bản gốc.")
    if is_closed:
        with time_machine.travel(ends_at + datetime.timedelta(minutes=1)):
            close_vote.close_at_end(vote)
    return vote


def complaints(page, address) -> Iterator[str]:
    """What axe finds at this address, in each width and scheme, as a line that says where. A run that is not long draws one of them."""
    answer = page.goto(address)
    if "/admin/" in address:
        assert answer.status == 200
        page.wait_for_load_state("networkidle")
    for width, scheme in LOOKS if LONG == "all" else [random.Random(f"{seed()}{page.title()}").choice(LOOKS)]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(SETTLED)
        for violation in Axe().run(page, options=OPTIONS).response["violations"]:
            for node in violation["nodes"]:
                yield f"{address} {width}px {scheme}: {violation['id']} {node['target']} {node['html'][:120]}"


def is_as_wide_as_its_screen(page) -> bool:
    """Whether nothing sticks out of a phone's screen."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.evaluate(SETTLED)
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def signed_in(board, base, browser, seat):
    """A window of this member."""
    context = browser.new_context(locale="vi-VN")
    client = Client()
    client.force_login(board.user(seat), backend="django.contrib.auth.backends.ModelBackend")
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base}])
    return context


STICKING_OUT = """() => [...document.querySelectorAll("main :is(input, select, textarea, button, label, p, h1, h2, .help)")]
    .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > window.innerWidth + 1)
    .map((each) => each.outerHTML.slice(0, 120))"""


def sticks_out(page) -> list[str]:
    """What of a screen of the board's stands outside a phone's. Its frame cuts off what is too wide, so the page itself never is."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.evaluate(SETTLED)
    return page.evaluate(STICKING_OUT)


def test_public_pages_have_no_violation_and_fit_a_phone(site, items, browser, settings):
    board, base = site
    settings.PORTAL_DEMO_MODE = True
    read_waiting()
    gone = board.published(title="Tin đã gỡ")
    withdraw(gone, board.user("truong-ban"), "Số liệu nhầm năm", items[0])
    every_page = [*items, *(item.get_parent().specific for item in items)]
    assert {model for model in apps.get_models() if issubclass(model, PublicPage)} == {
        type(page) for page in every_page
    }
    paths = [page.get_url_parts()[2] for page in every_page]
    paths += [
        "/van-ban/?nam=1999",
        "/tim-kiem/",
        "/tim-kiem/?q=cầu",
        "/tim-kiem/?q=zzzz",
        "/khong-co/",
        "/dinh-chinh/",
        f"/bao-sai-sot/?trang={items[0].pk}",
        f"/bao-sai-sot/{report_mistake(board.board, items[0], 'Số liệu sai.').code}/?moi=1",
        gone.get_url_parts()[2],
        *(f"/hoi-dap/{part}/" for part in ("gui-cau-hoi", "tra-cuu", "tra-cuu/khong-co-ma", "so-lieu")),
        f"/hoi-dap/tra-cuu/{a_ticket(board).code}/?moi=1",
        f"/hoi-dap/tra-cuu/{an_answered_ticket(board).code}/",
        f"/gop-y/{items[-1].pk}/",
        f"/gop-y/{items[-1].pk}/?so=1",
        f"{items[1].get_url_parts()[2]}toan-van/1/",
        "/-/components/",
    ]
    page = browser.new_page(locale="vi-VN")
    assert page.goto(base + items[1].get_url_parts()[2] + "toan-van/1/").status == 200
    found, too_wide = [], []
    for path in paths:
        found += complaints(page, base + path)
        too_wide += [] if is_as_wide_as_its_screen(page) else [path]
    page.close()
    assert found == []
    assert too_wide == []


@pytest.mark.parametrize("seat", ["truong-ban", "thanh-vien", "cong-tac-vien"])
def test_board_screens_have_no_violation_and_fit_a_phone(site, items, browser, seat):
    board, base = site
    waiting = board.at_step("tham-dinh")
    returned = board.at_step("tham-dinh", title="Tin bị trả lại")
    board.returned(returned)
    votes = [put_to_the_vote(board, is_closed=is_closed) for is_closed in (False, True)]
    report = report_mistake(board.board, items[0], "Số liệu sai.", "Là 216.", "0912 345 678")
    now = timezone.now()
    state_leave(Said(board.member(seat), now, now + datetime.timedelta(days=3)), board.user(seat), "Đi công tác")
    a_row_to_enter(board, seat)
    context = signed_in(board, base, browser, seat)
    paths = [
        "/admin/",
        "/admin/cho-toi/",
        f"/admin/duyet/{waiting.pk}/",
        f"/admin/duyet/{returned.pk}/",
        f"/admin/duyet/{items[0].pk}/",
        *(f"/admin/duyet/{vote.page_id}/" for vote in votes),
        *(f"/admin/bieu-quyet/{board.board.slug}/{vote.pk}/" for vote in votes),
        f"/admin/gop-y/{items[-1].pk}/",
        *([f"/admin/nhap-van-ban/{board.board.slug}/"] if may_enter(board.user(seat), board.board) else []),
    ]
    lists = [  # the same for all, but for a button
        "/admin/ban-bien-tap/",
        f"/admin/ban-bien-tap/{board.board.slug}/",
        f"/admin/ban-bien-tap/{board.board.slug}/quy-tac/",
        f"/admin/bieu-quyet/{board.board.slug}/",
        f"/admin/bieu-quyet/{board.board.slug}/lap/",
        "/admin/nghi/",
        f"/admin/nghi/{board.board.slug}/ghi/",
        f"/admin/bao-sai-sot/{board.board.slug}/",
        f"/admin/bao-sai-sot/{board.board.slug}/{report.code}/",
        f"/admin/kiem-tra-sau-dang/{board.board.slug}/",
        "/admin/cau-hoi/",
        f"/admin/cau-hoi/{board.board.slug}/",
        f"/admin/cau-hoi/{board.board.slug}/{a_ticket(board).reference}/",
        f"/admin/cau-hoi/{board.board.slug}/{an_answered_ticket(board).reference}/",
        f"/admin/cau-hoi/{board.board.slug}/{a_forwarded_ticket(board).reference}/",
        "/admin/gop-y/",
        *(f"/admin/gop-y/{items[-1].pk}/?tinh-trang={state}" for state in ("taken", "declined")),
    ]
    if seat == "truong-ban":
        paths += lists
    page = context.new_page()
    found, outside = [], {}
    for path in paths:
        found += complaints(page, base + path)
        outside |= {path: cut} if (cut := sticks_out(page)) else {}
    context.close()
    assert found == []
    assert outside == {}


def test_forms_of_the_secretary_fit_a_phone(site, browser):
    board, base = site
    page = signed_in(board, base, browser, "thu-ky").new_page()
    forms = ["ngay-lam-viec/new/", "mau-tra-loi/new/", "noi-nhan-cau-hoi/new/", "su-co-tai-khoan/"]
    forms += [f"uy-quyen/{board.board.slug}/lap/", f"nghi/{board.board.slug}/ghi/"]
    outside = {}
    for form in forms:
        assert page.goto(f"{base}/admin/{form}").status == 200
        outside |= {form: cut} if (cut := sticks_out(page)) else {}
    page.context.close()
    assert outside == {}


def test_the_login_page_has_no_violation(site, browser):
    _board, base = site
    page = browser.new_page(locale="vi-VN")
    assert list(complaints(page, f"{base}/admin/login/")) == []
    page.close()


def test_a_violation_would_be_seen(chromium):
    page = chromium.new_page()
    found = list(
        complaints(
            page, "data:text/html,<html lang=vi><title>Tin</title><main><h1 style='color:%23aaa'>Tin</h1></main>"
        )
    )
    page.close()
    assert [line.split(": ")[1].split()[0] for line in found] == ["color-contrast"] * (
        len(LOOKS) if LONG == "all" else 1
    )
