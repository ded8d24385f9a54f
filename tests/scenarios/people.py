"""Somebody in front of a browser."""

import re
from contextlib import suppress

from playwright.sync_api import TimeoutError as NotInTime

PASSWORD = "cong-thong-tin"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

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


class Person:
    def __init__(self, browser, base, username=None, viewport=None):
        self.context = browser.new_context(viewport=viewport or DESK, locale="vi-VN")
        self.base, self.problems, self.missing_texts = base, [], set()
        self.context.expose_function("textIsMissing", self.miss)
        self.context.add_init_script(TELL_OF_MISSING_TEXTS)
        self.page = self.context.new_page()
        self.page.set_default_timeout(40_000)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        if username:
            self.page.goto(f"{base}/admin/login/")
            self.page.fill("[name=username]", username)
            self.page.fill("[name=password]", PASSWORD)
            self.page.click("button[type=submit]")
            self.page.wait_for_url(re.compile(r"/admin/$"))

    def miss(self, text):
        self.missing_texts.add(text)

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
        field.fill(typed)
        self.page.keyboard.press("Tab")
        calendar.wait_for(state="hidden")

    def confirm_all(self):
        """Tick the charter's checklist of the act that is unfolded on the review file, box by box."""
        for box in self.page.locator(".file__checklist input[type=checkbox]:visible").all():
            assert not box.is_checked()
            box.check()

    def leave(self):
        """Close the window when nothing is under way any more, such as a draft that the editor keeps by itself."""
        self.page.wait_for_load_state("networkidle")
        assert self.problems == [], self.problems
        assert self.missing_texts == set()
        self.context.close()
