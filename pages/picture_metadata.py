"""Taking out of a picture what says where, when and with what it was taken (2.14): everything but the turn and the colours.

JPEG, PNG and WebP are cut by their own segments, so that no pixel changes; whatever else Pillow reads is written anew. A telephone also
hides second pictures behind the end of the first (with a place of their own): what follows the end is left out too.
"""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

ORIENTATION = 0x0112
PNG_MARK = b"\x89PNG\r\n\x1a\n"
PNG_TOLD = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
JPEG_KEPT_APPLICATIONS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


class OddPicture(ValueError):
    """The bytes are not built as their format says."""


def without_metadata(picture: bytes) -> bytes:
    """The same picture, telling nothing of where and when. What is no picture comes back as it was."""
    try:
        turn = _turn_of(picture)
    except Exception:  # whatever a decoder says about its header, it means: no picture
        return picture
    try:
        if picture.startswith(b"\xff\xd8"):
            return _jpeg(picture, turn)
        if picture.startswith(PNG_MARK):
            return _png(picture, turn)
        if picture.startswith(b"RIFF") and picture[8:12] == b"WEBP":
            return _webp(picture, turn)
    except (OddPicture, struct.error, IndexError):
        pass
    return _written_anew(picture, turn)


def _turn_of(picture: bytes) -> int:
    """The orientation of a picture, 1 where it stands upright or doesn't say."""
    with Image.open(io.BytesIO(picture)) as image:
        turn = image.getexif().get(ORIENTATION, 1)
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def _exif(turn: int) -> bytes:
    """An EXIF block that holds the orientation and nothing else."""
    return b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, turn, 0, 0)


def _jpeg(picture: bytes, turn: int) -> bytes:
    kept = [b"\xff\xd8"]
    written = turn == 1
    for marker, segment in _jpeg_segments(picture):
        if marker == 0xFE or (
            0xE0 <= marker <= 0xEF and not segment[4:].startswith(JPEG_KEPT_APPLICATIONS.get(marker, b"\0none"))
        ):
            continue
        if not written and marker != 0xE0:
            body = b"Exif\0\0" + _exif(turn)
            kept.append(b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body)
            written = True
        kept.append(segment)
    return b"".join(kept)


def _jpeg_segments(picture: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of every segment up to the end of the first picture, the scans with the header before them."""
    at = 2
    while at < len(picture):
        while picture[at : at + 2] == b"\xff\xff":
            at += 1
        if picture[at] != 0xFF:
            raise OddPicture
        marker = picture[at + 1]
        if marker == 0xD9:
            yield marker, b"\xff\xd9"
            return
        end = at + 2 if marker in ALONE else at + 2 + struct.unpack(">H", picture[at + 2 : at + 4])[0]
        if marker == 0xDA:
            end = _end_of_scan(picture, end)
        yield marker, picture[at:end]
        at = end


def _end_of_scan(picture: bytes, at: int) -> int:
    while True:
        at = picture.find(b"\xff", at)
        if at < 0 or at + 1 >= len(picture):
            return len(picture)  # cut off: browsers show what there is
        if picture[at + 1] != 0 and picture[at + 1] != 0xFF and picture[at + 1] not in ALONE:
            return at
        at += 1 if picture[at + 1] == 0xFF else 2


def _png(picture: bytes, turn: int) -> bytes:
    kept, at = [PNG_MARK], len(PNG_MARK)
    while True:
        (length,) = struct.unpack(">I", picture[at : at + 4])
        kind, chunk = picture[at + 4 : at + 8], picture[at : at + 12 + length]
        if len(chunk) != 12 + length:
            raise OddPicture
        at += len(chunk)
        if kind not in PNG_TOLD:
            kept.append(chunk)
        if kind == b"IHDR" and turn != 1:
            body = b"eXIf" + _exif(turn)
            kept.append(struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body)))
        if kind == b"IEND":
            return b"".join(kept)


def _webp(picture: bytes, turn: int) -> bytes:
    kept, at, end = [], 12, 8 + struct.unpack("<I", picture[4:8])[0]
    while at + 8 <= min(end, len(picture)):
        kind, (length,) = picture[at : at + 4], struct.unpack("<I", picture[at + 4 : at + 8])
        body = picture[at + 8 : at + 8 + length]
        if len(body) != length:
            raise OddPicture
        at += 8 + length + length % 2
        if kind == b"VP8X":
            flags = body[0] & ~0x0C | (0x08 if turn != 1 else 0)
            body = bytes([flags]) + body[1:]
        if kind not in (b"EXIF", b"XMP "):
            kept.append(_riff(kind, body))
    if not kept:
        raise OddPicture
    if turn != 1:  # the extended header was there: a plain file has no place for an orientation
        kept.append(_riff(b"EXIF", _exif(turn)))
    content = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def _riff(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _written_anew(picture: bytes, turn: int) -> bytes:
    """What is left for odd files and other formats: the pixels, with their colours and their turn."""
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(picture)) as image:
            image.load()
            bare = Image.new(image.mode, image.size)
            bare.paste(image)
            if image.palette is not None:
                bare.putpalette(image.palette)
            bare.getexif()[ORIENTATION] = turn
            bare.save(
                out, image.format or "PNG", exif=bare.getexif(), icc_profile=image.info.get("icc_profile"), quality=92
            )
    except Exception:  # the same of its pixels
        return picture
    return out.getvalue()
