"""The files that are cut from a stored picture: Wagtail says which part of it and how large, a process of its own does it (decision 0048)."""

import posixpath
from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.image_operations import DoNothingOperation, FormatOperation
from wagtail.images.models import Filter

from foreign_files import pictures
from foreign_files.pictures import Cut, Reason, Unshowable

FORMATS = {"webp": ".webp", "jpeg": ".jpg", "png": ".png"}
USUAL = "webp"
LONGEST_NAME = 60


def cut_files(image: Any, filters: Iterable[Filter], seconds: int) -> dict[str, "ContentFile[bytes]"]:
    """For each filter, by its specification, the file that it makes of the picture. Raises `Unshowable`.

    A filter that changes nothing gives the original's own bytes.
    """
    content = _stored(image)
    whole = pictures.upright_size(content)
    cuts = {each: None if _is_original(each) else _cut_of(each, image, whole) for each in filters}
    distinct = list(dict.fromkeys(each for each in cuts.values() if each))
    made = dict(zip(distinct, pictures.cut(content, distinct, seconds), strict=True))
    return {
        each.spec: ContentFile(made[cut] if cut else content, _name_of(each, image, cut)) for each, cut in cuts.items()
    }


def _stored(image: Any) -> bytes:
    try:
        with image.file.storage.open(image.file.name) as stored:
            content: bytes = stored.read()
    except OSError:
        raise Unshowable(Reason.GONE) from None
    return content


def _is_original(each: Filter) -> bool:
    return all(isinstance(operation, DoNothingOperation) for operation in each.operations)


def _cut_of(each: Filter, image: Any, whole: tuple[int, int]) -> Cut:
    """The box within the picture, at least one pixel each way, and what is made of it."""
    transform = each.get_transform(image, whole)
    box = transform.get_rect().round()
    left, top = (min(max(0, at), side - 1) for at, side in zip((box.left, box.top), whole, strict=True))
    right, bottom = max(left + 1, min(box.right, whole[0])), max(top + 1, min(box.bottom, whole[1]))
    width, height = (max(1, round(side)) for side in transform.size)
    return (left, top, right, bottom, width, height, _format_of(each))


def _format_of(each: Filter) -> str:
    form = USUAL
    for operation in each.filter_operations:
        if not isinstance(operation, FormatOperation) or operation.format not in FORMATS:
            raise InvalidFilterSpecError(f"pictures are not cut like that here: {each.spec}")
        form = operation.format
    return form


def _name_of(each: Filter, image: Any, cut: Cut | None) -> str:
    stem, ending = posixpath.splitext(posixpath.basename(image.file.name))
    said = ".".join(filter(None, (each.get_cache_key(image), each.spec.replace("|", "."))))
    ending = f".{said}{FORMATS[cut[6]] if cut else ending}"
    return f"{stem[: LONGEST_NAME - len(ending)]}{ending}"
