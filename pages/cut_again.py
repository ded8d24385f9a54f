"""Cut pictures, cut again from their original: whether somebody has put another picture in the place of one."""

from collections.abc import Iterator

from PIL import Image, ImageChops, ImageStat, UnidentifiedImageError
from wagtail.images.models import Filter

from pages.models import Rendition
from workflows.verification.again import Tonight

STEPS = 12.0  # of 255, on average over the picture: what another version of the libraries may round otherwise
DRAWN = ".svg"  # kept as it is, never cut


def breaches(tonight: Tonight) -> Iterator[str]:
    keys = [key for key in Rendition.objects.order_by("pk").values_list("pk", flat=True) if tonight(key)]
    for row in Rendition.objects.filter(pk__in=keys).select_related("image").iterator(chunk_size=100):
        if not row.file.name.endswith(DRAWN) and not _is_cut_from_its_original(row):
            yield f"Ảnh đã cắt «{row.file.name}» (số {row.pk}): không giống ảnh cắt lại từ ảnh gốc."


def _is_cut_from_its_original(row: Rendition) -> bool:
    try:
        with row.image.generate_rendition_file(Filter(spec=row.filter_spec)) as made, row.file.open() as kept:
            return _alike(Image.open(made), Image.open(kept))
    except (OSError, UnidentifiedImageError):
        return False


def _alike(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return False
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return max(ImageStat.Stat(difference).mean) <= STEPS
