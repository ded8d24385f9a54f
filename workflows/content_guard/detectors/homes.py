"""Addresses so fine that nothing but a home is told so, whatever stands before them, unless that is an office. Pure."""

import re
from collections.abc import Iterator

from vietnamese.spelling import loosely
from workflows.content_guard.detectors.address_parts import CAPITALS, LANE, NUMBER, ROAD, UNIT, end_of, is_an_offices
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read
from workflows.content_guard.surroundings import FIRST_PERSON, words_before

_COMMUNE = r"(?:xã|phường|thị trấn|tt\.|x\.|p\.|q\.|quận)"
_HOUSE = r"(?:nhà |căn )?(?:số nhà|nhà số|sn|số|nhà)"
_LANES = rf"{LANE} ?\d+(?:/\d+)*"
_YEAR = r"(?:19|20)\d\d\b"  # «SN 1990» is when somebody was born
_FLATS = r"(?:chung cư|tòa(?! (?:nhà|án))|tháp|tập thể|block)"
_FINE = (
    rf"{_HOUSE} ?:? ?{NUMBER}(?:,? ?{_LANES}){{1,3}}",  # số 14, ngõ 82
    rf"{_LANES}(?:,? {_LANES}){{0,3}},? {_HOUSE} ?{NUMBER}",  # ngõ 218 ngách 14 số 6
    r"k\d{1,4}(?:/h?\d{1,3}){1,3}(?= [^\W\d_])",  # K82/15 Tôn Đản
    rf"(?:số nhà|nhà số|sn) ?:? ?(?!{_YEAR}){NUMBER}(?=,? (?:[–-] )?(?:{ROAD}|{UNIT}|[^\W\d_]+ [^\W\d_]+))",  # số nhà 2, buôn …
    rf"nhà \d+[a-z]?(?:/\d+)*,? {ROAD} [^\W\d_]+",  # nhà 29B ngõ Chợ
    r"lô [a-z]{0,2}\d+[a-z]?,? (?:đường số \d+,? (?:khu dân cư|kdc)|khu tái định cư)",  # lô C17, đường số 9, KDC …
    rf"(?:căn hộ|căn|phòng|p\.?) ?(?:số )?[a-z\-.]{{0,4}}\d[\w.\-]{{0,8}},? {_FLATS}",  # phòng 302 chung cư …
    rf"(?:là|ở|căn|tại) [a-z]{{1,2}}\d{{0,2}}[.\-]\d{{2,4}},? {_FLATS}",  # là A12-08 chung cư …
)
FINE = re.compile(loosely(rf"(?<![\w/])(?:{'|'.join(_FINE)})(?!\w)"))
_NAME = rf"[{CAPITALS}][^\W\d_]*"
_NAMED_UNIT = rf"(?i:{loosely(UNIT)}) (?:(?i:{loosely('số')}) )?(?:\d+[a-zA-Z]?|{_NAME}(?: {_NAME}){{0,2}}(?: \d+)?)"
_LED_BY = "|".join(f"(?<={word} )" for word in ("nhà", "Nhà", "hộ", "về", "ở", "tại", "là", "chỉ"))
IN_A_UNIT = re.compile(
    rf"(?:{_LED_BY})(?P<unit>{_NAMED_UNIT})(?:, ?| |,? [–-] )(?P<within>{_NAMED_UNIT})(?!\w)"
)  # tại xóm 4, thôn Ngọc Anh
BY_ITS_COMMUNE = re.compile(
    rf"(?<=[ởỞ] ){_NAMED_UNIT}(?=,? ?(?i:{loosely(_COMMUNE)}) ?[{CAPITALS}])"
)  # ở bản Nà Lốc, xã …
_NO_ROAD = r"(?:luật|nghị|thông)"
ON_A_ROAD = re.compile(  # 133 Lê Lợi, tt. Tri Tôn
    rf"(?<![\w/.,-])(?<!(?i:năm|iều|oản|mục|uật) )\d{{1,4}}[a-zA-Z]?(?:/\d+[a-zA-Z]?)*(?: (?!(?i:{_NO_ROAD})\b){_NAME}){{2,4}}(?: nối dài)?"
    rf"(?=,? (?i:{loosely(_COMMUNE)}) ?[{CAPITALS}\d])"
)
OF_A_HOME = re.compile(
    FIRST_PERSON.pattern
    + loosely(r"|(?<!\w)(?:trú|ngụ|nhà|hộ|gia đình|chỗ ở|địa chỉ|gửi về|giao|đúng phải là|ông|bà|anh|chị|cô|chú)(?!\w)")
)
NEAR = 60


def find(read: Read) -> Iterator[Hit]:
    for match in _stretches(read):
        if not is_an_offices(read, match.start()):
            yield Hit(Kind.ADDRESS, match.start(), end_of(read, match.end()) if match.re is FINE else match.end())


def _stretches(read: Read) -> Iterator[re.Match[str]]:
    yield from FINE.finditer(read.small)
    for match in BY_ITS_COMMUNE.finditer(read.text):
        if FIRST_PERSON.search(words_before(read.small, match.start(), NEAR)):
            yield match
    for match in ON_A_ROAD.finditer(read.text):
        if OF_A_HOME.search(read.small[max(0, match.start() - NEAR) : match.start()]):
            yield match
    for match in IN_A_UNIT.finditer(read.text):
        if match["unit"].split()[0].lower() != match["within"].split()[0].lower():  # else a list of hamlets
            yield match
