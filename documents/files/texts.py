"""What is in the files of documents: their text and their signatures, by the SHA-256 of their bytes. The worker reads them.

A file is read once, however many documents cite it. Its text is searched and shown only with a page that is public and has released it.
"""

import logging
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search import index

from documents.files import signatures
from documents.files.signatures import Word
from foreign_files import text as file_text
from vietnamese.signs import all_mended
from workflows.digests.row_seal import RowSeal
from workflows.models import CitedFile

if TYPE_CHECKING:
    from documents.page import DocumentPage

logger = logging.getLogger("portal.documents")

FILES_A_TURN = 5
BYTES = 100_000_000
SEARCHED = 400_000  # letters of one page's files that the search index takes
LIMITS = file_text.Limits(pages=1_000, characters=1_500_000, seconds=60.0)


class State(models.TextChoices):
    """How far a file was read."""

    WAITING = "waiting", _("chờ đọc")
    TEXT = "text", _("có chữ")
    SCAN = "scan", _("bản chụp")
    EMPTY = "empty", _("không có chữ")
    FAILED = "failed", _("không đọc được")


_STATES = {file_text.State[state.name]: state for state in (State.TEXT, State.SCAN, State.EMPTY)}


class FileTexts(models.QuerySet["FileText"]):
    def in_force(self) -> "FileTexts":
        """Read by the reader as it is now. What an older one took for text may be hidden in the file: it is neither shown nor searched."""
        return self.filter(reader=file_text.VERSION)


class FileText(models.Model):
    """The text of one file's bytes, and what its signatures say, as one version of the reader read it."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    text = models.TextField(blank=True)
    is_whole = models.BooleanField(default=True)
    sentence = models.CharField(max_length=255, blank=True)
    signatures = models.JSONField(default=dict)
    roots = models.CharField(max_length=16, blank=True)
    reader = models.PositiveSmallIntegerField(default=1)
    read_at = models.DateTimeField(auto_now=True)
    seal = RowSeal("sha256", "state", "text", "is_whole", "sentence", "signatures", "roots", "reader")

    objects = models.Manager.from_queryset(FileTexts)()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("chữ của tệp")
        verbose_name_plural = _("chữ của tệp")

    def __str__(self) -> str:
        return f"{self.sha256[:12]}: {self.state}"

    @property
    def is_in_force(self) -> bool:
        return self.reader == file_text.VERSION

    @property
    def words(self) -> list[Word]:
        """What its signatures are worth, in words."""
        return signatures.words(self.signatures)


def read_waiting() -> int:
    """Read some of the files that documents cite and the reader as it is now has not read yet; returns how many. Each in its own transaction.

    What an older one read goes; what comes is a new row.
    """
    read = FileText.objects.in_force().exclude(state=State.WAITING).values("sha256")
    cited = CitedFile.objects.filter(kind="document").exclude(sha256="").exclude(sha256__in=read)
    waiting = dict(cited.order_by("-is_released", "-pk").values_list("sha256", "name")[:FILES_A_TURN])
    for sha256, name in waiting.items():
        row = read_one(sha256, name)
        with transaction.atomic():
            FileText.objects.filter(pk=sha256).delete()
            row.save(force_insert=True)
            _index_again(sha256)
    return len(waiting)


def read_one(sha256: str, name: str) -> FileText:
    """The row of a stored file, not saved yet. Never raises for what is in the file."""
    made = partial(FileText, sha256=sha256, reader=file_text.VERSION)
    try:
        with default_storage.open(name) as file:
            content = file.read(BYTES + 1)
    except OSError as error:
        logger.warning("%s could not be opened: %s", name, error)
        return made(state=State.FAILED, sentence=gettext("Không mở được tệp trong kho."))
    if name.endswith(".mp4") or len(content) > BYTES:
        return made(state=State.EMPTY)
    reading = file_text.read(content, LIMITS.seconds + 15, LIMITS)
    row = made(state=_STATES.get(reading.state, State.FAILED), text=reading.text, is_whole=reading.is_whole)
    if reading.state == file_text.State.ENCRYPTED:
        row.sentence = gettext("Tệp có mật khẩu nên không đọc được chữ.")
    elif row.state == State.FAILED:
        row.sentence = gettext("Tệp hỏng hoặc thuộc dạng không đọc được chữ.")
    if content.startswith(b"%PDF-"):
        row.signatures, row.roots = all_mended(signatures.read(content)), signatures.roots_mark()
    return row


def check_signatures_again() -> None:
    """After the trusted certificates changed: what was told of signatures is told anew."""
    mark = signatures.roots_mark()
    for row in FileText.objects.filter(signatures__state="signed").exclude(roots=mark).defer("text")[:50]:
        cited = CitedFile.objects.filter(sha256=row.sha256).first()
        if cited is not None and default_storage.exists(cited.name):
            with default_storage.open(cited.name) as file:
                row.signatures = all_mended(signatures.read(file.read()))
            row.roots = mark
            row.save(update_fields=["signatures", "roots", "read_at", "seal"])


def _index_again(sha256: str) -> None:
    """The public pages that show a file are found by its words from now on."""
    shown = CitedFile.objects.filter(sha256=sha256, is_released=True).values("page")
    for page in Page.objects.live().filter(pk__in=shown).specific():
        index.insert_or_update_object(page)


def texts_of(digests: Iterable[str]) -> dict[str, FileText]:
    """The rows of some files by their digests, without their texts. One query."""
    return FileText.objects.defer("text").in_bulk(set(filter(None, digests)))


def searched_text_of(page: "DocumentPage") -> str:
    """The words of the files of a public page; nothing of a draft. Two queries."""
    keys = [row.document_id for row in page.files.all()] if page.live and page.pk else []
    if not keys:
        return ""
    cited: Any = CitedFile.objects.filter(page=page.pk, kind="document", object_id__in=keys).values("sha256")
    texts = (
        FileText.objects.in_force()
        .filter(sha256__in=cited, state__in=[State.TEXT, State.SCAN])
        .values_list("text", flat=True)
    )
    return "\n".join(texts.order_by("sha256"))[:SEARCHED]
