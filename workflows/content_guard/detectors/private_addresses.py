"""Where somebody lives, down to the house, the lane or the hamlet: only where the text says that a person lives there. Pure.

An office's address is public, and so is «xã Tân Cương» of a person: what is found names more than the commune.
"""

import re
from collections.abc import Iterator

from vietnamese.spelling import has_marks, loosely
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read
from workflows.content_guard.surroundings import FIRST_PERSON, words_before

_ME = r"(?:tôi|tui|em|e|mình|cháu|con|chúng tôi|chúng em|chúng con|gia đình tôi|gia đình em|vợ chồng tôi|vợ chồng em)"
_PEOPLE = r"(?: (?:ông|bà|anh|chị|cô|chú|bác|bố mẹ|ông bà|cụ|hộ)(?: [^\W\d_]+){0,3}?)"
_LIVES = (
    r"(?:(?:hiện |đang |tạm )?(?:trú|ngụ)(?: tại| ở)?|thường trú(?: tại| ở)?|tạm trú(?: tại| ở)?|cư trú(?: tại| ở)?|cư ngụ(?: tại| ở)?|"
    r"(?:hiện |đang )?sinh sống (?:tại|ở)|(?:hiện |đang )?sống (?:tại|ở)|(?:hiện|đang|hiện đang) ở(?: tại)?|thuê trọ(?: tại| ở)?|ở trọ(?: tại| ở)?|ở nhờ(?: tại| ở)?|"
    r"chỗ ở(?: hiện (?:nay|tại))?|nơi ở(?: hiện (?:nay|tại))?|nơi cư trú|hộ khẩu(?: thường trú)?|hktt|đkhktt|địa chỉ nhà|đ/c nhà|nhà riêng(?: tại| ở)?|nhà tại|nhà ở|"
    rf"(?:nhà|gia đình|hộ)(?: (?:của )?{_ME}|{_PEOPLE})?(?: (?:ở tại|ở|tại))|nhà (?:của )?{_ME}|{_ME} (?:đang |hiện |hiện đang )?(?:ở tại|ở|sống tại|sống ở))"
)
_UNIT = r"(?:đội(?= \d)|thôn|xóm|ấp|bản|buôn|làng|khóm|sóc|tổ dân phố|tổ nhân dân|tổ|khu phố|tdp|kdc|phum|cụm dân cư|tiểu khu|khu dân cư|khu)"
_LANE = r"(?:ngõ|ngách|hẻm|kiệt|hxh)"
_ROAD = rf"(?:đường|phố|khu|tổ|{_LANE})"
_NUMBER = r"\d+[a-z]?(?:[/\-]\d+[a-z]?){0,3}(?![/\w])"
_HOUSE = (
    rf"(?:(?:căn |nhà )?(?:số nhà|nhà số|sn|số) ?:? ?{_NUMBER}(?:,? {_LANE} ?\d+(?:/\d+)?){{0,3}}|(?P<bare>{_NUMBER})(?:,? {_LANE} ?\d+(?:/\d+)?){{0,3}}|"
    rf"{_LANE} ?(?:số )?\d+(?:/\d+){{0,2}}|(?:căn hộ|phòng|p) (?:số )?(?:[a-z\-.]{{0,4}}\d[\w.\-]{{0,8}})|"
    rf"(?P<unit>{_UNIT}) (?:số )?(?P<name>\d+[a-z]?(?!\w)|[^\W_]+(?: (?!(?:xã|phường|thị|huyện|quận|tỉnh|tp|thành)\b)[^\W\d_]+)?))"
)
ADDRESS = re.compile(loosely(rf"(?<!\w){_LIVES}\s{{0,2}}[:,(]?\s{{0,2}}(?P<house>(?:(?:tại|ở) )?{_HOUSE})"))
WRITTEN = re.compile(
    loosely(
        rf"(?<!\w)(?:địa chỉ|đ/c|đc|(?P<at>ở|nhà|trọ))(?: (?:tôi|em|của tôi|của em|hiện tại|liên hệ))?\s{{0,2}}[:,]?\s{{0,2}}(?P<house>(?:(?:tại|ở) )?(?:{_HOUSE}))"
    )
)
OF_AN_OFFICE = re.compile(
    loosely(
        r"(?<!\w)(?:trụ sở|văn phòng|công ty|cty|cơ quan|ubnd|ủy ban|trường|bệnh viện|chi nhánh|cửa hàng|trung tâm|tòa soạn|doanh nghiệp|hợp tác xã|phòng khám|"
        r"khách sạn|nhà hàng|ngân hàng|sở|ban quản lý|cơ sở|nhà thuốc|siêu thị|công an|tòa án|nhà máy|xưởng|đại lý|showroom)(?!\w)"
    )
)
BEHIND_NUMBER = re.compile(loosely(rf",? ?(?:{_ROAD} |[^\W\d_]+ [^\W\d_]+)"))
COMMUNE = re.compile(loosely(r"[^.;\n]{0,25}?(?<!\w)(?:xã|phường|thị trấn|huyện|quận|tỉnh|tp|thành phố)(?!\w)"))
OF_MANY = re.compile(loosely(r"(?<!\w)(?:nơi (?:người dân|bà con)|(?:người dân|bà con|nhân dân|các hộ)[^.;]{0,40})$"))
ENOUGH_NAME = 2
CAPITALS = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
# What goes on behind the house, up to the commune: lanes, roads, names in capitals, or all small up to a comma where nobody types marks.
GOES_ON = re.compile(
    rf"(?:[ ,–-]{{1,3}}(?:(?i:{loosely(_ROAD)}|{loosely(_UNIT)}|số) ?)?(?:(?!(?i:{loosely('xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|tp|thành phố')})\b|[PQFHXT]{{1,2}}\.)[{CAPITALS}][^\W\d_]*|\d+[a-zA-Z]?(?:/\d+)*)(?!\w)){{1,8}}"
)
BARE_ROAD = re.compile(
    r",? (?:duong|pho|ngo|ngach|hem|to|khu) [a-z\d/]+(?!\w)(?: (?!phuong|xa|quan|huyen|tinh|tp|thi tran|thanh pho)[a-z]+(?!\w))?"
)


