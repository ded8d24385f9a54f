"""Vietnamese as people type it: with marks, with some, with none. Pure; every result is as long as what was given, letter for letter."""

import re
import unicodedata
from functools import lru_cache

_STROKED = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})


def small(text: str) -> str:
    """Small letters; a letter whose small form is longer stays."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def bare(text: str) -> str:
    """Small letters without marks."""
    return text.translate(_BARE)


class _Bare(dict[int, str]):
    """What each letter is without marks, kept once it was asked for."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        apart = unicodedata.normalize("NFD", letter.translate(_STROKED).lower())
        kept = "".join(each for each in apart if not unicodedata.combining(each))
        self[code] = kept if len(kept) == 1 else letter
        return self[code]


_BARE = _Bare()


@lru_cache(maxsize=4096)
def has_marks(word: str) -> bool:
    """Whether it could only have been typed with marks: «bình», «đo»; not «hoa»."""
    return bare(word) != word.lower()


def agree(typed: str, written: str) -> bool:
    """Whether what was typed says what is written, if marks were left out: all of them, of one of the two."""
    if bare(typed) != bare(written):
        return False
    same = placed(typed) == placed(written)
    return same or not has_marks(typed) or not has_marks(written)


@lru_cache(maxsize=4096)
def placed(word: str) -> str:
    """In small letters, with the tone beside the word: «hoà» and «hòa», «thuý» and «thúy» are one."""
    apart = unicodedata.normalize("NFD", word.lower())
    tones = "".join(each for each in apart if each in "\u0300\u0301\u0303\u0309\u0323")
    return "".join(each for each in apart if each not in tones) + tones


_TOKENS = re.compile(r"\\.|\(\?P<\w+>|[^\W\d_]+|.", re.S)


def loosely(pattern: str) -> str:
    """A regular expression for small letters in which each word with marks may have been typed without any. It may hold no class with such letters,
    and nothing that repeats a single letter of such a word."""
    return "".join(_either(token) for token in _TOKENS.findall(pattern))


def _either(token: str) -> str:
    return f"(?:{token}|{bare(token)})" if token.isalpha() and bare(token) != token.lower() else token
