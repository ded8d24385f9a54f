"""What stands in the files of an item. A file is read once, when it arrives or at the latest at submission, within limits of size and time.

What was found is kept by the file's name in the store (`FileReading`), so that showing it neither reads nor writes. A file that cannot be
read says so: then a person has to look.
"""

import logging
import time
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from foreign_files import text as file_text
from foreign_files.text import State
from workflows.content_guard.detectors.phones import national
from workflows.content_guard.finding import Finding, Kind
from workflows.content_guard.inspection import Passage, inspect
from workflows.models.file_reading import FileReading, Outcome

logger = logging.getLogger("portal.guard")

DETECTORS = 2  # higher after a change of the detectors: files are then read again at their next submission
BYTES = 40_000_000
SECONDS_A_FILE, SECONDS_AN_ITEM = 12.0, 25.0
KEPT = 60
SILENT = frozenset({"mp4"})
READ = frozenset({"pdf", "docx", "xlsx", "odt", "ods", "doc", "xls", "txt", "csv"})


def read_file(document: Any, seconds: float = SECONDS_A_FILE) -> None:
    """Read a document that has not been read by these detectors yet. Never raises for what is in the file."""
    name = document.file.name
    if not name or FileReading.objects.filter(name=name, detectors=DETECTORS).exists():
        return
    text, outcome = text_of(document, seconds)
    found = inspect([Passage("", text)])
    FileReading.objects.update_or_create(
        name=name,
        defaults={
            "detectors": DETECTORS,
            "outcome": outcome,
            "findings": [[each.kind, each.words, each.before, each.after] for each in found[:KEPT]],
        },
    )


def read_files(media: Iterable[tuple[str, int, Any]]) -> None:
    """Read the documents among an item's files that were not read yet, as far as the time for one item goes."""
    end = time.monotonic() + SECONDS_AN_ITEM
    for document in _documents(media):
        if time.monotonic() < end:
            read_file(document, min(SECONDS_A_FILE, max(1.0, end - time.monotonic())))


def _documents(media: Iterable[tuple[str, int, Any]]) -> list[Any]:
    return [document for kind, _key, document in media if kind == "document" and document is not None]


def text_of(document: Any, seconds: float) -> tuple[str, Outcome]:
    """The text of a document's file, and how much of it that is."""
    if document.file_extension.lower() in SILENT:
        return "", Outcome.WHOLE
    try:
        with document.file.storage.open(document.file.name) as file:
            content = file.read(BYTES + 1)
    except OSError as error:
        logger.warning("%s could not be opened: %s", document.file.name, error)
        return "", Outcome.NONE
    if len(content) > BYTES or document.file_extension.lower() not in READ:
        return "", Outcome.NONE
    reading = file_text.read(content, seconds)
    if reading.state == State.SCAN:
        return reading.text, Outcome.PART if reading.text.strip() else Outcome.NONE
    if reading.state != State.TEXT:
        return "", Outcome.NONE
    return reading.text, Outcome.WHOLE if reading.is_whole else Outcome.PART


def findings_in(
    media: Iterable[tuple[str, int, Any]], published_numbers: Collection[str] = ()
) -> tuple[list[Finding], list[str]]:
    """What was found in an item's files, and a sentence for each file of which not everything was read. One query."""
    open_to_all = {national(number) for number in published_numbers}
    documents = _documents(media)
    readings = FileReading.objects.in_bulk([document.file.name for document in documents], field_name="name")
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
    return [Finding(Kind(kind), place, *said) for kind, *said in reading.findings] if reading else []


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
