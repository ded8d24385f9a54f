"""What published documents say of a document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from wagtail.models import Page

from documents.names.numbers import identity
from documents.validity.relation_kinds import BEARING, Kind
from documents.validity.relations import DocumentRelation
from documents.validity.status import Effect

if TYPE_CHECKING:
    from documents.page import DocumentPage

SITE = 2 * Page.steplen  # so much of a path says which site a page is of
_SHOWN = [
    f"page__{name}"
    for name in (
        "number", "type", "issuer", "abstract", "signed_on", "effective_on", "title", "slug", "url_path", "path", "depth", "live",
        "content_type_id", "locale_id",
    )
]  # fmt: skip


def published(pages: Sequence["DocumentPage"]) -> QuerySet[DocumentRelation]:
    """What published documents of the same site say of these, each with the document that says it."""
    named = [each for page in pages if (each := identity(page.number, page.type, page.issuer))]
    of_site = Q()
    for root in {page.path[:SITE] for page in pages}:
        of_site |= Q(page__path__startswith=root)
    said_of = Q(target__in=[page.pk for page in pages]) | Q(target=None, identity__in=named)
    rows = DocumentRelation.objects.filter(said_of, of_site, page__live=True).select_related("page")
    return rows.only("kind", "target", "identity", "detail", "from_on", "until_on", *_SHOWN).order_by("page_id", "pk")


def effects_on(pages: Sequence["DocumentPage"]) -> dict[int, list[Effect]]:
    """What bears on whether these documents are in force, by their key; `Effect.by` is the document that says it."""
    found: dict[int, list[Effect]] = defaultdict(list)
    for page, row in said_of_each(pages):
        if row.kind in BEARING:
            found[page.pk].append(effect_of(row))
    return found


def said_of_each(pages: Sequence["DocumentPage"]) -> Iterable[tuple["DocumentPage", DocumentRelation]]:
    """What published documents say of these, with the one that each row is about. A document says nothing of itself."""
    if not pages:
        return
    by_key = {page.pk: page for page in pages}
    by_name: dict[tuple[str, str], list[DocumentPage]] = defaultdict(list)
    for page in pages:
        by_name[page.path[:SITE], identity(page.number, page.type, page.issuer)].append(page)
    for row in published(pages):
        about = [by_key[row.target_id]] if row.target_id else by_name[row.page.path[:SITE], row.identity]
        for page in about:
            if page.pk != row.page_id and page.path[:SITE] == row.page.path[:SITE]:
                yield page, row


def effect_of(row: DocumentRelation) -> Effect:
    """From the day that the relation names, or else that on which the document that says it takes effect, or was signed."""
    from_on = row.from_on or row.page.effective_on or row.page.signed_on
    return Effect(Kind(row.kind), row.page, from_on, row.until_on, row.detail)
