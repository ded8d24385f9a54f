"""The parts of an address: words for lanes and hamlets, what goes on behind a house's number, and whose address an office's is. Pure."""

import re

from vietnamese.spelling import loosely
from workflows.content_guard.reading import Read

UNIT = r"(?:đội(?= \d)|thôn|xóm|ấp|bản|buôn|làng|khóm|sóc|tổ dân phố|tổ nhân dân|tổ|khu phố|tdp|kdc|phum|cụm dân cư|tiểu khu|khu dân cư|khu)"
LANE = r"(?:ngõ|ngách|hẻm|kiệt|hxh)"
ROAD = rf"(?:đường|phố|khu|tổ|{LANE})"
NUMBER = r"\d+[a-z]?(?:[/\-]\d+[a-z]?){0,3}(?![/\w])"
OF_AN_OFFICE = re.compile(
    loosely(
        r"(?<!\w)(?:trụ sở|văn phòng|công ty|cty|cơ quan|ubnd|ủy ban|trường|bệnh viện|chi nhánh|cửa hàng|trung tâm|tòa soạn|doanh nghiệp|hợp tác xã|phòng khám|"
        r"khách sạn|nhà hàng|ngân hàng|sở|ban quản lý|cơ sở|nhà thuốc|siêu thị|công an|tòa án|nhà máy|bảo tàng|bưu điện|hội|kho bạc|thư viện|trạm|nhà văn hóa|viện|chi cục|phòng|ban|đường|tặng|xưởng|đại lý|showroom)(?!\w)"
    )
)
CAPITALS = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
# What goes on behind the house, up to the commune: lanes, roads, names in capitals, or all small up to a comma where nobody types marks.
GOES_ON = re.compile(
    rf"(?:[ ,–-]{{1,3}}(?:(?i:{loosely(ROAD)}|{loosely(UNIT)}|số) ?)?(?:(?!(?i:{loosely('xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|tp|thành phố')})\b|[PQFHXT]{{1,2}}\.)[{CAPITALS}][^\W\d_]*|\d+[a-zA-Z]?(?:/\d+)*)(?!\w)){{1,8}}"
)
BARE_ROAD = re.compile(
    r",? (?:duong|pho|ngo|ngach|hem|to|khu) [a-z\d/]+(?!\w)(?: (?!phuong|xa|quan|huyen|tinh|tp|thi tran|thanh pho)[a-z]+(?!\w))?"
)
OFFICE_BEFORE = 120


def end_of(read: Read, end: int) -> int:
    """Where an address ends of which this is the end of its first part: with its lane and road."""
    goes_on = GOES_ON.match(read.text, end) or BARE_ROAD.match(read.small, end)
    return goes_on.end() if goes_on else end


def is_an_offices(read: Read, start: int) -> bool:
    """Whether an office is named before it."""
    return OF_AN_OFFICE.search(read.small[max(0, start - OFFICE_BEFORE) : start]) is not None
