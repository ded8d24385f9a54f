"""What changed in a text, word by word. Pure.

Python's difflib, told what a word is: a Vietnamese syllable however short, a number or a document's number whole. Sentences that nobody
touched are passed over first, so that a long text costs no more than what was changed in it.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import takewhile

MOST_PAIRS = 20_000_000  # words of one text compared with each other; what is beyond is shown whole
_SENTENCE_BEGINS = re.compile(r"(?<=[.;!?]\s)|(?<=\n)")
_WORDS = re.compile(r"\w+(?:[.,/-]\w+)*|\s+|.")

Part = tuple[str, str]  # what stood there and what stands there now: the same where nothing changed


def parts_of(before: str, after: str) -> list[Part]:
    """Both texts from beginning to end, in parts that were kept, taken out, put in, or put in the place of others."""
    return list(_joined(_differing(before, after)))


def _differing(before: str, after: str) -> Iterator[Part]:
    left = MOST_PAIRS
    for passage in _passages(before, after):
        head, old, new, tail = _set_apart(*map(_WORDS.findall, passage))
        pairs = len(old) * len(new)
        if pairs > left:
            middle = [(old, new)]
        else:
            middle = _aligned(old, new)
            left -= pairs
        for gone, come in ((head, head), *middle, (tail, tail)):
            if gone or come:
                yield "".join(gone), "".join(come)


def _passages(before: str, after: str) -> Iterator[Part]:
    """Sentences beside the sentences that they became."""
    head, old, new, tail = _set_apart(*map(_SENTENCE_BEGINS.split, (before, after)))
    middle = [(old, new)] if len(old) * len(new) > MOST_PAIRS else _aligned(old, new)
    for gone, come in ((head, head), *middle, (tail, tail)):
        if len(gone) == len(come):
            yield from zip(gone, come, strict=True)
        else:
            yield "".join(gone), "".join(come)


def _set_apart(old: list[str], new: list[str]) -> tuple[list[str], list[str], list[str], list[str]]:
    """What both begin with, what is in the middle of each, what both end with."""
    head = _alike(old, new)
    tail = _alike(reversed(old[head:]), reversed(new[head:]))
    end = len(old) - tail
    return old[:head], old[head:end], new[head : len(new) - tail], old[end:]


def _alike(old: Iterable[str], new: Iterable[str]) -> int:
    """How many words both have in common before the first that differs."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _aligned(old: list[str], new: list[str]) -> list[tuple[list[str], list[str]]]:
    matcher = SequenceMatcher(
        str.isspace, old, new
    )  # in long ones it leans on rare words only: a word repeated for ever costs minutes
    return [(old[a:b], new[c:d]) for _kind, a, b, c, d in matcher.get_opcodes()]


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
