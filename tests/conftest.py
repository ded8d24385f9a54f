"""What every test stands on: a small board of our own, its people, and the ledger's triggers around tests that empty tables."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.board import TestBoard, load_board
from workflows import immutability

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


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
    cache.clear()


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
    call_command("migrate", verbosity=0)
    ensure_roots()
    yield load_board()
    immutability.remove(connection)


def ensure_roots() -> None:
    """What Wagtail's migrations create and a flush removes."""
    from django.apps import apps
    from django.contrib.auth.management import create_permissions
    from wagtail.models import Collection, Locale, Page

    Locale.objects.get_or_create(language_code="vi")
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)


def browser_is_missing() -> str:
    """Why scenarios cannot run here, or an empty string."""
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return "" if Path(path).exists() else f"no browser at {path}"
