"""The tokens of the look, read from the style sheet, and the contrast between them.

static/css/portal.css is the one place where colours are written. What else needs one (the browser's own frame, the page that shows
the components, the test that measures) asks here.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from django.contrib.staticfiles import finders
from django.templatetags.static import static

from workflows.charter.words import Emblem, Palette

Scheme = Literal["light", "dark"]
STYLE_SHEET = "css/portal.css"
TEXT_CONTRAST, SHAPE_CONTRAST = 4.5, 3.0

# Which token stands on which ground, as words, and as the shapes that one must see to use the page (WCAG 1.4.3, 1.4.11).
WORDS_ON_GROUNDS = [
    *((words, ground) for words in ("ink", "ink-soft", "brand-ink", "link") for ground in ("paper", "surface")),
    *((words, ground) for words in ("ink", "link") for ground in ("caution", "ended")),
    ("on-brand", "brand"),
    ("on-brand", "brand-deep"),
]
SHAPES_ON_GROUNDS = [
    *((shape, ground) for shape in ("line-strong", "focus", "brand-ink") for ground in ("paper", "surface")),
    ("caution-line", "caution"),
    ("ended-line", "ended"),
]

_BLOCK = re.compile(r'(?::root|\[data-palette="(?P<palette>[a-z]+)"\])\s*\{(?P<body>[^}]*)\}')
_TOKEN = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")


@dataclass(frozen=True)
class Look:
    """What makes a site recognisable: colours and mark."""

    palette: Palette = Palette.LAM
    emblem: Emblem = Emblem.RICE

    @property
    def emblem_url(self) -> str:
        return static(f"img/emblems/{self.emblem}.svg")

    @property
    def frame_light(self) -> str:
        """The colour that a phone's browser gives its own frame."""
        return tokens(self.palette, "light")["brand"]

    @property
    def frame_dark(self) -> str:
        return tokens(self.palette, "dark")["brand"]


@cache
def tokens(palette: str, scheme: Scheme) -> dict[str, str]:
    """Name and value of every token as a site of this palette has it."""
    sheet = Path(finders.find(STYLE_SHEET) or "").read_text(encoding="utf-8")
    layer = sheet.partition("@layer tokens {")[2].partition("@layer base {")[0]
    light, _, rest = layer.partition("@media (prefers-color-scheme: dark)")
    parts = [light] if scheme == "light" else [light, rest.partition("@media")[0]]
    blocks = (block for part in parts for block in _BLOCK.finditer(part) if block["palette"] in (None, palette))
    return {name: value for block in blocks for name, value in _TOKEN.findall(block["body"])}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours written as #rgb or #rrggbb, from 1 to 21 (WCAG 2.2)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[place : place + 2], 16) / 255) for place in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
