"""What the register of documents reads: narrow rows that follow the published pages, as `pages_listed` does (decisions 0009, 0025).

`Registered` has a row per public document with what it can be found by; `Period` the stretches of days on which it is in force or
not, so that "in force on this day" is one condition with the day as its parameter and nothing is recomputed at midnight.
What a row says of a page that is not live is never shown.
"""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from wagtail.models import Page

from documents.names.numbers import LONGEST_KEY, identity, name_key, number_key
from documents.validity.related import effects_on
from documents.validity.status import Standing, periods

if TYPE_CHECKING:
    from documents.models import DocumentPage

CHUNK = 500
_ORDER = ("-moment", "-page")


class Registered(models.Model):
    """A public document: the section that lists it, its number in one form, and what the register is narrowed by."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_index=False)
    number_key = models.CharField(max_length=LONGEST_KEY)
    identity = models.CharField(max_length=430, db_index=True)
    type = models.CharField(max_length=40)
    issuer_key = models.CharField(max_length=LONGEST_KEY)
    issuer = models.CharField(max_length=255)
    signer_key = models.CharField(max_length=LONGEST_KEY)
    signer = models.CharField(max_length=200)
    field = models.PositiveBigIntegerField(default=0)  # 0: none
    year = models.PositiveSmallIntegerField()
    moment = models.DateTimeField()
    published_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["section", *_ORDER], name="registered_all"),
            models.Index(fields=["section", "number_key"], name="registered_number"),
            models.Index(fields=["section", "-published_at", "-page"], name="registered_published"),
            models.Index(fields=["section", "type", *_ORDER], name="registered_type"),
            models.Index(fields=["section", "issuer_key", "issuer"], name="registered_issuer"),
            models.Index(fields=["section", "field"], name="registered_field"),
            models.Index(fields=["section", "year", *_ORDER], name="registered_year"),
            models.Index(fields=["section", "signer_key", "signer"], name="registered_signer"),
        ]

    def __str__(self) -> str:
        return self.number_key

    @classmethod
    def of(cls, page: "DocumentPage", section_id: int) -> "Registered":
        """The row of a live page."""
        moment = page.listed_moment or timezone.now()
        return cls(
            page_id=page.pk,
            section_id=section_id,
            number_key=number_key(page.number),
            identity=identity(page.number, page.type, page.issuer),
            type=page.type,
            issuer_key=name_key(page.issuer),
            issuer=page.issuer,
            signer_key=name_key(page.signer),
            signer=page.signer,
            field=page.field_id or 0,
            year=timezone.localtime(moment).year,
            moment=moment,
            published_at=page.first_published_at or moment,
        )


class Period(models.Model):
    """That a document stands so from one day until before another."""

    page = models.ForeignKey("documents.DocumentPage", on_delete=models.CASCADE, related_name="periods", db_index=False)
    section = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_index=False)
    standing = models.CharField(max_length=10, choices=Standing.choices)
    from_on = models.DateField()
    before = models.DateField()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["page", "from_on", "before", "standing"], name="period_of_page"),
            models.Index(fields=["section", "standing", "from_on", "before", "page"], name="period_of_section"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.standing} {self.from_on}–{self.before}"

    def holds_on(self, day: datetime.date) -> bool:
        return self.from_on <= day < self.before


def of_pages(pages: Iterable["DocumentPage"], section_id: int) -> None:
    """Write the rows of live pages that have none yet: at an import, and when the table is written anew."""
    waiting = list(pages)
    Registered.objects.bulk_create([Registered.of(page, section_id) for page in waiting], batch_size=CHUNK)
    _write_periods(waiting, section_id)


def clear(section_id: int) -> None:
    """Forget what is known of a section's documents, before it is written anew."""
    Registered.objects.filter(section=section_id).delete()
    Period.objects.filter(section=section_id).delete()


def follow(page: "DocumentPage") -> None:
    """Make the rows of a saved page what the page is now: there while it is live in a section, gone otherwise."""
    section = page.section_id if page.live else None
    Registered.objects.filter(pk=page.pk).delete()
    Period.objects.filter(page=page.pk).delete()
    if section is not None:
        of_pages([page], section)


def follow_effects(pages: Iterable["DocumentPage"]) -> None:
    """Something was published or withdrawn that says something of these pages: their stretches are computed anew."""
    for page in pages:
        if page.live and (section := page.section_id) is not None:
            Period.objects.filter(page=page.pk).delete()
            _write_periods([page], section)


def _write_periods(pages: list["DocumentPage"], section_id: int) -> None:
    found = effects_on(pages)
    Period.objects.bulk_create(
        [
            Period(page_id=page.pk, section_id=section_id, standing=standing, from_on=first, before=before)
            for page in pages
            for first, before, standing in periods(page.effective_on, page.expired_on, found.get(page.pk, ()))
        ],
        batch_size=CHUNK,
    )
