"""The demo's pictures: quiet landscapes and scenes drawn by our own code, the same for the same seed."""

import io
import math
import random
import zlib
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1200, 800
Colour = tuple[int, int, int]


def draw(motif: str, seed: str) -> bytes:
    """A JPEG of 1200 by 800 pixels of this motif."""
    chance = random.Random(zlib.crc32(seed.encode()))
    picture = _sky(chance)
    _MOTIFS.get(motif, _hills)(picture, chance)
    picture = picture.filter(ImageFilter.SMOOTH)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _mix(a: Colour, b: Colour, share: float) -> Colour:
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def _sky(chance: random.Random) -> Image.Image:
    top, low = chance.choice(
        [((142, 190, 222), (245, 238, 222)), ((120, 160, 205), (250, 225, 200)), ((170, 205, 220), (240, 244, 240))]
    )
    picture = Image.new("RGB", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(picture)
    for y in range(HEIGHT):
        pen.line([(0, y), (WIDTH, y)], fill=_mix(top, low, min(1, y / (HEIGHT * 0.65))))
    x, y, radius = chance.randint(150, 1050), chance.randint(90, 220), chance.randint(40, 60)
    pen.ellipse([x - radius, y - radius, x + radius, y + radius], fill=(255, 246, 220))
    return picture


def _ridge(pen: ImageDraw.ImageDraw, chance: random.Random, level: int, swing: int, colour: Colour) -> None:
    waves = [(chance.uniform(0.002, 0.011), chance.uniform(0, 6), chance.uniform(0.2, 1)) for _ in range(4)]
    points = [
        (x, level - swing * sum(w * math.sin(x * f + p) for f, p, w in waves) / 2) for x in range(0, WIDTH + 8, 8)
    ]
    pen.polygon([(0, HEIGHT), *points, (WIDTH, HEIGHT)], fill=colour)


def _hills(picture: Image.Image, chance: random.Random) -> None:
    pen = ImageDraw.Draw(picture)
    for step, level in enumerate((330, 420, 520, 640)):
        _ridge(pen, chance, level, 90 - step * 14, _mix((150, 180, 190), (46, 92, 66), step / 3))


def _river(picture: Image.Image, chance: random.Random) -> None:
    _hills(picture, chance)
    pen = ImageDraw.Draw(picture)
    left, right = [], []
    for step in range(0, 41):
        y = 520 + step * 7
        middle, half = 600 + 180 * math.sin(step / 7 + chance.random() * 0.05), 12 + step * step * 0.16
        left.append((middle - half, y))
        right.append((middle + half, y))
    pen.polygon([*left, *reversed(right)], fill=(150, 192, 208))


def _rice(picture: Image.Image, chance: random.Random) -> None:
    _hills(picture, chance)
    pen = ImageDraw.Draw(picture)
    for step in range(9):
        y = 520 + step * step * 3.6
        shade = _mix((206, 190, 96), (96, 150, 70), chance.random())
        pen.polygon([(0, y), (WIDTH, y - 30 + chance.randint(-12, 12)), (WIDTH, HEIGHT), (0, HEIGHT)], fill=shade)


def _house(pen: ImageDraw.ImageDraw, x: int, base: int, width: int, height: int, wall: Colour, roof: Colour) -> None:
    pen.rectangle([x, base - height, x + width, base], fill=wall)
    pen.polygon(
        [
            (x - 24, base - height),
            (x + width + 24, base - height),
            (x + width - 50, base - height - 70),
            (x + 50, base - height - 70),
        ],
        fill=roof,
    )
    for row in range(height // 110):
        for column in range(max(1, width // 90)):
            left, top = x + 26 + column * 88, base - height + 26 + row * 104
            pen.rectangle([left, top, left + 44, top + 56], fill=(96, 128, 150))


def _building(roof: Colour, wall: Colour) -> Callable[[Image.Image, random.Random], None]:
    def paint(picture: Image.Image, chance: random.Random) -> None:
        _hills(picture, chance)
        pen = ImageDraw.Draw(picture)
        pen.rectangle([0, 660, WIDTH, HEIGHT], fill=(188, 184, 170))
        _house(pen, 300, 670, 600, 260, wall, roof)
        _house(pen, 80, 690, 190, 150, _mix(wall, (255, 255, 255), 0.3), _mix(roof, (0, 0, 0), 0.15))
        _house(pen, 950, 690, 190, 150, _mix(wall, (255, 255, 255), 0.3), _mix(roof, (0, 0, 0), 0.15))
        pen.rectangle([556, 540, 644, 670], fill=_mix(roof, (40, 30, 20), 0.4))
        pen.line([(600, 340), (600, 200)], fill=(110, 110, 110), width=6)
        pen.rectangle([603, 204, 690, 262], fill=(200, 30, 36))

    return paint


def _road(picture: Image.Image, chance: random.Random) -> None:
    _hills(picture, chance)
    pen = ImageDraw.Draw(picture)
    pen.polygon([(560, 480), (630, 480), (960, HEIGHT), (180, HEIGHT)], fill=(120, 122, 126))
    for step in range(7):
        y = 500 + step * step * 6.4
        pen.polygon(
            [
                (592 - step, y),
                (600 + step, y),
                (602 + step * 2, y + 10 + step * 4),
                (590 - step * 2, y + 10 + step * 4),
            ],
            fill=(240, 238, 226),
        )


def _forest(picture: Image.Image, chance: random.Random) -> None:
    _hills(picture, chance)
    pen = ImageDraw.Draw(picture)
    for _tree in range(90):
        x, base = chance.randint(-20, WIDTH), chance.randint(560, HEIGHT)
        size = 30 + (base - 540) // 2
        pen.polygon(
            [(x, base - size * 2), (x - size // 2, base), (x + size // 2, base)],
            fill=_mix((34, 84, 58), (92, 140, 84), chance.random()),
        )


def _hall(picture: Image.Image, chance: random.Random) -> None:
    pen = ImageDraw.Draw(picture)
    pen.rectangle([0, 0, WIDTH, HEIGHT], fill=(236, 228, 212))
    pen.rectangle([180, 90, 1020, 430], fill=(150, 34, 38))
    pen.rectangle([200, 110, 1000, 410], fill=(172, 44, 46))
    for row in range(5):
        y = 470 + row * 66
        for column in range(9 + row):
            x = 600 + (column - (8 + row) / 2) * (88 + row * 10)
            size = 20 + row * 5
            pen.ellipse(
                [x - size, y - size, x + size, y + size], fill=_mix((60, 50, 48), (110, 90, 76), chance.random())
            )
            pen.pieslice(
                [x - size * 1.7, y + size * 0.6, x + size * 1.7, y + size * 3.6],
                180,
                360,
                fill=_mix((52, 74, 104), (150, 160, 170), chance.random()),
            )


def _market(picture: Image.Image, chance: random.Random) -> None:
    _hills(picture, chance)
    pen = ImageDraw.Draw(picture)
    pen.rectangle([0, 620, WIDTH, HEIGHT], fill=(196, 178, 150))
    for stall in range(5):
        x = 40 + stall * 232
        roof = chance.choice([(196, 80, 60), (60, 120, 150), (206, 156, 60), (90, 140, 90)])
        pen.polygon([(x, 560), (x + 200, 560), (x + 176, 490), (x + 24, 490)], fill=roof)
        pen.rectangle([x + 16, 640, x + 184, 710], fill=(150, 112, 78))
        for _fruit in range(26):
            cx, cy = x + chance.randint(26, 174), chance.randint(616, 644)
            pen.ellipse(
                [cx - 9, cy - 9, cx + 9, cy + 9],
                fill=chance.choice([(214, 92, 52), (222, 176, 60), (110, 156, 74), (176, 60, 70)]),
            )


_MOTIFS: dict[str, Callable[[Image.Image, random.Random], None]] = {
    "river": _river,
    "mountain": _hills,
    "rice": _rice,
    "meeting": _hall,
    "school": _building((176, 74, 56), (242, 222, 170)),
    "health": _building((70, 110, 140), (240, 242, 240)),
    "flag": _building((150, 60, 50), (236, 206, 150)),
    "market": _market,
    "road": _road,
    "forest": _forest,
}
