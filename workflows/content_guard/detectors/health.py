"""Illness said of somebody whom the text names (Luật 91/2025/QH15: sensitive personal data). Pure."""

import re
from collections.abc import Iterator

from vietnamese.people.named import Named
from vietnamese.people.names import full_names, introduced
from vietnamese.spelling import loosely
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read

_ILL = (
    r"ung thư|hiv|aids|sida|bệnh lao|lao(?! [^\W\d_])|lao phổi|viêm gan|xơ gan|tâm thần|trầm cảm|tự kỷ|động kinh|tai biến|đột quỵ|suy thận|tiểu đường|đái tháo đường|"
    r"bại não|bại liệt|liệt(?! (?:sĩ|sỹ|nữ|kê|vào|sy|si|nu|ke|vao))|thiểu năng|khuyết tật|vô sinh|giang mai|bệnh hiểm nghèo|máu trắng|bệnh tim|suy tim|hội chứng down|down(?=[,.;]|$)|parkinson|alzheimer|covid|bệnh phong|rối loạn|tăng động|"
    r"mù(?: lòa)?(?! (?:chữ|chu|mịt|quáng))|lòa|(?:bệnh|bịnh) (?!nhân|viện|án|lý|xá|binh|tật)[^\W\d_]+|câm điếc|bệnh nền|tim bẩm sinh|sa sút trí tuệ|ung bướu|lupus|hen suyễn|gút|k (?:vú|phổi|gan|dạ dày|vòm|máu|đại tràng|cổ tử cung)|chất độc da cam|thoát vị|suy giảm trí nhớ"
)
_BEHIND = r"(?: (?:vú|gan|phổi|máu|dạ dày|[a-e]|ma túy|nặng|bẩm sinh|nửa người|cổ chướng|giai đoạn [^ ,.;\n]{1,5})(?!\w)){0,2}"
ILLNESS = re.compile(
    loosely(
        rf"(?<!\w)(?:(?:bị|mắc|nhiễm|điều trị|chữa|có|vì)(?: (?:bệnh|căn bệnh|chứng|virus|vi rút|chất độc))? (?:{_ILL})|(?:bị|mắc) (?:bệnh|căn bệnh|chứng bệnh) [^\W\d_]+|chạy thận|nghiện(?: ma túy| rượu| hút)|dương tính|"
        rf"mang thai|có thai|có bầu|mang bầu|sảy thai|sẩy thai|phá thai|f0|là người khuyết tật|cụt (?:hai |một )?(?:chân|tay))(?!\w){_BEHIND}"
    )
)
# Said right behind the name, with nothing but a pause between: «… – trầm cảm sau sinh», «… (chồng tôi) xơ gan».
AT_ONCE = re.compile(loosely(rf"(?<!\w)(?:{_ILL})(?!\w){_BEHIND}"))
PAUSE = re.compile(
    loosely(
        r"\s{0,2}(?:\([^()\n]{1,25}\)\s?|[,:–-]\s?)?(?:\d{1,3} tuổi,?\s|tuổi cao,\s|chẩn đoán:?\s)?(?:(?:mới|vừa|đang|hiện|đã|nay|lại|phải|dạng)\s){0,2}$"
    )
)
OF_WHOM = re.compile(loosely(r"(?<!\w)(?:bệnh|bịnh|chứng) [^\W\d_]+(?: [^\W\d_]+){0,2} (?:của|cho) "))
AROUND = 60  # characters in which the name stands before the illness


def find(read: Read) -> Iterator[Hit]:
    for match in ILLNESS.finditer(read.small):
        if (named := _named_before(read, match)) and not _is_elsewhere(read.text[named.end : match.start()]):
            yield Hit(Kind.HEALTH, named.begins, match.end())
    for match in AT_ONCE.finditer(read.small):
        if (named := _named_before(read, match)) and PAUSE.fullmatch(read.small, named.end, match.start()):
            yield Hit(Kind.HEALTH, named.begins, match.end())
    yield from _of_whom(read)


def _of_whom(read: Read) -> Iterator[Hit]:
    """«Bệnh động kinh của cháu …»."""
    for match in OF_WHOM.finditer(read.small):
        behind = read.text[match.end() - 1 : match.end() + AROUND]
        if AT_ONCE.search(match[0]) and (named := next(introduced(behind), None)) and named.begins <= 1:
            yield Hit(Kind.HEALTH, match.start(), match.end() - 1 + named.end)


def _named_before(read: Read, match: re.Match[str]) -> Named | None:
    """Who is named last before it, in the same sentence; places are the whole text's."""
    begins = max(0, match.start() - AROUND, *(read.text.rfind(mark, 0, match.start()) + 1 for mark in ".;!?\n"))
    text = read.text[begins : match.start()]
    found = max([*introduced(text), *full_names(text)], key=lambda named: named.start, default=None)
    if found is None:
        return None
    return Named(found.start + begins, found.end + begins, found.is_full, found.begins + begins)


def _is_elsewhere(between: str) -> bool:
    """Whether the name stands in a bracket that is closed before the illness: a place, or another person."""
    return between.count(")") > between.count("(") and not between.startswith(") ")
