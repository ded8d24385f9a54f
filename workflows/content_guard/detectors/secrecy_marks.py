"""Secrecy marks as a document bears them (R60, R132): MẬT, TỐI MẬT, TUYỆT MẬT by themselves, and marks of inner circulation. Pure.

A mark stands on a line of its own, in capitals, or after «độ mật:»; or in capitals within a text that isn't in capitals. «Bí mật»,
«mật độ», «HỒ SƠ TUYỆT MẬT CỦA CIA» as a headline, and «dấu "MẬT"» in quotation marks are none. Marks: Luật Bảo vệ bí mật nhà nước
2018 Đ8, TT 24/2020/TT-BCA; of circulation: NĐ 30/2020/NĐ-CP, annex I.
"""

import re
from collections.abc import Iterator

from workflows.content_guard.finding import Hit, Kind

_DEGREE = r"(?:TUYỆT[ \-]?MẬT|TỐI[ \-]?MẬT|MẬT)"
_ENDS = r"[\s\-–—_*.:;()\[\]|«»“”\"']*"
# A line, or a cell of it: text taken out of a file sets what stood side by side on one line, far apart.
PIECE = re.compile(r"(?:(?!\t|\n| {3})[^\n])+")
OWN_LINE = re.compile(
    rf"{_ENDS}(?:(?i:dấu(?: chỉ)? (?:độ )?mật|(?:mức )?độ mật)\s*[:\-–]\s*)?(?P<mark>{_DEGREE}){_ENDS}(?:(?:HỎA TỐC|THƯỢNG KHẨN|KHẨN){_ENDS})?"
)
DECLARED = re.compile(
    r"(?<!\w)(?i:(?:mức )?độ mật)\s*[:\-–]\s*(?P<mark>(?i:tuyệt mật|tối mật|mật))(?!\w)(?! (?i:độ|khẩu|ong|mã))"
)
INLINE = re.compile(rf"(?<![\w\-]){_DEGREE}(?![\w\-])")
ENVELOPE = re.compile(r"(?<!\w)(?:CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ|TÀI LIỆU THU HỒI)(?!\w)")
CIRCULATION = re.compile(r"(?<!\w)(?:LƯU HÀNH NỘI BỘ|XEM XONG TRẢ LẠI|KHÔNG PHỔ BIẾN|TÀI LIỆU NỘI BỘ)(?!\w)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[^\w\n]*$")
_WORD_AFTER = re.compile(r"^[^\w\n]*([^\W\d_]+)")
_QUOTED = re.compile(r"[\"“”«»‘’']\s*$")


def find(text: str) -> Iterator[Hit]:
    seen: set[int] = set()
    for piece in PIECE.finditer(text):
        if own := OWN_LINE.fullmatch(piece.group()):
            seen.add(piece.start() + own.start("mark"))
            yield Hit(Kind.SECRECY, piece.start() + own.start("mark"), piece.start() + own.end("mark"))
    for match in DECLARED.finditer(text):
        if match.start("mark") not in seen:
            seen.add(match.start("mark"))
            yield Hit(Kind.SECRECY, *match.span("mark"))
    for match in INLINE.finditer(text):
        if match.start() not in seen and _stands_out(text, *match.span()):
            yield Hit(Kind.SECRECY, *match.span())
    for match in ENVELOPE.finditer(text):
        yield Hit(Kind.SECRECY, *match.span())
    for match in CIRCULATION.finditer(text):
        yield Hit(Kind.INTERNAL, *match.span())


def _stands_out(text: str, start: int, end: int) -> bool:
    """Whether words in capitals are a mark within other text: their neighbours are not in capitals, and nobody quotes them."""
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if _QUOTED.search(before):
        return False
    neighbours = [found.group(1) for found in (_WORD_BEFORE.search(before), _WORD_AFTER.search(after)) if found]
    return bool(neighbours) and not any(word.isupper() for word in neighbours)
