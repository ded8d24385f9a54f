"""The rows inside a page (files, relations, tags) when a new version of it is published.

A version that an editor saves holds new rows without a key. Published twice, it would remove the stored rows and write the same again,
which the guards refuse, because a certified row is not to be removed. So equal rows take the stored ones' keys.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.models import get_all_child_relations, get_serializable_data_for_fields
from wagtail.models import COMMENTS_RELATION_NAME


def adopt_keys(page: models.Model) -> None:
    """To be called before anything leans on keys of rows. Asks the database only for the rows that this version holds in memory."""
    for _relation, _stored in _adopted(page):
        pass


@contextmanager
def unchanged_rows_kept(page: models.Model) -> Iterator[None]:
    """The same around a save of the page: rows that are stored just so are not written again, and those read here not asked for again."""
    waiting = getattr(page, "_cluster_related_objects", None) or {}
    at_hand = page.__dict__.setdefault("_prefetched_objects_cache", {})
    kept = []
    for relation, stored in _adopted(page):
        name, parent = relation.get_accessor_name(), relation.field.name
        known = {row.pk: content_of(row, parent) for row in stored}
        items = waiting[name]
        if len(items) == len(stored) and all(known.get(item.pk) == content_of(item, parent) for item in items):
            del waiting[name]
            at_hand[name] = stored
            kept.append(name)
    try:
        yield
    finally:
        for name in kept:
            at_hand.pop(name, None)


def _adopted(page: models.Model) -> Iterator[tuple[Any, models.QuerySet[Any]]]:
    """Each relation of which this version holds rows, after they took their keys, with the rows that are stored."""
    waiting = getattr(page, "_cluster_related_objects", None) or {}
    for relation in get_all_child_relations(type(page)):
        name, parent = relation.get_accessor_name(), relation.field.name
        items = waiting.get(name)
        if page.pk is None or not items or name == COMMENTS_RELATION_NAME:
            continue
        stored = relation.related_model._default_manager.filter(**{parent: page.pk})
        _adopt(items, {row.pk: row for row in stored}, parent)
        yield relation, stored


def _adopt(items: list[models.Model], free: dict[Any, models.Model], parent: str) -> None:
    unknown = [item for item in items if free.pop(item.pk, None) is None]
    for item in unknown:
        content = content_of(item, parent)
        equal = next((key for key, row in free.items() if content_of(row, parent) == content), None)
        if equal is not None:
            item.pk = equal
            del free[equal]


def content_of(row: models.Model, parent: str) -> dict[str, Any]:
    """A row as a version stores it, without its key and its page's."""
    data = json.loads(json.dumps(get_serializable_data_for_fields(row), cls=DjangoJSONEncoder))
    return {name: value for name, value in data.items() if name not in ("pk", parent)}
