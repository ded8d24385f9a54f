"""In what sizes pictures are shown, in one place, and cutting them: when a picture comes in, or soon afterwards by the worker (decision 0048).

So no citizen's visit and no posting waits for a picture to be cut, and showing a page writes nothing.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.images.models import Filter

from foreign_files.pictures import PIXELS_AT_ONCE, SECONDS, SECONDS_AT_ONCE, Reason, Unshowable
from pages.cutting import cut_files
from pages.models import CutState, PortalImage, Rendition

OF_ITS_PLACE = {"focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"}


@dataclass(frozen=True)
class Use:
    """One way of showing a picture: what is cut from it, and how wide it stands on which screen."""

    cut: str
    widths: str = ""

    @property
    def filters(self) -> list[Filter]:
        return [Filter(spec) for spec in Filter.expand_spec(self.cut)]


USES = {
    "lead": Use("fill-{480x300,800x500,1200x750}|format-webp", "(min-width: 62rem) 40rem, 100vw"),
    "item": Use("fill-{240x160,480x320}|format-webp", "(min-width: 48rem) 15rem, 7.5rem"),
    "article": Use("width-{480,800,1200,1600}|format-webp", "(min-width: 48rem) 44rem, 100vw"),
    "gallery": Use("fill-{480x360,800x600}|format-webp", "(min-width: 48rem) 21rem, 100vw"),
    "shared": Use("width-1200|format-jpeg"),
}
OF_WAGTAILS_SCREENS = Use("max-{165x165,800x600}")
EVERY_FILTER = [each for use in (*USES.values(), OF_WAGTAILS_SCREENS) for each in use.filters]


def kept_cuts(image: PortalImage, use: str) -> list[Rendition]:
    """What was cut of a picture for a use, the smallest first; nothing is cut for it. Empty where there is nothing to show."""
    found = image.find_existing_renditions(*USES[use].filters)
    return [found[each] for each in USES[use].filters if each in found]


def missing_cuts(image: PortalImage) -> list[Filter]:
    """What is still to be cut from a picture. One query, where its cuts were not read before."""
    there = {(row.filter_spec, row.focal_point_key) for row in image.renditions.all()}
    return [each for each in EVERY_FILTER if (each.spec, each.get_cache_key(image)) not in there]


def cut_soon(image: PortalImage) -> None:
    """A picture came in, or its point of focus was moved: it is cut once that is stored, a large one by the worker."""
    transaction.on_commit(lambda: _cut_or_wait(image), robust=True)


def _cut_or_wait(image: PortalImage) -> None:
    if image.width * image.height <= PIXELS_AT_ONCE:
        cut(image, SECONDS_AT_ONCE)
    elif missing_cuts(image):
        _note(image, CutState.WAITING)


def cut(image: PortalImage, seconds: int = SECONDS) -> None:
    """Cut what is missing, and note how it went: where there is too little time here, it waits for the worker."""
    missing = missing_cuts(image)
    try:
        files = cut_files(image, missing, seconds) if missing else {}
    except Unshowable as unfit:
        if unfit.reason is Reason.SLOW and seconds < SECONDS:
            _note(image, CutState.WAITING)
        else:
            _note(image, CutState.FAILED, unfit.reason)
        return
    rows = [
        Rendition(image=image, filter_spec=each.spec, focal_point_key=each.get_cache_key(image), file=files[each.spec])
        for each in missing
    ]
    with transaction.atomic():
        stored = PortalImage._base_manager.select_for_update().filter(pk=image.pk)
        if stored.values_list("file", flat=True).first() != image.file.name:
            return  # replaced while it was cut: what came in its place is cut by itself
        Rendition.objects.bulk_create(rows, ignore_conflicts=True)  # somebody else may have cut it meanwhile
        _note(image, CutState.MADE)


def cut_waiting() -> None:
    """The worker's turn: one picture, so that nothing else waits long for it."""
    waiting = PortalImage.objects.filter(cut_state=CutState.WAITING)
    image = waiting.order_by("?").first()  # in no order: one that fails without a word must not keep the others waiting
    if image is not None:
        cut(image)


def cut_anew(image: PortalImage) -> None:
    """Also what has a row and no file any more, and what could not be cut before."""
    for row in Rendition.objects.filter(image=image.pk):
        if not row.file.storage.exists(row.file.name):
            row.delete()
    cut(image)


def _note(image: PortalImage, state: CutState, problem: str = "") -> None:
    image.cut_state, image.cut_problem = state, problem
    PortalImage._base_manager.filter(pk=image.pk).update(cut_state=state, cut_problem=problem)


def is_cut_anew(update_fields: Any) -> bool:
    """Whether saving these columns of a picture changes what is cut from it."""
    return update_fields is None or bool({"file", *OF_ITS_PLACE} & set(update_fields))
