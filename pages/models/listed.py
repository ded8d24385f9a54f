"""What listings read: one narrow row per public item, in the order of its listing.

A listing of a section with 100,000 items then reads an index and fifteen pages, at its first page as at its last. The rows follow the
pages in the transaction that saves them (`follow`); what a row says about a page that is not live any more is never shown.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import Page

from pages.stretches import Stretches
from workflows.models.tree import parent_now

if TYPE_CHECKING:
    from pages.models.public import PublicPage
    from pages.section import SectionPage

REBUILDS = "rebuild_listings"  # the command that writes all of it anew
_ORDER = ("-moment", "-page")


class Listed(models.Model):
    """A public item: the section page that lists it, by what it is ordered, and what it can be filtered by."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_index=False)
    category = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    moment = models.DateTimeField()
    published_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["section", *_ORDER], name="listed_all"),
            models.Index(fields=["section", "category", *_ORDER], name="listed_category"),
            models.Index(fields=["section", "year", *_ORDER], name="listed_year"),
            models.Index(fields=["section", "category", "year", *_ORDER], name="listed_category_year"),
            models.Index(fields=["section", "-published_at", "-page"], name="listed_published"),
        ]

    def __str__(self) -> str:
        return str(self.page_id)

    @classmethod
    def of(cls, page: "PublicPage", section_id: int) -> "Listed":
        """The row of a live page."""
        moment = page.listed_moment or timezone.now()
        return cls(
            page_id=page.pk,
            section_id=section_id,
            category=page.listed_category,
            year=timezone.localtime(moment).year,
            moment=moment,
            published_at=page.first_published_at or moment,
        )


def sections_of(pages: "Sequence[PublicPage]") -> dict[int, int]:
    """By the key of a page, that of the section that lists it. One query."""
    above = {page.path[: -Page.steplen] for page in pages}
    parents = {parent.path: parent for parent in Page.objects.filter(path__in=above)}
    found = ((page, parents.get(page.path[: -Page.steplen])) for page in pages)
    return {page.pk: parent.pk for page, parent in found if parent is not None and _lists(parent, page)}


def rows_of(pages: "Sequence[PublicPage]") -> "list[Listed]":
    """The rows of live pages, as `follow` writes them."""
    sections = sections_of(pages)
    return [Listed.of(page, sections[page.pk]) for page in pages if page.pk in sections]


def _lists(parent: Page, page: "PublicPage") -> bool:
    return getattr(parent.specific_class, "lists_model", None) is type(page)


def follow(page: "PublicPage") -> None:
    """Make the row of a saved page what the page is now: there while it is live below a section that lists its kind, gone otherwise."""
    above = parent_now(page)
    if above is None or not page.live or not _lists(above, page):
        Listed.objects.filter(pk=page.pk).delete()
        return
    Listed.objects.bulk_create(
        [Listed.of(page, above.pk)],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["section", "category", "year", "moment", "published_at"],
    )


class Items(Stretches["PublicPage"]):
    """The public items of a section, newest first, as pages of their class. Nothing is read before it is asked for."""

    def __init__(self, section: "SectionPage", *, category: str = "", year: int = 0):
        self.section, self.category, self.year = section, category, year

    @property
    def rows(self) -> models.QuerySet[Listed]:
        asked = {name: value for name, value in (("category", self.category), ("year", self.year)) if value}
        return Listed.objects.filter(section=self.section.pk, **asked)

    @cached_property
    def known_count(self) -> int:
        """How many there are. Set by whoever knows it already: the database counts row by row."""
        return self.rows.count()

    def __len__(self) -> int:
        return self.known_count

    def __bool__(self) -> bool:
        return self.rows.exists()

    def stretch(self, place: slice) -> "list[PublicPage]":
        return self.section.pages_of(self._keys(place.start or 0, place.stop))

    def _keys(self, start: int, stop: int | None) -> list[int]:
        """The keys of some places; those near the end are read from the end."""
        keys = self.rows.values_list("page", flat=True)
        if stop is None or start <= stop - start or start <= self.known_count // 2:
            return list(keys.order_by(*_ORDER)[start:stop])
        stop = min(stop, self.known_count)
        return list(keys.order_by("moment", "page")[self.known_count - stop : self.known_count - start])[::-1]


def distinct(section: "SectionPage", column: str) -> list[Any]:
    """The values that a column has among a section's items, greatest first: a jump per value, not a look at every row."""
    name = connection.ops.quote_name(column)
    greatest = f"SELECT {name} FROM pages_listed WHERE section_id = %s"
    sql = f"""
        WITH RECURSIVE found(value) AS (
            SELECT * FROM ({greatest} ORDER BY {name} DESC LIMIT 1) AS first
            UNION ALL
            SELECT ({greatest} AND {name} < found.value ORDER BY {name} DESC LIMIT 1) FROM found WHERE found.value IS NOT NULL
        )
        SELECT value FROM found WHERE value IS NOT NULL"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [section.pk, section.pk])
        return [value for (value,) in cursor.fetchall()]


def published(sections: Iterable[Page], count: int) -> list[int]:
    """The keys of what was published last in these sections."""
    rows = Listed.objects.filter(section__in=[section.pk for section in sections])
    return list(rows.order_by("-published_at", "-page").values_list("page", flat=True)[:count])
