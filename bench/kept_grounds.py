"""A plugin of pytest for benches that run it again and again: databases that one run has made (tests/ground.py) are there for the next.

Only for code that makes the same databases every time. They are kept in the folder `KEPT_GROUNDS`.
"""

import os
import shutil
from pathlib import Path

import pytest

KEPT = Path(os.environ["KEPT_GROUNDS"])
PARTS = (".sqlite3", ".files", ".made")  # `.made` last: it says that the others are whole


def pytest_sessionstart(session: pytest.Session) -> None:
    shutil.copytree(KEPT, _folder(session), dirs_exist_ok=True)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    folder = _folder(session)
    for made in folder.glob("*.made"):
        for path in [folder / f"{made.stem}{part}" for part in PARTS]:
            kept = KEPT / path.name
            if path.is_dir():
                shutil.copytree(path, kept, dirs_exist_ok=True)
            elif path.exists() and not kept.exists():
                shutil.copy2(path, kept)


def _folder(session: pytest.Session) -> Path:
    folder: Path = session.config._tmp_path_factory.getbasetemp()
    return folder
