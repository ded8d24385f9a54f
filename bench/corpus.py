"""Invented articles for benchmarks: sentences that a chain of words makes out of the project's own Vietnamese texts.

A few words are sown with a known frequency: `RARE` in 50 articles, `PAIR` in a tenth of them; `COMMON` stands in nearly all.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RARE, PAIR, COMMON = "vinashin", "bệnh viện", "và"
_WORD = re.compile(r"[^\W\d_]+")


class Corpus:
    """`article(number)` is the same article each time, whatever the size."""

    def __init__(self) -> None:
        self.next: dict[str, list[str]] = defaultdict(list)
        texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "portal/demo").glob("*.toml"))]
        for text in texts:
            words = [word.lower() for word in _WORD.findall(text)]
            for word, follower in pairwise(words):
                self.next[word].append(follower)

    def words(self, chance: random.Random, count: int) -> Iterator[str]:
        word = "tỉnh"
        for _number in range(count):
            yield word
            word = chance.choice(self.next[word])

    def article(self, number: int, size: int) -> dict[str, str]:
        chance = random.Random(number)
        paragraphs = [" ".join(self.words(chance, 50)).capitalize() + "." for _paragraph in range(5)]
        if number % 10 == 3:
            paragraphs[1] += f" {PAIR.capitalize()} {paragraphs[2][:40]}."
        if number % max(1, size // 50) == 0:
            paragraphs[2] += f" {RARE.capitalize()}."
        return {
            "id": f"bench-{number}",
            "title": " ".join(self.words(chance, 10)).capitalize(),
            "summary": paragraphs[0],
            "text": "\n".join(paragraphs),
            "published": f"{2010 + number % 16}-{1 + number % 12:02}-{1 + number % 28:02}T0{number % 9}:00:00+07:00",
        }
