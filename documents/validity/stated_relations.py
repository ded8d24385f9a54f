"""What a document's own text says of others: «Căn cứ …», «thay thế Quyết định số …», «bãi bỏ …». Pure; proposals for a person to confirm.

Careful rather than complete: a verb counts where a clause begins with it, or where «Quyết định này» is its subject, never where it
describes another document («… của Chính phủ sửa đổi, bổ sung một số điều của …») or is passive («đã được sửa đổi, bổ sung»).
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from documents.names.numbers import name_key, number_key
from documents.names.types import DOCUMENT_TYPES
from documents.validity.relation_kinds import Kind

MOST_CHARACTERS = 150_000
LAWS = ("Bộ luật", "Luật", "Pháp lệnh")
_NAMES = {re.sub(r"\s*\(.*", "", str(name)): key.removesuffix("-qppl") for key, name in DOCUMENT_TYPES}
_TYPE = "|".join(sorted((re.escape(name) for name in _NAMES), key=len, reverse=True)).replace(r"\ ", r"\s+")
_NUMBER = r"\d{1,5}(?:\s?/\s?\d{4})?\s?/\s?[A-ZĐ][A-ZĐƯa-z0-9&]*(?:\s?-\s?[A-ZĐƯ][A-ZĐƯa-z0-9&]*)*"
_DATE = r"ngày\s+(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})\s*(?:năm|[/.-])\s*(\d{4})"
_BODY = (
    r"Ủy\s+ban|Uỷ\s+ban|UBND|Hội\s+đồng|HĐND|Chính\s+phủ|Thủ\s+tướng|Quốc\s+hội|Bộ|Sở|Thanh\s+tra|Ngân\s+hàng|Ban|Cục|Tổng\s+cục|"
    r"Chủ\s+tịch|Thống\s+đốc|Tòa|Viện|Văn\s+phòng|Phòng|Trưởng\s+ban"
)
_STOP = (
    r"về|quy\s+định|sửa\s+đổi|ban\s+hành|hướng\s+dẫn|phê\s+duyệt|quyết\s+định|được|đã|có|năm|ngày|số|hết|kể|từ|cho|nay|tại|theo|là|trên|trái|"
    r"thành\s+lập|bãi\s+bỏ|thay\s+thế|công\s+bố|đính\s+chính|giao|điều\s+chỉnh|bổ\s+sung|khóa|khoá"
)
_ISSUER = rf"của\s+((?:{_BODY})\b(?:\s+(?:-\s+)?(?!(?:{_STOP})\b)[^\W\d_]+,?(?=\s|[;.,:)]|$)){{0,11}})"
_NUMBERED = re.compile(rf"(?P<type>{_TYPE})\s+(?:số\s*:?\s*)?(?P<number>{_NUMBER})(?:,?\s+{_DATE})?(?:,?\s+{_ISSUER})?")
_LAW = re.compile(
    rf"(?P<type>{'|'.join(LAWS)})\s+(?P<name>[A-ZĐÂÊÔƠƯÁÀẢÃẠÉÈÓÒỐỒỔỞỨỪỬỦÚÙÍÌÝ](?:(?!\s+(?:số|ngày|năm)\s)[^;.()“”\"]){{2,140}}?)"
    rf"(?:\s+số\s+(?P<number>{_NUMBER})|\s+{_DATE}|\s+năm\s+(?P<year>\d{{4}}))"
)
_NOTES = re.compile(r"\[[^\[\]]{0,2000}\]")
_SELF = rf"(?:{_TYPE}|Văn bản)\s+này"
_PART = (
    r"(?:điều|khoản|điểm|mục|chương|phụ\s+lục|đoạn|phần|tên|một\s+số\s+(?:điều|khoản|nội\s+dung|quy\s+định|mục|phụ\s+lục)|các\s+(?:điều|khoản|điểm|nội\s+dung)|"
    r"quy\s+định\s+tại|nội\s+dung)\b[^.;:“”\"\n]{0,160}?"
)
_LEAD = r"\s+(?:toàn\s+bộ\s+)?(?:các\s+)?(?:văn\s+bản\s+|quyết\s+định\s+|quy\s+định\s+)?(?:sau(?:\s+đây)?\s*)?:?\s*(?:[a-zđ1-9][).]\s*|-\s*)?"
_VERBS = {
    r"thay\s+thế(?:\s+cho)?": (Kind.REPLACES, Kind.AMENDS),
    r"bãi\s+bỏ": (Kind.REPEALS, Kind.REPEALS_PART),
    r"hủy\s+bỏ|huỷ\s+bỏ": (Kind.REPEALS, Kind.REPEALS_PART),
    r"thu\s+hồi(?:\s+và\s+hủy\s+bỏ)?": (Kind.RECALLS, Kind.RECALLS),
    r"sửa\s+đổi(?:\s*,?\s*bổ\s+sung)?|bổ\s+sung|điều\s+chỉnh(?:,?\s*bổ\s+sung)?": (Kind.AMENDS, Kind.AMENDS),
    r"ngưng\s+hiệu\s+lực(?:\s+thi\s+hành)?": (Kind.SUSPENDS, Kind.SUSPENDS),
    r"đính\s+chính": (Kind.CORRECTS, Kind.CORRECTS),
    r"(?:quy\s+định\s+chi\s+tiết|hướng\s+dẫn)(?:\s*(?:,|và|về)?\s*(?:quy\s+định\s+chi\s+tiết|hướng\s+dẫn|biện\s+pháp|thi\s+hành|thực\s+hiện))*": (
        Kind.GUIDES,
        Kind.GUIDES,
    ),
}
_BEGINS = r"(?:^|[\n;.:]\s*|(?:Điều|Khoản)\s+\d+\s*[.:]\s*|\b\d{1,2}\.\s*|\b[a-zđ]\)\s*|-\s+)"
_ACTIVE = [
    (re.compile(rf"(?:{_BEGINS}|(?P<own>{_SELF})(?:(?!\b(?:được|bị|số)\s)[^.;\n]){{0,160}}?\b(?:và\s+|,\s*)?)(?<!được )(?<!bị )(?P<verb>{verb}){_LEAD}(?P<part>{_PART})?(?=(?:{_TYPE})\s)", re.IGNORECASE), kinds)
    for verb, kinds in _VERBS.items()
]  # fmt: skip
_REACH = 600  # more than the longest of these sentences up to the document that it names
_ENDED = re.compile(
    rf"[^.;]{{0,200}}?\b(?:hết\s+hiệu\s+lực|bị\s+bãi\s+bỏ)(?:\s+thi\s+hành)?\s+(?:kể\s+)?từ\s+ngày\s+{_SELF}\s+có\s+hiệu\s+lực"
)
_BETWEEN = re.compile(r"\s*(?:,|;|\bvà\b|\n)*\s*(?:[a-zđ1-9][).]\s*|-\s*)?$")
_CLAUSE = re.compile(
    rf"\s*(?:-\s*)?(?:Căn\s+cứ\s+(?:vào\s+)?)?(?:(?:điểm|khoản|Điều|các)\b[^;]{{0,80}}?\s)?(?=(?:{_TYPE})\s)"
)
_CLAUSE_ENDS = re.compile(r";|\n\s*(?=Căn\s+cứ)")
_PREAMBLE_ENDS = re.compile(
    r"\n\s*(?:QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ)\s*:|\bĐiều\s+1\s*[.:]|Chương\s+I\b|\bTheo\s+đề\s+nghị\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Statement:
    """That the text says this of another document; `words` are where it says so."""

    kind: Kind
    number: str
    type: str
    issuer: str
    dated_on: datetime.date | None
    title: str
    detail: str
    words: str


@dataclass(frozen=True)
class Mention:
    """A document that the text names, and where."""

    start: int
    end: int
    number: str
    type: str
    issuer: str
    dated_on: datetime.date | None
    title: str


@lru_cache(maxsize=16)
def statements(text: str, own_number: str = "") -> tuple[Statement, ...]:
    """What the text says of other documents, in its order, each once. Of what it says of itself (`own_number`) nothing.

    A consolidated text (văn bản hợp nhất) repeats what others decided and decides nothing, so it has none.
    """
    if "vbhn" in number_key(own_number):
        return ()
    clean = _cleaned(text)
    found: dict[tuple[Kind, str], Statement] = {}
    for kind, mention, detail, start in _said(clean, mentions(clean)):
        known = number_key(mention.number) or name_key(mention.title)
        if known and known != number_key(own_number):
            words = _one_blank(clean[start : _end_of_words(clean, mention)])[-400:]
            found.setdefault(
                (kind, known),
                Statement(
                    kind, mention.number, mention.type, mention.issuer, mention.dated_on, mention.title, detail, words
                ),
            )
    return tuple(found.values())


def _end_of_words(text: str, mention: Mention) -> int:
    """Where the clause that names the document ends, so that a person reads what was said of it."""
    ends = re.search(r"[.;\n]\s", text[mention.end : mention.end + 160])
    return mention.end + (ends.start() if ends else 160)


def _cleaned(text: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"[ \t\xa0]+", " ", _NOTES.sub("", text[:MOST_CHARACTERS])))


def mentions(text: str) -> list[Mention]:
    """Every document that a text names by number, or by name and day, in their order."""
    found = {each.start: each for each in _numbered(text)}
    for match in _LAW.finditer(text):
        if not any(start in range(match.start(), match.end()) for start in found):
            found[match.start()] = _law(match)
    return [found[start] for start in sorted(found)]


def _numbered(text: str) -> Iterator[Mention]:
    for match in _NUMBERED.finditer(text):
        day = _day(match.group(3), match.group(4), match.group(5))
        kind = _NAMES[_one_blank(match["type"])]
        number = re.sub(r"\s", "", match["number"])
        issuer = _one_blank(match.group(6) or "").rstrip(",") or ("Quốc hội" if re.search(r"/QH\d+$", number) else "")
        yield Mention(match.start(), match.end(), number, kind, issuer, day, "")


def _law(match: re.Match[str]) -> Mention:
    """A law, code or ordinance, which is called by its name."""
    number = re.sub(r"\s", "", match["number"] or "")
    day = _day(*match.group(4, 5, 6))
    title = f"{match['type']} {_one_blank(match['name'])}" + (f" năm {match['year']}" if match["year"] else "")
    issuer = "Quốc hội" if match["type"] != "Pháp lệnh" else "Ủy ban Thường vụ Quốc hội"
    return Mention(match.start(), match.end(), number, _NAMES[match["type"]], issuer, day, title)


Said = tuple[Kind, Mention, str, int]  # what is said of which document, of which part of it, and where


def _said(text: str, named: list[Mention]) -> Iterator[Said]:
    yield from _bases(text, named)
    yield from _done_to_others(text, named)
    yield from _ended(text, named)


def _done_to_others(text: str, named: list[Mention]) -> Iterator[Said]:
    """«Bãi bỏ Quyết định số …»: to a whole document, and those enumerated after it, or to a part of one."""
    at = {mention.start: number for number, mention in enumerate(named)}
    spans = _up_to(named)
    for pattern, (whole, partly) in _ACTIVE:
        for match in chain.from_iterable(pattern.finditer(text, *span) for span in spans):
            number = at.get(match.end())
            if number is None or _is_described(match):
                continue
            detail = _part(match)
            yield partly if detail else whole, named[number], detail, match.start()
            if not detail:
                yield from ((whole, other, "", match.start()) for other in _listed_after(text, named, number))


def _part(match: re.Match[str]) -> str:
    """«khoản 2 Điều 5 của» → «khoản 2 Điều 5»."""
    return _one_blank(re.sub(r"\s*(?:của|tại|trong|kèm\s+theo|ban\s+hành)\s*$", "", match["part"] or ""))


def _is_described(match: re.Match[str]) -> bool:
    """Whether the verb only describes another document, in the midst of a sentence: «đã bãi bỏ …»."""
    return match["own"] is None and match.start() > 0 and match["verb"][0].islower()


def _ended(text: str, named: list[Mention]) -> Iterator[Said]:
    """«Quyết định số … hết hiệu lực»."""
    for mention in named:
        clause = re.split(r"[.;:\n]", text[max(0, mention.start - 300) : mention.start].replace("\n", " "))[-1]
        if _ENDED.match(text, mention.end) and "sửa đổi" not in clause:
            yield Kind.REPEALS, mention, "", mention.start


def _up_to(named: list[Mention]) -> list[tuple[int, int]]:
    """The parts of a text in which something may be said of a document: what stands before each, joined where it overlaps."""
    spans: list[tuple[int, int]] = []
    for mention in named:
        start = max(0, mention.start - _REACH)
        if spans and start <= spans[-1][1]:
            start, _end = spans.pop()
        spans.append((start, mention.end))
    return spans


def _listed_after(text: str, named: list[Mention], number: int) -> Iterator[Mention]:
    """The further documents of an enumeration: «Quyết định số 1/…, Quyết định số 2/… và Quyết định số 3/…»."""
    for before, after in zip(named[number:], named[number + 1 :], strict=False):
        if not _BETWEEN.match(text[before.end : after.start]):
            return
        yield after


def _bases(text: str, named: list[Mention]) -> Iterator[Said]:
    """The first document of each clause of the preamble that begins with «Căn cứ», or goes on from one that did."""
    begin = text.find("Căn cứ")
    if begin < 0:
        return
    ends = _PREAMBLE_ENDS.search(text, begin)
    end = ends.start() if ends else min(len(text), begin + 6000)
    start = begin
    while start < end:
        stop = _CLAUSE_ENDS.search(text, start, end)
        if found := _CLAUSE.match(text, start):
            yield from ((Kind.BASED_ON, each, "", start) for each in named if each.start == found.end())
        start = stop.end() if stop else end


def _day(day: str | None, month: str | None, year: str | None) -> datetime.date | None:
    try:
        return datetime.date(int(year or ""), int(month or ""), int(day or ""))
    except ValueError:
        return None


def _one_blank(text: str) -> str:
    return " ".join(text.split())
