"""A record of an old portal's documents as a page."""

import datetime

from django.utils import timezone

from documents.names.types import DOCUMENT_TYPES
from documents.page import DocumentPage
from pages.archive import paragraphs
from pages.archive_record import BadRecord, Record
from vietnamese.slugs import vietnamese_slug
from workflows.models import Board

OTHER_TYPES = {"du-thao": "to-trinh"}
_TYPES = {vietnamese_slug(str(name)): key for key, name in DOCUMENT_TYPES}


def read(record: Record, board: Board) -> tuple[DocumentPage, datetime.datetime]:
    """number, type, issuer, issued → signed on, summary → abstract, text → readable text, url → source."""
    number, abstract = record.text("number", at_most=120), record.text("summary", at_most=3000)
    kind = record.text("type")
    if not (number or abstract):
        raise BadRecord("không rõ là văn bản nào: thiếu cả «number» lẫn «summary»")
    moment = record.moment("issued")
    page = DocumentPage(
        title=" ".join(part for part in (kind, number, abstract) if part)[:255].rstrip(),
        number=number or "không số",
        type=_TYPES.get(vietnamese_slug(kind), OTHER_TYPES.get(vietnamese_slug(kind), "cong-van")),
        issuer=record.text("issuer", at_most=255) or "Không rõ",
        signed_on=timezone.localdate(moment) if moment else None,
        abstract=abstract or number,
        text=paragraphs(record.text("text")),
        source_url=record.address("url", at_most=800),
    )
    return page, moment or record.stable_moment
