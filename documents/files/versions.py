"""The versions of a document that citizens could read, and which file took which one's place.

What was public is what was certified: the versions are read from the certificates and the revisions that these were made out for. What
was public before the document was withdrawn stays withdrawn.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_datetime

from documents.files.texts import FileText, texts_of
from workflows.models import Certificate, CitedFile, Decision
from workflows.models.decision import CLOSING

if TYPE_CHECKING:
    from documents.page import DocumentPage

SHORT = 12  # so many signs of a SHA-256 tell two files of a document apart


@dataclass(frozen=True)
class FileRow:
    """A file in a version: the row's key (None while it was new), the file's key, how it is called."""

    key: int | None
    document: int
    title: str


@dataclass(frozen=True)
class Version:
    """What citizens could read from a moment on."""

    at: datetime.datetime
    files: tuple[FileRow, ...]

    @property
    def keys(self) -> set[int]:
        return {row.document for row in self.files}


@dataclass(frozen=True)
class Change:
    """That a version has a file in another's place; `old` None: added; `new` None: taken out."""

    old: FileRow | None
    new: FileRow | None


@dataclass(frozen=True)
class ShownFile:
    """A file of the document as citizens see it now."""

    document: Any
    title: str
    sha256: str
    published_at: datetime.datetime | None
    read: FileText | None = None

    @property
    def short_sha256(self) -> str:
        return self.sha256[:SHORT]


def changes(before: Version, after: Version) -> list[Change]:
    """Which file took which one's place: in the same row; under the same name; or the only one that went for the only one that came."""
    gone = [row for row in before.files if row.document not in after.keys]
    come = [row for row in after.files if row.document not in before.keys]
    found = []
    for old in list(gone):
        if new := _successor(old, gone, come):
            found.append(Change(old, new))
            come.remove(new)
            gone.remove(old)
    return [*found, *(Change(old, None) for old in gone), *(Change(None, new) for new in come)]


def _successor(old: FileRow, gone: list[FileRow], come: list[FileRow]) -> FileRow | None:
    """Of the files that came, the one in the place of `old`, which is one of those that went."""
    in_its_row = (row for row in come if row.key and row.key == old.key)
    of_its_name = (row for row in come if row.title and row.title == old.title)
    the_only_one = come if len(come) == len(gone) == 1 else []
    return next(chain(in_its_row, of_its_name, the_only_one), None)


def newest_in_place_of(document: int, versions: Sequence[Version]) -> int | None:
    """The file that the last version has where an earlier one had this; None where nothing took its place."""
    now: int | None = document
    for before, after in pairwise(versions):
        if now in before.keys and now not in after.keys:
            successors = {change.old.document: change.new for change in changes(before, after) if change.old}
            new = successors.get(now)
            now = new.document if new else None
    return now if now != document and versions and now in versions[-1].keys else None


def versions_of(page: "DocumentPage") -> list[Version]:
    """The versions since the document was last out of the public, oldest first. Two queries; none for a draft."""
    if page.pk is None or not page.live:
        return []
    closed = Decision.objects.filter(page=page.pk, act__in=CLOSING).order_by("-number").values_list("number", flat=True)
    rows = Certificate.objects.that_became_public().filter(page=page.pk)
    rows = rows.select_related("decision", "revision").order_by("decision__number")
    last = closed.first() or 0
    found = [_version(row) for row in rows if row.decision.number > last]
    if found and not last and page.first_published_at:
        found[0] = Version(page.first_published_at, found[0].files)
    return found


def _version(row: Certificate) -> Version:
    content = row.revision.content
    later = parse_datetime(content.get("go_live_at") or "")
    at = max(filter(None, (row.decision.at, later)))
    files = [FileRow(each.get("pk"), each["document"], each.get("title") or "") for each in content.get("files", [])]
    return Version(at, tuple(files))


def shown_files(page: "DocumentPage", versions: Sequence[Version]) -> list[ShownFile]:
    """The files of a page, each with the SHA-256 that was certified the day it came with, and what was read in it. Three queries, whatever their number."""
    rows: list[Any] = list(page.files.select_related("document"))
    cited = CitedFile.objects.filter(page=page.pk, kind="document", is_released=True) if page.pk and rows else []
    digests = {file.object_id: file.sha256 for file in cited}
    read = texts_of(digests.values()) if digests else {}
    return [
        ShownFile(row.document, row.title, digest, _came(row.document_id, versions), read.get(digest))
        for row in rows
        for digest in [digests.get(row.document_id, "")]
    ]


def _came(document: int, versions: Sequence[Version]) -> datetime.datetime | None:
    """The moment since which this file has been among the document's files without a break."""
    since = None
    for version in versions:
        since = (since or version.at) if document in version.keys else None
    return since
