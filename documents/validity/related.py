"""Reads of relations, from both sides, of published documents only."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from documents.names.citation import name_of
from documents.names.numbers import identity
from documents.validity.relation_kinds import BEARING, Kind
from documents.validity.relations import DocumentRelation
from documents.validity.status import Effect

if TYPE_CHECKING:
    from documents.models import DocumentPage

_SITE = 2 * Page.steplen  # so much of a path says which site a page is of
_SHOWN = [
    f"page__{name}"
    for name in (
        "number", "type", "issuer", "abstract", "signed_on", "effective_on", "title", "slug", "url_path", "path", "depth", "live",
        "content_type_id", "locale_id",
    )
]  # fmt: skip


@dataclass(frozen=True)
class Related:
    """A line of «văn bản liên quan»: how the other document is called, its address ("" where the portal has none), which part."""

    kind: Kind
    name: str
    title: str
    page: "DocumentPage | None"
    detail: str
    from_on: datetime.date | None = None
    until_on: datetime.date | None = None


def published(pages: Sequence["DocumentPage"]) -> QuerySet[DocumentRelation]:
    """What published documents of the same site say of these, each with the document that says it."""
    named = [each for page in pages if (each := identity(page.number, page.type, page.issuer))]
    of_site = Q()
    for root in {page.path[:_SITE] for page in pages}:
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
        by_name[page.path[:_SITE], identity(page.number, page.type, page.issuer)].append(page)
    for row in published(pages):
        about = [by_key[row.target_id]] if row.target_id else by_name[row.page.path[:_SITE], row.identity]
        for page in about:
            if page.pk != row.page_id and page.path[:_SITE] == row.page.path[:_SITE]:
                yield page, row


def effect_of(row: DocumentRelation) -> Effect:
    """From the day that the relation names, or else that on which the document that says it takes effect, or was signed."""
    from_on = row.from_on or row.page.effective_on or row.page.signed_on
    return Effect(Kind(row.kind), row.page, from_on, row.until_on, row.detail)


def about(page: "DocumentPage") -> list["DocumentPage"]:
    """The published documents of which the stored rows of this page say something."""

    rows = list(DocumentRelation.objects.filter(page=page.pk).values_list("target", "identity"))
    return documents_of([key for key, _name in rows if key], [name for _key, name in rows if name], page.path)


def documents_of(keys: list[int], names: list[str], path: str) -> list["DocumentPage"]:
    """The public documents of one site by their keys, or by what they are known by."""
    from documents.models import DocumentPage
    from documents.register.rows import Registered

    known = Registered.objects.filter(identity__in=names).values("page") if names else []
    public = DocumentPage.objects.filter(live=True, path__startswith=path[:_SITE])
    return list(public.filter(Q(pk__in=keys) | Q(pk__in=known)).defer("text")) if keys or names else []


def outgoing(page: "DocumentPage") -> list[Related]:
    """What this document says of others; one that is not public, or not public any more, is left out."""
    rows: list[Any] = list(page.relations.all())
    names = {row.pk or id(row): _identity(row) for row in rows if not row.target_id}
    found = documents_of([r.target_id for r in rows if r.target_id], [n for n in names.values() if n], page.path)
    by_key, by_name = {p.pk: p for p in found}, {identity(p.number, p.type, p.issuer): p for p in found}
    lines = []
    for row in rows:
        other = by_key.get(row.target_id) if row.target_id else by_name.get(_identity(row))
        if other is None and row.target_id:
            continue
        lines.append(_line(row, other))
    return lines


def _identity(row: DocumentRelation) -> str:
    return identity(row.named_number, row.named_type, row.named_issuer)


def _line(row: DocumentRelation, other: "DocumentPage | None") -> Related:
    if other is None:
        kind = row.get_named_type_display() if row.named_type else ""
        name = name_of(kind, row.named_number, row.named_on, row.named_issuer) or row.named_title
        title = row.named_title if row.named_title != name else ""
    else:
        name, title = other.name, other.abstract
    return Related(Kind(row.kind), name, title, other, row.detail, row.from_on, row.until_on)


def incoming(rows: Iterable[DocumentRelation]) -> list[Related]:
    """What others say of a document, from the rows of `said_of_each`."""
    return [
        Related(Kind(row.kind), row.page.name, row.page.abstract, row.page, row.detail, row.from_on, row.until_on)
        for row in rows
    ]


def grouped(says: Iterable[Related], said: Iterable[Related]) -> list[tuple[str, list[Related]]]:
    """Both sides by kind, in the order of the kinds: what others say of the document first, because it bears on it."""
    groups: dict[str, list[Related]] = {}
    for heading in (*(kind.passive for kind in Kind), *(str(kind.label) for kind in Kind)):
        groups[heading] = []
    for line in said:
        groups[line.kind.passive].append(line)
    for line in says:
        groups[str(line.kind.label)].append(line)
    return [(heading, lines) for heading, lines in groups.items() if lines]
