"""In what sizes the pictures of public pages are shown, in one place, and making them when a page is published.

So no citizen's visit waits for a picture to be cut, and showing a page writes nothing. Where one is missing all the same (an older
page, a new size), its first showing makes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.images.models import Filter

from pages.models.media import PortalImage


@dataclass(frozen=True)
class Use:
    """One way of showing a picture: what is cut from it, and how wide it stands on which screen."""

    cut: str
    widths: str = ""

    @property
    def specs(self) -> list[str]:
        return Filter.expand_spec(self.cut)


USES = {
    "lead": Use("fill-{480x300,800x500,1200x750}|format-webp", "(min-width: 62rem) 40rem, 100vw"),
    "item": Use("fill-{240x160,480x320}|format-webp", "(min-width: 48rem) 15rem, 7.5rem"),
    "article": Use("width-{480,800,1200,1600}|format-webp", "(min-width: 48rem) 44rem, 100vw"),
    "gallery": Use("fill-{480x360,800x600}|format-webp", "(min-width: 48rem) 21rem, 100vw"),
    "shared": Use("width-1200|format-jpeg"),
}


def cut_pictures(page: Any) -> None:
    """Cut what the page itself and the lists will show of its pictures; what is there already is left."""
    for image, uses in _pictures_of(page):
        if image is None:  # deleted since it was chosen
            continue
        image.get_renditions(*[spec for use in uses for spec in USES[use].specs])


def _pictures_of(page: Any) -> Iterator[tuple[PortalImage | None, list[str]]]:
    """Each picture of the page's bodies, with the ways in which it is shown: the first one stands for the page in lists."""
    is_first = True
    for block in (block for name in ("body", "text", "answer", "notice") for block in getattr(page, name, None) or ()):
        if block.block_type == "picture":
            yield block.value["image"], ["article", *(["lead", "item", "shared"] if is_first else [])]
            is_first = False
        elif block.block_type == "gallery":
            for picture in block.value:
                yield picture["image"], ["gallery"]
