"""Pictures that are to be shown: whether all of one can be read, and cutting it. Knows no model.

Both are done in a process of their own (`cutting`), within limits of pixels, sides, memory and time; what cannot be shown is `Unshowable`.
"""

import io
import json
import logging
import subprocess
from collections.abc import Sequence
from typing import Any

from PIL import Image

from foreign_files import confined
from foreign_files.pictures import plain
from foreign_files.pictures.limits import (
    PIXELS_AT_ONCE,
    SECONDS,
    SECONDS_AT_ONCE,
    Cut,
    Reason,
    Unshowable,
)
from foreign_files.pictures.refusals import sentence

__all__ = [
    "PIXELS_AT_ONCE", "SECONDS", "SECONDS_AT_ONCE", "Cut", "Reason", "Unshowable", "cut", "header_size", "look_through", "sentence", "upright_size",
]  # fmt: skip

logger = logging.getLogger("portal.pictures")


def header_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the header says. Raises `Unshowable`."""
    return _of_header(data)[0]


def upright_size(data: bytes) -> tuple[int, int]:
    """The same, turned as the picture stands upright. Raises `Unshowable`."""
    return _of_header(data)[1]


def _of_header(data: bytes) -> tuple[tuple[int, int], tuple[int, int]]:
    try:
        with Image.open(io.BytesIO(data), formats=plain.FORMATS) as image:
            return image.size, plain.upright_size(image)
    except Image.DecompressionBombError:
        raise Unshowable(Reason.PIXELS) from None
    except Exception:
        raise Unshowable(Reason.BROKEN) from None


def look_through(data: bytes, seconds: int = SECONDS_AT_ONCE) -> None:
    """Raises `Unshowable` for a picture that cannot be cut."""
    cut(data, (), seconds)


def cut(data: bytes, cuts: Sequence[Cut], seconds: int) -> list[bytes]:
    """The cuts of a picture, encoded, in their order; waits at most so many seconds. Raises `Unshowable`."""
    try:
        done = confined.run(
            "foreign_files.pictures.cutting", str(seconds), json.dumps(cuts), content=data, seconds=seconds + 5
        )
    except subprocess.TimeoutExpired:
        raise Unshowable(Reason.SLOW) from None
    head, _newline, rest = done.stdout.partition(b"\n")
    if done.returncode != 0:
        logger.warning("cutting a picture ended with %s: %s", done.returncode, done.stderr[-400:])
        raise Unshowable(Reason.SLOW if done.returncode < 0 else Reason.BROKEN)
    told: dict[str, Any] = json.loads(head)
    if "unfit" in told:
        raise Unshowable(Reason(told["unfit"]))
    made = io.BytesIO(rest)
    return [made.read(length) for length in told["cuts"]]
