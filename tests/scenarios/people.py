"""Somebody in front of a browser."""

import re
from contextlib import suppress

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import TimeoutError as NotInTime

from tests.four_boards import SLUGS
from tests.long import drawn

PASSWORD = "cong-thong-tin"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def on_each_board(walk):
    """Takes a walk named `walk` to each of the four boards, with people on a phone and at a desk: `site` and `viewport`. All eight ways
    with `LONG=all`, else one that is drawn."""
    ways = drawn([(slug, viewport) for slug in SLUGS for viewport in (PHONE, DESK)], walk)
    names = [f"{slug}-{viewport['width']}" for slug, viewport in ways]
    return lambda test: pytest.mark.long(
        pytest.mark.parametrize(("site", "viewport"), ways, indirect=["site"], ids=names)(test)
    )


# Tells Python of every text that a script asks the catalogue for in vain. Runs before the catalogue is there: it wraps what comes.
TELL_OF_MISSING_TEXTS = """
const django = (window.django = window.django || {});
for (const name of ["gettext", "ngettext", "pgettext", "npgettext"]) {
    let real;
    Object.defineProperty(django, name, {
        get: () => real,
        set: (given) => {
            real = (...words) => {
                const key = name.includes("pg") ? `${words[0]}\\u0004${words[1]}` : words[0];
                if (!(key in django.catalog)) window.textIsMissing(key);
                return given(...words);
            };
        },
    });
}
"""

# Tells Python of every page, and every part that is unfolded on one, that one would have to scroll sideways.
TELL_OF_WIDE_PAGES = """
if (window === window.top) {
    const measure = () => {
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth > clientWidth) window.pageIsWide(`${location.pathname}: ${scrollWidth} px on ${clientWidth}`);
    };
    window.addEventListener("load", measure);
    document.addEventListener("toggle", measure, true);
}
"""


class Person:
    def __init__(self, browser, base, username=None, viewport=None):
        self.context = browser.new_context(viewport=viewport or DESK, locale="vi-VN")
        self.base, self.problems, self.missing_texts, self.wide_pages = base, [], set(), set()
        self.context.expose_function("textIsMissing", self.miss)
        self.context.expose_function("pageIsWide", self.scroll_sideways)
        self.context.add_init_script(TELL_OF_MISSING_TEXTS)
        self.context.add_init_script(TELL_OF_WIDE_PAGES)
        self.page = self.context.new_page()
        self.page.set_default_timeout(40_000)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        if username:
            self.page.goto(f"{base}/admin/login/")
            self.page.fill("[name=username]", username)
            self.page.fill("[name=password]", PASSWORD)
            self.page.click("button[type=submit]")
            self.page.wait_for_url(re.compile(r"/admin/$"))

    @classmethod
    def signed_in(cls, browser, base, username, viewport):
        """The same at the desk, without the form of signing in."""
        person, client = cls(browser, base, viewport=viewport), Client()
        client.force_login(get_user_model().objects.get(username=username), settings.AUTHENTICATION_BACKENDS[-1])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        person.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": base}])
        person.goto("/admin/")
        return person

    def miss(self, text):
        self.missing_texts.add(text)

    def scroll_sideways(self, page):
        self.wide_pages.add(page)

    def goto(self, path):
        self.page.goto(self.base + path)
        return self.page

    def add_text(self, text, part="body"):
        """A text block at the end of the item's body, or of another part that is made of blocks."""
        self.page.locator(f"[data-contentpath={part}] .c-sf-add-button").last.click()
        self.page.get_by_role("option", name="Đoạn văn").first.click()
        self.page.locator(f"[data-contentpath={part}] .public-DraftEditor-content").last.click()
        self.page.keyboard.type(text)

    def fill_date(self, name, typed):
        """Click into a date field, see its calendar come up, type over it, and go on when it is gone again.

        A click that came before the field's script leaves it without a calendar: one leaves it and clicks again.
        """
        field, calendar = self.page.locator(f"[name={name}]"), self.page.locator(".xdsoft_datetimepicker:visible")
        for _try in range(5):
            field.click()
            with suppress(NotInTime):
                calendar.wait_for(timeout=8_000)
                break
            field.blur()
        else:
            raise AssertionError(f"no calendar at {name}")
        shown = calendar.bounding_box()
        assert shown["x"] >= 0, "its first days are cut off"
        assert shown["x"] + shown["width"] <= self.page.viewport_size["width"], "its last days are cut off"
        field.fill(typed)
        self.page.locator("h1").first.click()  # leaving with the keyboard may open the calendar of the next field
        calendar.wait_for(state="hidden")

    def confirm_all(self):
        """Tick the charter's checklist of the act that is unfolded on the review file, box by box."""
        for box in self.page.locator(".file__checklist input[type=checkbox]:visible").all():
            assert not box.is_checked()
            box.check()

    def leave(self):
        """Close the window when nothing is under way any more, such as a draft that the editor keeps by itself."""
        with suppress(NotInTime):  # of a page that was reached through a form Playwright now and then never says so
            self.page.wait_for_load_state("networkidle", timeout=10_000)
        assert self.problems == [], self.problems
        assert self.missing_texts == set()
        assert self.wide_pages == set()
        self.context.close()
