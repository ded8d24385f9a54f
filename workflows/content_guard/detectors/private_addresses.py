"""Where somebody lives, down to the house, the lane or the hamlet: only where the text says that a person lives there. Pure.

An office's address is public, and so is «xã Tân Cương» of a person: what is found names more than the commune.
"""

import re
from collections.abc import Iterator

from vietnamese.spelling import has_marks, loosely
from workflows.content_guard.detectors.address_parts import LANE, NUMBER, ROAD, UNIT, end_of, is_an_offices
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read

_ME = r"(?:tôi|tui|em|e|mình|cháu|con|chúng tôi|chúng em|chúng con|gia đình tôi|gia đình em|vợ chồng tôi|vợ chồng em)"
_PEOPLE = r"(?: (?:ông|bà|anh|chị|cô|chú|bác|bố mẹ|ông bà|cụ|hộ)(?: [^\W\d_]+){0,3}?)"
_LIVES = (
    r"(?:(?:hiện |đang |tạm )?(?:trú|ngụ)(?: tại| ở)?|thường trú(?: tại| ở)?|tạm trú(?: tại| ở)?|cư trú(?: tại| ở)?|cư ngụ(?: tại| ở)?|"
    r"(?:hiện |đang )?sinh sống (?:tại|ở)|(?:hiện |đang )?sống (?:tại|ở)|(?:hiện|đang|hiện đang) ở(?: tại)?|thuê trọ(?: tại| ở)?|ở trọ(?: tại| ở)?|ở nhờ(?: tại| ở)?|"
    r"chỗ ở(?: hiện (?:nay|tại))?|nơi ở(?: hiện (?:nay|tại))?|nơi cư trú|hộ khẩu(?: thường trú)?|hktt|đkhktt|địa chỉ nhà|đ/c nhà|nhà riêng(?: tại| ở)?|nhà tại|nhà ở|"
    rf"(?:nhà|gia đình|hộ)(?: (?:của )?{_ME}|{_PEOPLE})?(?: (?:ở tại|ở|tại))|nhà (?:của )?{_ME}|{_ME} (?:đang |hiện |hiện đang )?(?:ở tại|ở|sống tại|sống ở))"
)
_HOUSE = (
    rf"(?:(?:căn |nhà )?(?:số nhà|nhà số|sn|số) ?:? ?{NUMBER}(?:,? {LANE} ?\d+(?:/\d+)?){{0,3}}|(?P<bare>{NUMBER})(?:,? {LANE} ?\d+(?:/\d+)?){{0,3}}|"
    rf"{LANE} ?(?:số )?\d+(?:/\d+){{0,2}}|(?:căn hộ|phòng|p) (?:số )?(?:[a-z\-.]{{0,4}}\d[\w.\-]{{0,8}})|"
    rf"(?P<unit>{UNIT}) (?:số )?(?P<name>\d+[a-z]?(?!\w)|[^\W_]+(?: (?!(?:xã|phường|thị|huyện|quận|tỉnh|tp|thành)\b)[^\W\d_]+)?))"
)
ADDRESS = re.compile(loosely(rf"(?<!\w){_LIVES}\s{{0,2}}[:,(]?\s{{0,2}}(?P<house>(?:(?:tại|ở) )?{_HOUSE})"))
WRITTEN = re.compile(
    loosely(
        rf"(?<!\w)(?:địa chỉ|đ/c|đc|(?P<at>ở|nhà|trọ))(?: (?:tôi|em|của tôi|của em|hiện tại|liên hệ))?\s{{0,2}}[:,]?\s{{0,2}}(?P<house>(?:(?:tại|ở) )?(?:{_HOUSE}))"
    )
)
BEHIND_NUMBER = re.compile(loosely(rf",? ?(?:{ROAD} |[^\W\d_]+ [^\W\d_]+)"))
COMMUNE = re.compile(loosely(r"[^.;\n]{0,25}?(?<!\w)(?:xã|phường|thị trấn|huyện|quận|tỉnh|tp|thành phố)(?!\w)"))
OF_MANY = re.compile(loosely(r"(?<!\w)(?:nơi (?:người dân|bà con)|(?:người dân|bà con|nhân dân|các hộ)[^.;]{0,40})$"))
ENOUGH_NAME = 2


def _end(read: Read, match: re.Match[str]) -> int:
    """Where the house's address ends, with its lane and road."""
    end = match.end("house")
    if match["name"] and read.text[match.start("name")].isupper():
        _first, _blank, second = read.text[match.start("name") : end].partition(" ")
        end -= len(second) + 1 if second[:1].islower() else 0
    return end_of(read, end)


def find(read: Read) -> Iterator[Hit]:
    for match in ADDRESS.finditer(read.small):
        if not OF_MANY.search(read.small[max(0, match.start("house") - 70) : match.start("house")]) and _names(
            read, match
        ):
            yield Hit(Kind.ADDRESS, match.start("house"), _end(read, match))
    for match in WRITTEN.finditer(read.small):
        if _is_a_home(read, match):
            yield Hit(Kind.ADDRESS, match.start("house"), _end(read, match))


def _is_a_home(read: Read, match: re.Match[str]) -> bool:
    """Of an address by itself: whether it is told as homes are, by lane, hamlet or «số nhà», and no office is named."""
    if (match["bare"] and "/" not in match["bare"]) or (match["at"] and match["unit"]) or not _names(read, match):
        return False
    house = read.small[match.start("house") : match.end("house")]
    if not match["unit"] and not re.search(loosely(rf"{LANE}|số nhà|(?<!\w)sn|căn hộ|\d/\d"), house):
        return False
    return not is_an_offices(read, match.start())


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
    return re.fullmatch(loosely(ROAD), words[0].lower()) is not None or all(word[0].isupper() for word in words[:2])
