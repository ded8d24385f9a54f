"""Where in a text people are named: by the words that introduce people, by surnames and given names, with marks and without. Pure.

What is found is a guess for a person to look at: a name that stands in no list is found only after a word that introduces people, behind a
surname with «Thị» or «Văn», or by its shape (`highlands.py`).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from vietnamese.people.highlands import prefixed, prefixed_at
from vietnamese.people.lists import COMMON_SURNAMES, is_given_name, is_part, is_surname
from vietnamese.people.named import Named
from vietnamese.places import PROVINCES
from vietnamese.spelling import agree, bare, loosely, small

LONGEST = 5  # words of a name
SHORTEST = 2  # letters
# Words after which somebody is named; what they are called by others stands in a letter more often than in any other text.
_KIN = (
    r"(?:chồng|vợ|mẹ|má|bố|ba|cha|tía|con(?: trai| gái| rể| dâu| út| cả)?|ông(?: nội| ngoại)?|bà(?: nội| ngoại)?|anh(?: trai| rể)?|chị(?: gái| dâu)?|"
    r"em(?: trai| gái| dâu| rể)?|cháu(?: trai| gái| nội| ngoại)?|bé(?: trai| gái)?|cô|dì|chú|bác|cậu|mợ|thím|dượng|cụ|bạn|hàng xóm|chủ hộ|chủ đất|người nhà)"
)
_ME = r"(?:tôi|tui|em|e|mình|cháu|con|chúng tôi|chúng em)"
_PAIRS = r"(?!(?:bà|anh|chị|mẹ|cha|bố|vợ|ông|cô|chú|bác) (?:con|em|cháu)(?! (?:là|tên)))"  # «bà con», «anh em», «mẹ con»: many people, and nobody's
_CALLED = r"(?: tên là| tên| là)"


def introducing(pattern: str) -> re.Pattern[str]:
    """With marks or without; but «minh» without its mark is a name."""
    return re.compile(loosely(pattern).replace(loosely("mình"), "mình"))


OF_THE_WRITER = introducing(
    rf"(?<!\w)(?:(?:{_ME}{_CALLED}|tên(?: của)? {_ME}(?: là)?|{_PAIRS}{_KIN} (?:của )?(?:(?:tôi|tui|chúng tôi)(?:,?{_CALLED})?|{_ME},?{_CALLED})|{_PAIRS}(?:chồng|vợ) {_ME})"
    r"(?:,? (?:ông|bà|anh|chị|em|cháu|cô|chú|bác|cụ))?|họ (?:và )?tên|người (?:viết|gửi|hỏi|làm đơn))[ :,–-]{1,3}"
)
INTRODUCED = introducing(
    rf"(?<!\w)(?:{_PAIRS}(?:{_KIN}|đồng chí|đ/c|thầy|bệnh nhân|nạn nhân|người tên|tên(?: tôi)?|gọi tôi|chủ hộ|ký tên|kính thư)(?: {_ME})?(?:,?{_CALLED})?|{_ME}{_CALLED})[ :,–-]{{1,3}}"
)
_WORD = re.compile(r"[^\W\d_]+")
_BLANK = re.compile(r"[ \t]+|[ \t]*\n[ \t]*")
# Words that follow «ông», «anh» … or a name, and are none of it; the second kind only where nobody types capitals.
_NEVER = frozenset({
    "ấy", "này", "kia", "đó", "ta", "nào", "tôi", "em", "con", "cháu", "và", "với", "là", "có", "thì", "mà", "đã", "đang", "sẽ", "ở", "bị", "được",
    "cho", "không", "chưa", "cũng", "nên", "ơi", "ạ",
})  # fmt: skip
_NOT_SMALL = frozenset({
    "mình", "cả", "hai", "xin", "hỏi", "nói", "bảo", "đi", "làm", "chủ", "tịch", "phó", "trưởng", "giám", "đốc", "bí", "thư", "tổ", "thôn", "xã",
    "phường", "huyện", "tỉnh", "ủy", "ban", "hội", "đồng", "nhà", "nước", "cán", "bộ", "công", "an", "viện", "sở", "phòng", "học", "sinh", "thị",
    "trấn", "thành", "phố", "nay", "do", "mất", "mới", "về", "từ", "đến", "nuôi", "đứng", "nộp", "mua", "bán", "trú", "quê", "nguyên",
})  # fmt: skip
PARTICLES = ("thi", "van")


def introduced(text: str, by: re.Pattern[str] = INTRODUCED) -> Iterator[Named]:
    """Names behind words that introduce people."""
    for match in by.finditer(small(text)):
        found = prefixed_at(text, match.end()) or name_at(text, match.end(), is_introduced=True)
        if (
            found
            and not found.is_full
            and _begins_a_name(text[match.start() : match.end()], text[found.start : found.end])
        ):
            continue
        if found and (found.is_full or "," not in match[0]) and (_is_called(match[0]) or _stands_out(text, found)):
            yield replace(found, begins=match.start())


def _begins_a_name(words: str, name: str) -> bool:
    """«Ban Chỉ đạo», «Ba Bể», «Bà Rịa», «Con Cuông»: in capitals, before one word that stands in no list, it is a part of another name."""
    return words.strip() in ("Ban", "Ba", "Bà", "Con", "Cô", "Cha", "Chú", "Bạn", "Bé", "Má") and not is_given_name(
        name
    )


_CALLS = re.compile(loosely(r"(?:là|tên|gọi tôi)[ :]*$"))


def _is_called(words: str) -> bool:
    return _CALLS.search(words) is not None


def _stands_out(text: str, found: Named) -> bool:
    """Whether it is a name by itself: in capitals, or of three words."""
    name = text[found.start : found.end]
    return name[0].isupper() or len(name.split()) > 2


def full_names(text: str) -> Iterator[Named]:
    """Names with their surnames, wherever they stand: in capitals at their beginnings, or all small behind a common surname and «văn», «thị»."""
    yield from prefixed(text)
    end = 0
    for match in _WORD.finditer(text):
        word = match[0]
        if match.start() < end or not (is_surname(word) if word[0].isupper() else bare(word) in COMMON_SURNAMES):
            continue
        found = name_at(text, match.start(), is_introduced=False)
        if found and found.is_full:
            end = found.end
            yield found


def name_at(text: str, start: int, *, is_introduced: bool) -> Named | None:
    """The name that begins here, if one does."""
    words = _words(text, start)
    if not words:
        return None
    first = text[slice(*words[0])]
    if first[0].isupper():
        return _capitalised(text, words, is_introduced)
    return _small(text, words, is_introduced)


def _words(text: str, start: int) -> list[tuple[int, int]]:
    """Up to so many words as a name may have, with nothing but blanks between them."""
    found: list[tuple[int, int]] = []
    at = start
    while len(found) < LONGEST and (match := _WORD.match(text, at)):
        found.append(match.span())
        blank = _BLANK.match(text, match.end())
        if blank is None:
            break
        at = blank.end()
    return found


def _capitalised(text: str, words: list[tuple[int, int]], is_introduced: bool) -> Named | None:
    typed = [text[slice(*span)] for span in words]
    capital = next((n for n, word in enumerate(typed) if not word[0].isupper()), len(typed))
    typed = typed[:capital]
    typed = typed[: next((n for n in range(len(typed)) if not _goes_on(typed, n, is_introduced)), len(typed))]
    if sum(map(len, typed)) < SHORTEST or _is_place(typed):
        return None
    is_full = len(typed) > 1 and is_surname(typed[0])
    if is_introduced:
        if not is_full and not is_given_name(typed[-1]) and not _may_be_called(typed):
            return None
    elif (
        not is_full
        or len(typed) < 3
        or bare(typed[0]) not in COMMON_SURNAMES
        or (not is_given_name(typed[-1]) and bare(typed[-2]) not in PARTICLES)
    ):
        return None
    return Named(words[0][0], words[len(typed) - 1][1], is_full, words[0][0])


def _may_be_called(typed: list[str]) -> bool:
    """Whether one word that stands in no list may be what somebody is called: «chị Xoan»."""
    return len(typed) == 1 and typed[0][1:].islower() and typed[0].lower() not in _NOT_SMALL


def _goes_on(typed: list[str], n: int, is_introduced: bool) -> bool:
    """Whether a word in capitals is one more of the name. What stands in no list may be its last, behind a surname that is introduced, or a particle."""
    word = typed[n]
    if _is_none(word):
        return False
    if n < 2 or is_part(word):
        return True
    is_last = n == len(typed) - 1
    return is_last and word.lower() not in _NOT_SMALL and (is_introduced or bare(typed[n - 1]) in PARTICLES)


def _small(text: str, words: list[tuple[int, int]], is_introduced: bool) -> Named | None:
    """Behind a common surname and a part of a name; one word alone is told by whoever knows it only."""
    typed = [text[slice(*span)] for span in words]
    if not is_surname(typed[0]) or bare(typed[0]) not in COMMON_SURNAMES:
        return None
    has_particle = len(typed) > 2 and bare(typed[1]) in PARTICLES
    if not has_particle and not is_introduced:
        return None
    end = 2 if has_particle else 1
    while end < len(typed) and end < 4 + has_particle and is_part(typed[end]) and not _is_none(typed[end]):
        end += 1
    if end < 2 + has_particle:
        return None
    return Named(words[0][0], words[end - 1][1], is_full=True, begins=words[0][0])


def _is_none(word: str) -> bool:
    if word[0].isupper():
        return word.lower() in _NEVER
    return any(agree(word, none) for none in (*_NEVER, *_NOT_SMALL) if bare(none) == bare(word))


def _is_place(typed: list[str]) -> bool:
    return any(" ".join(typed[:length]).lower() in PROVINCES for length in (2, 3))
