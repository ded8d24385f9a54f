"""Pictures are decoded and written anew, so that nothing is kept but their pixels (decision 0029).

An editor's pictures are cut instead (decision 0017): they are published, and lose no quality. What strangers send is evidence for an
answer; what hides between its segments is worth more care than its last shade.
"""

import io

from PIL import Image, ImageOps

from foreign_files.pictures.plain import eight_bits, in_srgb
from foreign_files.uploads.kinds import Kind, Reason, Unfit

MARKS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
FORMATS = {"JPEG": Kind.JPEG, "MPO": Kind.JPEG, "PNG": Kind.PNG, "WEBP": Kind.WEBP}  # MPO: a JPEG with more behind it
PIXELS = 50_000_000
SIDE = 20_000


def written_anew(data: bytes) -> tuple[Kind, bytes]:
    """The same pixels, upright, without metadata. Raises `Unfit`; a bomb is refused by its header, before a pixel is decoded."""
    if data.startswith(b"RIFF") and data[8:12] != b"WEBP":
        raise Unfit(Reason.UNKNOWN)
    Image.MAX_IMAGE_PIXELS = None  # the limit is the one below, asked before a pixel is decoded
    with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as image:
        if image.width * image.height > PIXELS or max(image.size) > SIDE:
            raise Unfit(Reason.TOO_MANY_PIXELS)
        if getattr(image, "n_frames", 1) > 1:
            image.seek(0)
        kind = FORMATS[str(image.format)]
        upright = ImageOps.exif_transpose(image)
        bare = in_srgb(eight_bits(upright), image.info.get("icc_profile"))
    out = io.BytesIO()
    bare.info.clear()
    bare.save(out, "JPEG" if kind == Kind.JPEG else str(image.format), **({} if kind == Kind.PNG else {"quality": 90}))
    return kind, out.getvalue()
