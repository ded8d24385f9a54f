"""Packs the demo as the code that stands here makes it: `make dump`, at each release. Later code must be able to take it over.

`python -m tests.upgrades.make_dump [FOLDER]`; FOLDER is where a demo was made already (`VAR_DIR`), with the keys below.
"""

import base64
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KEY = "only-for-the-upgrade-test-0123456789abcdefghijklmnopqrstuvwxyz-0123456789"  # what is sealed in a dump opens with it
LEDGER_KEY = base64.b64encode(hashlib.sha256(KEY.encode()).digest()).decode()  # and what is signed was signed with it
DATABASE, FILES = "portal.sqlite3", "media"
MADE_AGAIN = "images"  # pictures in other sizes, made when somebody asks for them


def environment_of(folder: Path) -> dict[str, str]:
    """What `manage.py` needs to work on the demo in this folder, whatever database the tests themselves use."""
    return {
        **os.environ,
        "SECRET_KEY": KEY,
        "LEDGER_KEY": LEDGER_KEY,
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
        "CACHE_URL": "locmemcache://",
        "DEMO_MODE": "1",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEBUG": "1",  # static files by their plain names
    }


def make_demo(folder: Path) -> None:
    for command in (["migrate", "--verbosity=0"], ["load_demo"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment_of(folder), check=True)


def pack(folder: Path, dump: Path) -> None:
    """The database without its renditions, and the files as they came in."""
    with tempfile.TemporaryDirectory() as work:
        copy = Path(work) / DATABASE
        with sqlite3.connect(folder / DATABASE) as source, sqlite3.connect(copy) as target:
            source.backup(target)
            target.execute("DELETE FROM pages_rendition")
            target.commit()
            target.execute("PRAGMA journal_mode = DELETE")
            target.execute("VACUUM")
        shutil.copytree(folder / FILES, Path(work) / FILES, ignore=lambda path, _names: [MADE_AGAIN] if path == str(folder / FILES) else [])  # fmt: skip
        with tarfile.open(dump, "w:xz", preset=9) as archive:
            for name in (DATABASE, FILES):
                archive.add(Path(work) / name, name, filter=without_owner)


def without_owner(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def main(given: list[str]) -> None:
    commit = subprocess.run(["git", "rev-parse", "--short=7", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)  # fmt: skip
    dump = HERE / f"demo-{commit.stdout.strip()}.tar.xz"
    with tempfile.TemporaryDirectory() as empty:
        if not given:
            make_demo(Path(empty))
        pack(Path(given[0]) if given else Path(empty), dump)
    print(f"{dump.relative_to(ROOT)}: {dump.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
