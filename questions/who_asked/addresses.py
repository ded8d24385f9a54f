"""The asker's address in a text: with or without marks, commas, «số», «đường», in another writing, or a part of it. The commune may stay. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vietnamese.places import PROVINCES, is_behind_a_place_word
from vietnamese.spelling import bare

_TOKEN = re.compile(r"\d+[a-z]?|[^\W\d_]+", re.I)
_FILLERS = frozenset({
    "so", "nha", "sn", "duong", "pho", "ngo", "ngach", "hem", "kiet", "to", "thon", "xom", "ap", "ban", "buon", "lang", "khom", "khu", "lo", "can",
    "ho", "toa", "chung", "cu", "p", "d", "dan", "hxh", "tdp", "kdc", "o", "tai",
})  # fmt: skip
_LANES = frozenset(["ngo", "ngach", "hem", "kiet", "to", "thon", "xom", "ap", "khu", "khom", "lo"])
_COMMUNE = re.compile(
    r"(?<!\w)(?:phuong|p\.|xa|x\.|thi tran|tt\.?|quan|q\.|huyen|h\.|tinh|t\.|thanh pho|tp\.?|thi xa|tx\.?|dac khu)(?!\w)"
)
_PARTS = re.compile(r"[,;\n]| [-–] ")
_FAR = 6  # characters between two words of one address
_MOST_FILLERS = 2


@dataclass(frozen=True)
class AddressFound:
    """Where it stands; `is_house`: whether it leads to the house, and not to the lane or the road alone."""

    start: int
    end: int
    is_house: bool


def find(text: str, address: str) -> Iterator[AddressFound]:
    """Every stretch that says it or a part of it, from the left."""
    own = _own_words(address)
    if not own:
        return
    words = [(match.start(), match.end(), bare(match[0])) for match in _TOKEN.finditer(text)]
    end = 0
    for place, (start, _end, word) in enumerate(words):
        if start < end or word in _FILLERS:
            continue
        longest = max(
            (_run(words, place, own, at) for at, token in enumerate(own) if token == word), key=len, default=[]
        )
        if longest and _names_a_place(text, words, longest):
            end = words[longest[-1]][1]
            continue
        found = _judged(text, words, longest, own)
        if found:
            end = found.end
            yield found


def _own_words(address: str) -> list[str]:
    """The words of an address that lead to the house within the commune, without those that every address has."""
    kept: list[str] = []
    for part in _PARTS.split(bare(address)):
        commune = _COMMUNE.search(part)
        fine = part[: commune.start()] if commune else part
        if any(bare(name) == fine.strip() for name in PROVINCES):
            continue
        kept += [word for word in _TOKEN.findall(fine) if word not in _FILLERS]
        if commune:
            break
    return kept


def _run(words: list[tuple[int, int, str]], place: int, own: list[str], at: int) -> list[int]:
    """The places of the words from here on that follow each other as in the address, nothing but fillers between; one may be missing."""
    run = [place]
    while at + 1 < len(own):
        at += 1
        ahead = next(
            (
                n
                for n in range(run[-1] + 1, min(run[-1] + 2 + _MOST_FILLERS, len(words)))
                if words[n][2] not in _FILLERS
            ),
            None,
        )
        is_near = ahead is not None and all(
            words[n][0] - words[n - 1][1] <= _FAR for n in range(run[-1] + 1, ahead + 1)
        )
        if ahead is None or not is_near or words[ahead][2] not in own[at : at + 2]:
            break
        at = own.index(words[ahead][2], at)
        run.append(ahead)
    return run


def _names_a_place(text: str, words: list[tuple[int, int, str]], run: list[int]) -> bool:
    """Whether these words are the name of a commune, an office, a school: the house's number is not among them."""
    is_numbered = any(words[n][2][0].isdecimal() for n in run)
    return not is_numbered and is_behind_a_place_word(text, words[run[0]][0])


def _judged(text: str, words: list[tuple[int, int, str]], run: list[int], own: list[str]) -> AddressFound | None:
    if not run:
        return None
    first = run[0]
    while first and words[first - 1][2] in _FILLERS - {"o", "tai"} and words[first][0] - words[first - 1][1] <= _FAR:
        first -= 1
    said = [words[n][2] for n in run]
    led_by = words[run[0] - 1][2] if first < run[0] else ""
    numbers, names = [word for word in said if word[0].isdecimal()], [word for word in said if not word[0].isdecimal()]
    is_named = bool(names) and (bool(led_by) or (len(names) > 1 and text[words[run[0]][0]].isupper()))
    is_lane = len(numbers) == len(said) == 1 and led_by in _LANES
    has_lane = any(words[n][2] in _LANES for n in range(run[0], run[-1]))
    if not names and len(numbers) > 1 and not has_lane and led_by not in _LANES | {"nha", "sn"}:
        return None  # a date, a fraction, the number of a decree
    if not (len(numbers) > 1 or (numbers and names) or is_lane or (is_named and _is_whole(names, own))):
        return None
    is_house = len(said) > 1 and bool(numbers or not any(word[0].isdecimal() for word in own))
    return AddressFound(words[first][0], words[run[-1]][1], is_house or (is_named and len(own) == len(said)))


def _is_whole(names: list[str], own: list[str]) -> bool:
    """Whether no word of the road's or the hamlet's name is missing."""
    at = next((n for n in range(len(own)) if own[n : n + len(names)] == names), 0)
    before, after = own[at - 1 : at], own[at + len(names) : at + len(names) + 1]
    return sum(map(len, names)) > 2 and not any(word[0].isalpha() for word in before + after if len(names) == 1)
