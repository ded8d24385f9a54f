"""The first screen of a member with many items in review, and with more of them on other boards: queries, ms of CPU.

    .venv-dev/bin/python bench/desk.py [--items 1000] [--others 1000]

Two of the four boards in a database of its own (SQLite, in a temporary folder). Requests of Django's test client; the shortest of seven counts.
"""

import argparse
import io
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
RUNS = 7
READERS = {"tuyen-quang": ("thanh-vien", "truong-ban", "thu-ky", "cong-tac-vien")}


def submitted(board: Any, number: int, size: int) -> None:
    """One item more that waits at the first step of the board's chain."""
    from corpus import Corpus

    from news.models import NewsIndexPage, NewsPage
    from pages.blocks import BodyBlock
    from workflows.services.chain import submit

    article = Corpus().article(number, size)
    body = BodyBlock().to_python([{"type": "text", "value": f"<p>{article['text'][:400]}</p>"}])
    owner = board.members.get(key="cong-tac-vien").user
    page = NewsPage(
        title=f"{article['title']} {number}"[:200], lead=article["summary"][:300], body=body, author="Nguyễn Thị Hoa",
        section=board.sections.first(), field=board.fields.first(), unit=board.units.first(), owner=owner, live=False,
        slug=f"muc-{number}",
    )  # fmt: skip
    NewsIndexPage.objects.child_of(board.root_page).get().add_child(instance=page)
    page.save_revision(user=owner)
    submit.submit(page, owner, [item.key for item in board.rules.checklist])


def measured(board: Any, seat: str) -> tuple[int, float]:
    """Queries and milliseconds of the desk of this seat."""
    from django.db import connection
    from django.test import Client

    client = Client(headers={"host": board.site.hostname})
    client.force_login(board.members.get(key=seat).user, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/admin/")
    queries = 0

    def count(execute: Any, *asked: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*asked)

    with connection.execute_wrapper(count):
        client.get("/admin/")
    times = []
    for _run in range(RUNS):
        started = time.process_time()
        response = client.get("/admin/")
        times.append((time.process_time() - started) * 1000)
        if response.status_code != 200:
            raise SystemExit(f"{seat}: {response.status_code}")
    return queries, min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--others", type=int, default=1000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VAR_DIR": folder, "DEMO_MODE": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"}
        os.environ.setdefault("SECRET_KEY", "only-for-a-benchmark-0123456789abcdefghijklmnopqrstuvwxyz")
        import django

        django.setup()
        run(asked.items, asked.others)


def run(items: int, others: int) -> None:
    from django.core.management import call_command

    from portal.demo.people import create_people
    from workflows.models import Board

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    boards = []
    for slug in ("tuyen-quang", "an-giang"):
        call_command("load_charter", slug, stdout=io.StringIO())
        boards.append(Board.objects.get(slug=slug))
        create_people(boards[-1])
    own, other = boards
    stages = [(own, 10, "own 10, others 0"), (own, items, f"own {items}, others 0")]
    stages += [(other, others, f"own {items}, others {others}")]
    print(f"{'items in review':28}" + "".join(f"{seat:>22}" for seat in READERS[own.slug]))
    done = {own.pk: 0, other.pk: 0}
    for board, wanted, name in stages:
        for number in range(done[board.pk], wanted):
            submitted(board, number, wanted)
        done[board.pk] = wanted
        cells = [measured(own, seat) for seat in READERS[own.slug]]
        print(f"{name:28}" + "".join(f"{queries:>7} q {ms:>9.1f} ms" for queries, ms in cells), flush=True)


if __name__ == "__main__":
    main()
