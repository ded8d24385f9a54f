"""Every detector over the texts of an item. Pure."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from workflows.content_guard.apart import apart
from workflows.content_guard.detectors import (
    bank_accounts,
    birth_dates,
    email_addresses,
    health,
    homes,
    identity_numbers,
    insurance_numbers,
    named_people,
    passports,
    phones,
    plates,
    private_addresses,
    secrecy_marks,
    sensitive_words,
    spelled_digits,
    tax_numbers,
)
from workflows.content_guard.finding import Finding, Hit, readable, shown
from workflows.content_guard.reading import Read


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
    """What the detectors found in one text, each stretch told once: by the first that names it. Places are the text's own, however it is composed."""
    plain = readable(text)
    if plain == text:
        return _told_once(text, published_numbers, words)
    places = [*_places_of(text), len(text)]
    found = _told_once(plain, published_numbers, words)
    return [Hit(hit.kind, places[hit.start], places[hit.end]) for hit in found]


def _places_of(text: str) -> Iterator[int]:
    """Where in the text each letter of its readable form begins: letters and the marks that stand apart from them are read together."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not unicodedata.combining(text[place]):
            yield from (start for _letter in readable(text[start:place]))
            start = place


def _told_once(text: str, published_numbers: Collection[str], words: Collection[str]) -> list[Hit]:
    return apart(_all(Read(text), published_numbers, words))


def _all(read: Read, published_numbers: Collection[str], words: Collection[str]) -> Iterator[Hit]:
    yield from secrecy_marks.find(read.text)
    for detector in (
        email_addresses,
        insurance_numbers,
        bank_accounts,
        passports,
        plates,
        birth_dates,
        tax_numbers,
        identity_numbers,
    ):
        yield from detector.find(read)
    yield from phones.find(read, published_numbers)
    for of_people in (spelled_digits, private_addresses, homes, health, named_people):
        yield from of_people.find(read)
    yield from sensitive_words.find(read.text, words)
