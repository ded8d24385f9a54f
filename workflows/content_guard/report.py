"""What the guard says about one version of an item: its texts and its files together. It reads; it never writes."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workflows.content_guard import attachments
from workflows.content_guard.finding import Finding
from workflows.content_guard.hidden_parts import HiddenInFile, hidden_in
from workflows.content_guard.inspection import inspect
from workflows.content_guard.links import closed_links
from workflows.content_guard.passages import passages_of
from workflows.models.board import Board
from workflows.models.file_reading import FileReading
from workflows.models.judged import Judged
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act

SHOWN = 40


@dataclass(frozen=True)
class Report:
    """Findings in a draft, what blocks first; a sentence for each file that a person has to read; what files hold and do not show."""

    draft: ReviewedPage
    findings: list[Finding]
    unread: list[str]
    hidden: list[HiddenInFile]

    @property
    def is_empty(self) -> bool:
        return not (self.findings or self.unread or self.hidden or self.links)

    @cached_property
    def links(self) -> list[str]:
        """What it leads to and citizens cannot open, each as a sentence."""
        return closed_links(self.draft)

    @property
    def shown(self) -> list[Finding]:
        return self.findings[:SHOWN]

    @property
    def more(self) -> int:
        """How many findings are not shown."""
        return max(0, len(self.findings) - SHOWN)

    @property
    def marks(self) -> tuple[str, ...]:
        """Where secrecy marks stand, each place with its words."""
        return tuple(dict.fromkeys(f"{each.place}: «{each.words}»" for each in self.findings if each.blocks))


def report_on(
    draft: ReviewedPage, board: Board, media: list[tuple[str, int, Any]], readings: attachments.Readings | None = None
) -> Report:
    """The guard's report. `media` are the draft's images and documents (`digest.media_of`), `readings` of their files where they are at hand."""
    numbers, documents = (board.rules.board.phone,), attachments.documents_among(media)
    readings = FileReading.of(documents) if readings is None else readings
    in_files, unread = attachments.findings_in(media, numbers, readings)
    listed = board.rules.sensitivity
    words = listed.words if listed and not draft.is_sensitive else ()
    found = [*inspect(passages_of(draft), numbers, words), *in_files]
    return Report(draft, sorted(found, key=lambda each: not each.blocks), unread, hidden_in(documents, readings))


def is_declared(judged: Judged) -> bool:
    """Whether somebody with the right has declared in the ledger that exactly this text, with these files, is not secret."""
    return any(row.act == Act.DECLARE and row.digest == judged.digest for row in judged.rows)


def is_released(judged: Judged) -> bool:
    """Whether exactly this text was submitted with a reason, under which a name that may be its asker's stays in it."""
    return any(row.act == Act.SUBMIT and row.digest == judged.digest and row.comment for row in judged.rows)
