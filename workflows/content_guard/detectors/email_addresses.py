"""E-mail addresses of people, as they are typed: «a còng», «(at)», blanks and commas where a dot should be. Pure.

Boxes of state bodies (gov.vn), and boxes that are called after an office and not after a person, are public.
"""

import re
from collections.abc import Iterator

from vietnamese.spelling import loosely
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read

_PROVIDER = r"(?:gmail|g ?meo|gờ meo|gmai|yahoo|ymail|outlook|hotmail|icloud|live|proton(?:mail)?|zoho)"
_AT_WORD = r"(?:at|a|a[ -]?còng|a[ -]?móc|a vòng|còng|@)"
# The sign as people type or say it; `find` looks for what stands on both sides.
AT_SIGN = loosely(
    rf" ?(?:[@＠]{{1,2}}(?: ?đuôi)?|[\[({{<] ?{_AT_WORD} ?[\])}}>]|(?<=\w) (?:a[ -]?còng|a[ -]?móc|a vòng) (?=\w)|(?<=\w) còng (?=g?mail|g ?meo|gờ meo|yahoo|hotmail|outlook|icloud)|(?<=\w) at (?=[\w\-]+(?:\.| (?:dot|chấm) ))|(?<=\w) at (?={_PROVIDER}\b)) ?"
)
AT = re.compile(AT_SIGN)
LOCAL = re.compile(r"(?<![\w.+\-])[a-z\d][\w.+\-]{0,63}$")
DOT_SIGN = loosely(r"(?: ?[.,]{1,2} ?| (?:chấm|dot) |[\[({] ?(?:chấm|dot|\.) ?[\])}])")
DOMAIN = re.compile(
    rf"{loosely(_PROVIDER)}(?:{DOT_SIGN}(?:com|vn|net|me)){{0,3}}(?:(?![\w\-]|\.\w)|(?<=com)(?=[^\W\d_]{{1,4}}(?!\w)))|[a-z\d][a-z\d\-]{{0,62}}(?:\.[a-z\d\-]{{1,63}}){{0,4}}{DOT_SIGN}(?:com|vn|net|org|edu|info|biz|me)(?:\.vn)?(?!\w)"
)
ANY_DOMAIN = re.compile(
    r"[a-z\d][a-z\d\-]{0,62}(?:\.[a-z\d\-]{1,63}){0,4}\.[a-z]{2,6}(?!\w)"
)  # only behind the sign itself
OF_AN_OFFICE = re.compile(
    r"(?:info|contact|lien_?he|toa_?soan|ban_?doc|bbt|ban_?bien_?tap|support|hotro|cskh|vanthu|vanphong|admin|sales|marketing|tuyensinh|congthongtin|portal|"
    r"noreply|no-reply|news|web|webmaster|phongvien|quangcao|bientap|press|media|office|hanhchinh|phapche)[\w.\-]*"
)
# «Bạn đọc gửi câu hỏi về …», «bài dự thi gửi về …»: the box of who asks everybody to write.
READERS = re.compile(
    loosely(
        r"(?<!\w)(?:bạn đọc|độc giả|cuộc thi|dự thi|bài viết|câu hỏi|đóng góp|chúng tôi|tin bài)(?!\w)(?!(?:(?!\n).)*(?<!\w)(?:tôi|em|mình|cháu)(?!\w))(?:(?!\n).){0,90}$"
    )
)
OF_THE_STATE = re.compile(r"(?:.*\.)?(?:gov|chinhphu|dcs|quochoi|mil)\.vn")


def find(read: Read) -> Iterator[Hit]:
    text = read.small
    for match in AT.finditer(text):
        before = LOCAL.search(text[max(0, match.start() - 65) : match.start()])
        behind = text[match.end() : match.end() + 120]
        after = DOMAIN.match(behind) or (ANY_DOMAIN.match(behind) if match[0] == "@" else None)
        if before is None or after is None or OF_AN_OFFICE.fullmatch(before[0]):
            continue
        if READERS.search(text[max(0, match.start() - 120) : match.start()]):
            continue
        if not OF_THE_STATE.fullmatch(re.sub(r"\s", "", after[0])):
            yield Hit(Kind.EMAIL, match.start() - len(before[0]), match.end() + len(after[0]))
