"""Phone numbers of people. Pure.

A mobile number is somebody's unless the text says that it is a hotline; a landline is an office's unless the text says that it is at
home. Numbers that the board itself publishes (its charter's) are nobody's. Numbering: TT 22/2014/TT-BTTTT and the plan of 2018 that moved
mobile numbers to ten digits (Quyết định 798/QĐ-BTTTT).
"""

import re
from collections.abc import Collection, Iterator

from workflows.content_guard.finding import Hit, Kind, digits_of, followed_by, led_by, matches

_GAP = r"[ .\-]?"
_ABROAD = rf"(?:\(?\+84\)?|0084|\(84\)|84(?=[ .\-]?[35789]\d)){_GAP}(?:\(0\){_GAP})?"
NUMBER = re.compile(
    rf"(?<![\w.,+\-])(?:{_ABROAD}|\(?0)(?:[35789](?:\)?{_GAP}\d){{8}}|2(?:\)?{_GAP}\d){{9}})(?![\d/]|[.,]\d|-?[A-ZĐ])"
)
MOBILE = re.compile(r"0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])\d{7}")
LANDLINE = re.compile(r"02\d{9}")
# Two digits and then a gap: numbers of Hà Nội and TP.HCM before 2017, and rows of lots; five and five: coordinates.
NEITHER = re.compile(r"\(?0\d\)?[ .\-].*|\d{5}-\d{5}")
OF_AN_OFFICE = re.compile(
    r"\b(?:đường dây nóng|đdn|hotline|tổng đài|trực ban|trực ca|số trực|điện thoại cơ quan|văn thư|phòng vé|"
    r"(?:phản ánh|tố giác|tin báo) (?:qua|tới|đến|theo) số|tư vấn|quảng cáo|tòa soạn|chăm sóc khách hàng|zalo oa)\b", re.I
)  # fmt: skip
AT_HOME = re.compile(r"\b(?:nhà riêng|điện thoại nhà|đt nhà|số nhà bàn|máy nhà)\b", re.I)
NOT_A_PHONE = re.compile(r"\b(?:tài khoản|stk|cccd|cmnd|căn cước|mã số thuế|mst|mã số|bảo hiểm)[^,;.]{0,30}$", re.I)
NAMED_BEFORE = 90


def find(text: str, published: Collection[str] = ()) -> Iterator[Hit]:
    """Phone numbers that seem to be somebody's. `published` are numbers that may stand anywhere, in any spelling."""
    open_to_all = {national(number) for number in published}
    for start, end, words in matches(NUMBER, text):
        number, before = national(words), led_by(text, start, NAMED_BEFORE)
        if number in open_to_all or NEITHER.fullmatch(words) or NOT_A_PHONE.search(before):
            continue
        if LANDLINE.fullmatch(number):
            is_somebodys = AT_HOME.search(before + followed_by(text, end, 20)) is not None
        else:
            is_somebodys = MOBILE.fullmatch(number) is not None and not OF_AN_OFFICE.search(before)
        if is_somebodys:
            yield Hit(Kind.PHONE, start, end)


def national(number: str) -> str:
    """The digits of a number as one dials it within the country."""
    digits = digits_of(number)
    for prefix in ("0084", "84"):
        if digits.startswith(prefix) and len(digits) > 10:
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits
