"""Cuts a picture: `python -m foreign_files.pictures.cutting SECONDS CUTS < file`, in a process of its own.

CUTS is a JSON list of `Cut`; an empty one only looks whether the whole picture can be read. Writes a line of JSON, {"cuts": [how long each is]}
or {"unfit": reason}, then the cuts.
"""

import io
import json
import math
import sys
from collections.abc import Sequence
from typing import Any

from PIL import Image

from foreign_files.confined import confine
from foreign_files.pictures import plain
from foreign_files.pictures.limits import PIXELS, SIDE, Cut, Reason, Unshowable

MEMORY = 1_500_000_000
FINER = 2.0  # how many times as fine as the finest cut the picture is read
COARSEST = 1 / 16
OPTIONS: dict[str, dict[str, Any]] = {
    "webp": {"quality": 80},
    "jpeg": {"quality": 80, "progressive": True, "optimize": True},
    "png": {},
}


def cut(data: bytes, cuts: Sequence[Cut]) -> list[bytes]:
    """The cuts, encoded. Raises `Unshowable`, and whatever a decoder raises."""
    Image.MAX_IMAGE_PIXELS = None  # the limit is the one below, asked before a pixel is decoded
    with Image.open(io.BytesIO(data), formats=plain.FORMATS) as image:
        _require_showable(image)
        whole, turn, profile = plain.upright_size(image), plain.turn_of(image), image.info.get("icc_profile")
        read = _read(image, max((_fineness(each) for each in cuts), default=COARSEST))
    if not cuts:
        return []
    shown = plain.upright(plain.in_srgb(read, profile), turn)
    shown.info = {}
    return [_encoded(_cut_out(shown, whole, each), each[6]) for each in cuts]


def _require_showable(image: Image.Image) -> None:
    if image.width * image.height > PIXELS:
        raise Unshowable(Reason.PIXELS)
    if max(image.size) > SIDE:
        raise Unshowable(Reason.SIDE)
    if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":  # what telephones hide behind a JPEG is no film
        raise Unshowable(Reason.MOVING)


def _fineness(each: Cut) -> float:
    left, top, right, bottom, width, height, _form = each
    return max(width / (right - left), height / (bottom - top))


def _read(image: Image.Image, fineness: float) -> Image.Image:
    """All of its bytes decoded, in eight bits a channel, about as fine as is needed."""
    width, kept = image.width, min(1.0, fineness * FINER)
    image.draft(None, (math.ceil(image.width * kept), math.ceil(image.height * kept)))
    image.load()
    read = plain.eight_bits(image)
    factor = int(image.width / width / kept)
    if factor < 2:
        return read
    if read.mode == "RGBA":  # what cannot be seen must not colour what can
        return read.convert("RGBa").reduce(factor).convert("RGBA")
    return read.reduce(factor)


def _cut_out(shown: Image.Image, whole: tuple[int, int], each: Cut) -> Image.Image:
    left, top, right, bottom, width, height, _form = each
    across, down = shown.width / whole[0], shown.height / whole[1]
    box = (left * across, top * down, min(right * across, shown.width), min(bottom * down, shown.height))
    return shown.resize((width, height), Image.Resampling.LANCZOS, box=box)


def _encoded(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    if form == "jpeg" and picture.mode == "RGBA":
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture)
        picture = ground
    picture.save(out, form.upper(), **OPTIONS[form])
    return out.getvalue()


def main() -> int:
    confine(MEMORY, int(sys.argv[1]))
    cuts: list[bytes] = []
    try:
        cuts = cut(sys.stdin.buffer.read(), [tuple(each) for each in json.loads(sys.argv[2])])
        told: dict[str, Any] = {"cuts": [len(each) for each in cuts]}
    except Unshowable as unfit:
        told = {"unfit": unfit.reason}
    except MemoryError:
        told = {"unfit": Reason.SLOW}
    except Exception as error:  # whatever a decoder says about a broken file, it means: not readable
        print(repr(error)[:400], file=sys.stderr)
        told = {"unfit": Reason.BROKEN}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + b"".join(cuts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
