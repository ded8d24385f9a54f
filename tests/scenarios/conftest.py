"""A real browser against a real server. Skipped without a browser, except in CI, where a missing one is a failure."""

import os
import sys
import time

import pytest
from django.core.handlers import wsgi

from tests.conftest import browser_is_missing
from tests.four_boards import only
from tests.language import english_in, listening
from tests.scenarios.people import Person
from workflows.models import Board

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    """Chromium, as Debian ships it."""
    if missing := browser_is_missing():
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the test's own thread
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS
        )
        yield started
        started.close()


@pytest.fixture
def browser(chromium, transactional_db):
    """The same for one scenario: its windows are closed at its end, so that none goes on asking the server during the next.

    What was asked last is answered before the database is left: a connection that is closed under a thread that uses it takes the process along.
    """
    yield chromium
    for window in chromium.contexts:
        window.close()
    for _moment in range(400):
        if not is_answering():
            return
        time.sleep(0.05)


def is_answering() -> bool:
    """Whether a thread of the test server is in the middle of an answer."""
    return any(wsgi.__file__ in files_of(frame) for frame in sys._current_frames().values())


def files_of(frame) -> set[str]:
    """The files of the functions that a thread is in."""
    found = set()
    while frame is not None:
        found.add(frame.f_code.co_filename)
        frame = frame.f_back
    return found


@pytest.fixture(autouse=True)
def every_text_is_vietnamese():
    """While a scenario runs, whatever gettext is asked for and the catalogue lacks is kept; at its end there must be none."""
    with listening() as missing:
        yield
    assert sorted(text for text in missing if english_in(text)) == []


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """The test server, given the connection to the databases that tests stand on: they are there first."""
    return live_server


@pytest.fixture
def stands_on(request, stands_on):
    """That of `site`, where a scenario has one."""
    slug = request.node.callspec.params.get("site") if hasattr(request.node, "callspec") else None
    return only(slug) if slug else stands_on


@pytest.fixture
def site(request, transactional_db, live_server, settings):
    """One of the four boards with its people, on the test server."""
    settings.DEMO_MODE = True
    port = int(live_server.url.rsplit(":", 1)[1])
    settings.PUBLIC_PORT = port
    board = Board.objects.get(slug=request.param)
    return board, f"http://{board.site.hostname}:{port}"


@pytest.fixture
def come(site, viewport, browser):
    """`come("thu-ky")`: who sits there on the board of the walk, at the desk; `come()`: a citizen. All of them at the walk's width."""
    board, base = site

    def arrive(seat=None):
        if seat is None:
            return Person(browser, base, viewport=viewport)
        return Person.signed_in(browser, base, f"{seat}.{board.slug}", viewport)

    return arrive


@pytest.fixture
def letters_to(settings, mailoutbox):
    """`letters_to("ba.hoa@example.vn")`: what the worker sent to a citizen, of whom no table keeps the letters."""
    backends = {"default": "django.core.mail.backends.locmem.EmailBackend"}
    settings.POST_OFFICE = {**settings.POST_OFFICE, "BACKENDS": backends}
    return lambda address: [letter for letter in mailoutbox if letter.to == [address]]
