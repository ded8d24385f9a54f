"""One measurement of `bench/growth.py`: this portal with so many articles. Prints JSON: operation → milliseconds."""

import io
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
BELOW_MOVED = 500


def least(work: Callable[[], Any], times: int = 0) -> float:
    """The shortest of so many runs, or of those of two seconds, in ms: a shared machine may be slow for a second on end.

    One run before them is not counted. CPU where the database runs in this process, else wall.
    """
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    work()
    found: list[float] = []
    ends = time.monotonic() + 2
    while len(found) < times or (not times and time.monotonic() < ends):
        started = clock()
        work()
        found.append((clock() - started) * 1000)
    return round(min(found), 2)


def fill(size: int) -> None:
    """A board with its charter, and so many imported articles."""
    from corpus import Corpus
    from django.core.management import call_command

    from portal.demo.people import create_people
    from workflows.models import Board, Section

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_charter", "tuyen-quang", stdout=io.StringIO())
    create_people(Board.objects.get())
    sections = list(Section.objects.values_list("key", flat=True))
    source, corpus = Path(os.environ["VAR_DIR"]) / "articles.jsonl", Corpus()
    with source.open("w", encoding="utf-8") as lines:
        for number in range(size):
            article = corpus.article(number, size) | {"category": sections[number % len(sections)]}
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")
    started = time.perf_counter()
    call_command("import_archive", "news", str(source), site="tuyen-quang", stdout=io.StringIO())
    print(f"imported in {time.perf_counter() - started:.0f} s", file=sys.stderr)


def measure(size: int) -> None:
    from corpus import COMMON, PAIR, RARE
    from django.test import Client

    from news.models import NewsIndexPage, NewsPage
    from workflows.models import Board, Section

    board = Board.objects.get()
    client = Client(headers={"host": board.site.hostname})
    section = Section.objects.filter(board=board).order_by("pk")[0]
    page = NewsPage.objects.live().filter(pk__gt=size // 2)[0]

    def get(address: str, **asked: Any) -> Callable[[], None]:
        def work() -> None:
            response = client.get(address, asked)
            if response.status_code != 200:
                raise SystemExit(f"{address} {asked}: {response.status_code}")

        return work

    last = -(-size // 15)
    found = {
        "article": least(get(page.url)),
        "home": least(get("/")),
        "listing, first page": least(get("/tin-tuc/")),
        "listing, section and year": least(get("/tin-tuc/", **{"chuyen-muc": section.key, "nam": "2020"})),
        "listing, last page": least(get("/tin-tuc/", trang=str(last))),
        "search, rare word": least(get("/tim-kiem/", q=RARE)),
        "search, two words": least(get("/tim-kiem/", q=PAIR)),
        "search, two words without marks": least(get("/tim-kiem/", q="benh vien")),
        "search, most common word": least(get("/tim-kiem/", q=COMMON)),
        "feed": least(get("/rss/tin-tuc.xml")),
        "sitemap": least(get("/sitemap.xml"), times=1),
        "publish": least(publications(board, NewsIndexPage, NewsPage), times=5),
        f"move of a section of {BELOW_MOVED}": least(moves(board), times=3),
    }
    print(json.dumps(found))


def publications(board: Any, index_class: Any, page_class: Any) -> Callable[[], None]:
    """Each call posts one of the items that were walked to their last step before."""
    from django.contrib.auth import get_user_model

    from pages.archive import paragraphs
    from workflows.content_guard.checklist import items_for
    from workflows.gate import gate, item_state
    from workflows.models import Member
    from workflows.rules.act import Act
    from workflows.services.accounts.seat import seat
    from workflows.services.chain import decide, publish, submit

    def confirmed(page: Any, act: Act) -> list[str]:
        return [item.key for item in items_for(page, act)]

    def may(user: Any, act: Act, page: Any, state: Any) -> bool:
        refusal = gate.ask(user, act, page, state)
        return refusal is None or refusal.asks_ticks

    people = get_user_model().objects
    for number, member in enumerate(Member.objects.filter(board=board, user=None)):
        seat(member, people.create_user(f"person-{number}"), "đo hiệu năng")
    waiting = []
    for _number in range(6):
        author = (
            Member.objects.filter(board=board, role="bien-tap-vien").first()
            or Member.objects.filter(board=board).last()
        )
        page = page_class(
            title=f"Tin {time.time_ns()}",
            slug=f"tin-{time.time_ns()}",
            lead="Tóm tắt.",
            body=paragraphs("Chữ."),
            author="A",
            live=False,
        )
        page.section, page.field, page.unit = board.sections.first(), board.fields.first(), board.units.first()
        page.owner = author.user
        index_class.objects.get().add_child(instance=page)
        page.save_revision(user=author.user)
        submit.submit(page, author.user, confirmed(page, Act.SUBMIT))
        while (state := item_state.open_step(page)).kind != "publish":
            who = next(m for m in state.entitled.all() if may(m.user, Act(state.kind), page, state))
            decide.decide(state, who.user, ticks=confirmed(page, Act(state.kind)))
        waiting.append((state, next(m for m in state.entitled.all() if may(m.user, Act.PUBLISH, page, state))))
    steps = iter(waiting)

    def work() -> None:
        state, member = next(steps)
        publish.publish(state, member.user)

    return work


def moves(board: Any) -> Callable[[], None]:
    """Each call moves a page with 500 public pages below it from one parent to the other, with its old address."""
    from django.db import transaction
    from django.utils import timezone
    from wagtail.models import Page

    from pages.archive import Archive, paragraphs
    from pages.models import StaticPage
    from workflows.models import Member

    def take(parent: Any, titles: list[str]) -> list[Any]:
        def read(record: Any, _board: Any) -> Any:
            return StaticPage(title=record.text("title"), body=paragraphs("Chữ.")), timezone.now()

        source = Path(os.environ["VAR_DIR"]) / "static.jsonl"
        source.write_text("\n".join(json.dumps({"id": title, "title": title}) for title in titles), encoding="utf-8")
        Archive(board, parent, read, "bench", say=lambda _sentence: None).take(source)
        return list(StaticPage.objects.child_of(parent).filter(title__in=titles).order_by("pk"))

    home, run = board.root_page, time.time_ns()
    first, second = take(home, [f"Nơi một {run}", f"Nơi hai {run}"])
    moved = take(first, [f"Mục dời {run}"])[0]
    take(moved, [f"Trang con {run} {number}" for number in range(BELOW_MOVED)])
    chief = Member.objects.filter(board=board, role__in=board.rules.withdrawal.who).exclude(user=None)[0].user
    places = [second, first] * 10

    def work() -> None:
        with transaction.atomic():
            StaticPage.objects.get(pk=moved.pk).move(
                Page.objects.get(pk=places.pop(0).pk), pos="last-child", user=chief
            )

    return work


if __name__ == "__main__":
    import django

    django.setup()
    {"fill": fill, "measure": measure}[sys.argv[1]](int(sys.argv[2]))
