"""«Lịch sử văn bản»: what became of a document, from its dates, its public versions and what others say of it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from documents.files.versions import Change, changes
from documents.validity.related import effect_of
from documents.validity.relation_kinds import BEARING, Kind
from pages.models import PortalDocument

if TYPE_CHECKING:
    from documents.page import DocumentPage


@dataclass(frozen=True)
class Event:
    """A line: the day (None: nobody wrote it down), what happened, and what it is about: another document, or an earlier file."""

    day: datetime.date | None
    words: str
    page: Any = None
    file: Any = None


def history_of(page: "DocumentPage") -> list[Event]:
    """Oldest first; what has no day last."""
    found = [*_own(page), *_published(page), *_from_others(page)]
    return sorted(found, key=lambda event: event.day or datetime.date.max)


def _own(page: "DocumentPage") -> Iterator[Event]:
    for day, words in (
        (page.signed_on, _("Ký, ban hành")),
        (page.effective_on, _("Có hiệu lực")),
        (page.expired_on, _("Hết hiệu lực")),
    ):
        if day:
            yield Event(day, words)


def _published(page: "DocumentPage") -> Iterator[Event]:
    versions = page.versions
    if versions:
        yield Event(timezone.localdate(versions[0].at), _("Đăng trên cổng"))
    changed = [(after.at, changes(before, after)) for before, after in pairwise(versions)]
    keys = {change.old.document for _at, found in changed for change in found if change.old}
    files = PortalDocument.objects.in_bulk(keys) if keys else {}
    for at, found in changed:
        if not found:
            yield Event(timezone.localdate(at), _("Đăng bản cập nhật"))
        for change in found:
            yield _of_file(timezone.localdate(at), change, files)


def _of_file(day: datetime.date, change: Change, files: dict[int, PortalDocument]) -> Event:
    old = files.get(change.old.document) if change.old else None
    if change.old and change.new:
        return Event(day, _("Thay tệp; bản cũ vẫn mở được"), file=old)
    if change.old:
        return Event(day, _("Bỏ một tệp; bản cũ vẫn mở được"), file=old)
    return Event(day, _("Thêm tệp «%s»") % (change.new.title if change.new and change.new.title else _("không tên")))


def _from_others(page: "DocumentPage") -> Iterator[Event]:
    for row in page.said_of_it:
        if row.kind in BEARING or row.kind == Kind.CORRECTS:
            words = Kind(row.kind).passive
            yield Event(effect_of(row).from_on, words[:1].upper() + words[1:], page=row.page)
