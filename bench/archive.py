"""How fast an old portal comes over, and is verified: rows per second, beside Wagtail's own way of creating live pages.

    .venv-dev/bin/python bench/archive.py [NUMBER]      # needs SECRET_KEY and DEMO_MODE=1; writes to a database of its own

Both ways run in one process on one database, on the same invented articles; Wagtail's way takes a tenth of them.
"""

import io
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
WORDS = [
    "tỉnh",
    "xã",
    "phường",
    "người",
    "dân",
    "công",
    "trình",
    "đường",
    "cầu",
    "trường",
    "học",
    "kế",
    "hoạch",
    "năm",
    "tháng",
    "nông",
    "nghiệp",
    "lúa",
    "chè",
    "hội",
    "nghị",
    "báo",
    "cáo",
    "kết",
    "quả",
    "chuyển",
    "đổi",
    "số",
]


def article(chance: random.Random, number: int) -> dict[str, str]:
    text = "\n".join(" ".join(chance.choices(WORDS, k=60)).capitalize() + "." for _paragraph in range(5))
    return {
        "id": f"bench-{number}",
        "title": " ".join(chance.choices(WORDS, k=9)).capitalize(),
        "summary": text[:200],
        "text": text,
    }


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    folder = Path(tempfile.mkdtemp())
    os.environ.update({"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings", "DEMO_MODE": "1"})
    os.environ.setdefault("SECRET_KEY", "only-for-a-benchmark")
    import django

    django.setup()
    from django.core.management import call_command

    from pages.archive import paragraphs
    from portal.demo.people import create_people
    from workflows.models import Board
    from workflows.verification.publications import breaches

    call_command("migrate", verbosity=0)
    call_command("load_charter", "tuyen-quang", stdout=io.StringIO())
    create_people(Board.objects.get())
    chance, source = random.Random(1), folder / "articles.jsonl"
    articles = [article(chance, key) for key in range(number)]
    source.write_text("\n".join(json.dumps(item) for item in articles), encoding="utf-8")

    started = time.process_time()
    call_command("import_archive", "news", str(source), site="tuyen-quang", stdout=io.StringIO())
    ours = (time.process_time() - started) / number
    started = time.process_time()
    found = list(breaches())
    verified = (time.process_time() - started) / number

    from news.models import NewsIndexPage, NewsPage

    board = Board.objects.get()
    index, peers = NewsIndexPage.objects.get(), max(1, number // 10)
    started = time.process_time()
    for item in articles[:peers]:
        page = NewsPage(
            title=item["title"],
            slug=f"stock-{item['id']}",
            lead=item["summary"],
            body=paragraphs(item["text"]),
            author="x",
            live=False,
        )
        page.section, page.field = board.sections.first(), board.fields.first()
        index.add_child(instance=page)
        page.save_revision()
    stock = (time.process_time() - started) / peers
    print(f"{'':34}{'ms of CPU an item':>18}{'ratio':>8}")
    for name, cost in (
        ("Wagtail: add_child + save_revision", stock),
        ("import_archive", ours),
        ("verify_publications", verified),
    ):
        print(f"{name:34}{cost * 1000:18.2f}{cost / stock:8.2f}")
    print(f"{number} articles, {len(found)} breaches")


if __name__ == "__main__":
    main()
