"""The tokens of the look, as the page of components shows them: colours, sizes, and the contrast that is measured."""

from dataclasses import dataclass
from typing import Any

from pages.look import SHAPE_CONTRAST, SHAPES_ON_GROUNDS, TEXT_CONTRAST, WORDS_ON_GROUNDS, Look, contrast, tokens
from workflows.charter.words import Emblem, Palette


@dataclass(frozen=True)
class MeasuredPair:
    """A token on its ground: the contrast that each palette gives it, in light and dark, and the least that it needs."""

    name: str
    ground: str
    least: float
    ratios: list[tuple[float, float]]


def shown_tokens() -> dict[str, Any]:
    """Looks and emblems, pairs with their contrast, sizes and spaces."""
    measures = tokens(Palette.LAM, "light")
    return {
        "looks": [(Look(palette, emblem), _colours(palette)) for palette, emblem in zip(Palette, Emblem, strict=False)],
        "emblems": [Look(Palette.LAM, emblem) for emblem in Emblem],
        "pairs": [
            *(_measured(pair, TEXT_CONTRAST) for pair in WORDS_ON_GROUNDS),
            *(_measured(pair, SHAPE_CONTRAST) for pair in SHAPES_ON_GROUNDS),
        ],
        "sizes": [(name, value) for name, value in measures.items() if name.startswith("size-")],
        "spaces": [(name, value) for name, value in measures.items() if name.startswith("space-")],
    }


def _colours(palette: Palette) -> list[tuple[str, str, str]]:
    light, dark = tokens(palette, "light"), tokens(palette, "dark")
    return [
        (name, light[name], dark[name]) for name in dark if dark[name].startswith("#") and dark[name] != light[name]
    ]


def _measured(pair: tuple[str, str], least: float) -> MeasuredPair:
    def ratio(palette: Palette, scheme: Any) -> float:
        colours = tokens(palette, scheme)
        return contrast(colours[pair[0]], colours[pair[1]])

    return MeasuredPair(*pair, least, [(ratio(palette, "light"), ratio(palette, "dark")) for palette in Palette])
