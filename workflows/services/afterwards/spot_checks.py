"""Spot checks (R121, R122): drawing public items at random for members who had no part in them, and what each member found."""

import datetime
import random

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from vietnamese.working_days import beginning_of
from workflows.charter.after_publication import last_period, spot_check_of
from workflows.gate import follow_up, spot_checks
from workflows.gate.spot_checks import Said
from workflows.ledger import ledger
from workflows.letters import afterwards as afterwards_letters
from workflows.models.board import Board, Member
from workflows.models.decision import Decision
from workflows.models.item_clock import ItemClock
from workflows.models.judged import contributors
from workflows.models.mistake import MistakeReport
from workflows.models.some_user import SomeUser
from workflows.models.spot_check import SpotCheck
from workflows.rules.act import Act
from workflows.rules.spot_checks import CheckAct
from workflows.services.afterwards.report_mistake import report_mistake
from workflows.services.clocks import keep as keep_clocks
from workflows.services.locking import actor_of


def draw_all() -> int:
    """Draw for every board whose last week or month was not drawn from yet; how many items were given out. For the worker."""
    return sum(draw(board) for board in Board.objects.with_charter().exclude(charter=None).order_by("pk"))


@transaction.atomic
def draw(board: Board) -> int:
    """The draw hangs on the board and the period alone, so that a worker that starts again draws the same, and none twice."""
    rules = spot_check_of(board.rules)
    period, first, end = last_period(rules.per, timezone.localdate())
    Board.objects.select_for_update(no_key=True).get(pk=board.pk)
    if SpotCheck.objects.filter(board=board, period=period).exists():
        return 0
    lots = random.Random(f"{board.slug}:{period}")  # noqa: S311 (a draw that anybody may repeat, not a secret)
    pages = _published(board, first, end)
    lots.shuffle(pages)
    seats = [seat for seat in board.seats if seat.is_named(rules.who) and seat.user]
    lots.shuffle(seats)
    given = 0
    for page in pages:
        if given == rules.items:
            break
        posted = page.live_revision
        if posted is not None and (member := _uninvolved(page, posted, seats)):
            _give(board, page, posted, member, period)
            seats.append(seats.pop(seats.index(member)))  # the next item goes to somebody else first
            given += 1
    return given


def _uninvolved(page: Page, posted: Revision, seats: list[Member]) -> Member | None:
    """The first of those who may look at it, and still work here."""
    involved = _involved(page, posted)
    return next((seat for seat in seats if seat.user and seat.user.is_active and seat.user_id not in involved), None)


@transaction.atomic
def finish(check: SpotCheck, user: SomeUser, outcome: str, what: str = "") -> MistakeReport | None:
    """What the member found: right as approved, or a mistake, which becomes a report like a citizen's. Raises `Refused`."""
    check = (
        SpotCheck.objects.select_for_update(of=("self",), no_key=True)
        .select_related("board__charter", "page", "member")
        .get(pk=check.pk)
    )
    spot_checks.require(user, CheckAct.FINISH, check, Said(outcome, what))
    actor = actor_of(check.board, user)
    if outcome == SpotCheck.MISTAKE:
        check.report = report_mistake(check.board, check.page, what, actor=actor)
    check.outcome, check.done_at = outcome, timezone.now()
    said = dict(SpotCheck.OUTCOMES)[outcome]
    follow_up.record(check, actor, str(said).capitalize() + (f": {what.strip()}" if what.strip() else "."))
    check.save()
    if check.clock:
        keep_clocks.stop([check.clock], _("đã kiểm tra"))
    return check.report


def _published(board: Board, first: datetime.date, end: datetime.date) -> list[Page]:
    """What the board posted in these days and is public now, in the order of the tree."""
    since, until = map(beginning_of, (first, end))
    posted = Decision.objects.filter(board=board, act=Act.PUBLISH, at__gte=since, at__lt=until).values("page")
    return list(Page.objects.filter(pk__in=posted, live=True).select_related("live_revision").order_by("path"))


def _involved(page: Page, posted: Revision) -> set[int | None]:
    """Who wrote any of it, owns it, or decided on it."""
    decided = Decision.objects.filter(page=page.pk).exclude(user=None).values_list("user", flat=True)
    written = page.revisions.values_list("user_id", flat=True)
    return {page.owner_id, *decided, *written, *contributors(page, posted)}


def _give(board: Board, page: Page, posted: Revision, member: Member, period: str) -> None:
    rules = spot_check_of(board.rules)
    clock: ItemClock = keep_clocks.start_follow_up(
        board,
        page,
        keep_clocks.CHECK,
        f"kiem-tra-{period.lower()}-{page.pk}",
        _("Xem lại sau khi đăng"),
        _("khi giao xem lại"),
        rules,
        rules.within,
    )
    check = SpotCheck(
        board=board, page_id=page.pk, revision=posted, member=member, period=period,
        drawn_at=timezone.now(), clock=clock,
    )  # fmt: skip
    follow_up.record(check, ledger.Actor(), _("Rút ngẫu nhiên, giao %s.") % member)
    check.save(force_insert=True)
    afterwards_letters.spot_check(check)
