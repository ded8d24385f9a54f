"""Reminders before and after a due moment."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from workflows.clocks.deadlines import Stage
from workflows.clocks.sentence import day_and_time
from workflows.gate import follow_up
from workflows.letters.writing import write
from workflows.models.board import Board, Member
from workflows.models.chain import StepState
from workflows.models.item_clock import ItemClock, Reminder

HEADINGS = {
    Stage.BEFORE: _("Sắp đến hạn"),
    Stage.ON: _("Hôm nay đến hạn"),
    Stage.AFTER: _("Quá hạn"),
    Stage.NEXT_LEVEL: _("Báo cấp trên, quá hạn"),
    Stage.CHIEF: _("Báo Trưởng ban, quá hạn"),
}


def reminder(
    told: Reminder,
    timed: ItemClock | StepState,
    board: Board,
    page: Page | None,
    waiting: list[Member],
    people: Iterable[Member],
    name: str,
) -> int:
    """About a due moment: before, on, after, or to a level above. Returns how many letters were written."""
    path = reverse("review_file", args=[page.pk]) if page else reverse("board", args=[board.slug])
    if isinstance(timed, ItemClock) and timed.starts in follow_up.SCREENS:
        path = reverse(follow_up.SCREENS[timed.starts], args=[board.slug])
    context = {
        "heading": HEADINGS[Stage(told.stage)],
        "name": name,
        "title": (page.draft_title or page.title) if page else "",
        "due_at": day_and_time(told.due_at),
        "is_late": told.stage not in (Stage.BEFORE, Stage.ON),
        "counted": timed.counted,
        "waits_for": ", ".join(str(member) for member in waiting),
        "board": board,
        "link": settings.WAGTAILADMIN_BASE_URL + path,
    }
    return write("reminder", (member.user for member in people), context)
