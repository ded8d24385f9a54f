"""A picture of any depth, mode and profile as one that every browser shows: eight bits a channel, grey or sRGB, with or without transparency."""

import io
from contextlib import suppress

from PIL import Image, ImageCms

FORMATS = ("JPEG", "PNG", "WEBP")
ORIENTATION = 0x0112
_DEEP = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N"})
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = frozenset({5, 6, 7, 8})
_SRGB = ImageCms.createProfile("sRGB")


def turn_of(image: Image.Image) -> int:
    """How the picture is to be turned, 1 where it stands upright or does not say."""
    turn = image.getexif().get(ORIENTATION, 1)
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height of the picture once it is turned; its header says them."""
    width, height = image.size
    return (height, width) if turn_of(image) in _LYING else (width, height)


def upright(image: Image.Image, turn: int) -> Image.Image:
    return image.transpose(_TURNS[turn]) if turn in _TURNS else image


def eight_bits(image: Image.Image) -> Image.Image:
    """The same in L, RGB, RGBA or CMYK, eight bits a channel; its colours are those of its profile (`in_srgb`)."""
    if image.mode in _DEEP:
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    wanted = {"1": "L", "L": "L", "CMYK": "CMYK"}.get(image.mode, "RGB")
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        wanted = "RGBA"
    return image if image.mode == wanted else image.convert(wanted)


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The same in L, RGB or RGBA, its colours turned from this profile to sRGB; a profile that fits no such picture is left aside."""
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            read = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, read, _SRGB, outputMode=mode) or image
    return image if image.mode in ("L", "RGB", "RGBA") else image.convert("RGB")
