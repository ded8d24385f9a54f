"""What is kept of each object that can be found, written in the transaction that saves the object."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from modelsearch.backends.base import BaseIndex, get_model_root
from modelsearch.index import AutocompleteField, Indexed, RelatedFields, SearchField
from wagtail.models import Page

from search.dialects import dialect
from search.dialects.dialect import Row
from search.models import Entry
from search.text import Tokens, tokens

SITE_ROOT_DEPTH = 2
_SLOTS = 2**20


def scope(root: Page, model: type[Page] | None = None) -> str:
    """The token that every public page below a site's root bears, or those of one class of them."""
    return _scope(root.path) if model is None else f"{_scope(root.path)}_{model._meta.model_name}"


def scopes_of(instance: models.Model) -> list[str]:
    """The scopes in which citizens find it: none for what is not public."""
    if not (isinstance(instance, Page) and instance.live):
        return []
    root = _scope(instance.path)
    return [root, f"{root}_{instance._meta.model_name}"]


def _scope(path: str) -> str:
    return "@" + path[: SITE_ROOT_DEPTH * Page.steplen].lower()


def moment_of(instance: models.Model) -> datetime.datetime:
    """By what an object is newer than another."""
    for name in ("public_date", "latest_revision_created_at", "created_at"):
        if moment := getattr(instance, name, None):
            return moment
    return timezone.now()


class Index(BaseIndex):
    """The one index of all models with a whole number as key; a subclass's object stands under its root model's key."""

    def add_items(self, model: type[models.Model], items: Iterable[Any]) -> None:
        objects = list(items)
        if not objects or not (issubclass(model, Indexed) and model.get_search_fields()):
            return
        try:
            self._replace(_kind(model), objects)
        except IntegrityError:  # the whole index was rebuilt meanwhile; what it wrote can be seen now
            self._replace(_kind(model), objects)

    @transaction.atomic
    def _replace(self, kind: ContentType, objects: list[Any]) -> None:
        """An object of the same moment keeps its entry, and gets new tokens."""
        keys, known = _keys(kind, objects)
        kept = known & set(keys)
        if gone := known - kept:
            self._forget(Entry.objects.filter(id__in=gone))
        Entry.objects.bulk_create(
            Entry(id=key, content_type=kind, object_id=each.pk)
            for key, each in zip(keys, objects, strict=True)
            if key not in kept
        )
        dialect().write([row_of(key, each) for key, each in zip(keys, objects, strict=True)])

    def delete_item(self, item: Any) -> None:
        self._forget(Entry.objects.filter(content_type=_kind(type(item)), object_id=item.pk))

    def reset(self) -> None:
        self._forget(Entry.objects.all())

    @staticmethod
    def _forget(entries: models.QuerySet[Entry]) -> None:
        entries._raw_delete(entries.db)


class Rebuilder:
    """Empties the index and lets it be filled again, in one transaction: citizens search the old one until then."""

    def __init__(self, index: Index):
        self.index = index
        self.transaction = transaction.atomic()

    def start(self) -> Index:
        self.transaction.__enter__()
        self.index.reset()
        return self.index

    def finish(self) -> None:
        self.transaction.__exit__(None, None, None)


def _kind(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(get_model_root(model), for_concrete_model=True)


def kind_of_pages() -> ContentType:
    return _kind(Page)


def second_of(key: int) -> int:
    """The second in which the object of an entry with this key has its moment."""
    return key // _SLOTS


def row_of(key: int, instance: Any) -> Row:
    """What is kept of an object under its entry's key."""
    return key, *_tokens(instance), scopes_of(instance)


def _keys(kind: ContentType, objects: list[Any]) -> tuple[list[int], set[int]]:
    """A key for each: its second, then a slot within the second, the next one where somebody has it. And the keys that they have now."""
    wanted = [int(moment_of(each).timestamp()) * _SLOTS + (each.pk * 31 + kind.pk) % _SLOTS for each in objects]
    own = models.Q(content_type=kind, object_id__in=[each.pk for each in objects])
    entries = list(Entry.objects.filter(own | models.Q(id__in=wanted)))
    numbers = {each.pk for each in objects}
    known = {e.object_id: e.id for e in entries if e.content_type_id == kind.pk and e.object_id in numbers}
    taken = {entry.id for entry in entries}
    found = []
    for each, key in zip(objects, wanted, strict=True):
        if known.get(each.pk, 0) // _SLOTS == key // _SLOTS:
            found.append(known[each.pk])
            continue
        while key in taken:
            key += 1  # noqa: PLW2901 (the next slot)
            if Entry.objects.filter(id=key).exists():
                taken.add(key)
        taken.add(key)
        found.append(key)
    return found, set(known.values())


def texts_of(instance: Any) -> tuple[str, str]:
    """The name (what the model lets people find while they type: a title, a number, tags) and the body (all other texts)."""
    name, body = [], []
    for kind, field, text in _texts(instance, instance.get_search_fields()):
        if kind is AutocompleteField:
            name.append(text)
        elif field != "title":
            body.append(text)
    return "\n".join(dict.fromkeys(name)), "\n".join(body)


def _tokens(instance: Any) -> tuple[Tokens, Tokens]:
    name, body = texts_of(instance)
    return tokens(name, with_starts=True), tokens(body)


def _texts(instance: Any, fields: Iterable[Any]) -> Iterator[tuple[type, str, str]]:
    for field in fields:
        if isinstance(field, SearchField | AutocompleteField):
            yield type(field), field.field_name, _text(field.get_value(instance))
        elif isinstance(field, RelatedFields):
            related = field.get_value(instance)
            several = related.all() if isinstance(related, models.Manager) else [related]
            for each in several:
                if each is not None:
                    yield from _texts(each, field.fields)


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return "\n".join(map(_text, value))
    return "" if value is None else str(value)
