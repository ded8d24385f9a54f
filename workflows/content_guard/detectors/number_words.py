"""What the words around say of a number: whose or what it is. The nearest word before it decides. Pure."""

import re
from functools import lru_cache

from vietnamese.spelling import loosely
from workflows.content_guard.finding import Kind
from workflows.content_guard.surroundings import words_before

NAMED_BEFORE = 60
BANKS = (
    r"vietcombank|vcb|techcom(?:bank)?|vietinbank|bidv|agribank|mb ?bank|sacombank|acb|vp ?bank|tp ?bank|hd ?bank|vib|shb|msb|ocb|scb|lpbank|seabank|eximbank|"
    r"ngân hàng|nh"
)
_WORDS = {
    Kind.IDENTITY: r"cccd|cmnd|cmtnd|cmt|cmqđ|số cc|cc công dân|căn cước|chứng minh(?: nhân dân| thư| quân đội)?|giấy chứng minh|số định danh|mã định danh|định danh|đdcn",
    Kind.INSURANCE: r"(?:ms|mã)?bhxh|bhyt|bảo hiểm(?: xã hội| y tế)?|mã thẻ|số sổ|sổ bh|số bh|thẻ bh",
    Kind.TAX: r"mã số thuế|mã thuế|ms thuế|số thuế(?= ?:|\s*$)|mst|m\.s\.t|đăng ký thuế(?: số)?|người nộp thuế|nnt|người phụ thuộc",
    Kind.PASSPORT: r"hộ chiếu|h\.?chiếu|passport|hc|pp|(?:sổ|giấy) thông hành|visa",
    Kind.ACCOUNT: rf"số tài khoản|tài khoản|stk|số tk|tk số|tk|số thẻ|thẻ atm|chuyển (?:khoản|vào|tiền|qua)|ck|momo|chủ tk|{BANKS}",
    Kind.PHONE: (
        r"điện thoại|đthoại|sđt|s\.đ\.t|đtdđ|đt|dđ|số máy|máy|di động|mobile|phone|tel|gọi(?: lại| cho| tới| đến)?|alo|liên hệ|liên lạc|lh|zalo|viber|"
        r"nhắn tin|số (?:của )?(?:tôi|em|mình|cháu|tui|anh|chị|ông|bà)"
    ),
}
_NOTHING = r"mã hồ sơ|số hồ sơ|mã vạch|số seri|serial|hợp đồng|hóa đơn|văn bản|công văn|quyết định|thửa|tờ bản đồ|biên lai|mã đơn|vận đơn|lô"
_NAMING = re.compile(
    r"(?<![^\W\d_])(?:"
    + "|".join(f"(?P<{kind.name}>{loosely(words)})" for kind, words in _WORDS.items())
    + rf"|(?P<nothing>{loosely(_NOTHING)})|(?P<code>{loosely('mã số|số hiệu')}))(?![^\W\d_])"
)
_CODES = frozenset(
    {Kind.IDENTITY.name, Kind.INSURANCE.name, Kind.TAX.name, Kind.PASSPORT.name}
)  # numbers that «mã số», «số hiệu» may stand for


def named(text: str, start: int, width: int = NAMED_BEFORE) -> Kind | None:
    """The kind that the nearest word before a place of a text in small letters names, in the same sentence; None where none does, or where it
    names a number of something else."""
    return _nearest(words_before(text, start, width))


@lru_cache(maxsize=4096)
def _nearest(words: str) -> Kind | None:
    found = None
    for match in _NAMING.finditer(words):
        if match.lastgroup != "code" or found not in _CODES:
            found = match.lastgroup
    return Kind[found] if found and found in Kind.__members__ else None
