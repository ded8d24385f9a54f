"""What a stored content refers to, looked up once for each kind of object instead of once for each reference.

modelcluster asks the database about every reference of a page and of every row inside it while it rebuilds them; a tag alone costs two
look-ups. What was found stays at hand on the rebuilt page.
"""

from collections import defaultdict
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

Found = dict[type[models.Model], dict[Any, models.Model]]
Content = dict[str, Any]


def look_up(model: type[models.Model], content: Content, found: Found) -> None:
    """Add to `found` the objects that a page's content refers to, by class and key. One query for each class, none for what is there."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for kind, row in _rows(model, content):
        for field, key in _references(kind, row):
            if key not in found.setdefault(field.related_model, {}):
                wanted[field.related_model].add(key)
    for kind, keys in wanted.items():
        found[kind] |= kind._default_manager.in_bulk(keys)


def without_missing(model: type[models.Model], content: Content, found: Found) -> Content:
    """The content as modelcluster takes it when something is gone: the reference empty, or the row inside the page left out."""
    kept = _emptied(model, content, found)
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in content:
            rows = (row for row in content[name] if not _falls_with(relation.related_model, row, found))
            kept[name] = [_emptied(relation.related_model, row, found) for row in rows]
    return kept


def keep_at_hand(page: models.Model, found: Found) -> None:
    """What was looked up is not looked up again when a field of the page, or of a row inside it, is read."""
    inside = getattr(page, "_cluster_related_objects", None) or {}
    for row in (page, *(row for rows in inside.values() for row in rows)):
        for field in row._meta.concrete_fields:
            known = found.get(field.related_model, {}).get(getattr(row, field.attname)) if field.is_relation else None
            if known is not None:
                field.set_cached_value(row, known)


def _rows(model: type[models.Model], content: Content) -> list[tuple[type[models.Model], Content]]:
    rows = [(model, content)]
    for relation in get_all_child_relations(model):
        rows += [(relation.related_model, row) for row in content.get(relation.get_accessor_name()) or []]
    return rows


def _references(model: type[models.Model], row: Content) -> list[tuple[Any, Any]]:
    """The references that a row fills in, without those to the page itself, which is there."""
    fields: list[Any] = [field for field in model._meta.concrete_fields if row.get(field.name) is not None]
    return [
        (field, field.target_field.to_python(row[field.name]))
        for field in fields
        if field.is_relation and not (field.remote_field.parent_link or isinstance(field, ParentalKey))
    ]


def _missing(model: type[models.Model], row: Content, found: Found) -> list[Any]:
    return [field for field, key in _references(model, row) if key not in found[field.related_model]]


def _emptied(model: type[models.Model], row: Content, found: Found) -> Content:
    gone = (models.CASCADE, models.SET_NULL)
    missing = _missing(model, row, found)
    return {**row, **{field.name: None for field in missing if field.remote_field.on_delete in gone}}


def _falls_with(model: type[models.Model], row: Content, found: Found) -> bool:
    """Whether a row inside a page goes with an object that is gone."""
    return any(field.remote_field.on_delete is models.CASCADE for field in _missing(model, row, found))
