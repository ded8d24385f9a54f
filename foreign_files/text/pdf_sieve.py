"""Which letters of a PDF's page are drawn so that nobody sees them: in a layer that is off, invisible, white with nothing under them.

pypdf reads a page's operators one by one and shows each, with its operands, to a visitor before it takes the text out: a `Sieve` follows
colours and layers, and empties the operands of what is not wanted.
"""

from collections import Counter
from collections.abc import Collection
from typing import Any, NamedTuple

from pypdf.generic import ArrayObject, DictionaryObject, TextStringObject

from foreign_files.text.hidden import Part
from foreign_files.text.pdf_layers import Layers, followed

INVISIBLE = (
    3,
    7,
)  # ways of drawing letters (`Tr`): not at all, as a clip; by their outlines, others are seen whatever fills them
FILLED = (0, 4)
SHOWING = {b"Tj": 0, b"TJ": 0, b"'": 0, b'"': 2}
FILLING = frozenset({b"f", b"F", b"f*"})
STROKING = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})
WHITES = {b"g": [1.0], b"rg": [1.0] * 3, b"k": [0.0] * 4}


class State(NamedTuple):
    """What holds for the letters that are drawn now."""

    is_white: bool = False
    mode: int = 0
    layers: tuple[bool, ...] = ()  # for each open one, whether it is off
    resources: Any = None

    @property
    def reason(self) -> str:
        """Why the letters are not seen; empty where they are."""
        if any(self.layers):
            return "layer"
        return "invisible" if self.mode in INVISIBLE else "white" if self.is_white and self.mode in FILLED else ""


PARTS = {"layer": Part.TEXT, "invisible": Part.TEXT, "white": Part.WHITE}


class Sieve:
    """Lets through the letters that are not seen for one of these reasons; `None`: those that are seen. `found` counts the others."""

    def __init__(self, layers: Layers, resources: Any, wanted: Collection[str] | None, shown: Collection[str] = ()):
        self.layers, self.wanted, self.shown = layers, wanted, shown
        self.state, self.kept = State(resources=resources), list[State]()
        self.has_ground = False  # something other than white was drawn before
        self.found: Counter[str] = Counter()

    def before(self, operator: bytes, operands: list[Any], _place: Any, _line: Any) -> None:
        if operator in SHOWING:
            self._letters(operator, operands)
        elif operator in (b"q", b"Do"):
            self.kept.append(self.state)
            if operator == b"Do":
                self._drawn(operands)
        elif operator == b"Q" and self.kept:
            self.state = self.kept.pop()._replace(layers=self.state.layers)
        elif operator in FILLING:
            self.has_ground |= not self.state.is_white
        elif operator in STROKING or operator in (b"sh", b"INLINE IMAGE"):
            self.has_ground = True
        else:
            self._changed(operator, operands)

    def after(self, operator: bytes, _operands: list[Any], _place: Any, _line: Any) -> None:
        if operator == b"Do" and self.kept:
            self.state = self.kept.pop()

    def _changed(self, operator: bytes, operands: list[Any]) -> None:
        state = self.state
        if operator == b"Tr" and operands:
            self.state = state._replace(mode=int(operands[0]))
        elif operator in WHITES:
            self.state = state._replace(is_white=_numbers(operands) == WHITES[operator])
        elif operator in (b"sc", b"scn", b"cs"):
            self.state = state._replace(is_white=_numbers(operands) in (WHITES[b"rg"], WHITES[b"k"]))
        elif operator in (b"BDC", b"BMC"):
            is_layer = operator == b"BDC" and len(operands) > 1 and operands[0] == "/OC"
            self.state = state._replace(
                layers=(*state.layers, is_layer and self.layers.is_off(self._named("/Properties", operands[1])))
            )
        elif operator == b"EMC":
            self.state = state._replace(layers=state.layers[:-1])

    def _letters(self, operator: bytes, operands: list[Any]) -> None:
        reason = self.state.reason
        if (reason == "white" and self.has_ground) or reason in self.shown:
            reason = ""
        at = SHOWING[operator]
        if len(operands) <= at:
            return
        if reason:
            self.found[reason] += 1
        if (reason in self.wanted) if self.wanted is not None else not reason:
            return
        operands[at] = ArrayObject() if operator == b"TJ" else TextStringObject("")

    def _drawn(self, operands: list[Any]) -> None:
        drawn: Any = followed(self._named("/XObject", operands[0] if operands else ""))
        if not isinstance(drawn, DictionaryObject):
            return
        is_off = "/OC" in drawn and self.layers.is_off(drawn.raw_get("/OC"))
        self.state = self.state._replace(
            layers=(*self.state.layers, is_off), resources=followed(drawn.get("/Resources")) or self.state.resources
        )
        self.has_ground |= drawn.get("/Subtype") == "/Image" and not is_off

    def _named(self, kind: str, name: Any) -> Any:
        """What a name stands for among the resources, not followed: of a layer, its number counts."""
        if not isinstance(name, str):
            return name
        rows: Any = followed((self.state.resources or {}).get(kind)) or {}
        return rows.raw_get(name) if name in rows else None


def _numbers(operands: list[Any]) -> list[float]:
    return [float(each) for each in operands if isinstance(each, int | float)]
