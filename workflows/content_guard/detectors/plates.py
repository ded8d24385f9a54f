"""Plates of cars and motorcycles: the province's two digits, one or two letters, four or five digits (TT 79/2024/TT-BCA). Pure."""

import re
from collections.abc import Iterator

from vietnamese.spelling import loosely
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read
from workflows.content_guard.surroundings import words_before

_GAP = r"[ .\-–_]{0,3}"
PLATE = re.compile(
    rf"(?<![\d.,/])[1-9]\d{_GAP}[a-zđ]{{1,2}}\d?{_GAP}(?P<number>[\doil]{{3}}[ .\-]?[\doil]{{2}}|[\doil]{{4}})(?![\d/]|[.,]\d|[^\W\d_])"
)
# As nobody writes it who knows how; only behind the words for a plate.
LOOSE_PLATE = re.compile(
    rf"(?<![\d.,/])[1-9]\d{_GAP}[a-zđ]{{1,2}}\d?[ .\-–/]{{0,3}}(?P<number>[\doil](?:[ .\-–/]{{0,3}}[\doil]){{3,4}})(?![\d/]|[.,]\d)"
)
NAMED = re.compile(
    loosely(
        r"(?<![^\W\d_])(?:biển(?: số| kiểm soát| đăng ký)?|bks|bsx|bs|biển xe|xe|ô tô|oto|mô tô|moto|ba gác|máy cày)(?![^\W\d_])"
    )
)
SURELY_NAMED = re.compile(
    loosely(
        r"(?<![^\W\d_])(?:biển(?: số| kiểm soát| đăng ký)?(?: xe| vàng| trắng| xanh| cũ)?|bks|bsx|bs|số đuôi xe|số xe|(?:xe|gác)[^.;\d]{0,25},? số)(?: là)?[ :]{0,2}$|(?<!\w)xe(?: (?:bán )?(?:tải|khách|ben|con|máy|ôm|bồn))?[ :]{0,2}$"
    )
)
# Vehicles on the road in the news: who drove them is told there by name, or is a firm's driver.
ON_THE_ROAD = re.compile(
    loosely(
        r"(?<!\w)(?:tài xế|do (?:anh|ông|chị|bà) [^.]{2,40} (?:điều khiển|cầm lái)|lưu thông|csgt|cảnh sát|tai nạn|hiện trường|xe khách|xe buýt|container|dừng xe|siêu xe|"
        r"chạy tuyến|nhà xe|nghi phạm|đối tượng|bốc cháy|cơ quan công an|kiểm tra|điều tra)(?!\w)"
    )
)
OF_THE_WRITER = re.compile(
    loosely(
        r"(?<!\w)(?:tôi|tui|em|mình|cháu|xin hỏi|cho hỏi|nhờ|ạ|nha|nhé|sang tên|đề nghị xử lý|phạt nguội|trừ điểm)(?!\w)"
    )
)
AROUND = 160
FEWEST_DIGITS = 3
WITH_A_DOT = re.compile(r"\d{3}\.\d{2}")


def find(read: Read) -> Iterator[Hit]:
    text = read.small
    for match in PLATE.finditer(text):
        before = words_before(text, match.start(), 40)
        if sum(map(str.isdecimal, match["number"])) < FEWEST_DIGITS:
            continue
        is_one = WITH_A_DOT.fullmatch(match["number"]) or NAMED.search(before)
        if is_one and not _is_in_the_news(text, *match.span()):
            yield Hit(Kind.PLATE, *match.span())
    for match in LOOSE_PLATE.finditer(text):
        if SURELY_NAMED.search(words_before(text, match.start(), 40)) and not _is_in_the_news(text, *match.span()):
            yield Hit(Kind.PLATE, *match.span())


def _is_in_the_news(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - AROUND) : end + AROUND]
    return ON_THE_ROAD.search(around) is not None and OF_THE_WRITER.search(around) is None
