"""For a board's page: which of its public items have files with hidden parts that nobody on the way has confirmed to have seen.

Such stand there since before the portal could tell, or since a newer reader sees more (decision 0049).
"""

import posixpath
from collections.abc import Iterator
from itertools import groupby

from wagtail.models import Page

from foreign_files.text import Part
from workflows.content_guard.checklist import HIDDEN_PARTS
from workflows.content_guard.hidden_parts import HiddenInFile
from workflows.models.board import Board
from workflows.models.decision import CitedFile
from workflows.models.file_reading import FileReading
from workflows.models.tick import Tick

SHOWN = 50  # items; the others follow once these are seen to


def unseen(board: Board) -> list[tuple[Page, list[HiddenInFile]]]:
    """Each item with what its files hold. Two queries, whatever their number."""
    hiding = FileReading.objects.filter(hides=True)
    cited = CitedFile.objects.filter(kind="document", is_released=True, page__path__startswith=board.root_page.path)
    cited = cited.filter(name__in=hiding.values("name")).exclude(
        page__in=Tick.objects.filter(key=HIDDEN_PARTS).values("page")
    )
    rows = list(cited.select_related("page").order_by("page", "pk")[:SHOWN])
    readings = FileReading.objects.in_bulk([row.name for row in rows], field_name="name") if rows else {}
    return [(page, list(_told(of_page, readings))) for page, of_page in groupby(rows, key=lambda row: row.page)]


def _told(rows: Iterator[CitedFile], readings: dict[str, FileReading]) -> Iterator[HiddenInFile]:
    for row in rows:
        parts = {Part(part): count for part, count in readings[row.name].hidden}
        yield HiddenInFile(posixpath.basename(row.name), row.object_id, parts)
