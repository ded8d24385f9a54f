"""A record of an old portal's news as a page."""

import datetime

from taggit.models import Tag

from news.models import NewsPage, NewsTag
from pages.archive import paragraphs
from pages.archive_record import BadRecord, Record
from vietnamese.slugs import vietnamese_slug
from workflows.models import Board, Section

TAGS_AT_MOST = 12


def read(record: Record, board: Board) -> tuple[NewsPage, datetime.datetime]:
    """title → title, summary → lead, text → body, category → section, keywords → tags, url → source, published → its moment."""
    text = record.text("text")
    lead = record.text("summary", at_most=1000) or text.split("\n", 1)[0][:300]
    if not (text or lead):
        raise BadRecord("không có nội dung: thiếu cả «text» lẫn «summary»")
    url = record.address("url", at_most=500)
    page = NewsPage(
        title=record.text("title", required=True, at_most=255),
        lead=lead,
        body=paragraphs(text),
        section=section_for(record.text("category"), board),
        author=record.text("source", at_most=200) or "Chuyển từ cổng cũ",
        is_own=not url,
        source=record.text("source", at_most=255) if url else "",
        source_url=url,
    )
    page.tagged_items.add(*(NewsTag(tag=tag) for tag in tags_for(record)))
    return page, record.moment("published") or record.stable_moment


def section_for(category: str, board: Board) -> Section | None:
    """The section whose key or name the category has; the board's first one for the rest."""
    wanted = vietnamese_slug(category)
    sections = {
        word: section for section in board.sections.all() for word in (section.key, vietnamese_slug(section.name))
    }
    return sections.get(wanted) or next(iter(sections.values()), None)


def tags_for(record: Record) -> list[Tag]:
    """The record's keywords as tags, each once whatever its case."""
    names = {name.casefold(): name for name in record.names("keywords")[:TAGS_AT_MOST]}
    return [Tag.objects.get_or_create(name=name)[0] for name in names.values()]
