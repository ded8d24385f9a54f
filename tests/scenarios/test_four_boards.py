"""For each of the four boards, in a real browser: a contributor drafts, each level decides on a phone, whom the charter names posts,
the citizen reads; and at no earlier moment does any public address show any of it."""

import re
import urllib.error
import urllib.parse
import urllib.request

import pytest

from news.models import NewsIndexPage, NewsPage
from tests.scenarios.people import PHONE, Person
from workflows.charter.words import StepKind
from workflows.gate import gate, item_state
from workflows.models import Decision
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.verification.publications import breaches

pytestmark = pytest.mark.scenario

MARK = "Zimbala"
LEAD = f"Câu tóm tắt {MARK} do cộng tác viên viết."
BOARDS = {
    "tuyen-quang": "cong-tac-vien",
    "an-giang": "cong-tac-vien",
    "tan-cuong": "cong-tac-vien",
    "so-noi-vu-ninh-thuan": "cong-tac-vien",
}


def public_addresses(site_base, news=None):
    """What anybody can ask for, signed in nowhere."""
    paths = [
        "/",
        "/tin-tuc/",
        f"/tim-kiem/?q={MARK}",
        "/rss/tin-tuc.xml",
        "/sitemap.xml",
        "/api/v2/pages/?fields=*",
        "/api/v2/pages/?type=news.NewsPage&fields=*",
    ]
    if news:
        paths += [f"/tin-tuc/{news.slug}/", f"/api/v2/pages/{news.pk}/", f"/admin/duyet/{news.pk}/"]
        paths += [f"/admin/duyet/{news.pk}/xem/{pk}/" for pk in news.revisions.values_list("pk", flat=True)]
    return [site_base + path for path in paths]


def shows(address):
    parts = urllib.parse.urlsplit(address)
    asked = urllib.request.Request(
        f"http://127.0.0.1:{parts.port}{parts.path}?{parts.query}", headers={"Host": parts.netloc}
    )
    try:
        with urllib.request.urlopen(asked, timeout=120) as response:  # noqa: S310 (our own test server)
            text = response.read().decode(errors="replace")
    except urllib.error.HTTPError:
        return False
    return "Câu tóm tắt" in text or f"Tin {MARK}" in text


def nothing_is_public(site_base, news=None):
    assert [address for address in public_addresses(site_base, news) if shows(address)] == []


def write_news(board, base, browser, username):
    """Draft a news item in the editor and submit it, as one who uses the mouse and the keyboard."""
    author = Person(browser, base, username)
    index = NewsIndexPage.objects.child_of(board.root_page).get()
    page = author.goto(f"/admin/pages/add/news/newspage/{index.pk}/")
    page.fill("[name=title]", f"Tin {MARK}")
    page.fill("[name=lead]", LEAD)
    author.add_text(f"Đoạn văn {MARK} của bài.")
    page.select_option("[name=section]", index=1)
    page.select_option("[name=field]", index=1)
    if board.units.exists():
        page.select_option("[name=unit]", index=1)
    page.fill("[name=author]", "Nguyễn Thị Hoa")
    page.wait_for_timeout(800)
    page.get_by_role("button", name="Trình duyệt").click()
    page.wait_for_url(re.compile(r"/admin/duyet/\d+/"))
    author.confirm_all()
    page.get_by_role("button", name="Trình duyệt").click()
    page.get_by_text("Mục này đang ở bước").first.wait_for()
    author.leave()


def decides_on_a_phone(state, item, base, browser):
    """The first for whom the step waits finds the item on their desk, sees what citizens will see, and agrees with the keyboard."""
    member = next(
        m
        for m in state.entitled.all()
        if (refusal := gate.ask(m.user, ACT_OF_KIND[StepKind(state.kind)], item, state)) is None or refusal.asks_ticks
    )
    decider = Person(browser, base, member.user.username, PHONE)
    page = decider.page
    page.click(f"a:has-text('{item.title}')")
    page.wait_for_url(re.compile(rf"/admin/duyet/{item.pk}/"))
    page.frame_locator("iframe").first.get_by_role("heading", name=item.title).wait_for()
    decider.confirm_all()
    button = page.locator(".file__acts button:not(.button-secondary)")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text(re.compile(r"Mục này đang ở bước|Đã đăng")).first.wait_for()
    decider.leave()


@pytest.mark.parametrize("site", BOARDS, indirect=True)
def test_from_draft_to_citizen(site, browser):
    board, base = site
    nothing_is_public(base)
    write_news(board, base, browser, f"{BOARDS[board.slug]}.{board.slug}")
    news = NewsPage.objects.get(title=f"Tin {MARK}")
    steps = 0
    while (state := item_state.open_step(news)) is not None:
        nothing_is_public(base, news)
        decides_on_a_phone(state, news, base, browser)
        steps += 1
        assert steps < 10
    citizen = Person(browser, base, viewport=PHONE)
    page = citizen.goto("/tin-tuc/")
    page.get_by_role("link", name=f"Tin {MARK}").first.click()
    page.get_by_text(f"Đoạn văn {MARK} của bài.").wait_for()
    citizen.leave()
    assert shows(f"{base}/rss/tin-tuc.xml")
    assert shows(f"{base}/tim-kiem/?q={MARK}")
    publisher = Decision.objects.get(page=news, act=Act.PUBLISH)
    named = next(step["who"] for step in news.get_workflow().source["step"] if step["kind"] == "publish")
    assert board.members.get(pk=publisher.member).role in named
    assert list(breaches()) == []
