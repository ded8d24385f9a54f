"""The databases that tests stand on: each is made once per run, and every worker has copies of it.

`MIGRATED` is what migrations leave; others hold something besides: boards, their people, the demo. A test runs in a transaction over a copy that is kept; one that
commits has a copy of its own, which is thrown away after it. Nothing is ever emptied, so that the ledger's triggers always stand.
"""

import fcntl
import gc
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings


@dataclass(frozen=True)
class Ground:
    """`make` writes what tests find there, into a copy of `MIGRATED` and into files; grounds of one name are the same."""

    name: str
    make: Callable[[], None]


def _migrate() -> None:
    gc.disable()  # thousands of models of the past: looking for garbage among them takes a fifth of the time
    call_command("migrate", interactive=False, run_syncdb=True, verbosity=0)
    gc.enable()


MIGRATED = Ground("migrated", _migrate)


def name_of(kind: str, content: Any) -> str:
    """A name for a ground that is made out of `content`."""
    return f"{kind}_{hashlib.sha256(json.dumps(content, default=str).encode()).hexdigest()[:12]}"


class Grounds:
    """What one worker of a run has. `folder` is the run's, shared by its workers; `worker` tells them apart."""

    def __init__(self, folder: Path, worker: str):
        self.folder = folder
        self.connection: Any = connections["default"]
        self.databases = (InMemory if connection.vendor == "sqlite" else OnServer)(folder, worker)
        self.copied: set[str] = set()
        self.stand_on(MIGRATED, commits=False)

    def stand_on(self, ground: Ground, *, commits: bool) -> None:
        """From here on the default connection, of whatever thread, is one to a copy of this ground."""
        spent = f"{ground.name}_spent"
        name = spent if commits else ground.name
        if commits or name not in self.copied:
            self._make_once(ground)
            self._leave()
            self.databases.copy(ground.name, name)
            self.copied |= {name} - {spent}
        self._go_to(name)
        if (files := self._files(ground)).exists():
            shutil.copytree(files, settings.MEDIA_ROOT, dirs_exist_ok=True)

    def _files(self, ground: Ground) -> Path:
        return self.folder / f"{ground.name}.files"

    def throw_away(self, ground: Ground) -> None:
        """What a test committed to."""
        self._leave()
        self.databases.drop(f"{ground.name}_spent")

    def close(self) -> None:
        self._leave()
        for name in self.copied:
            self.databases.drop(name)

    def _make_once(self, ground: Ground) -> None:
        """One worker makes it, the others wait for it."""
        with _alone(self.folder / f"{ground.name}.lock"):
            mark = self.folder / f"{ground.name}.made"
            if mark.exists():
                return
            self._leave()
            if ground is MIGRATED:
                self.databases.create("making")
            else:
                self._make_once(MIGRATED)
                self._leave()
                self.databases.copy(MIGRATED.name, "making")
            self._go_to("making")
            with override_settings(MEDIA_ROOT=str(self._files(ground))):
                ground.make()
            self._leave()
            self.databases.keep("making", ground.name)
            mark.touch()

    def _go_to(self, name: str) -> None:
        address = self.databases.address(name)
        if self.connection.settings_dict["NAME"] != address:
            self._leave()
            # Threads that connect later read the one, this thread's connection the other.
            settings.DATABASES["default"]["NAME"] = self.connection.settings_dict["NAME"] = address
        # While a browser's loop runs in this thread, Django would make another connection than the test server was given.
        connections["default"] = self.connection

    def _leave(self) -> None:
        """Close the connection for good: Django keeps one to a database in memory, and one to a server in its pool."""
        BaseDatabaseWrapper.close(self.connection)
        if self.connection.vendor == "postgresql":
            self.connection.close_pool()


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class InMemory:
    """SQLite: what was made lies in files, copies live in memory for as long as a connection to them is open."""

    def __init__(self, folder: Path, worker: str):
        self.folder = folder
        self.open: dict[str, sqlite3.Connection] = {}

    def address(self, name: str) -> str:
        return f"file:{name}?mode=memory&cache=shared"

    def create(self, name: str) -> None:
        self.open[name] = sqlite3.connect(self.address(name), uri=True)

    def copy(self, made: str, name: str) -> None:
        self.create(name)
        source = sqlite3.connect(self.folder / f"{made}.sqlite3")
        source.backup(self.open[name])
        source.close()

    def keep(self, name: str, made: str) -> None:
        target = sqlite3.connect(self.folder / f"{made}.sqlite3")
        self.open[name].backup(target)
        target.close()
        self.drop(name)

    def drop(self, name: str) -> None:
        self.open.pop(name).close()


class OnServer:
    """PostgreSQL: copies are made by the server. What a run made is dropped when the next one begins."""

    def __init__(self, folder: Path, worker: str):
        self.worker = worker
        self.prefix = f"test_{connection.settings_dict['NAME']}"
        with _alone(folder / "begin.lock"):
            if not (folder / "begun").exists():
                for name in self._left():
                    self._do(f'DROP DATABASE "{name}" WITH (FORCE)')
                (folder / "begun").touch()

    def _left(self) -> list[str]:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{self.prefix}_"])
            return [name for (name,) in cursor.fetchall()]

    def _do(self, statement: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)

    def address(self, name: str) -> str:
        return f"{self.prefix}_{self.worker}_{name}"

    def create(self, name: str) -> None:
        self._do(f'CREATE DATABASE "{self.address(name)}"')

    def copy(self, made: str, name: str) -> None:
        self._do(f'CREATE DATABASE "{self.address(name)}" TEMPLATE "{self.prefix}_{made}"')

    def keep(self, name: str, made: str) -> None:
        self._do(f'ALTER DATABASE "{self.address(name)}" RENAME TO "{self.prefix}_{made}"')

    def drop(self, name: str) -> None:
        self._do(f'DROP DATABASE "{self.address(name)}" WITH (FORCE)')
