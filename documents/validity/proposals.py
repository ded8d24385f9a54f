"""Relations that a draft's own text states, for the clerk to take over or to set aside. Nothing is related before a person says so."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models

from documents.names.numbers import identity, name_key, number_key
from documents.validity.others import documents_of, targets_of
from documents.validity.relation_kinds import Kind
from documents.validity.relations import DocumentRelation
from documents.validity.stated_relations import Statement, statements
from workflows.content_guard.passages import passages_of
from workflows.models.some_user import SomeUser

if TYPE_CHECKING:
    from documents.page import DocumentPage

READ = ("abstract", "text")


class SetAsideProposal(models.Model):
    """That somebody who edits a document does not want this proposal again."""

    page = models.ForeignKey("documents.DocumentPage", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=16)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="set_aside_proposal")]

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True)
class Proposal:
    """A statement of the text, with the document of the site that it is about, if there is one."""

    statement: Statement
    target: "DocumentPage | None"

    @property
    def key(self) -> str:
        said = self.statement
        known = "|".join((said.kind, number_key(said.number), said.type, name_key(said.title)))
        return hashlib.sha256(known.encode()).hexdigest()[:16]

    @property
    def kind(self) -> str:
        return str(Kind(self.statement.kind).label)

    def relation(self) -> DocumentRelation:
        """The row that says the same."""
        said = self.statement
        if self.target:
            return DocumentRelation(kind=said.kind, target=self.target, detail=said.detail[:500])
        return DocumentRelation(
            kind=said.kind,
            named_number=said.number[:120],
            named_type=said.type,
            named_issuer=said.issuer[:255],
            named_on=said.dated_on,
            named_title=said.title[:500],
            detail=said.detail[:500],
        )


def proposals_for(page: "DocumentPage") -> list[Proposal]:
    """What the text of this version states and its relations do not say yet, in the order of the text. Three queries."""
    stated = statements(text_of(page), page.number)
    if not stated:
        return []
    rows: list[Any] = list(page.relations.all())
    names = {each: identity(each.number, each.type, each.issuer) for each in stated}
    known = documents_of(targets_of(rows), list(filter(None, names.values())), page.path)
    by_name = {identity(found.number, found.type, found.issuer): found for found in known if found.pk != page.pk}
    said = _said(rows, known)
    aside = set(SetAsideProposal.objects.filter(page=page.pk).values_list("key", flat=True))
    found = (Proposal(each, by_name.get(names[each])) for each in stated if _says(each) not in said)
    return [each for each in found if each.key not in aside]


def _said(rows: list[Any], known: list["DocumentPage"]) -> set[tuple[str, str, str]]:
    """What the relations say already."""
    by_key = {found.pk: found for found in known}
    return {(row.kind, *_called(row, by_key)) for row in rows}


def _says(stated: Statement) -> tuple[str, str, str]:
    """What a row that says the same comes to: the kind, and what the other document is called."""
    return stated.kind, number_key(stated.number), _title(stated.number, stated.title)


def _called(row: DocumentRelation, by_key: dict[int, "DocumentPage"]) -> tuple[str, str]:
    other = by_key.get(row.target_id) if row.target_id else None
    number = other.number if other else row.named_number
    return number_key(number), _title(number, row.named_title)


def _title(number: str, title: str) -> str:
    """By its title only what has no number is known."""
    return "" if number else name_key(title)


def text_of(page: "DocumentPage") -> str:
    """What the proposals are read from: the abstract and the whole text, a line per paragraph."""
    named = {field.name: str(field.verbose_name) for field in page._meta.fields}
    labels = [named[name] for name in READ]
    texts = {passage.place: passage.text for passage in passages_of(page) if passage.place in labels}
    return "\n".join(texts.get(label, "") for label in labels)


def take_over(page: "DocumentPage", key: str, user: SomeUser) -> bool:
    """A new version of the draft that says what this proposal states; False where the text states it no more."""
    draft: Any = page.get_latest_revision_as_object()
    found = next((each for each in proposals_for(draft) if each.key == key), None)
    if found is None:
        return False
    draft.relations.add(found.relation())
    draft.save_revision(user=user)
    return True


def set_aside(page: "DocumentPage", key: str) -> None:
    SetAsideProposal.objects.get_or_create(page=page, key=key[:16])
