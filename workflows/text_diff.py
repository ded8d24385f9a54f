"""What changed in a text, word by word. Pure.

Python's difflib, told what a word is: a Vietnamese syllable however short, a number or a document's number whole. Lines that nobody
touched are passed over first, so that a long text costs no more than what was changed in it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, takewhile

MOST_PAIRS = (
    4_000_000  # of words compared with each other, a sixth of a second; a longer passage that changed is shown whole
)
_WORDS = re.compile(r"\w+(?:[.,/-]\w+)*|\s+|.")

Part = tuple[str, str]  # what stood there and what stands there now: the same where nothing changed


def parts_of(before: str, after: str) -> list[Part]:
    """Both texts from beginning to end, in parts that were kept, taken out, put in, or put in the place of others."""
    return list(_joined(_differing(before, after)))


def _differing(before: str, after: str) -> Iterator[Part]:
    for old, new in _aligned(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        if len(old) == len(new):
            yield from chain.from_iterable(map(_reworded, old, new))
        else:
            yield from _reworded("".join(old), "".join(new))


def _reworded(before: str, after: str) -> Iterator[Part]:
    """What both begin and end with is set aside; what is between is compared."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    head = _alike(old, new)
    tail = _alike(reversed(old[head:]), reversed(new[head:]))
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    is_long = len(old_middle) * len(new_middle) > MOST_PAIRS
    middle = [(old_middle, new_middle)] if is_long else _aligned(old_middle, new_middle)
    for gone, come in ((old[:head], new[:head]), *middle, (old[len(old) - tail :], new[len(new) - tail :])):
        if gone or come:
            yield "".join(gone), "".join(come)


def _alike(old: Iterable[str], new: Iterable[str]) -> int:
    """How many words both have in common before the first that differs."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    for _kind, a, b, c, d in SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes():
        yield old[a:b], new[c:d]


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Changes with nothing but a blank between them are one, as a person would say it."""
    waiting: list[Part] = []  # a change, and perhaps the blank after it
    for part in parts:
        if waiting and part[0] != part[1]:
            waiting = [(_text(waiting, 0) + part[0], _text(waiting, 1) + part[1])]
        elif len(waiting) == 1 and part[0].isspace():
            waiting.append(part)
        elif part[0] != part[1]:
            waiting = [part]
        else:
            yield from waiting
            waiting = []
            yield part
    yield from waiting


def _text(parts: Iterable[Part], version: int) -> str:
    return "".join(part[version] for part in parts)
