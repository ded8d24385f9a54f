"""A record of an old portal's questions and answers as a page."""

import datetime

from django.utils import timezone

from pages.archive import paragraphs
from pages.archive_record import Record
from questions.models import QuestionPage
from vietnamese.slugs import vietnamese_slug
from workflows.models import Board

ASKER = "Công dân"


def read(record: Record, board: Board) -> tuple[QuestionPage, datetime.datetime]:
    """question, answer, field, asked, answered. The asker's name is never taken over."""
    question = record.text("question", required=True, at_most=10_000)
    moment = record.moment("answered") or record.moment("asked") or record.stable_moment
    title = record.text("title", at_most=255) or question.split("\n", 1)[0][:200]
    page = QuestionPage(
        title=title,
        question=question,
        asker=ASKER,
        asked_on=record.day("asked"),
        answer=paragraphs(record.text("answer", required=True)),
        answered_by=record.text("source", at_most=255) or "Chuyển từ cổng cũ",
        answered_on=record.day("answered") or timezone.localdate(moment),
        field=next(
            (f for f in board.fields.all() if vietnamese_slug(f.name) == vietnamese_slug(record.text("field"))), None
        ),
    )
    return page, moment
