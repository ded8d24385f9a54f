"""What a person typed, as an expression over the tokens of `text.py`. Pure; a dialect writes it in its database's language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from search.text import FOLDED, LONGEST_NUMBER, LONGEST_START, NAME, START, Chunk, Word, chunks, normal, number

MOST_CHARACTERS = 200
MOST_GROUPS = 16
MOST_WORDS = 12  # of one group


@dataclass(frozen=True)
class Term:
    """Tokens that stand side by side; one token is a word."""

    tokens: tuple[str, ...]


@dataclass(frozen=True)
class AllOf:
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True)
class AnyOf:
    parts: "tuple[Expression, ...]"


Expression = Term | AllOf | AnyOf


@dataclass(frozen=True)
class Group:
    """Words that belong together: a chunk, or what stood between quotation marks."""

    words: tuple[Word, ...]
    is_number: bool = False

    def term(self, *, is_folded: bool) -> Expression:
        written = Term(tuple(FOLDED + word.folded if is_folded else word.exact for word in self.words))
        if not self.is_number:
            return written
        return Term((number(self.words[:LONGEST_NUMBER]),))


@dataclass(frozen=True)
class Query:
    """What was typed: its groups in their order. Falsy where nothing was typed that a text could hold."""

    groups: tuple[Group, ...]

    @classmethod
    def of(cls, typed: str) -> "Query":
        """Reads at most 200 characters, and 16 groups of 12 words; signs mean nothing, except a pair of quotation marks."""
        return cls(tuple(_groups(typed[:MOST_CHARACTERS]))[:MOST_GROUPS])

    def __bool__(self) -> bool:
        return bool(self.groups)

    @cached_property
    def is_marked(self) -> bool:
        """Whether somebody took the trouble of typing marks: then they count, as long as something is found with them."""
        return any(word.is_marked for group in self.groups for word in group.words)

    def every_word(self, *, is_folded: bool) -> Expression:
        return _one(AllOf, [group.term(is_folded=is_folded) for group in self.groups])

    def any_word(self, *, is_folded: bool) -> Expression:
        return _one(AnyOf, [group.term(is_folded=is_folded) for group in self.groups])

    def side_by_side(self, *, is_folded: bool) -> Expression:
        """All words next to each other, in this order; numbers keep their one token beside them."""
        runs: list[Expression] = []
        run: list[str] = []
        for group in self.groups:
            term = group.term(is_folded=is_folded)
            if group.is_number:
                runs += [Term(tuple(run)), term] if run else [term]
                run = []
            elif isinstance(term, Term):
                run += term.tokens
        return _one(AllOf, [*runs, Term(tuple(run))] if run else runs)

    def pairs(self, *, is_folded: bool) -> Expression | None:
        """Any two neighbouring words, for a question in plain words that no text has all of. None for fewer than three words."""
        words = [word for group in self.groups for word in group.words]
        if len(words) < 3:
            return None
        tokens = [FOLDED + word.folded if is_folded else word.exact for word in words]
        return _one(AnyOf, [Term(pair) for pair in dict.fromkeys(pairwise(tokens))])

    def while_typing(self, *, is_folded: bool) -> Expression:
        """All words, the last one perhaps not yet finished."""
        *before, last = self.groups
        words = [Group((word,)) for word in last.words[:-1]] if not last.is_number else []
        start = number(last.words[:LONGEST_NUMBER]) if last.is_number else last.words[-1].folded
        terms = [group.term(is_folded=is_folded) for group in [*before, *words]]
        return _one(AllOf, [*terms, Term((START + start[:LONGEST_START],))])


def in_name(expression: Expression) -> Expression:
    """The same, in names alone, once: what is marked already stays, and starts of words stand nowhere else."""
    match expression:
        case Term(tokens):
            return Term(tuple(token if token.startswith((NAME, START)) else NAME + token for token in tokens))
        case AllOf(parts):
            return AllOf(tuple(map(in_name, parts)))
        case AnyOf(parts):
            return AnyOf(tuple(map(in_name, parts)))


def _one(kind: type[AllOf] | type[AnyOf], parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


_QUOTED = re.compile('["“”„«»]')


def _groups(typed: str) -> Iterator[Group]:
    """Every second piece between quotation marks is one group, if a mark closes it."""
    pieces = _QUOTED.split(normal(typed))
    for place, piece in enumerate(pieces):
        found = list(chunks(piece))
        if place % 2 and place < len(pieces) - 1 and found:
            yield Group(tuple(word for chunk in found for word in chunk.words)[:MOST_WORDS])
        else:
            yield from (_group(chunk) for chunk in found)


def _group(chunk: Chunk) -> Group:
    return Group(chunk.words[:MOST_WORDS], chunk.is_number)
