"""What somebody types in the editor survives a dropped connection, an expired session and a lock by somebody else; in a real browser."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from news.models import NewsIndexPage, NewsPage
from tests.scenarios.people import PASSWORD, Person

pytestmark = pytest.mark.scenario

TYPED = "Câu này gõ lúc mất mạng."
IS_KEPT = "(text) => Object.entries(localStorage).some(([name, kept]) => name.startsWith('unsaved-text:') && kept.includes(text))"


@pytest.fixture
def writer(site, browser):
    """A contributor with a draft of their own open in the editor."""
    board, base = site
    member = board.members.filter(role="cong-tac-vien").first()
    index = NewsIndexPage.objects.child_of(board.root_page).get()
    news = NewsPage(
        title="Tin đang viết",
        slug="tin-dang-viet",
        lead="Câu cũ.",
        author="Hoa",
        section=board.sections.first(),
        field=board.fields.first(),
        unit=board.units.first(),
        live=False,
        owner=member.user,
    )
    index.add_child(instance=news)
    news.save_revision(user=member.user)
    person = Person(browser, base, member.user.username)
    person.news = news
    person.edit = lambda: person.goto(f"/admin/pages/{news.pk}/edit/")
    person.edit()
    return person


def lead_of(news):
    return NewsPage.objects.get(pk=news.pk).get_latest_revision_as_object().lead


def type_lead(page, text):
    page.fill("[name=lead]", text)
    page.locator("[name=lead]").press("End")
    page.wait_for_timeout(1500)  # longer than the editor waits before it tries to save a draft


def type_lead_that_is_kept(page, text):
    type_lead(page, text)
    page.wait_for_function(IS_KEPT, arg=text)


def offered(page):
    return page.locator(".unsaved [data-unsaved=text]")


def put_back(page, news, text):
    expect(offered(page)).to_have_value(re.compile(re.escape(text)))
    assert page.input_value("[name=lead]") != text, "nothing is put back unasked"
    page.get_by_role("button", name="Đưa vào bản nháp").click()
    expect(page.locator("[name=lead]")).to_have_value(text)
    assert lead_of(news) == text
    expect(offered(page)).to_have_count(0)


@pytest.mark.parametrize("site", ["tan-cuong"], indirect=True)
def test_text_typed_without_a_connection_is_offered_back(writer):
    page = writer.page
    writer.context.set_offline(True)
    type_lead_that_is_kept(page, TYPED)
    assert lead_of(writer.news) == "Câu cũ."
    writer.context.set_offline(False)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    writer.edit()
    put_back(page, writer.news, TYPED)
    writer.edit()
    expect(offered(page)).to_have_count(0)


@pytest.mark.parametrize("site", ["tan-cuong"], indirect=True)
def test_text_typed_after_the_session_expired_is_offered_after_signing_in_again(writer):
    page = writer.page
    Session.objects.all().delete()
    type_lead_that_is_kept(page, TYPED)
    assert lead_of(writer.news) == "Câu cũ."
    page.on("dialog", lambda dialog: dialog.accept())
    writer.edit()
    page.wait_for_url(re.compile("/admin/login/"))
    page.fill("[name=username]", writer.news.owner.username)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(re.compile("/edit/"))
    put_back(page, writer.news, TYPED)


@pytest.mark.parametrize("site", ["tan-cuong"], indirect=True)
def test_text_typed_while_somebody_else_locks_the_page_can_be_copied_and_put_back_later(writer):
    page, news = writer.page, writer.news
    NewsPage.objects.filter(pk=news.pk).update(locked=True, locked_by=None)
    type_lead_that_is_kept(page, TYPED)
    assert lead_of(news) == "Câu cũ."
    page.on("dialog", lambda dialog: dialog.accept())
    writer.edit()
    expect(offered(page)).to_have_value(re.compile(re.escape(TYPED)))
    expect(page.get_by_role("button", name="Đưa vào bản nháp")).to_have_count(0)
    page.get_by_role("button", name="Chép phần này").click()
    expect(page.get_by_text("Đã chép.")).to_be_visible()
    NewsPage.objects.filter(pk=news.pk).update(locked=False)
    writer.edit()
    put_back(page, news, TYPED)


@pytest.mark.parametrize("site", ["tan-cuong"], indirect=True)
def test_what_is_saved_or_discarded_is_not_offered_and_signing_out_forgets_the_rest(writer):
    page = writer.page
    page.on("dialog", lambda dialog: dialog.accept())
    kept = "Object.keys(localStorage).filter((name) => name.startsWith('unsaved-text:')).length"
    for time in range(20):  # the editor keeps a draft by itself, once it has seen a change
        saved = f"Câu đã lưu lần {time}."
        type_lead(page, saved)
        page.wait_for_timeout(1500)
        if page.evaluate(kept) == 0:
            break
    page.wait_for_load_state("networkidle")
    writer.edit()
    expect(page.locator("[name=lead]")).to_have_value(saved)
    expect(offered(page)).to_have_count(0)
    writer.context.set_offline(True)
    type_lead_that_is_kept(page, TYPED)
    writer.context.set_offline(False)
    page.goto("about:blank")
    writer.edit()
    page.get_by_role("button", name="Bỏ phần này").click()
    writer.edit()
    expect(offered(page)).to_have_count(0)
    writer.context.set_offline(True)
    type_lead_that_is_kept(page, TYPED)
    writer.context.set_offline(False)
    page.goto("about:blank")
    writer.goto("/admin/")
    assert page.evaluate(kept) == 1
    page.evaluate(
        "() => { const form = document.createElement('form'); form.method = 'post'; form.action = '/admin/logout/';"
        " form.addEventListener('submit', (event) => event.preventDefault()); document.body.append(form); form.requestSubmit(); }"
    )
    assert page.evaluate(kept) == 0
