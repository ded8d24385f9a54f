"""How large a picture may be that is to be shown, and why one cannot be. Pure. How the figures were measured: decision 0048."""

from enum import StrEnum

PIXELS = 120_000_000
SIDE = 16_000  # a WebP has no longer side than 16,383, and a picture narrower than its place keeps its height
PIXELS_AT_ONCE = 16_000_000  # what is cut while its editor waits; more than that the worker cuts
SECONDS_AT_ONCE, SECONDS = 20, 60


Cut = tuple[
    float, float, float, float, int, int, str
]  # left, top, right, bottom of the upright picture; width, height, format


class Reason(StrEnum):
    """Why a picture cannot be shown; `refusals` has a sentence for each."""

    BROKEN = "broken"
    GONE = "gone"
    MOVING = "moving"
    PIXELS = "pixels"
    SIDE = "side"
    SLOW = "slow"


class Unshowable(ValueError):
    """Looking at a picture, or cutting it, found why it cannot be shown."""

    def __init__(self, reason: Reason):
        super().__init__(reason.value)
        self.reason = reason
