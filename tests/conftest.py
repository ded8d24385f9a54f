"""What every test stands on: a small board of our own, its people, and the ledger's triggers around tests that empty tables."""

import json
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.test import Client
from wagtail.models import Collection, Locale, Page

from tests.board import TestBoard, load_board
from workflows.ledger import triggers as immutability
from workflows.models.board import PARSED

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_rows(name: str) -> list[dict[str, Any]]:
    """The rows of one of the shared JSONL files; the test is skipped where this machine has none."""
    file = SHARED_DATA / name
    if not file.exists():
        pytest.skip(f"no {name} beside this checkout")
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(autouse=True)
def plain_settings(settings, tmp_path):
    """Files in a folder of the test's own; static files by their plain names; no lock-out between tests."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.AXES_ENABLED = False
    settings.ALLOWED_HOSTS = ["*"]
    PARSED.clear()  # keys of a database that was rolled back may come again
    # A prefix of its own: workers share a Redis, and what one test's database had must not answer in another.
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": uuid.uuid4().hex}}


@pytest.fixture
def board(db) -> TestBoard:
    """A board with every role, its section pages, and a person on every seat."""
    return load_board()


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
def committed_board(transactional_db) -> Iterator[TestBoard]:
    """The same board where other connections see it; afterwards the ledger lets itself be emptied with the other tables."""
    immutability.install(connection)
    yield load_board()
    immutability.remove(connection)


@pytest.fixture(autouse=True)
def roots(request):
    """What migrations wrote and an earlier test that empties tables took away, for every test that uses the database."""
    if _uses_database(request.node):
        request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
        ensure_roots()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What uses no database finds the same on every one."""
    for item in items:
        if not _uses_database(item):
            item.add_marker("once")


def _uses_database(item: Any) -> bool:
    return bool({"db", "transactional_db"} & set(item.fixturenames)) or item.get_closest_marker("django_db") is not None


def ensure_roots() -> None:
    """The root page and collection, the locale and the permissions, where they are missing."""
    if Locale.objects.exists():
        return
    Locale.objects.create(language_code="vi")
    Page.add_root(title="Root", slug="root")
    Collection.add_root(name="Root")
    for config in apps.get_app_configs():
        create_contenttypes(config, verbosity=0)
        create_permissions(config, verbosity=0)


def browser_is_missing() -> str:
    """Why scenarios cannot run here, or an empty string."""
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return "" if Path(path).exists() else f"no browser at {path}"
