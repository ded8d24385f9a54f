"""The texts of an item, each with the name of its field: what the detectors read. Nothing is written."""

import html
import re
from collections.abc import Iterator
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME

from workflows.content_guard.inspection import Passage
from workflows.digests.digest import HOUSEKEEPING

_LINE_ENDS = re.compile(r"<(?:/(?:p|h[1-6]|li|ul|ol|div|tr)|br\s*/?)>", re.I)
_CONTACTS = re.compile(r'<a\b[^>]*?\bhref="(?:mailto|tel):([^"?]*)[^>]*>')
_TAGS = re.compile(r"<[^>]*>")
NOT_TEXT = frozenset({"slug"})


def passages_of(page: models.Model) -> Iterator[Passage]:
    """Every text of a page and of what belongs to it."""
    yield from _of_fields(page)
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if name and name != COMMENTS_RELATION_NAME:
            for child in getattr(page, name).all():
                for passage in passages_of(child):
                    yield Passage(str(child._meta.verbose_name), passage.text)


def _of_fields(page: models.Model) -> Iterator[Passage]:
    for field in page._meta.concrete_fields:
        if field.name in HOUSEKEEPING or field.name in NOT_TEXT or getattr(field, "choices", None):
            continue
        label = str(getattr(field, "verbose_name", field.name))
        if isinstance(field, StreamField):
            yield Passage(label, "\n".join(_strings(field.get_prep_value(field.value_from_object(page)))))
        elif isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.URLField):
            yield Passage(label, _plain(str(field.value_from_object(page) or "")))


def _strings(value: Any) -> Iterator[str]:
    """The texts of blocks as they are stored, each on lines of its own; keys and kinds of blocks are none."""
    if isinstance(value, str):
        yield _plain(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("id", "type"):
                yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def _plain(text: str) -> str:
    """Rich text without its tags, a line per paragraph; with the numbers and addresses that its links lead to."""
    if "<" not in text and "&" not in text:
        return text
    return html.unescape(_TAGS.sub("", _LINE_ENDS.sub("\n", _CONTACTS.sub(r" \1 ", text))))
