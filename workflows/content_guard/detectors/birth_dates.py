"""The day on which somebody was born, in digits or in words. The year alone is no such day. Pure."""

import re
from collections.abc import Iterator

from vietnamese.spelling import loosely
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read

_BORN = (
    r"ngày,? ?(?:tháng,? ?)?(?:năm )?sinh|ntns|sinh nhật|ngày sinh(?: [^\W\d_]+){1,4}|chào đời(?: hôm| hồi| ngày)?|(?:con|cháu|bé|tôi|em|trai|gái) ra đời(?: hôm| hồi| ngày)?|(?:đẻ|sinh|sanh)(?: (?:con|bé|cháu)(?: trai| gái)?)?(?: ra)?(?: vào| hôm| hồi)?(?: lúc [\dgh:]+)?|n\.?sinh|sn|s/n|ns|dob|birth(?:day| date)?|date of birth|"
    r"(?:giấy tờ|khai sinh|căn cước|hộ khẩu) ghi"
)
_LED = rf"(?<![^\W\d_])(?:{_BORN})(?: (?:trên|trong|của|ghi|theo|thật|là|đúng)(?: [^\W\d_]+){{0,4}}?)?\s{{0,2}}[:(]?\s{{0,2}}(?:là )?"
_GAP = r"\s{0,2}(?:[/.\-–]|[/,]?\s?tháng|\s?thg|th|t)\s{0,2}"
_YEAR = r"(?:19|20)\d\d"
_TENS = r"(?:mười|hai mươi|hăm|ba mươi|băm)"
_UNIT = r"(?:một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười)"
_IN_WORDS = rf"(?:{_TENS}(?: {_UNIT})?|{_UNIT})"
_MONTH_NAME = r"(?:giêng|chạp|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE = (
    rf"(?:ngày ?)?(?:mùng |mồng )?(?P<day>\d{{1,2}}){_GAP}(?P<month>\d{{1,2}}(?!\d)|{_MONTH_NAME})(?:\s{{0,2}}(?:[/.,\-–]|,?\s?năm)\s{{0,2}}|\s)(?:{_YEAR}|\d\d)(?!\d)|"
    rf"(?P<day_glued>\d\d)(?P<month_glued>\d\d){_YEAR}(?!\d)|"
    rf"(?:năm )?{_YEAR},? (?:ngày (?P<day_behind>\d{{1,2}}),? tháng (?P<month_behind>\d{{1,2}})|tháng (?P<month_between>\d{{1,2}}),? ngày (?P<day_between>\d{{1,2}}))(?!\d)|"
    rf"{_YEAR}[/.\-](?P<month_second>\d{{1,2}})[/.\-](?P<day_last>\d{{1,2}})(?!\d)|"
    rf"(?:ngày ?)?(?:mùng |mồng |ngày ){_IN_WORDS},? tháng {_IN_WORDS}(?:,? năm {_UNIT}(?: [^\W\d_]+){{1,6}})?"
)
BORN = re.compile(loosely(rf"{_LED}(?P<date>{_DATE})"))
# «Học sinh», «phát sinh», «khai sinh» …: nobody is born there.
OTHER_WORDS = re.compile(
    loosely(
        r"(?<!\w)(?:học|phát|vệ|tuyển|thí|khai|nảy|tái|nuôi|y|giao|tân|cư|chúng|an|dân|ký|hy|trừ|hộ|song|môi|tiền|lâm|bẩm|giám|đăng ký khai)\s{1,2}$"
    )
)


def find(read: Read) -> Iterator[Hit]:
    text, at = read.in_digits, 0
    while match := BORN.search(text, at):
        at = match.end()
        if OTHER_WORDS.search(text[max(0, match.start() - 16) : match.start()]):
            at = match.start() + 1  # «khai sinh ghi sinh ngày …»: the word behind it may be the one
        elif _is_day(match):
            yield Hit(Kind.BIRTH, *match.span("date"))


def _is_day(match: re.Match[str]) -> bool:
    return 1 <= (_part(match, "day") or 1) <= 31 and 1 <= (_part(match, "month") or 1) <= 12


def _part(match: re.Match[str], part: str) -> int | None:
    """The day or the month, in whichever order it stands; None where it is a word."""
    typed = next((said for name, said in match.groupdict().items() if said and name.startswith(part)), "")
    return int(typed) if typed.isdecimal() else None
