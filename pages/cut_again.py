"""Cut pictures: whether somebody has taken one away, or put another picture in the place of one. For the latter they are cut again."""

from collections.abc import Iterator

from PIL import Image, ImageChops, ImageOps, ImageStat
from wagtail.images.models import Filter

from foreign_files.pictures import SECONDS, Unshowable
from foreign_files.pictures.plain import in_srgb
from pages.cutting import cut_files
from pages.models import CutState, PortalImage, Rendition
from pages.pictures import missing_cuts
from workflows.models import CitedFile
from workflows.verification.again import Tonight

STEPS = 12.0  # of 255, on average over the picture: what another version of the libraries may round otherwise


def missing() -> Iterator[str]:
    """Public pictures of which not everything is there that was cut from them."""
    public = CitedFile.objects.filter(kind="image", is_released=True).values("object_id")
    images = PortalImage.objects.filter(pk__in=public, cut_state=CutState.MADE).prefetch_related("renditions")
    for image in images.order_by("pk").iterator(chunk_size=500):
        if missing_cuts(image):
            yield f"Ảnh công khai «{image.title}» (số {image.pk}): thiếu ảnh đã cắt."


def breaches(tonight: Tonight) -> Iterator[str]:
    keys = [key for key in Rendition.objects.order_by("pk").values_list("pk", flat=True) if tonight(key)]
    for row in Rendition.objects.filter(pk__in=keys).select_related("image").iterator(chunk_size=100):
        if not _is_cut_from_its_original(row):
            yield f"Ảnh đã cắt «{row.file.name}» (số {row.pk}): không giống ảnh cắt lại từ ảnh gốc."


def _is_cut_from_its_original(row: Rendition) -> bool:
    try:
        made = cut_files(row.image, [Filter(spec=row.filter_spec)], SECONDS)[row.filter_spec]
        with row.file.open() as kept:
            return _alike(_shown(Image.open(made)), _shown(Image.open(kept)))
    except (OSError, Unshowable):
        return False


def _shown(picture: Image.Image) -> Image.Image:
    """As a browser shows it: before, what was cut kept the profile and the turn of its original."""
    upright = ImageOps.exif_transpose(picture)
    return in_srgb(upright, picture.info.get("icc_profile")).convert("RGB")


def _alike(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return False
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean) <= STEPS
