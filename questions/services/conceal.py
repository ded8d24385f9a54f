"""Taking out of an answer's draft what tells who asked or somebody else is, stretch by stretch, by one press; and putting a stretch back.

Nothing is kept beside the draft: what may be taken out is found in it again each time, and what was taken out is known from the letter, or from
an earlier draft, wherever its surroundings still stand.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from questions import gate
from questions.deidentify import Given, Stretch, of_asker, stretches
from questions.models import QuestionPage
from questions.models.asker_left import given_in, letter_of, tickets_of
from workflows.models.some_user import SomeUser
from workflows.services.locking import lock_page

AROUND = 25  # characters on either side by which a place is known again
EARLIER_DRAFTS = 10
QUESTION, ANSWER = "question", "answer"


@dataclass(frozen=True)
class Place:
    """A stretch of the draft that may be taken out, or one that was: its words, what stands for them, why; and a little of what is around."""

    field: str
    words: str
    by: str
    reason: str
    before: str
    after: str
    nth: int = 0  # among those with the same words and surroundings

    @property
    def key(self) -> str:
        known = "|".join((self.field, self.words, self.by, self.before, self.after, str(self.nth)))
        return hashlib.sha256(known.encode()).hexdigest()[:16]

    def concealed(self, text: str) -> str:
        return self._put(text, self.words, self.by)

    def revealed(self, text: str) -> str:
        return self._put(text, self.by, self.words)

    def _put(self, text: str, old: str, new: str) -> str:
        at = _places_of(text, self.before + old + self.after)[self.nth] + len(self.before)
        return text[:at] + new + text[at + len(old) :]


@dataclass(frozen=True)
class Places:
    """What may be taken out of a draft, and what can be put back."""

    open: list[Place]
    taken: list[Place]


def places_in(draft: QuestionPage, user: SomeUser) -> Places:
    """Read for one person: who may not read the letter is told nothing of whom it is from. A dozen queries."""
    tickets = [ticket for ticket in tickets_of(draft) if gate.ask_to_see(user, ticket) is None]
    known = [given for ticket in tickets for given, _is_own in given_in(ticket)]
    open_places = [*_found(QUESTION, [draft.question], known, _all_of), *_found(ANSWER, _texts(draft), known, _own_of)]
    earlier = [letter_of(ticket) for ticket in tickets] + list(_earlier_questions(draft))
    return Places(open_places, list(_taken(draft.question, earlier, known)))


@transaction.atomic
def conceal(page: QuestionPage, key: str, user: SomeUser) -> bool:
    """A new version of the draft without these words; False where they do not stand there any more. Raises `Refused` by the guards."""
    return _changed(page, user, lambda places: places.open, key, Place.concealed)


@transaction.atomic
def reveal(page: QuestionPage, key: str, user: SomeUser) -> bool:
    """A new version with the words back in their place; False where that is gone."""
    return _changed(page, user, lambda places: places.taken, key, Place.revealed)


def _changed(
    page: QuestionPage, user: SomeUser, of: Callable[[Places], list[Place]], key: str, put: Callable[[Place, str], str]
) -> bool:
    lock_page(page)
    draft: Any = page.get_latest_revision_as_object()
    place = next((each for each in of(places_in(draft, user)) if each.key == key), None)
    if place is None:
        return False
    if place.field == QUESTION:
        draft.question = put(place, draft.question)
    else:
        draft.answer = draft.answer.stream_block.to_python(_mapped(draft.answer.get_prep_value(), place, put))
    draft.save_revision(user=user)
    return True


def _all_of(text: str, known: list[Given]) -> list[Stretch]:
    own = [stretch for given in known for stretch in of_asker(text, given)]
    taken = {place for stretch in own for place in range(stretch.start, stretch.end)}
    others = [s for s in stretches(text, Given()) if not taken.intersection(range(s.start, s.end))]
    return sorted([*_apart(own), *others], key=lambda stretch: stretch.start)


def _own_of(text: str, known: list[Given]) -> list[Stretch]:
    """In an answer people are named who answer; only the asker's own, and numbers, are looked for."""
    return [stretch for stretch in _all_of(text, known) if stretch.what.value != "other-person"]


def _apart(found: list[Stretch]) -> Iterator[Stretch]:
    end = 0
    for stretch in sorted(found, key=lambda each: (each.start, -each.end)):
        if stretch.start >= end:
            end = stretch.end
            yield stretch


def _found(
    field: str, texts: Iterable[str], known: list[Given], find: Callable[[str, list[Given]], list[Stretch]]
) -> Iterator[Place]:
    for text in texts:
        seen: dict[Place, int] = {}
        for stretch in find(text, known):
            before, after = text[max(0, stretch.start - AROUND) : stretch.start], text[stretch.end :][:AROUND]
            place = Place(field, text[stretch.start : stretch.end], stretch.by, stretch.reason, before, after)
            nth = seen.get(place, 0)
            seen[place] = nth + 1
            yield Place(**{**place.__dict__, "nth": nth})


def _taken(question: str, earlier: Iterable[str], known: list[Given]) -> Iterator[Place]:
    """The stretches of earlier texts in whose place something else stands now, between the same surroundings."""
    seen: set[tuple[int, int]] = set()
    for text in earlier:
        found = _all_of(text, known)
        counted: dict[Place, int] = {}
        for n, stretch in enumerate(found):
            place = _surrounded(text, found, n, stretch)
            nth = counted.get(place, 0)
            counted[place] = nth + 1
            places = _places_of(question, place.before + place.by + place.after)
            if nth < len(places) and (where := (places[nth], len(place.before))) not in seen:
                seen.add(where)
                yield Place(**{**place.__dict__, "nth": nth})


def _surrounded(text: str, found: list[Stretch], n: int, stretch: Stretch) -> Place:
    """What stands around it, not beyond the stretches beside it: those may have been taken out too."""
    begins = max(found[n - 1].end if n else 0, stretch.start - AROUND)
    ends = min(found[n + 1].start if n + 1 < len(found) else len(text), stretch.end + AROUND)
    words, before, after = text[stretch.start : stretch.end], text[begins : stretch.start], text[stretch.end : ends]
    return Place(QUESTION, words, stretch.by, stretch.reason, before, after)


def _places_of(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _earlier_questions(draft: QuestionPage) -> Iterator[str]:
    contents = draft.revisions.order_by("-pk").values_list("content", flat=True)[:EARLIER_DRAFTS]
    yield from dict.fromkeys(str(content.get(QUESTION, "")) for content in contents)


def _texts(draft: QuestionPage) -> list[str]:
    """The texts of the answer's blocks, as they are stored."""
    return list(_strings(draft.answer.get_prep_value()))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("id", "type"):
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _mapped(value: Any, place: Place, put: Callable[[Place, str], str]) -> Any:
    """The stored blocks with the change in the first text that has the place."""
    left = [place]

    def changed(each: Any) -> Any:
        if isinstance(each, str):
            if left and len(_places_of(each, place.before + place.words + place.after)) > place.nth:
                return put(left.pop(), each)
            return each
        if isinstance(each, dict):
            return {name: inner if name in ("id", "type") else changed(inner) for name, inner in each.items()}
        return [changed(inner) for inner in each] if isinstance(each, list) else each

    return changed(value)
