"""A member's due moments as an iCalendar (RFC 5545). It leaves the portal for foreign servers, so it says little.

No text of a citizen and no typed reason is in it: a question is named by its number, a document too (a draft may yet prove secret), and
what is sensitive. The rest stands behind the link, which asks for a sign-in.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event
from wagtail.models import Page, Revision

from workflows.charter.words import Content
from workflows.models.board import Member
from workflows.models.chain import StepState
from workflows.models.item_clock import ItemClock
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser, signed_in
from workflows.rules.clocks import KEEPERS
from workflows.screens import desk

MOST = 300
TOLD_BY_TITLE = (Content.NEWS, Content.PAGE)


def due_calendar(user: SomeUser) -> bytes:
    """What waits for this person, what runs for their own items, and, for those who keep a board's clocks, all that run there."""
    steps = list(desk.my_queue(user).exclude(due_at=None)[:MOST])
    clocks = _clocks(user)
    keys = {int(state.workflow_state.object_id) for state in steps} | {one.page_id for one in clocks if one.page_id}
    names = _names(Page.objects.filter(pk__in=keys))
    calendar = Calendar()
    calendar.add("prodid", "-//Ban bien tap//Thoi han//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Thời hạn của Ban biên tập"))
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    for state in steps:
        page_id = int(state.workflow_state.object_id)
        calendar.add_component(_event(f"buoc-{state.pk}", state, state.task.name, names.get(page_id, ""), page_id))
    for running in clocks:
        name = names.get(running.page_id or 0, "")
        calendar.add_component(_event(f"dong-ho-{running.pk}", running, running.name, name, running.page_id))
    written: bytes = calendar.to_ical()
    return written


def _clocks(user: SomeUser) -> list[ItemClock]:
    kept = Member.objects.of_user(user).filter(role__in=KEEPERS).values("board")
    running = ItemClock.objects.running().exclude(due_at=None).select_related("board")
    own = running.filter(page__owner=signed_in(user), board__in=Member.objects.of_user(user).values("board"))
    return list((running.filter(board__in=kept) | own).distinct().most_pressing_first()[:MOST])


def _event(key: str, timed: ItemClock | StepState, what: str, item: str, page_id: int | None) -> Event:
    event, path = (
        Event(),
        reverse("review_file", args=[page_id]) if page_id else reverse("board", args=[timed.board.slug]),
    )
    link = settings.WAGTAILADMIN_BASE_URL + path
    event.add("uid", f"{key}@{timed.board.slug}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", timed.due_at)
    event.add("summary", f"{timed.timeliness_label}: {what} – {item}" if item else f"{timed.timeliness_label}: {what}")
    event.add("description", f"{timed.board}\n{link}")
    event.add("url", link)
    return event


def _names(pages: Iterable[Page]) -> dict[int, str]:
    """How each item is called outside. Two queries."""
    found = list(pages)
    latest = Revision.objects.filter(pk__in=[page.latest_revision_id for page in found])
    sensitive: dict[int | None, Any] = dict(latest.values_list("pk", "content__is_sensitive"))
    return {page.pk: _name(page, bool(sensitive.get(page.latest_revision_id))) for page in found}


def _name(page: Page, is_sensitive: bool) -> str:
    kind = page.specific_class
    if kind is not None and issubclass(kind, ReviewedPage) and kind.content_kind in TOLD_BY_TITLE and not is_sensitive:
        return page.draft_title or page.title
    label = kind._meta.verbose_name if kind else _("mục")
    return _("%(kind)s số %(number)s") % {"kind": label, "number": page.pk}
