"""Names that begin with a letter for man or woman: «K'Brêu», «H'Ben Kbuôr», «Y Moan Êban», as the Ê Đê, Cơ Ho and their neighbours have them. Pure."""

import re
from collections.abc import Iterator

from vietnamese.people.named import Named

_NAME = r"[A-ZĐÊĂÂÔƠƯ][^\W\d_]+"
_OF_OTHERS = r"(?!(?:mông|mong|ho|rê|re|roi|lao)\b)"  # «H'Mông», «K'Ho»: peoples
_PREFIXED = re.compile(
    rf"(?<!\w)(?<!Ea )(?<!Ia )(?<!Đăk )(?<!Đắk )[KH]['’ʼ] ?(?i:{_OF_OTHERS}){_NAME}(?: {_NAME}){{0,2}}"
)
_PREFIXED_OR_Y = re.compile(rf"(?:[KH]['’ʼ] ?|Y ){_NAME}(?: {_NAME}){{0,2}}")


def prefixed(text: str) -> Iterator[Named]:
    """Names of the highlands, told by their first letter and its apostrophe."""
    for match in _PREFIXED.finditer(text):
        yield Named(*match.span(), is_full=True, begins=match.start())


def prefixed_at(text: str, start: int) -> Named | None:
    """The same where it is introduced, with «Y» too."""
    match = _PREFIXED_OR_Y.match(text, start)
    return Named(*match.span(), is_full=True, begins=start) if match else None
