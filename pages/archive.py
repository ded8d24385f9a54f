"""Taking over thousands of pages of an old portal quickly: written in batches, each one transaction with its ledger rows and index.

What a record of each kind becomes is in `news/archive.py`, `documents/entry/archive.py`, `questions/archive.py`.
"""

import datetime
import gzip
import html
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision
from wagtail.search.backends import get_search_backend

from pages.archive_record import BadRecord, Record
from pages.blocks import BodyBlock
from pages.models import Edition, ImportedItem, PublicPage
from pages.section import SectionPage
from vietnamese.slugs import vietnamese_slug
from workflows.models import Board
from workflows.services.chain.import_published import import_published

BATCH = 250


@dataclass
class Report:
    """What an import did so far."""

    written: int = 0
    known: int = 0
    bad: list[str] = field(default_factory=list)


def records(path: Path, report: Report) -> Iterator[Record]:
    """The readable lines of a .jsonl or .jsonl.gz file; the others go into the report with their number."""
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                data = json.loads(line.decode("utf-8"))
            except UnicodeDecodeError:
                report.bad.append(f"Dòng {number}: không phải văn bản UTF-8.")
            except ValueError:
                report.bad.append(f"Dòng {number}: không phải JSON.")
            else:
                if isinstance(data, dict):
                    yield Record(number, data)
                else:
                    report.bad.append(f"Dòng {number}: phải là một đối tượng JSON.")


def paragraphs(text: str) -> Any:
    """Plain text as a body: a paragraph per line, headings and lists are not guessed."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return BodyBlock().to_python([])
    return BodyBlock().to_python([{"type": "text", "value": "".join(f"<p>{html.escape(line)}</p>" for line in lines)}])


@dataclass
class Archive:
    """An import into one section of one board. `read` makes an unsaved page of a record, or raises `BadRecord`."""

    board: Board
    section: SectionPage
    read: Callable[[Record, Board], tuple[PublicPage, datetime.datetime]]
    source: str
    sha256: str  # of the archive, by which a leader of the board has let it in
    report: Report = field(default_factory=Report)
    say: Callable[[str], None] = print

    def take(self, path: Path) -> Report:
        """Import every record that is not there yet. May be stopped and called again."""
        self._slugs = set(self.section.get_children().values_list("slug", flat=True))
        known = set(ImportedItem.objects.filter(board=self.board).values_list("key", flat=True))
        waiting: list[tuple[Record, PublicPage, datetime.datetime]] = []
        for record in records(path, self.report):
            try:
                if record.key in known:
                    self.report.known += 1
                    continue
                page, moment = self.read(record, self.board)
                self._complete(page)
            except (BadRecord, ValidationError) as error:
                sentence = "; ".join(error.messages).rstrip(".") if isinstance(error, ValidationError) else str(error)
                self.report.bad.append(f"Dòng {record.number}: {sentence}.")
                continue
            known.add(record.key)
            waiting.append((record, page, moment))
            if len(waiting) == BATCH:
                self._write(waiting)
                waiting = []
        self._write(waiting)
        if self.report.written:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # the planner goes by what it knows of sizes
        return self.report

    def _complete(self, page: PublicPage) -> None:
        """What saving through Wagtail would have filled in."""
        slug = base = vietnamese_slug(page.title) or "muc"
        number = 1
        while slug in self._slugs:
            number += 1
            slug = f"{base}-{number}"
        self._slugs.add(slug)
        page.slug, page.draft_title, page.live = slug, page.title, True
        page.content_type_id, page.locale_id = page.get_content_type().pk, self.section.locale_id
        page.url_path = f"{self.section.url_path}{slug}/"
        page.clean_fields(
            exclude=["path", "depth", "numchild", "field", "unit", "section", "signed_on", "asked_on", "answered_on"]
        )

    @transaction.atomic
    def _write(self, items: list[tuple[Record, PublicPage, datetime.datetime]]) -> None:
        if not items:
            return
        parent = Page.objects.select_for_update().get(pk=self.section.pk)
        last = parent.get_last_child()
        step = int(last.path[-Page.steplen :], 36) if last else 0
        for number, (_record, page, moment) in enumerate(items, start=1):
            page.path, page.depth = Page._get_path(parent.path, parent.depth + 1, step + number), parent.depth + 1
            page.first_published_at = page.last_published_at = page.latest_revision_created_at = moment
        pages = [page for _record, page, _moment in items]
        self._insert(pages)
        revisions = Revision.objects.bulk_create(self._revision(page, moment) for _record, page, moment in items)
        for page, revision in zip(pages, revisions, strict=True):
            page.live_revision = page.latest_revision = revision
        Page.objects.bulk_update([_base(page) for page in pages], ["live_revision", "latest_revision"])
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(pages))
        ImportedItem.objects.bulk_create(
            ImportedItem(board=self.board, key=record.key, address=record.text("url", at_most=800), page_id=page.pk)
            for record, page, _moment in items
        )
        type(pages[0]).write_listed(pages, parent.pk)
        Edition.turn(parent.path)
        import_published(self.board, list(zip(pages, revisions, strict=True)), self.source, self.sha256)
        get_search_backend().add_bulk(type(pages[0]), pages)
        self.report.written += len(pages)
        self.say(f"{self.report.written} mục …")

    @staticmethod
    def _insert(pages: list[PublicPage]) -> None:
        """The rows of both tables and of the children, without a signal per row."""
        for page, base in zip(pages, Page.objects.bulk_create([_base(page) for page in pages]), strict=True):
            page.pk = page.page_ptr_id = page.id = base.pk
            page.save_base(raw=True, force_insert=True)
            for relation in get_all_child_relations(type(page)):
                if relation.get_accessor_name() != COMMENTS_RELATION_NAME:
                    for child in getattr(page, relation.get_accessor_name()).all():
                        setattr(child, relation.field.name, page)
                        child.save_base(raw=True, force_insert=True)

    @staticmethod
    def _revision(page: PublicPage, moment: datetime.datetime) -> Revision:
        return Revision(
            content_type_id=page.content_type_id,
            base_content_type=page.get_base_content_type(),
            object_id=str(page.pk),
            created_at=moment,
            object_str=str(page)[:255],
            content=page.serializable_data(),
        )


def _base(page: PublicPage) -> Page:
    """The page's own row, without its class's."""
    values = {f.attname: getattr(page, f.attname) for f in Page._meta.concrete_fields if f.attname != "id"}
    return Page(id=page.pk, **values)
