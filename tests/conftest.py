"""What every test stands on: a small board of our own, its people, and which database they are in."""

import datetime
import gc
import json
import os
import uuid
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from foreign_files import confined
from pages.frame import _FRAMES as FRAMES
from tests import long
from tests.board import TestBoard, boards_of, charter_data
from tests.ground import MIGRATED, Ground, Grounds
from workflows.models import Board
from workflows.models.board import PARSED

HERE = Path(__file__).parent
ON_POSTGRESQL_TOO = (  # folders and modules: locks, triggers, guards, SQL of our own, JSON in queries, moments compared, odd characters
    "documents/",
    "pages/test_listings",
    "pages/test_moved",
    "pages/test_odd_pictures",
    "portal/test_import",
    "portal/test_payload_strings",
    "portal/test_public_pages",
    "portal/test_secrecy",
    "questions/",
    "search/",
    "workflows/content_guard/test_checklist",
    "workflows/test_always",
    "workflows/test_appointments",
    "workflows/test_at_once",
    "workflows/test_calendar_days",
    "workflows/test_charter",
    "workflows/test_child_rows",
    "workflows/test_consultations",
    "workflows/test_corrections",
    "workflows/test_delegation",
    "workflows/test_doors_found",
    "workflows/test_incidents",
    "workflows/test_item_clocks",
    "workflows/test_leaves",
    "workflows/test_mistakes",
    "workflows/test_posting_plan",
    "workflows/test_reminders",
    "workflows/test_signed_ledger",
    "workflows/test_spot_checks",
    "workflows/test_tree",
    "workflows/test_uniqueness",
    "workflows/test_urgent",
    "workflows/test_verification",
    "workflows/test_votes",
    "workflows/test_while_others_are_away",
    "workflows/test_witness",
)
SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_rows(name: str) -> list[dict[str, Any]]:
    """The rows of one of the shared JSONL files; the test is skipped where this machine has none."""
    file = SHARED_DATA / name
    if not file.exists():
        pytest.skip(f"no {name} beside this checkout")
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(autouse=True)
def plain_settings(settings, tmp_path, monkeypatch):
    """Files in a folder of the test's own; static files by their plain names; no lock-out between tests; time for a busy machine."""
    monkeypatch.setattr(confined, "PATIENCE", 10)
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.WITNESS_FILE = str(tmp_path / "witness.jsonl")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.AXES_ENABLED = False
    settings.EMAIL_BACKEND_AT_ONCE = "django.core.mail.backends.locmem.EmailBackend"
    settings.ALLOWED_HOSTS = ["*"]
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"  # where clients are that name no host
    for kept in (PARSED, FRAMES):
        kept.clear()  # what a process keeps of a database: in the next copy other things have the same keys and marks
    # A prefix of its own: workers share a Redis, and what one test's database had must not answer in another.
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": uuid.uuid4().hex}}


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, tmp_path_factory, worker_id) -> Iterator[Grounds]:
    """Takes the place of pytest-django's, which migrates a database for each worker."""
    folder = tmp_path_factory.getbasetemp()
    with django_db_blocker.unblock():
        grounds = Grounds(folder if worker_id == "master" else folder.parent, worker_id)
    yield grounds
    with django_db_blocker.unblock():
        grounds.close()


@pytest.fixture
def stands_on(request, plain_settings) -> Ground:
    """What the test finds in its database: the boards of its charters, or what migrations left."""
    charters = [request.getfixturevalue(name) for name in ("charter", "other_charter") if name in request.fixturenames]
    return boards_of(charters, request.getfixturevalue("made_at")) if charters else MIGRATED


@pytest.fixture
def _django_db_helper(request, stands_on, django_db_setup, django_db_blocker) -> Iterator[None]:
    """Goes there before pytest-django's fixture of this name begins a transaction; where a test commits, takes its place."""
    commits = bool({"transactional_db", "live_server"} & set(request.fixturenames))
    with django_db_blocker.unblock():
        django_db_setup.stand_on(stands_on, commits=commits)
        if not commits:
            request.getfixturevalue("_django_db_helper")
        yield
        if commits:
            django_db_setup.throw_away(stands_on)


@pytest.fixture
def charter() -> dict[str, Any]:
    """The charter that `board` is made of; a module whose tests need another one has a fixture of this name."""
    return charter_data()


@pytest.fixture
def made_at() -> datetime.datetime:
    """When the boards began; before any day that tests travel to, unless they count from then."""
    return datetime.datetime(2026, 1, 5, 8, tzinfo=datetime.UTC)


@pytest.fixture
def board(charter, db) -> TestBoard:
    """A board with every role, its section pages, and a person on every seat."""
    return TestBoard(Board.objects.get(slug=charter["board"]["slug"]))


@pytest.fixture
def other_charter() -> dict[str, Any]:
    return charter_data("ban-khac")


@pytest.fixture
def other_board(board, other_charter) -> TestBoard:
    """A second one on the same server, whose people have nothing to do with the first."""
    return TestBoard(Board.objects.get(slug=other_charter["board"]["slug"]))


@pytest.fixture
def client_of(board):
    """A signed-in client for a seat: `client_of("truong-ban")`."""

    def signed_in(seat: str) -> Client:
        client = Client(headers={"host": board.hostname})
        client.force_login(board.user(seat), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def citizen(board) -> Client:
    return Client(headers={"host": board.hostname})


@pytest.fixture
def committed_board(charter, transactional_db) -> TestBoard:
    """The same board where other connections see it."""
    return TestBoard(Board.objects.get(slug=charter["board"]["slug"]))


def pytest_configure(config: pytest.Config) -> None:
    long.draw_a_seed()


def pytest_collection_finish() -> None:
    """What is there now stays: the garbage collector need not look through it during every test."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    terminalreporter.write_line(f"LONG_SEED={long.seed()} LONG={long.LONG}")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """What uses no database finds the same on every one; what leans on more than Django's queries is marked for PostgreSQL too.

    In front stands what one worker does while the other migrates, then what takes longest, so that none waits for the other at the end.
    """
    for item in items:
        if not _uses_database(item):
            item.add_marker("once")
            item.add_marker("pure")
        elif item.path.relative_to(HERE).as_posix().startswith(ON_POSTGRESQL_TOO):
            item.add_marker("postgresql")
    yield
    items.sort(key=lambda item: (_uses_database(item), item.get_closest_marker("scenario") is None))


def _uses_database(item: Any) -> bool:
    return bool({"db", "transactional_db"} & set(item.fixturenames)) or item.get_closest_marker("django_db") is not None


def browser_is_missing() -> str:
    """Why scenarios cannot run here, or an empty string."""
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return "" if Path(path).exists() else f"no browser at {path}"
