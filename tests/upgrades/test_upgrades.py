"""A demo that an earlier version made: today's code takes it over, everything in it is still what was approved, and citizens read it."""

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.upgrades.make_dump import ROOT, environment_of

DUMPS = sorted(Path(__file__).parent.glob("demo-*.tar.xz"))
UNSIGNED = ("demo-987fde6",)  # made before rows of the ledger were signed
BOARDS = ("tuyen-quang", "an-giang", "tan-cuong", "so-noi-vu-ninh-thuan")


def said(folder: Path, *command: str) -> str:
    """What a command says that works on the demo in this folder; it must succeed."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment_of(folder), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_there_is_a_demo_of_an_earlier_version():
    assert DUMPS


@pytest.mark.long
@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.name.removesuffix(".tar.xz"))
def test_todays_code_takes_over_an_earlier_demo(dump, tmp_path):
    with tarfile.open(dump) as archive:
        archive.extractall(tmp_path, filter="data")
    said(tmp_path, "manage.py", "migrate", "--noinput")
    assert "No planned migration operations" in said(tmp_path, "manage.py", "migrate", "--plan")
    assert " 0 ảnh không hiện được." in said(tmp_path, "manage.py", "cut_pictures")
    verified = said(tmp_path, "manage.py", "verify_publications")
    assert "Đúng: " in verified
    for slug in BOARDS:
        rests = f"Sổ quyết định {slug}: các dòng từ 1 đến " in verified
        assert rests == dump.name.startswith(UNSIGNED), (
            "rows of before rest on the one that the upgrade signed, no others do"
        )
    pages = [line.split() for line in said(tmp_path, "-m", "tests.upgrades.front_pages").splitlines()]
    assert [(host, status) for host, status, _items in pages] == [(f"{slug}.localhost", "200") for slug in BOARDS]
    assert all(int(items) > 0 for _host, _status, items in pages), pages
