"""What is judged and what is public, as digests: of a revision's content, of the files it refers to, of the public row.

The digest of a revision is taken from its stored JSON, never through the model, so that a migration does not change it.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.core.files.storage import Storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations
from taggit.models import Tag
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import COMMENTS_RELATION_NAME, Page

from workflows.digests.child_rows import adopt_keys

# Kept by Wagtail for its own housekeeping; none of it is content that a citizen reads.
HOUSEKEEPING = frozenset(
    {
        "pk", "id", "page_ptr", "path", "depth", "numchild", "url_path", "draft_title", "live", "has_unpublished_changes",
        "first_published_at", "last_published_at", "live_revision", "expired", "locked", "locked_at", "locked_by",
        "latest_revision", "latest_revision_created_at", "translation_key", "locale", "alias_of", "owner", "content_type",
        COMMENTS_RELATION_NAME,
    }
)  # fmt: skip

FIRST_PUBLISHED = "first_published_at"
NAMES = "names of tags"


def sha256_of(value: Any) -> str:
    """SHA-256, hexadecimal, of a JSON value in its one canonical form."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def content_digest(content: dict[str, Any], files: list[dict[str, Any]]) -> str:
    """The digest that people decide on: of a revision's stored content and of the bytes of its files."""
    judged = {key: value for key, value in content.items() if key not in HOUSEKEEPING}
    return sha256_of({"content": judged, "files": files})


def words_digest(content: dict[str, Any]) -> str:
    """Of what a stored content says, whatever its address: the same in a copy, which has another."""
    return sha256_of({key: value for key, value in content.items() if key not in {*HOUSEKEEPING, "slug"}})


def seal_of(page: ClusterableModel) -> dict[str, str]:
    """One digest per public field of a page, whether it comes from a revision or from the live row."""
    adopt_keys(page)
    structured = {field.name for field in page._meta.concrete_fields if field.get_internal_type() == "JSONField"}
    data = {key: value for key, value in page.serializable_data().items() if key not in HOUSEKEEPING}
    return {
        key: sha256_of(_parsed(value) if key in structured else _without_keys(value)) for key, value in data.items()
    }


def seal_of_date(moment: datetime.datetime | None) -> dict[str, str]:
    """The part of a seal that holds the day of first publication; empty while there is none (`verification` then asks the ledger)."""
    return {FIRST_PUBLISHED: sha256_of(moment.astimezone(datetime.UTC))} if moment else {}


def seal_of_names(page: ClusterableModel) -> dict[str, str]:
    """The part of a seal that holds how tags are called, which rows elsewhere say; empty for a page without tags."""
    borne: list[tuple[Any, Any]] = [
        (row, field)
        for relation in get_all_child_relations(type(page))
        for field in relation.related_model._meta.concrete_fields
        if field.related_model is Tag
        for row in getattr(page, relation.get_accessor_name()).all()
    ]
    known = {getattr(row, field.name) for row, field in borne if field.is_cached(row)}
    keys = [getattr(row, field.attname) for row, field in borne if not field.is_cached(row)]
    tags = known | set(Tag.objects.filter(pk__in=keys) if keys else ())
    names = sorted(tag.name for tag in tags)
    return {NAMES: sha256_of(names)} if names else {}


def seal_to_certify(page: ClusterableModel, first_published_at: datetime.datetime | None) -> dict[str, str]:
    """The whole seal of what is about to become public."""
    return seal_of(page) | seal_of_date(first_published_at) | seal_of_names(page)


def seal_again(page: ClusterableModel, sealed: dict[str, str]) -> dict[str, str]:
    """The seal of a public row, to be compared with this one: what older certificates do not hold is not taken."""
    return seal_of(page) | (seal_of_names(page) if NAMES in sealed else {})


def _parsed(value: Any) -> Any:
    """A structure that is kept as text, so that the order of its keys, which PostgreSQL changes, does not count."""
    return json.loads(value) if isinstance(value, str) and value else value


def _without_keys(value: Any) -> Any:
    """Child rows without their own key and their parent's, which differ between a revision and the live row.

    Rows that hold no order (tags) come out of a database in any, so they are taken in that of their keys, those without one last: so they
    will be written.
    """
    if isinstance(value, list) and value and all(isinstance(row, dict) and "pk" in row for row in value):
        rows = value if "sort_order" in value[0] else sorted(value, key=lambda row: (row["pk"] is None, row["pk"] or 0))
        return [{k: v for k, v in row.items() if k not in ("pk", "page", "content_object")} for row in rows]
    return value


def differing_fields(sealed: dict[str, str], current: dict[str, str], blank: dict[str, str]) -> list[str]:
    """The public fields that are not what was certified.

    A migration may have come between: a dropped field is passed over; a field that the seal does not know must hold its
    default, or the value that the seal has under a name that is gone (a renamed field).
    """
    gone = {digest for name, digest in sealed.items() if name not in current}
    return [
        name
        for name, digest in current.items()
        if (digest != sealed[name] if name in sealed else digest != blank.get(name) and digest not in gone)
    ]


