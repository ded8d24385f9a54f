"""The documents that a document says something of, and the lines of «văn bản liên quan», from both sides; published ones only."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from documents.names.citation import name_of
from documents.names.numbers import identity
from documents.validity.registered import Registered
from documents.validity.related import SITE
from documents.validity.relation_kinds import Kind
from documents.validity.relations import DocumentRelation

if TYPE_CHECKING:
    from documents.page import DocumentPage


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


def about(page: "DocumentPage") -> list["DocumentPage"]:
    """The published documents of which the stored rows of this page say something."""

    rows = list(DocumentRelation.objects.filter(page=page.pk).values_list("target", "identity"))
    return documents_of([key for key, _name in rows if key], [name for _key, name in rows if name], page.path)


def documents_of(keys: list[int], names: list[str], path: str) -> list["DocumentPage"]:
    """The public documents of one site by their keys, or by what they are known by."""
    known = Registered.objects.filter(identity__in=names).values("page") if names else []
    model: Any = DocumentRelation.page.field.related_model
    public: QuerySet[DocumentPage] = model.objects.filter(live=True, path__startswith=path[:SITE])
    return list(public.filter(Q(pk__in=keys) | Q(pk__in=known)).defer("text")) if keys or names else []


def targets_of(rows: list[Any]) -> list[int]:
    """The keys of the documents of the site that these relations lead to."""
    return [row.target_id for row in rows if row.target_id]


def outgoing(page: "DocumentPage") -> list[Related]:
    """What this document says of others; one that is not public, or not public any more, is left out."""
    rows: list[Any] = list(page.relations.all())
    names = [_identity(row) for row in rows if not row.target_id]
    found = documents_of(targets_of(rows), list(filter(None, names)), page.path)
    by_key, by_name = {p.pk: p for p in found}, {identity(p.number, p.type, p.issuer): p for p in found}
    lines = ((row, by_key.get(row.target_id) if row.target_id else by_name.get(_identity(row))) for row in rows)
    return [_line(row, other) for row, other in lines if other or not row.target_id]


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