_COMMUNE = r"(?:xã|phường|thị trấn|tt\.|x\.|p\.|q\.|quận)"
# So fine that nothing but a home is told so, whatever stands before it, unless that is an office.
FINE = re.compile(
    loosely(
        rf"(?<![\w/])(?:(?:(?:nhà |căn )?(?:số nhà|nhà số|sn|số|nhà) ?:? ?{_NUMBER}(?:,? ?{_LANE} ?\d+(?:/\d+)*)+|"
        rf"{_LANE} ?\d+(?:/\d+)*(?:,? {_LANE} ?\d+(?:/\d+)*)*,? (?:nhà |căn )?(?:số nhà|nhà số|sn|số|nhà) ?{_NUMBER}|"
        rf"k\d{{1,4}}(?:/h?\d{{1,3}}){{1,3}}(?= [^\W\d_])|(?:số nhà|nhà số|sn) ?:? ?(?!(?:19|20)\d\d\b){_NUMBER}(?=,? (?:[–-] )?(?:{_ROAD}|{_UNIT}|[^\W\d_]+ [^\W\d_]+))|"
        rf"nhà \d+[a-z]?(?:/\d+)*,? {_ROAD} [^\W\d_]+|lô [a-z]{{0,2}}\d+[a-z]?,? (?:đường số \d+,? (?:khu dân cư|kdc)|khu tái định cư)|"
        rf"(?:căn hộ|căn|phòng|p\.?) ?(?:số )?[a-z\-.]{{0,4}}\d[\w.\-]{{0,8}},? (?:chung cư|tòa|tháp|tập thể|block)|(?:là|ở|căn|tại) [a-z]{{1,2}}\d{{0,2}}[.\-]\d{{2,4}},? (?:chung cư|tòa|tháp|tập thể)))(?!\w)"
    )
)
_NAMED_UNIT = rf"(?i:{loosely(_UNIT)}) (?:(?i:{loosely('số')}) )?(?:\d+[a-zA-Z]?|[{CAPITALS}][^\W\d_]*(?: [{CAPITALS}][^\W\d_]*){{0,2}}(?: \d+)?)"
IN_A_UNIT = re.compile(
    rf"(?:(?<=nhà )|(?<=Nhà )|(?<=hộ )|(?<=về )|(?<=ở )|(?<=tại )|(?<=là )|(?<=chỉ )){_NAMED_UNIT}(?:, ?| |,? [–-] ){_NAMED_UNIT}(?!\w)"
)
BY_ITS_COMMUNE = re.compile(rf"(?<=[ởỞ] ){_NAMED_UNIT}(?=,? ?(?i:{loosely(_COMMUNE)}) ?[{CAPITALS}])")
NEAR = 60
ON_A_ROAD = re.compile(
    rf"(?<![\w/.,-])(?<!(?i:năm|iều|oản|mục|uật) )(?:\d{{1,4}}[a-zA-Z]?(?:/\d+[a-zA-Z]?)*(?: (?!(?i:luật|nghị|thông)\b)[{CAPITALS}][^\W\d_]*){{2,4}}(?: nối dài)?)(?=,? (?i:{loosely(_COMMUNE)}) ?[{CAPITALS}\d])"
)