def kinds() -> dict[str, type[models.Model]]:
    """The kinds of files that a text refers to."""
    return {"image": get_image_model(), "document": get_document_model()}


def media_of(page: models.Model) -> list[tuple[str, int, Any]]:
    """The images and documents that a page refers to: kind, key, and the object or None where it is gone."""
    names = {model: kind for kind, model in kinds().items()}
    found = sorted({(names[model], key) for model, key in references_of(page) if model in names})
    known = {(type(each), each.pk): each for each in _chosen_in(page)}
    media: dict[str, dict[int, Any]] = {}
    for kind, model in kinds().items():
        keys = [key for of, key in found if of == kind]
        at_hand = {key: known[model, key] for key in keys if (model, key) in known}
        media[kind] = at_hand | model._default_manager.in_bulk([key for key in keys if key not in at_hand])
    return [(kind, key, media[kind].get(key)) for kind, key in found]


def files_of(page: models.Model) -> list[dict[str, Any]]:
    """The same, described: each with the SHA-256 of its bytes as they are on disk now.

    A file that is missing has an empty digest: that can be shown and refused, an error could not.
    """
    return [described(*item) for item in media_of(page)]


def sha256_of_file(storage: Storage, name: str) -> str:
    """SHA-256, hexadecimal, of a stored file; empty where it is missing."""
    digest = hashlib.sha256()
    try:
        with storage.open(name) as file:
            for chunk in file.chunks():
                digest.update(chunk)
    except FileNotFoundError:
        return ""
    return digest.hexdigest()


def described(kind: str, object_id: int, media: Any) -> dict[str, Any]:
    """An entry of the list of files that is judged with a text."""
    if media is None:
        return {"kind": kind, "id": object_id, "name": "", "sha256": "", "shown": []}
    digest = sha256_of_file(media.file.storage, media.file.name)
    return {"kind": kind, "id": object_id, "name": media.file.name, "sha256": digest, "shown": shown_of(media)}


def shown_of(media: Any) -> list[Any]:
    """What of a file's row a citizen sees besides its bytes: a document's title; a picture's point of focus, which crops it."""
    if isinstance(media, get_document_model()):
        return [media.title]
    return [media.focal_point_x, media.focal_point_y, media.focal_point_width, media.focal_point_height]


def files_again(files: list[dict[str, Any]], *, reads_bytes: bool = True) -> list[dict[str, Any]]:
    """A certificate's list of files as it would be made out today; without `reads_bytes`, as if what is stored had the bytes of then.

    One query for each kind of file.
    """
    media: dict[str, dict[int, Any]] = {}
    for kind, model in kinds().items():
        keys = [file["id"] for file in files if file["kind"] == kind]
        media[kind] = model._default_manager.in_bulk(keys) if keys else {}
    found = [(file, media[file["kind"]].get(file["id"])) for file in files]
    if reads_bytes:
        return [described(file["kind"], file["id"], each) for file, each in found]
    return [
        {**file, "name": each.file.name, "shown": shown_of(each)}
        if each is not None and each.file.storage.exists(each.file.name)
        else described(file["kind"], file["id"], None)
        for file, each in found
    ]


def references_of(instance: models.Model) -> Iterator[tuple[type[models.Model], int]]:
    """The pictures, files and pages that stand in a page's text, fields and rows: class and key."""
    for field in instance._meta.concrete_fields:
        yield from references_in(field, field.value_from_object(instance))
    for relation in get_all_child_relations(type(instance)):
        name = relation.get_accessor_name()
        if name and name != COMMENTS_RELATION_NAME:
            for child in getattr(instance, name).all():
                yield from references_of(child)


def references_in(field: Any, value: Any) -> Iterator[tuple[type[models.Model], int]]:
    """The same, of one field that has this value: a key, or what Wagtail searches for references."""
    if hasattr(field, "extract_references"):
        found = [(model, key) for model, key, *_path in field.extract_references(value)]
    elif field.is_relation and value and not _is_housekeeping(field):
        found = [(field.related_model, value)]
    else:
        return
    yield from ((model, int(key)) for model, key in found if key and issubclass(model, (Page, *kinds().values())))


def _is_housekeeping(field: Any) -> bool:
    return field.name in HOUSEKEEPING or isinstance(field, ParentalKey) or bool(field.remote_field.parent_link)


def _chosen_in(page: models.Model) -> Iterator[models.Model]:
    """What stands chosen in the blocks of a page: Wagtail has looked it up to tell what they refer to."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            yield from _chosen(field.value_from_object(page))


def _chosen(value: Any) -> Iterator[models.Model]:
    if isinstance(value, models.Model):
        yield value
    elif isinstance(value, StructValue):
        for each in value.values():
            yield from _chosen(each)
    elif isinstance(value, StreamValue | ListValue):
        for each in value:
            yield from _chosen(each.value if isinstance(value, StreamValue) else each)
