"""Odd pictures, made here: of every depth, mode, profile, side and size that comes along, damaged ones, moving ones. By name: how the file is called, its bytes."""

import io
import struct
import zlib

from PIL import Image, ImageCms

SIZE = (90, 60)


def encoded(image, form, **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def drawn(mode="RGB", size=SIZE):
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def a_png(size, depth, colour, data, *more):
    """Written by hand: what Pillow reads and does not write."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, 0)), *more, (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def rows(size, bytes_a_pixel, value=b"\xa0"):
    return zlib.compress((b"\0" + value * (size[0] * bytes_a_pixel)) * size[1])


def deep(channels, colour, *more):
    return a_png(SIZE, 16, colour, rows(SIZE, 2 * channels), *more)


def profile(name):
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()


def turned(turn):
    exif = Image.Exif()
    exif[0x0112] = turn
    return encoded(drawn(), "JPEG", exif=exif)


def moving(form):
    return encoded(
        drawn(), form, save_all=True, append_images=[drawn().transpose(Image.Transpose.ROTATE_180)], duration=200
    )


JPEG, PNG, WEBP = encoded(drawn(), "JPEG"), encoded(drawn(), "PNG"), encoded(drawn(), "WEBP")
NOISE = encoded(Image.effect_noise((300, 200), 80).convert("RGB"), "JPEG")

SHOWN = {
    **{f"png-{mode}": ("anh.png", encoded(drawn(mode), "PNG")) for mode in ("1", "L", "LA", "P", "RGB", "RGBA")},
    **{f"jpeg-{mode}": ("anh.jpg", encoded(drawn(mode), "JPEG")) for mode in ("L", "RGB", "CMYK", "YCbCr")},
    **{f"jpeg-turn-{turn}": ("anh.jpg", turned(turn)) for turn in range(2, 9)},
    **{f"png-{bits}-bits": ("anh.png", encoded(drawn("P"), "PNG", bits=bits)) for bits in (1, 2, 4)},
    **{
        f"size-{width}x{height}": ("anh.png", encoded(drawn(size=(width, height)), "PNG"))
        for width, height in ((1, 1), (1, 500), (500, 1), (3, 2000), (2000, 3), (16_000, 2), (2, 16_000), (479, 299))
    },
    "png-grey-16": ("anh.png", deep(1, 0)),
    "png-grey-16-transparent": ("anh.png", deep(1, 0, (b"tRNS", b"\xa0\xa0"))),
    "png-grey-alpha-16": ("anh.png", deep(2, 4)),
    "png-rgb-16": ("anh.png", deep(3, 2)),
    "png-rgba-16": ("anh.png", deep(4, 6)),
    "png-grey-transparent": ("anh.png", encoded(drawn("L"), "PNG", transparency=255)),
    "png-rgb-transparent": ("anh.png", encoded(drawn(), "PNG", transparency=(255, 255, 255))),
    "png-palette-transparent": ("anh.png", encoded(drawn("P"), "PNG", transparency=0)),
    "jpeg-progressive": ("anh.jpg", encoded(drawn(), "JPEG", progressive=True)),
    "jpeg-worst": ("anh.jpg", encoded(drawn(), "JPEG", quality=1)),
    "jpeg-whole-colours": ("anh.jpg", encoded(drawn(), "JPEG", subsampling=0)),
    "jpeg-two-in-one": ("anh.jpg", encoded(drawn(), "MPO", save_all=True, append_images=[drawn()])),
    "jpeg-cmyk-odd-profile": ("anh.jpg", encoded(drawn("CMYK"), "JPEG", icc_profile=b"no profile")),
    "jpeg-profile-srgb": ("anh.jpg", encoded(drawn(), "JPEG", icc_profile=profile("sRGB"))),
    "jpeg-profile-lab": ("anh.jpg", encoded(drawn(), "JPEG", icc_profile=profile("LAB"))),
    "jpeg-profile-broken": ("anh.jpg", encoded(drawn(), "JPEG", icc_profile=profile("sRGB")[:200])),
    "png-grey-profile-rgb": ("anh.png", encoded(drawn("L"), "PNG", icc_profile=profile("sRGB"))),
    "webp-lossless": ("anh.webp", encoded(drawn(), "WEBP", lossless=True)),
    "webp-transparent": ("anh.webp", encoded(drawn("RGBA"), "WEBP")),
    "webp-profile-broken": ("anh.webp", encoded(drawn(), "WEBP", icc_profile=b"no profile")),
    "png-too-few-rows": ("anh.png", a_png(SIZE, 8, 2, rows((90, 20), 3))),
    "jpeg-words-behind": ("anh.jpg", JPEG + b"words behind the end"),
    "jpeg-called-jpeg": ("ANH ĐẸP.JPEG", JPEG),
}  # fmt: skip

REFUSED = {
    "side-1000x17000": ("anh.png", encoded(Image.new("1", (1000, 17_000)), "PNG")),
    "side-17000x1000": ("anh.png", encoded(Image.new("1", (17_000, 1000)), "PNG")),
    "side-16001x1": ("anh.png", encoded(Image.new("1", (16_001, 1)), "PNG")),
    "pixels-121-million": ("anh.png", encoded(Image.new("1", (11_000, 11_000)), "PNG")),
    "pixels-promised": ("anh.png", a_png((30_000, 30_000), 8, 2, b"")),
    "moving-webp": ("anh.webp", moving("WEBP")),
    "moving-png": ("anh.png", moving("PNG")),
    "jpeg-half": ("anh.jpg", NOISE[: len(NOISE) // 2]),
    "jpeg-nearly-whole": ("anh.jpg", NOISE[:-400]),
    "jpeg-header": ("anh.jpg", NOISE[:700]),
    "jpeg-begun": ("anh.jpg", b"\xff\xd8\xff"),
    "jpeg-12-bits": ("anh.jpg", JPEG.replace(b"\xff\xc0\x00\x11\x08", b"\xff\xc0\x00\x11\x0c")),
    "jpeg-no-width": ("anh.jpg", JPEG.replace(struct.pack(">HH", 60, 90), struct.pack(">HH", 60, 0), 1)),
    "png-half": ("anh.png", PNG[: len(PNG) // 2]),
    "png-header": ("anh.png", PNG[:33]),
    "png-nothing-in-it": ("anh.png", a_png(SIZE, 8, 2, b"")),
    "png-no-zlib": ("anh.png", a_png(SIZE, 8, 2, b"\x01\x02\x03" * 50)),
    "png-odd-header": ("anh.png", PNG[:20] + b"\xff" + PNG[21:]),
    "png-no-palette": ("anh.png", a_png(SIZE, 3, 3, rows(SIZE, 1))),
    "webp-half": ("anh.webp", WEBP[: len(WEBP) // 2]),
    "webp-begun": ("anh.webp", b"RIFF\x00\x01\x00\x00WEBPVP8 "),
    "empty": ("anh.jpg", b""),
    "words": ("anh.png", "Không phải ảnh".encode()),
    "page": ("anh.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "gif-called-png": ("anh.png", encoded(drawn("P"), "GIF")),
    "png-called-jpg": ("anh.jpg", PNG),
    "tiff": ("anh.tiff", encoded(drawn(), "TIFF")),
    "tiff-called-jpg": ("anh.jpg", encoded(drawn(), "TIFF")),
    "bmp-called-png": ("anh.png", encoded(drawn(), "BMP")),
}  # fmt: skip
