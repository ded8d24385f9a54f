"""The day on which somebody was born. The year alone is no such day. Pure."""

import re
from collections.abc import Iterator

from vietnamese.spelling import loosely
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read

BORN = re.compile(
    loosely(
        r"(?<![^\W\d_])(?:(?:ngày,? ?(?:tháng,? ?)?(?:năm )?sinh|ntns|sinh nhật|(?:đẻ|sinh)(?: vào)?|sn|dob)\s{0,2}[:(]?\s{0,2}(?:là )?)"
        r"(?P<date>(?:ngày )?(?:mùng |mồng )?(?P<day>\d{1,2})\s{0,2}(?:[/.\-–]|tháng)\s{0,2}(?P<month>\d{1,2})\s{0,2}(?:[/.,\-–]|,?\s?năm)\s{0,2}(?:(?:19|20)\d\d|\d\d)(?!\d)|(?P<day_glued>\d\d)(?P<month_glued>\d\d)(?:19|20)\d\d(?!\d)|năm (?:19|20)\d\d,? ngày (?P<day_behind>\d{1,2}) tháng (?P<month_behind>\d{1,2})(?!\d))"
    )
)
# «Học sinh», «phát sinh», «khai sinh» …: nobody is born there.
OTHER_WORDS = re.compile(
    loosely(
        r"(?<!\w)(?:học|phát|vệ|tuyển|thí|khai|nảy|tái|nuôi|y|giao|tân|cư|chúng|an|dân|ký|hy|trừ|hộ|song|môi|tiền|lâm|bẩm|giám|đăng ký khai)\s{1,2}$"
    )
)


def find(read: Read) -> Iterator[Hit]:
    for match in BORN.finditer(read.small):
        day, month = (int(_one_of(match, part)) for part in ("day", "month"))
        is_day = 1 <= day <= 31 and 1 <= month <= 12
        if is_day and not OTHER_WORDS.search(read.small[max(0, match.start() - 16) : match.start()]):
            yield Hit(Kind.BIRTH, *match.span("date"))


def _one_of(match: re.Match[str], part: str) -> str:
    """The day or the month, in whichever way it is written."""
    return match[part] or match[f"{part}_behind"] or match[f"{part}_glued"]
