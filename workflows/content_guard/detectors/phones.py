"""Phone numbers of people. Pure.

A mobile number is somebody's unless the text says that it is a hotline; a landline is an office's unless the text says that it is at
home. Numbers that the board itself publishes (its charter's) are nobody's. What a number is, `phonenumbers` says (the plan of TT 22/2014/TT-BTTTT
and Quyết định 798/QĐ-BTTTT); whether digits in loose groups are one, the words around.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

from vietnamese.spelling import loosely
from workflows.content_guard.detectors.number_words import named
from workflows.content_guard.digit_runs import Piece, Run, in_digits
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read
from workflows.content_guard.surroundings import followed_by, is_amount, led_by

OF_AN_OFFICE = re.compile(
    loosely(
        r"(?<!\w)(?:đường dây nóng|đdn|hotline|tổng đài|trực ban|trực ca|số trực|điện thoại cơ quan|văn thư|phòng vé|"
        r"(?:phản ánh|tố giác|tin báo) (?:qua|tới|đến|theo) số|(?<!cần )(?<!xin )(?<!được )tư vấn|quảng cáo|tòa soạn|chăm sóc khách hàng|zalo oa)(?!\w)"
    )
)
AT_HOME = re.compile(
    loosely(
        r"(?<!\w)(?:nhà riêng|điện thoại nhà|đt nhà|số nhà bàn|máy nhà|(?:đt|điện thoại|máy|số) (?:bàn|cố định)(?: nhà)?)(?!\w)"
    )
)
NOT_A_PHONE = re.compile(
    loosely(
        r"(?<!\w)(?:tài khoản|stk|cccd|cmnd|căn cước|mã số thuế|mst|mã số|bảo hiểm|(?:số|giấy) đăng ký|đăng ký kinh doanh|giấy phép|giấy chứng nhận|tọa độ)(?:[^,;.]{0,30})$"
    )
)
BEHIND = re.compile(loosely(r"[ )]{0,2}\(? ?(?:zalo|viber|gặp|để gặp|là số|số của)(?!\w)"))
OF_THIS_PLAN = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)
LENGTHS = frozenset(range(9, 16))
YEARS = re.compile(r"(?:19|20)\d\d(?:19|20)\d\d")
OF_THE_CITY_BEFORE_2017 = re.compile(
    r"08(?:[2367]|54)"
)  # landlines of TP.HCM, as they were written: their code, then eight digits
BEFORE_2018 = re.compile(r"01(?:2\d|6[2-9]|86|88|99)\d{7}")
OFFICE_BEFORE = 90


def find(read: Read, published: Collection[str] = ()) -> Iterator[Hit]:
    """Phone numbers that seem to be somebody's. `published` are numbers that may stand anywhere, in any spelling."""
    open_to_all = {national(number) for number in published}
    for run in read.runs:
        for piece in numbers_in(read.small, run):
            number = national(piece.digits)
            if number in open_to_all or not _is_somebodys(read, number, piece):
                continue
            yield Hit(Kind.PHONE, piece.start - len(opening(read.small, piece.start)), piece.end)


def numbers_in(text: str, run: Run) -> Iterator[Piece]:
    """The phone numbers of a run, one behind the other, each at the ends of groups."""
    beyond, is_behind_number = 0, False
    for piece in run.pieces(LENGTHS, lambda at: _begins(text, at)):
        if piece.first < beyond or not _is_number(text, run, piece):
            continue
        if run.before(piece.first) in (".", ",", "-") and not (is_behind_number and piece.first == beyond):
            continue
        if _goes_on(text, run, piece):
            continue
        beyond, is_behind_number = piece.last, True
        yield piece


def _begins(text: str, at: int) -> bool:
    return text[at] in "0o8" or "+" in opening(text, at) or named(text, at) is Kind.PHONE


def _goes_on(text: str, run: Run, piece: Piece) -> bool:
    """Whether a group or letters behind it say that it is a part of something longer."""
    if run.after(piece.last) in (".", ","):
        return run.digits[piece.last] not in "0+"
    behind = text[piece.end : piece.end + 4]
    return re.match(r"-?[a-zđ]{1,3}\b|/[a-zđ]", behind) is not None and re.match(r"-|/", behind) is not None