def _end(read: Read, match: re.Match[str]) -> int:
    """Where the house's address ends, with its lane and road."""
    end = match.end("house")
    if match["name"] and read.text[match.start("name")].isupper():
        _first, _blank, second = read.text[match.start("name") : end].partition(" ")
        end -= len(second) + 1 if second[:1].islower() else 0
    if goes_on := GOES_ON.match(read.text, end) or BARE_ROAD.match(read.small, end):
        end = goes_on.end()
    return end


def find(read: Read) -> Iterator[Hit]:
    for match in ADDRESS.finditer(read.small):
        if not OF_MANY.search(read.small[max(0, match.start("house") - 70) : match.start("house")]) and _names(
            read, match
        ):
            yield Hit(Kind.ADDRESS, match.start("house"), _end(read, match))
    for match in WRITTEN.finditer(read.small):
        if _is_a_home(read, match):
            yield Hit(Kind.ADDRESS, match.start("house"), _end(read, match))
    for match in FINE.finditer(read.small):
        goes_on = GOES_ON.match(read.text, match.end()) or BARE_ROAD.match(read.small, match.end())
        if not _is_an_offices(read, match.start()):
            yield Hit(Kind.ADDRESS, match.start(), goes_on.end() if goes_on else match.end())
    for match in BY_ITS_COMMUNE.finditer(read.text):
        if FIRST_PERSON.search(words_before(read.small, match.start(), NEAR)) and not _is_an_offices(
            read, match.start()
        ):
            yield Hit(Kind.ADDRESS, *match.span())
    for match in (*ON_A_ROAD.finditer(read.text), *IN_A_UNIT.finditer(read.text)):
        if not _is_an_offices(read, match.start()):
            yield Hit(Kind.ADDRESS, *match.span())


def _is_a_home(read: Read, match: re.Match[str]) -> bool:
    """Of an address by itself: whether it is told as homes are, by lane, hamlet or «số nhà», and no office is named."""
    if (match["bare"] and "/" not in match["bare"]) or (match["at"] and match["unit"]) or not _names(read, match):
        return False
    house = read.small[match.start("house") : match.end("house")]
    if not match["unit"] and not re.search(loosely(rf"{_LANE}|số nhà|(?<!\w)sn|căn hộ|\d/\d"), house):
        return False
    return not _is_an_offices(read, match.start())


def _is_an_offices(read: Read, start: int) -> bool:
    return OF_AN_OFFICE.search(read.small[max(0, start - 120) : start]) is not None


def _names(read: Read, match: re.Match[str]) -> bool:
    """Whether the number is a house's, and the hamlet has a name: a number, capitals, or a commune behind it where nobody types capitals."""
    if match["bare"] is not None:
        return _is_house_number(read, match)
    if match["unit"] is None:
        return True
    name = read.text[match.start("name") : match.end("name")]
    if name[0].isdecimal():
        return True
    if name[0].isupper():
        return len(name) >= ENOUGH_NAME
    behind = read.small[match.end("name") : match.end("name") + 40]
    return not has_marks(match["unit"]) and COMMUNE.match(behind) is not None


def _is_house_number(read: Read, match: re.Match[str]) -> bool:
    """A number is a house's before a road, a lane, or two words of a name in capitals."""
    end = match.end("bare")
    if match.end("house") > end or "/" in match["bare"]:
        return True
    behind = BEHIND_NUMBER.match(read.small, end)
    if behind is None:
        return False
    words = read.text[end : behind.end()].split()
    return re.fullmatch(loosely(_ROAD), words[0].lower()) is not None or all(word[0].isupper() for word in words[:2])
