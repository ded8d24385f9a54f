"""Every detector over the texts of an item. Pure."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from workflows.content_guard.detectors import (
    bank_accounts,
    identity_numbers,
    phones,
    private_addresses,
    secrecy_marks,
    sensitive_words,
)
from workflows.content_guard.finding import Finding, Hit, readable, shown


@dataclass(frozen=True)
class Passage:
    """A text and where it stands: a field of the item, or one of its files."""

    place: str
    text: str


def inspect(
    passages: Iterable[Passage], published_numbers: Collection[str] = (), words: Collection[str] = ()
) -> list[Finding]:
    """What was found, in the order of the texts; what blocks first. The same words in the same place are told once."""
    found: dict[tuple[str, str, str], Finding] = {}
    for passage in passages:
        text = readable(passage.text)
        for hit in hits(text, published_numbers, words):
            finding = shown(passage.place, text, hit)
            found.setdefault((finding.kind, finding.place, finding.words), finding)
    return sorted(found.values(), key=lambda finding: not finding.blocks)


def hits(text: str, published_numbers: Collection[str] = (), words: Collection[str] = ()) -> list[Hit]:
    """What the detectors found in one text, each stretch told once: by the first that names it."""
    taken: list[Hit] = []
    for hit in _all(text, published_numbers, words):
        if not any(hit.start < other.end and other.start < hit.end for other in taken):
            taken.append(hit)
    return sorted(taken, key=lambda hit: hit.start)


def _all(text: str, published_numbers: Collection[str], words: Collection[str]) -> Iterator[Hit]:
    yield from secrecy_marks.find(text)
    yield from bank_accounts.find(text)
    yield from identity_numbers.find(text)
    yield from phones.find(text, published_numbers)
    yield from private_addresses.find(text)
    yield from sensitive_words.find(text, words)
