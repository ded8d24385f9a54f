"""What stands in the files of an item. A file is read once, when it arrives or at the latest at submission, within limits of size and time.

What was found is kept by the file's name in the store (`FileReading`), so that showing it neither reads nor writes. A file that cannot be
read says so: then a person has to look.
"""

import logging
import time
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from foreign_files import text as file_text
from foreign_files.text import Reading, State
from workflows.content_guard.detectors.phones import national
from workflows.content_guard.finding import Finding, Kind
from workflows.content_guard.hidden_parts import is_to_be_seen, of_part
from workflows.content_guard.inspection import Passage, inspect
from workflows.models.file_reading import FileReading, Outcome

logger = logging.getLogger("portal.guard")

DETECTORS = 4  # higher after a change of the detectors: files are then read again at their next submission
BYTES = 40_000_000
SECONDS_A_FILE, SECONDS_AN_ITEM = 12.0, 25.0
KEPT, FILES_A_TURN = 60, 5
Readings = Mapping[str, FileReading]  # by the names of files in the store
SILENT = frozenset({"mp4"})
READ = frozenset({"pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "doc", "xls", "ppt", "rtf", "txt", "csv"})


def read_file(document: Any, seconds: float = SECONDS_A_FILE) -> None:
    """Read a document that this reader and these detectors have not read yet, hidden parts and all. Never raises for what is in the file."""
    name = document.file.name
    versions = {"detectors": DETECTORS, "reader": file_text.VERSION}
    if not name or FileReading.objects.filter(name=name, **versions).exists():
        return
    reading, outcome = reading_of(document, seconds)
    passages = [Passage("", reading.text), *(Passage(each.part, each.text) for each in reading.hidden)]
    found = inspect(passages)
    FileReading.objects.update_or_create(
        name=name,
        defaults={
            **versions,
            "outcome": outcome,
            "findings": [[each.kind, each.words, each.before, each.after, each.place] for each in found[:KEPT]],
            "hides": is_to_be_seen(each.part for each in reading.hidden),
            "hidden": [[each.part, each.count] for each in reading.hidden],
        },
    )


def read_files(media: Iterable[tuple[str, int, Any]]) -> None:
    """Read the documents among an item's files that were not read yet, as far as the time for one item goes."""
    end = time.monotonic() + SECONDS_AN_ITEM
    for document in documents_among(media):
        if time.monotonic() < end:
            read_file(document, min(SECONDS_A_FILE, max(1.0, end - time.monotonic())))


def read_older(at_most: int = FILES_A_TURN) -> int:
    """Read anew some of the files that an older reader, or older detectors, read; returns how many. The worker does, after an upgrade."""
    older = FileReading.objects.exclude(detectors=DETECTORS, reader=file_text.VERSION).order_by("-pk")
    names = list(older.values_list("name", flat=True)[:at_most])
    documents = {document.file.name: document for document in get_document_model().objects.filter(file__in=names)}
    for name in names:
        if name in documents:
            read_file(documents[name])
        else:
            FileReading.objects.filter(name=name).delete()  # of a file that is gone
    return len(names)


def documents_among(media: Iterable[tuple[str, int, Any]]) -> list[Any]:
    return [document for kind, _key, document in media if kind == "document" and document is not None]


def reading_of(document: Any, seconds: float) -> tuple[Reading, Outcome]:
    """What is in a document's file, and how much of it that is."""
    nothing = Reading(State.EMPTY)
    if document.file_extension.lower() in SILENT:
        return nothing, Outcome.WHOLE
    try:
        with document.file.storage.open(document.file.name) as file:
            content = file.read(BYTES + 1)
    except OSError as error:
        logger.warning("%s could not be opened: %s", document.file.name, error)
        return nothing, Outcome.NONE
    if len(content) > BYTES or document.file_extension.lower() not in READ:
        return nothing, Outcome.NONE
    reading = file_text.read(content, seconds)
    if reading.state == State.SCAN:
        return reading, Outcome.PART if reading.text.strip() else Outcome.NONE
    if reading.state != State.TEXT:
        return reading, Outcome.NONE
    return reading, Outcome.WHOLE if reading.is_whole else Outcome.PART


def findings_in(
    media: Iterable[tuple[str, int, Any]], published_numbers: Collection[str] = (), readings: Readings | None = None
) -> tuple[list[Finding], list[str]]:
    """What was found in an item's files, and a sentence for each file of which not everything was read. One query, where `readings` are not at
    hand."""
    open_to_all = {national(number) for number in published_numbers}
    documents = documents_among(media)
    readings = FileReading.of(documents) if readings is None else readings
    found: list[Finding] = []
    unread: list[str] = []
    for document in documents:
        place = _("tệp «%s»") % document.title
        reading = readings.get(document.file.name)
        found += [each for each in _said_by(reading, place) if not _is_published(each, open_to_all)]
        if reading is None or reading.outcome != Outcome.WHOLE:
            unread.append(_sentence_of_unread(reading) % place)
    return found, unread


def _said_by(reading: FileReading | None, place: str) -> list[Finding]:
    """Findings of an older reading name no hidden part."""
    rows = reading.findings if reading else []
    return [
        Finding(Kind(kind), f"{place}, {of_part(part[0])}" if part and part[0] else place, *said)
        for kind, *rest in rows
        for said, part in [(rest[:3], rest[3:])]
    ]


def _is_published(found: Finding, numbers: Collection[str]) -> bool:
    return found.kind == Kind.PHONE and national(found.words) in numbers


def _sentence_of_unread(reading: FileReading | None) -> str:
    if reading and reading.outcome == Outcome.PART:
        return _("Mới đọc được một phần của %s: phần còn lại bạn hãy tự xem.")
    return _("Chưa đọc được chữ trong %s (bản chụp, hoặc dạng tệp không đọc được): bạn hãy tự mở xem.")


def read_new_file(sender: type, instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """A document that arrives is read at once, so that its editor is warned before submitting."""
    if not raw:
        read_file(instance)


def connect() -> None:
    post_save.connect(read_new_file, sender=get_document_model(), dispatch_uid="read_new_file")
