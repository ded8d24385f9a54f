"""Where somebody lives, down to the house, the lane or the hamlet: only where the text says that a person lives there. Pure.

An office's address is public, and so is «xã Tân Cương» of a person: what is found names more than the commune.
"""

import re
from collections.abc import Iterator

from workflows.content_guard.finding import Hit, Kind, matches

_LIVES = (
    r"(?:(?:hiện |đang |tạm )?(?:trú|ngụ)(?: tại| ở)?|thường trú(?: tại| ở)?|tạm trú(?: tại| ở)?|cư trú(?: tại| ở)?|(?:hiện |đang )?sinh sống (?:tại|ở)|"
    r"(?:hiện |đang )sống (?:tại|ở)|chỗ ở(?: hiện (?:nay|tại))?|nơi ở(?: hiện (?:nay|tại))?|nơi cư trú|hộ khẩu(?: thường trú)?|hktt|đkhktt|địa chỉ nhà|nhà riêng(?: tại| ở)?|"
    r"nhà tại)"
)
_NAME = r"(?:[A-ZĐÀ-ỸẠ-ỹ][\wÀ-ỹ]*(?: [A-ZĐÀ-Ỹ\d][\wÀ-ỹ]*){0,3}|\d+[A-Z]?)"
_HOUSE = (
    r"(?:(?:căn )?(?:số nhà|nhà số|SN) ?:? ?\d+[\w/\-]*|số \d+[\w/\-]*,? ?(?:đường|phố|ngõ|ngách|hẻm|kiệt|khu|tổ)\b|số \d+[\w\-]* [A-ZĐ]|\d+[\w/]* (?:đường|phố|ngõ|ngách|hẻm|kiệt)\b|"
    r"(?:ngõ|ngách|hẻm|kiệt) ?(?:số )?\d+[\w/]*|căn hộ (?:số )?[\w.\-]*\d[\w.\-]*|"
    rf"(?:thôn|xóm|ấp|bản|buôn|làng|khóm|sóc|tổ dân phố|tổ|khu phố|TDP|KDC|phum) (?:số )?{_NAME})"
)
ADDRESS = re.compile(rf"(?<!\w)(?i:{_LIVES})\s*[:,(]?\s*(?P<house>(?:(?i:tại|ở) )?{_HOUSE})")
_PEOPLE = re.compile(r"\b(?:nơi (?:người dân|bà con)|(?:người dân|bà con|nhân dân|các hộ)[^.;]{0,40})$", re.I)


def find(text: str) -> Iterator[Hit]:
    for start, end, _words in matches(ADDRESS, text, "house"):
        if not _PEOPLE.search(text[max(0, start - 70) : start]):
            yield Hit(Kind.ADDRESS, start, end)
