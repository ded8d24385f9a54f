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
    """Firs in three tiers, the farther the paler and the higher up."""
    _hills(picture, chance)
    pen = ImageDraw.Draw(picture)
    for base in sorted(chance.randint(520, HEIGHT + 60) for _tree in range(110)):
        near = (base - 520) / (HEIGHT - 460)
        x, size = chance.randint(-20, WIDTH + 20), 26 + 74 * near
        green = _mix(_mix((120, 152, 138), (30, 76, 54), near), (96, 140, 84), chance.random() * 0.35)
        pen.rectangle([x - size * 0.06, base - size * 0.2, x + size * 0.06, base], fill=(84, 66, 50))
        for tier in range(3):
            top, wide = base - size * (2.1 - tier * 0.5), size * (0.34 + tier * 0.14)
            shade = _mix(green, (16, 40, 30), tier * 0.1)
            pen.polygon([(x, top), (x - wide, top + size * 0.9), (x + wide, top + size * 0.9)], fill=shade)


def _person(
    pen: ImageDraw.ImageDraw, x: float, y: float, size: float, hair: Colour, coat: Colour, face: Colour
) -> None:
    """Head and shoulders; `face` is the hair's own colour for somebody seen from behind."""
    pen.pieslice([x - size * 1.9, y + size * 0.7, x + size * 1.9, y + size * 4.2], 180, 360, fill=coat)
    pen.rectangle([x - size * 0.4, y + size * 0.5, x + size * 0.4, y + size * 1.3], fill=(204, 162, 130))
    pen.ellipse([x - size * 0.85, y - size, x + size * 0.85, y + size], fill=face)
    pen.pieslice([x - size * 0.92, y - size * 1.12, x + size * 0.92, y + size * 0.7], 175, 365, fill=hair)


def _hall(picture: Image.Image, chance: random.Random) -> None:
    """A meeting: a curtain, those who chair it behind a long table, and the first rows from behind."""
    pen = ImageDraw.Draw(picture)
    pen.rectangle([0, 0, WIDTH, HEIGHT], fill=(226, 216, 198))
    for x in range(0, WIDTH, 60):
        pen.rectangle([x, 0, x + 3, 470], fill=(210, 198, 178))
    for fold in range(29):
        x = 170 + fold * 30
        pen.rectangle([x, 40, x + 30, 450], fill=_mix((116, 32, 40), (146, 48, 52), (1 + math.sin(fold * 2.4)) / 2))
    pen.rectangle([150, 24, 1070, 48], fill=(94, 66, 48))
    pen.rectangle([0, 440, WIDTH, HEIGHT], fill=(164, 132, 102))
    hairs, coats = (
        ((44, 38, 38), (70, 60, 56), (128, 122, 118)),
        ((46, 62, 88), (64, 74, 84), (224, 226, 230), (110, 52, 58)),
    )
    for seat in range(5):
        _person(pen, 320 + seat * 140, 322, 30, chance.choice(hairs), chance.choice(coats), (224, 184, 152))
    pen.polygon([(220, 410), (980, 410), (1016, 440), (184, 440)], fill=(196, 162, 122))
    pen.rectangle([184, 440, 1016, 560], fill=(134, 94, 64))
    for panel in range(5):
        pen.rectangle([204 + panel * 162, 456, 346 + panel * 162, 544], outline=(110, 76, 52), width=4)
    for bunch in range(46):
        angle, far = chance.uniform(0, 6.28), chance.uniform(0, 46)
        left, top = 592 + far * 1.7 * math.cos(angle), 396 + far * 0.5 * math.sin(angle)
        colour = (88, 130, 80) if bunch % 3 else chance.choice([(232, 196, 92), (226, 120, 110), (240, 236, 226)])
        pen.ellipse([left, top, left + 16, top + 16], fill=colour)
    for row in range(3):
        size, y = 34 + row * 10, 590 + row * 78
        for place in range(10 - row):
            middle = 600 + (place - (9 - row) / 2) * (124 + row * 26) + chance.randint(-8, 8)
            hair = _mix(chance.choice(hairs[:2]), (0, 0, 0), row * 0.1)
            coat = _mix(chance.choice(coats), (30, 30, 36), row * 0.22)
            _person(pen, middle, y + chance.randint(-5, 5), size, hair, coat, hair)


def _market(picture: Image.Image, chance: random.Random) -> None:
    _hills(picture, chance)
    pen = ImageDraw.Draw(picture)
    pen.rectangle([0, 620, WIDTH, HEIGHT], fill=(196, 178, 150))
    for stall in range(5):
        x = 40 + stall * 232
        roof = chance.choice([(196, 80, 60), (60, 120, 150), (206, 156, 60), (90, 140, 90)])
        for post in (x + 26, x + 170):
            pen.rectangle([post, 540, post + 5, 700], fill=(120, 96, 76))
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
