"""Signs that nobody types and nobody sees: what text must not hold when it is taken in, and what an output cannot carry.

Word's soft line break is a control character; what is copied from a PDF or a web page brings signs without width and marks that turn the
direction of reading, so that a title reads otherwise than it is stored and searched. XML holds no control characters at all.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # a line's end to some program
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_WITHOUT_WIDTH = (
    "\u00ad\u180e\u200b\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"  # they split words for whoever searches
)
_NOT_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_DROPPED = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f{_DIRECTIONS}{_WITHOUT_WIDTH}{_NOT_CHARACTERS}]")
_BREAK = re.compile(f"[{BREAKS}]")
_ODD = re.compile(f"{_DROPPED.pattern}|(?!\x0c){_BREAK.pattern}")  # a form feed parts the pages of a file's text
_NOT_CARRIED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2
_PLAINLY_SEEN = re.compile("[!-~\u00c0-\u024f\u1ea0-\u1ef9]")
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters by their category, and empty
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zs", "Zl", "Zp", "Mn", "Me"})


def mended(text: str) -> str:
    """As people mean it: composed (NFC), lines ended by one sign, nothing odd; empty where nothing of it can be seen.

    A foreign line's end stays one in a text of several lines and becomes a blank in a text of one.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _DROPPED.sub("", _BREAK.sub("\n" if "\n" in text else " ", text))
    text = unicodedata.normalize("NFC", text)
    return text if not text or text.isspace() or is_seen(text) else ""


def all_mended(value: Any) -> Any:
    """Each text in a value as JSON has it."""
    if isinstance(value, str):
        return mended(value)
    if isinstance(value, dict):
        return {mended(name): all_mended(each) for name, each in value.items()}
    return [all_mended(each) for each in value] if isinstance(value, list | tuple) else value


def is_odd(value: Any) -> bool:
    """Whether a text, or any text in a value as JSON has it, holds a sign that `mended` takes away, form feeds between pages apart."""
    return any(_ODD.search(text) for text in _texts(value))


def is_seen(text: str) -> bool:
    """Whether there is anything to see: not blanks, fillers and marks without a letter alone."""
    if _PLAINLY_SEEN.search(text):
        return True
    return any(sign not in _FILLERS and unicodedata.category(sign) not in _UNSEEN for sign in text)


def carried(text: str) -> str:
    """What XML, a workbook and a letter can hold of a text that is stored already."""
    return _NOT_CARRIED.sub("", text)


def safe_cell(value: Any) -> str:
    """As text that a workbook can hold and no spreadsheet takes for a formula."""
    written = "" if value is None else carried(str(value))
    return f"'{written}" if written.startswith(_FORMULA) else written


def one_line(text: str) -> str:
    """For the heads of letters and of calendars, which end with the line."""
    return " ".join(carried(_BREAK.sub(" ", text)).split())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _texts(name)
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
