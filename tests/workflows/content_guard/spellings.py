"""The spellings of `spellings.toml` and `spellings_of_others.toml`, and whether the guard or the taking out of who asked finds them."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from questions.deidentify import without_asker
from workflows.content_guard.inspection import hits


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


TABLE = {**_read("spellings.toml"), **_read("spellings_of_others.toml")}
HARMLESS: list[str] = _read("harmless.toml")["texts"]
_MARKED = re.compile("⟦([^⟧]*)⟧")


@dataclass(frozen=True)
class Spelling:
    """One text; `secrets` are where in it stands what may not be public, and the words."""

    kind: str
    text: str
    secrets: tuple[tuple[int, int], ...]

    @property
    def is_letter(self) -> bool:
        return self.kind.startswith("letter")

    @property
    def is_found(self) -> bool:
        return self._is_taken_out() if self.is_letter else self._is_hit()

    def _is_hit(self) -> bool:
        """Whether every letter and digit of every secret lies in a hit; of what needs to be found in part only, a third."""
        covered = {place for hit in hits(self.text) for place in range(hit.start, hit.end)}
        wanted = {place for span in self.secrets for place in range(*span) if self.text[place].isalnum()}
        if TABLE[self.kind].get("in_part"):
            return 3 * len(wanted & covered) >= len(wanted)
        return wanted <= covered

    def _is_taken_out(self) -> bool:
        section = TABLE[self.kind]
        given = {name: section.get(name, "") for name in ("name", "email", "phone", "address")}
        left = without_asker(self.text, **given)
        words = bare(left)
        return not any(self.text[start:end] in left for start, end in self.secrets) and not any(
            re.search(rf"(?<!\w){re.escape(gone)}(?!\w)", words) for gone in section.get("gone", ())
        )


def bare(text: str) -> str:
    """Small letters without marks."""
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def read(kind: str, marked: str) -> Spelling:
    """A row of the table."""
    spans, text, end = [], "", 0
    for match in _MARKED.finditer(marked):
        text += marked[end : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text, end = text + match[1], match.end()
    return Spelling(kind, text + marked[end:], tuple(spans))


SPELLINGS = [read(kind, text) for kind, section in TABLE.items() for text in section["texts"]]
