"""What the register of documents reads is written here: rows that follow the published pages (`documents/validity/registered.py`)."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from documents.validity.registered import Period, Registered
from documents.validity.related import effects_on
from documents.validity.status import periods
from pages.models.listed import sections_of

if TYPE_CHECKING:
    from documents.page import DocumentPage

CHUNK = 500


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


def registered_of(pages: Sequence["DocumentPage"]) -> list[Registered]:
    """The rows of live documents in the register, as they are written here."""
    sections = sections_of(pages)
    return [Registered.of(page, sections[page.pk]) for page in pages if page.pk in sections]


def periods_of(pages: Sequence["DocumentPage"]) -> list[Period]:
    """The same for their stretches."""
    sections = sections_of(pages)
    return _periods([page for page in pages if page.pk in sections], sections)


def _write_periods(pages: list["DocumentPage"], section_id: int) -> None:
    rows = _periods(pages, dict.fromkeys((page.pk for page in pages), section_id))
    Period.objects.bulk_create(rows, batch_size=CHUNK)


def _periods(pages: list["DocumentPage"], sections: dict[int, int]) -> list[Period]:
    found = effects_on(pages)
    return [
        Period(page_id=page.pk, section_id=sections[page.pk], standing=standing, from_on=first, before=before)
        for page in pages
        for first, before, standing in periods(page.effective_on, page.expired_on, found.get(page.pk, ()))
    ]
