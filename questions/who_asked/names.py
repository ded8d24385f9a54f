"""The asker's name in a text: whole, in part, with initials, backwards, glued, with marks and without; its last word after words that introduce people. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vietnamese.people.names import introducing
from vietnamese.places import is_behind_a_place_word
from vietnamese.spelling import bare, has_marks, placed, small


@dataclass(frozen=True)
class NameFound:
    """Where the name stands; `is_last_only`: its last word alone, which others may have too; `is_sure`: whole, and no words of another sense."""

    start: int
    end: int
    is_last_only: bool = False
    is_sure: bool = True


_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\s.]{0,4}|\s?[-–]\s?")
_INTRODUCING = introducing(
    r"(?<![^\W\d_])(?:ông|bà|anh|chị|em|cô|chú|bác|cháu|cụ|dì|cậu|mợ|thím|bạn|thầy|con|mẹ|bố|vợ|chồng|tên(?: tôi| em)?|ký tên|kính thư|"
    r"(?:tôi|tui|em|mình|cháu|con|tên|gọi tôi)(?: tên)? là|mình|tôi)[ ,:]{0,2}$"
)
_GLUED_BEFORE = 8  # letters of the longest word that introduces somebody


def find(text: str, name: str) -> Iterator[NameFound]:
    """Every stretch that says it, from the left; none lies in another."""
    if sum(character.isalnum() for character in name) < 2:
        return
    tokens = _WORD.findall(name)
    if not tokens:
        literal = r"\s+".join(map(re.escape, name.split()))
        yield from (NameFound(*match.span()) for match in re.finditer(rf"(?<!\w){literal}(?!\w)", text))
        return
    end = 0
    words = [match.span() for match in _WORD.finditer(text)]
    searched = _Searched(text, words, tokens)
    for place, (start, _end) in enumerate(words):
        if start >= end and (found := searched.at(place)):
            end = found.end
            yield found


class _Searched:
    """One text in which one name is looked for."""

    def __init__(self, text: str, words: list[tuple[int, int]], tokens: list[str]):
        self.text, self.words, self.tokens = text, words, tokens
        self.is_marked = any(map(has_marks, tokens))
        self.glued = "".join(map(bare, tokens))

    def at(self, place: int) -> NameFound | None:
        tokens, start = self.tokens, self.words[place][0]
        if len(tokens) > 1:
            for said, is_whole in self._ways():
                end = self._run(place, said)
                if not end:
                    continue
                is_introduced = self._is_introduced(start)
                if is_introduced or (is_whole and self._is_written_as_a_name(place, len(said), start, end)):
                    return NameFound(start, end, is_sure=is_whole)
                if self.text[start].isupper() and not is_behind_a_place_word(self.text, start):
                    return NameFound(start, end, is_sure=False)
            if found := self._glued(place):
                return found
        return self._last(place)

    def _ways(self) -> Iterator[tuple[list[str], bool]]:
        """The name in its parts, the longest first, and whether that is all of it."""
        tokens = self.tokens
        yield tokens, True
        for first in range(1, len(tokens) - 1):
            yield [tokens[0], *tokens[first + 1 :]], False
        yield [tokens[-1], *tokens[:-1]], True
        for first in range(1, len(tokens) - 1):
            yield tokens[first:], False
        if len(tokens) > 2:
            yield [tokens[-1], tokens[0]], False

    def _is_written_as_a_name(self, place: int, words: int, start: int, end: int) -> bool:
        """Each word with a capital, or all of it without marks as it may be typed: «Đăng ký» and «lệ phí» are no people."""
        said = [self.text[first:last] for first, last in self.words[place : place + words]]
        return all(word[0].isupper() for word in said) or (self.is_marked and not has_marks(self.text[start:end]))

    def _run(self, place: int, said: list[str]) -> int:
        """The end of these words where they stand here one behind the other, all but the last perhaps as an initial; 0 where they do not."""
        if place + len(said) > len(self.words):
            return 0
        end = self.words[place][0]
        for offset, token in enumerate(said):
            start, after = self.words[place + offset]
            word = self.text[start:after]
            if offset and not _BETWEEN.fullmatch(self.text, end, start):
                return 0
            is_short = offset < len(said) - 1 and len(word) < len(token) and len(word) < 3 and word[0].isupper()
            if not self._agrees(word, token) and not (is_short and bare(token).startswith(bare(word))):
                return 0
            end = after
        return end

    def _agrees(self, word: str, token: str) -> bool:
        if bare(word) != bare(token):
            return False
        return placed(word) == placed(token) or not has_marks(word) or not (has_marks(token) or self.is_marked)

    def _glued(self, place: int) -> NameFound | None:
        start, end = self.words[place]
        at = bare(self.text[start:end]).find(self.glued)
        if at < 0 or len(self.glued) < 5:
            return None
        return NameFound(start + at, start + at + len(self.glued))

    def _last(self, place: int) -> NameFound | None:
        start, end = self.words[place]
        word, last = self.text[start:end], self.tokens[-1]
        if len(last) > 1 and len(word) > len(last) and self._agrees(word[-len(last) :], last):
            cut = end - len(last)
            if self.text[cut].isupper() and self.text[cut - 1].islower() and self._is_introduced(cut):
                return NameFound(cut, end, is_last_only=True)
        if len(last) < 2 or not self._agrees(word, last):
            return None
        if self._is_introduced(start) or self._is_signature(start, end):
            return NameFound(start, end, is_last_only=len(self.tokens) > 1)
        return None

    def _is_introduced(self, start: int) -> bool:
        before = small(self.text[max(0, start - 24) : start])
        match = _INTRODUCING.search(before)
        return match is not None and (match[0] != match[0].rstrip(" ,:") or self.text[start].isupper())

    def _is_signature(self, start: int, end: int) -> bool:
        """Whether it stands alone on a line."""
        line = self.text[self.text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
        return line.strip(" .,-–") == self.text[start:end] and "\n" in self.text[:start]
