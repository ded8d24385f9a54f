"""Many files entered at once: each becomes a row that was read by machine, that a person checks, and that then is a draft like any other.

A row keeps what the person typed until it is a draft or is left out; nothing is submitted from here.
"""

import dataclasses
import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext
from wagtail.models import Page

from documents.entry.reading import read
from documents.entry.rows import EntryRow
from documents.names.numbers import name_key, number_key
from documents.names.types import DOCUMENT_TYPES
from documents.page import DocumentFile, DocumentPage
from documents.register.index_page import DocumentIndexPage
from foreign_files import text as file_text
from foreign_files import uploads
from pages.models import PortalDocument
from workflows.models import Board
from workflows.models.some_user import SomeUser

FIRST_PAGE, SECONDS = 3_000, 15.0
LIMITS = file_text.Limits(pages=12, characters=60_000)
TITLE = 255
_TYPES = {key: str(name) for key, name in DOCUMENT_TYPES}


def enter(board: Board, owner: Any, name: str, data: bytes, field: str = "") -> EntryRow:
    """Keep a file and what can be read in it; `field` is the key of a field of work, as typed. Raises `uploads.UploadRefused`; no row is made then."""
    taken = uploads.accept(name, data, uploads.EDITORS)
    reading = file_text.read(taken.data, SECONDS, LIMITS)
    found = dataclasses.asdict(read(reading.text, name))
    found |= {"signed_on": found["signed_on"].isoformat() if found["signed_on"] else "", "field": field[:20]}
    with transaction.atomic():
        document = PortalDocument(
            title=name[:255], collection=board.collection, uploaded_by_user=owner, file_size=len(taken.data)
        )
        document.file = ContentFile(taken.data, name=taken.name)
        document.file_hash = hashlib.sha1(taken.data, usedforsecurity=False).hexdigest()
        document.save()
        first = reading.text.partition("\f")[0].strip()[:FIRST_PAGE]
        return EntryRow.objects.create(
            board=board,
            owner=owner,
            document=document,
            typed=found,
            first_page=first,
            is_scan=reading.state == file_text.State.SCAN,
        )


def section_of(board: Board) -> DocumentIndexPage:
    """Where the board's documents stand. Raises `DocumentIndexPage.DoesNotExist`."""
    return DocumentIndexPage.objects.child_of(board.root_page).get()


def make_draft(row: EntryRow, values: dict[str, Any], owner: Any) -> DocumentPage:
    """The draft of a checked row; the row is gone then. Raises `ValidationError` with messages by field, and changes nothing."""
    page = DocumentPage(**values, title=_title(values), owner=owner, live=False)
    with transaction.atomic():
        if not EntryRow.objects.select_for_update().filter(pk=row.pk).exists():  # a second press
            raise ValidationError({NON_FIELD_ERRORS: gettext("Dòng này đã được lưu thành bản nháp.")})
        page.files.add(DocumentFile(document=row.document, title=values["number"][:255]))
        section_of(row.board).add_child(instance=page)
        page.save_revision(user=owner, log_action=True)
        row.delete()
    return page


def _title(values: dict[str, Any]) -> str:
    return f"{_TYPES[values['type']]} {values['number']} {values['abstract']}"[:TITLE].rstrip()


def leave_out(row: EntryRow) -> None:
    """Away with a row, and with its file where nobody uses that meanwhile."""
    with transaction.atomic():
        document = row.document
        row.delete()
        if not document.get_usage().count():
            document.delete()


def doubles(board: Board, rows: Iterable[EntryRow]) -> dict[int, list[tuple[str, int]]]:
    """For each row the documents that are the same already: a sentence and the page's key. Three queries, whatever the number."""
    rows = list(rows)
    hashes = {row.document.file_hash for row in rows}
    same_bytes = DocumentFile.objects.filter(
        document__file_hash__in=hashes, page__path__startswith=board.root_page.path
    )
    by_hash = {each.document.file_hash: each.page_id for each in same_bytes.select_related("document")}
    days = {row.typed.get("signed_on") for row in rows} - {"", None}
    signed = DocumentPage.objects.filter(
        path__startswith=board.root_page.path, signed_on__in=[d for d in days if _is_day(d)]
    )
    by_name = {
        (number_key(number), name_key(issuer), str(day)): key
        for key, number, issuer, day in signed.values_list("pk", "number", "issuer", "signed_on")
    }
    found: dict[int, list[tuple[str, int]]] = {}
    for row in rows:
        name = (
            number_key(row.typed.get("number", "")),
            name_key(row.typed.get("issuer", "")),
            row.typed.get("signed_on"),
        )
        if page := by_hash.get(row.document.file_hash):
            found.setdefault(row.pk, []).append((gettext("Tệp này đã có ở một văn bản trên cổng."), page))
        if page := by_name.get(name):
            found.setdefault(row.pk, []).append((gettext("Đã có văn bản cùng số, cùng cơ quan, cùng ngày ký."), page))
    return found


def _is_day(text: Any) -> bool:
    try:
        models.DateField().to_python(text)
    except ValidationError:
        return False
    return True


def may_enter(user: SomeUser, board: Board) -> bool:
    """Whether this person may write drafts of documents of this board."""
    section: Page | None = DocumentIndexPage.objects.child_of(board.root_page).first()
    return section is not None and section.permissions_for_user(user).can_add_subpage()
