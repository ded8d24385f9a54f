"""What an item's whole way asks the database, act by act: for the demo's biggest item, in a process that has answered before."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import NewsPage
from workflows.content_guard import checklist
from workflows.gate import item_state
from workflows.models import Board, StepState
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.services.chain import decide, publish, submit

Measure = Callable[[Act, Callable[[], Any]], list[str]]
BOUNDS = {Act.SUBMIT: 45, Act.REVIEW: 35, Act.APPROVE: 40, Act.PUBLISH: 60}
# Read anew under the lock of the board, for each row of the ledger: the board, and its last row.
UNDER_THE_LOCK = re.compile(r'FROM "workflows_board" WHERE "workflows_board"."id"|SELECT "workflows_decision"."number"')


def biggest_item(board: Board) -> NewsPage:
    items = NewsPage.objects.live().descendant_of(board.root_page)
    return max(items, key=lambda page: len(str(page.get_latest_revision().content)))


def whole_way(board: Board, page: NewsPage, measure: Measure | None = None) -> dict[Act, list[str]]:
    """The statements of each act of a new version that a contributor submits and each seat passes on.

    `measure` takes another measure of each act, which is given as work to do.
    """
    measured = measure or (lambda _act, work: statements(work))
    for kind in ContentType.objects.all():
        ContentType.objects.get_for_id(kind.pk)
    author = board.members.active().exclude(user=None).filter(role="cong-tac-vien")[0].user
    page.title, page.correction_note = f"{page.title} (bản mới)", ""
    page.save_revision(user=author)
    page = NewsPage.objects.get(pk=page.pk)
    given = ticks(page, Act.SUBMIT)
    asked = {Act.SUBMIT: measured(Act.SUBMIT, lambda: submit.submit(page, author, given, change=submit.UPDATE))}
    while (waiting := item_state.open_step(page)) is not None:
        act, seat = ACT_OF_KIND[waiting.kind], waiting.entitled.exclude(user=author)[0]
        work: Callable[..., Any] = publish.publish if act is Act.PUBLISH else decide.decide
        state, given = StepState.objects.get(pk=waiting.pk), ticks(page, act)
        asked[act] = measured(act, lambda: work(state, seat.user, "", given))  # noqa: B023 (called at once)
    return asked


def ticks(page: NewsPage, act: Act) -> list[str]:
    return [item.key for item in checklist.items_for(page, act)]


def statements(work: Callable[[], Any]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        work()
    return [each["sql"] for each in captured.captured_queries]


def counted(asked: list[str]) -> list[str]:
    """Without savepoints."""
    return [sql for sql in asked if not re.match("SAVEPOINT|RELEASE", sql)]


def asked_twice(asked: list[str]) -> list[str]:
    """What the same act asked more than once in the same words from its first lock on, and not by what a row of the ledger needs."""
    locked = next(place for place, sql in enumerate(asked) if sql.startswith("SAVEPOINT"))
    times = Counter(counted(asked[locked:]))
    return [sql for sql, number in times.items() if number > 1 and not UNDER_THE_LOCK.search(sql)]
