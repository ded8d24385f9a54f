"""What a public document is known by and how it stands, as narrow rows: what the register, and other documents, find it by (0009, 0025).

`Registered` has a row per public document; `Period` the stretches of days on which it is in force or not, so that "in force on this day"
is one condition with the day as its parameter and nothing is recomputed at midnight. `documents/register/rows.py` writes them.
"""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from wagtail.models import Page

from documents.names.numbers import LONGEST_KEY, identity, name_key, number_key
from documents.validity.status import Standing

if TYPE_CHECKING:
    from documents.page import DocumentPage

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
