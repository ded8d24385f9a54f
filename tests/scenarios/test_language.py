"""Every screen that each role of a board reaches: no English word, no inner number. And that the test would see one."""

import re
from collections import deque

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from tests.four_boards import demo_of, only
from tests.inner_numbers import inner_numbers_on
from tests.language import english_in, english_on, listening, parsed
from tests.long import part_of
from tests.scenarios.people import Person
from workflows.models import Board, Member
from workflows.verification.publications import breaches

pytestmark = [pytest.mark.scenario, pytest.mark.once]

BOARD = "tuyen-quang"  # has every role
SEATS = ["truong-ban", "pho-truc", "pho-ban", "thanh-vien", "bien-tap-vien", "thu-ky", "cong-tac-vien"]
NUMBER = re.compile(r"/\d+")
# Screens that no link of a page leads to: windows of choosers, what signing in and losing a password shows.
BESIDE = [
    "/admin/choose-page/",
    "/admin/choose-external-link/",
    "/admin/choose-email-link/",
    "/admin/choose-phone-link/",
    "/admin/choose-anchor-link/",
    "/admin/images/chooser/",
    "/admin/documents/chooser/",
    "/admin/images/usage/1/",
    "/admin/account/",
    "/admin/cho-toi/",
    "/admin/pages/999999/",
    "/khong-co-trang-nay/",
]
SIGNED_OUT = [
    "/admin/login/",
    "/admin/password_reset/",
    "/admin/password_reset/done/",
    "/admin/password_reset/complete/",
]
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def stands_on(request, stands_on):
    if "empty" in request.fixturenames:
        return only("tan-cuong")
    return demo_of(BOARD) if "filled" in request.fixturenames else stands_on


@pytest.fixture
def empty(db):
    """A board with its people and no items."""
    return Board.objects.get(slug="tan-cuong")


@pytest.fixture
def filled(db):
    """A board of the demo: drafts, returned items, one at each step, published ones."""
    return Board.objects.get(slug=BOARD)


def seeds(board):
    """Addresses to begin from: the desk, and for each kind of page its listing and the screens of one item in each state."""
    yield reverse("wagtailadmin_home")
    pages = board.root_page.get_descendants(inclusive=True).specific()
    seen = set()
    for page in pages:
        state = (type(page), page.live, page.has_unpublished_changes, page.decisions.exists())
        if state in seen:
            continue
        seen.add(state)
        yield reverse("review_file", args=[page.pk])
        yield reverse("wagtailadmin_pages:edit", args=[page.pk])
        if type(page) in seen:
            continue
        seen.add(type(page))
        yield reverse("wagtailadmin_explore", args=[page.pk])
        for screen in ("history", "add_subpage", "workflow_history", "copy", "move", "delete", "usage"):
            yield reverse(f"wagtailadmin_pages:{screen}", args=[page.pk])
        first, last = page.revisions.order_by("pk").first(), page.revisions.order_by("pk").last()
        if first != last:
            yield reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, last.pk])
    yield from BESIDE


def links_of(screen):
    for address in screen.xpath("//a[starts-with(@href, '/admin/')]/@href"):
        if "logout" not in address:
            yield address.split("#")[0].split("?")[0]


def screens_of(client, board):
    """Every screen that can be reached from the seeds by links, one of each kind: its address and what stands on it."""
    waiting, seen = deque((address, True) for address in seeds(board)), set()
    while waiting:
        address, is_seed = waiting.popleft()
        kind = address if is_seed else NUMBER.sub("/N", address)
        if kind in seen:
            continue
        seen |= {kind, NUMBER.sub("/N", address)}
        response = client.get(address, follow=True)
        text = (
            response.content.decode() if response["content-type"].startswith(("text/html", "application/json")) else ""
        )
        if response["content-type"].startswith("application/json"):
            text = response.json().get("html", "")
        screen = parsed(text)
        waiting.extend((link, False) for link in links_of(screen))
        yield address, screen


def words_of_the_demo(board):
    sources = [f"portal/demo/{board.slug}.toml", f"workflows/charters/{board.slug}.toml"]
    texts = [(settings.BASE_DIR / source).read_text(encoding="utf-8") for source in sources]
    texts += [report.code for report in board.mistake_reports.all()]  # a code that was drawn may have letters only
    texts += [code for ticket in board.tickets.all() for code in (ticket.code, ticket.shown_code)]
    return {word for text in texts for word in english_in(text)}


@pytest.mark.long
@pytest.mark.parametrize("seat", part_of(SEATS, 4))
def test_no_screen_of_any_role_has_an_english_word_or_an_inner_number(filled, seat):
    known, english, inner, count = words_of_the_demo(filled), {}, {}, 0
    client = Client(headers={"host": filled.site.hostname})
    client.force_login(Member.objects.get(board=filled, key=seat).user, backend=BACKEND)
    for address, screen in screens_of(client, filled):
        count += 1
        inner |= {text: (address, found) for text, found in inner_numbers_on(screen).items()}
        for text, words in english_on(screen).items():
            if set(words) - known:
                english.setdefault(text, (address, words))
    assert english == {}, "\n".join(f"{text!r}: {where}" for text, where in english.items())
    assert inner == {}, "\n".join(f"{text!r}: {where}" for text, where in inner.items())
    assert count > 30
    assert list(breaches()) == []


def test_signing_in_and_a_lost_password_ask_in_vietnamese(empty, settings):
    client = Client(headers={"host": empty.site.hostname})
    answers = [client.get(address) for address in SIGNED_OUT]
    answers.append(client.post("/admin/login/", {"username": "ai-do", "password": "sai"}))
    settings.AXES_ENABLED = True
    answers += [client.post("/admin/login/", {"username": "ai-do", "password": "sai"}) for _attempt in range(6)]
    assert answers[-1].status_code == 429
    assert [found for answer in answers if (found := english_on(parsed(answer.content.decode())))] == []


def test_an_english_word_would_be_seen():
    page = "<title>Tin</title><main><p>Lưu nháp</p><button title='Save draft'>Trình</button><p>Password</p></main>"
    assert english_on(parsed(page)) == {"Save draft": ["Save", "draft"], "Password": ["Password"]}


def test_a_text_that_the_catalogue_lacks_would_be_heard():
    with listening() as missing:
        assert gettext("A text of a later Wagtail") == "A text of a later Wagtail"
        assert gettext("Save draft") == "Lưu nháp"
        assert gettext("Trình duyệt") == "Trình duyệt"
    assert [text for text in missing if english_in(text)] == ["A text of a later Wagtail"]


@pytest.mark.parametrize("site", ["tan-cuong"], indirect=True)
def test_what_scripts_write_on_the_editors_screens_is_vietnamese(site, browser):
    """The server's HTML is half of it: menus, the text editor's tools and the windows of choosers come from scripts."""
    board, base = site
    author = Person(browser, base, f"cong-tac-vien.{board.slug}")
    for section, model in (
        ("tin-tuc", "news/newspage"),
        ("van-ban", "documents/documentpage"),
        ("hoi-dap", "questions/questionpage"),
    ):
        index = board.root_page.get_children().get(slug=section)
        page = author.goto(f"/admin/pages/add/{model}/{index.pk}/")
        page.locator(".c-sf-add-button").first.click()
        page.get_by_role("option", name="Đoạn văn").first.click()
        page.get_by_role("button", name="Xem trước").last.click()
        page.wait_for_timeout(500)
        assert english_on(parsed(page.content())) == {}
    page = author.goto("/admin/images/multiple/add/")
    assert english_on(parsed(page.content())) == {}
    author.leave()