def _is_number(text: str, run: Run, piece: Piece) -> bool:
    digits = piece.digits
    if "+" in opening(text, piece.start):
        return is_phone("+" + digits)
    if digits.startswith("00") and is_phone("+" + digits[2:]):
        return len(digits) > 11
    number = national(digits)
    has_code = digits.startswith("84") and len(digits) > 10
    if digits[0] != "0" and not has_code:
        return len(digits) == 9 and _is_named(text, piece) and is_phone("0" + digits) and not is_amount(text, piece.end)
    if BEFORE_2018.fullmatch(number):
        return _is_named(text, piece) or (min(piece.groups) > 2 and _stands_well(piece))
    if not is_phone(number) or (piece.groups[0] == 2 and OF_THE_CITY_BEFORE_2017.match(piece.digits)):
        return False
    return _is_named(text, piece) or (_stands_well(piece) and not (has_code and len(piece.groups) > 4))


def _stands_well(piece: Piece) -> bool:
    """Whether the groups are a phone number's by themselves. Two digits and then a gap are rows of lots, or dates, but for two groups of four
    that are no years; five and five: coordinates."""
    is_pair_of_fours = piece.groups == (2, 4, 4) and not YEARS.fullmatch(piece.digits, 2)
    if piece.groups[0] == 2 and not piece.digits.startswith("84") and not is_pair_of_fours:
        return False
    is_plain = all(re.fullmatch(r"[ \t]{0,3}[.\-–—·_*]?[ \t]{0,2}|[ ]?[()][ ]?", gap) for gap in piece.gaps)
    if max(piece.groups) == 1:
        return piece.is_whole and set(piece.gaps) <= {" ", ".", "-"} and len(set(piece.gaps)) == 1
    return is_plain and min(piece.groups) > 1 and not (piece.groups == (5, 5) and piece.gaps == ("-",))


def _is_named(text: str, piece: Piece) -> bool:
    return named(text, piece.start) is Kind.PHONE or BEHIND.match(followed_by(text, piece.end, 20)) is not None


def _is_somebodys(read: Read, number: str, piece: Piece) -> bool:
    text = read.small
    before = led_by(text, piece.start, OFFICE_BEFORE)
    if NOT_A_PHONE.search(before) or _is_code(read.text, piece.start):
        return False
    if number.startswith("02"):
        return AT_HOME.search(before + followed_by(text, piece.end, 20)) is not None
    return OF_AN_OFFICE.search(before) is None


def _is_code(text: str, start: int) -> bool:
    """Whether letters with a dash or a stroke lead to it: the number of a paper, a parcel, a product."""
    before = text[max(0, start - 3) : start]
    return before.endswith(("-", "/")) and before[:-1].isupper() and not before[-2].isdecimal()


def opening(text: str, start: int) -> str:
    """What belongs to a number before its first digit: a bracket, the sign of a country's code."""
    match = re.search(r"(?:\( ?)?\+ ?\(?$|\($", text[max(0, start - 4) : start])
    return match[0] if match else ""


@lru_cache(maxsize=2048)
def is_phone(number: str) -> bool:
    """Whether it is a number in use: of this country, written as one dials it here, a mobile or a landline; with «+», of any."""
    try:
        parsed = phonenumbers.parse(number, "VN")
    except NumberParseException:
        return False
    if parsed.country_code != 84:
        return phonenumbers.is_valid_number(parsed)
    return phonenumbers.is_valid_number(parsed) and phonenumbers.number_type(parsed) in OF_THIS_PLAN


def national(number: str) -> str:
    """The digits of a number as one dials it within the country."""
    digits = re.sub(r"\D", "", in_digits(number.lower()))
    if digits.startswith("084") and len(digits) == 12:
        return "0" + digits[3:]
    for prefix in ("0084", "84"):
        if digits.startswith(prefix) and len(digits) > 10:
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits
