"""Vietnamese text as tokens. Pure: no database, no model.

A word becomes two tokens: as written («đầu» → `đâuˋ`: the tone stands at the end, so that «hòa» and «hoà» are one), and folded
(`_dau`), for people who type without marks. What is joined by / - . , and holds a digit is also one token (`7_qd_ubnd`), so that
07/QĐ-UBND is found as a number and not as three words. Leading zeros do not count: 7/QĐ-UBND and 07/QĐ-UBND are one number.
What stands in a name is kept once more behind a mark (`@@đâuˋ`): few texts have a word in their name, so that they are found without
reading all that have it anywhere.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

LONGEST_WORD = 64
LONGEST_NUMBER = 6  # parts of a document's number that count: 07/2026/QĐ-UBND has four
LONGEST_START = 24
FOLDED, START, NAME = "_", "^", "@@"

_TONES = {"\u0301": "ˊ", "\u0300": "ˋ", "\u0309": "ˀ", "\u0303": "ˠ", "\u0323": "ˎ"}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_MARKS = re.compile("[\u0300-\u036f]")
_SLASH = re.compile(r"(?<=\w)\s?/\s?(?=\w)")
_CHUNK = re.compile(r"[^\W_]+(?:[-/.,:][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Word:
    """One word: as written with its tone at the end, and without any mark."""

    exact: str
    folded: str

    @property
    def is_marked(self) -> bool:
        return self.exact != self.folded


@dataclass(frozen=True)
class Chunk:
    """What stands between two blanks or signs: one word, or several that are joined."""

    words: tuple[Word, ...]

    @property
    def is_number(self) -> bool:
        return len(self.words) > 1 and any(c.isdigit() for word in self.words for c in word.folded)


@dataclass
class Tokens:
    """What the index holds of a text. `words` in their order; `numbers` and `starts` have none."""

    words: list[Word] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)
    starts: set[str] = field(default_factory=set)

    def of_words(self, mark: str = "") -> tuple[list[str], list[str]]:
        """The words' tokens as written and folded, each in their order, behind a mark."""
        return [mark + word.exact for word in self.words], [mark + FOLDED + word.folded for word in self.words]


def normal(text: str) -> str:
    """The text in one form (NFKC), without what cannot be seen, and a number's slashes without blanks."""
    return _SLASH.sub("/", _MARKS.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))))


def chunks(text: str) -> Iterator[Chunk]:
    """The chunks of a normal text, in their order."""
    for found in _CHUNK.finditer(text):
        yield Chunk(tuple(word(part) for part in _PART.findall(found.group())))


def parts(text: str) -> Iterator[tuple[int, int, Word]]:
    """Every single word of a text as it is, with its place."""
    for found in _PART.finditer(text):
        yield found.start(), found.end(), word(found.group())


@lru_cache(maxsize=60_000)
def word(written: str) -> Word:
    """Both forms of one word, in small letters. A number loses its leading zeros."""
    small = written.lower().replace("ð", "đ")[:LONGEST_WORD]
    if small.isdigit():
        small = small.lstrip("0") or "0"
    if small.isascii():
        return Word(small, small)
    apart = unicodedata.normalize("NFD", small)
    tones = "".join(_TONES[c] for c in apart if c in _TONES)
    exact = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES)) + tones
    return Word(_MARKS.sub("", exact), _MARKS.sub("", apart).replace("đ", "d"))


def number(words: tuple[Word, ...]) -> str:
    """The one token of a number with several parts."""
    return "_".join(word.folded for word in words)


def tokens(text: str, *, with_starts: bool = False, at_most: int = 20_000) -> Tokens:
    """The tokens of a text, of at most so many words; with the starts of its words where it is found while one types."""
    found = Tokens()
    for match in _CHUNK.finditer(normal(text)):
        written = match.group()
        chunk = (word(written),) if written.isalnum() else tuple(map(word, _PART.findall(written)))
        found.words.extend(chunk)
        numbers = set(_numbers(chunk)) if len(chunk) > 1 else set()
        found.numbers |= numbers
        if with_starts:
            for whole in [*(each.folded for each in chunk), *numbers]:
                found.starts.update(START + whole[:end] for end in range(1, min(len(whole), LONGEST_START) + 1))
        if len(found.words) >= at_most:
            break
    return found


def _numbers(chunk: tuple[Word, ...]) -> Iterator[str]:
    """The number and each run of its parts that holds a digit: 61/2018/NĐ-CP is found by 61/2018 too."""
    words = chunk[:LONGEST_NUMBER]
    for start in range(len(words)):
        for end in range(start + 2, len(words) + 1):
            if any(c.isdigit() for each in words[start:end] for c in each.folded):
                yield number(words[start:end])
