"""Illness said of somebody whom the text names (Luật 91/2025/QH15: sensitive personal data). Pure."""

import re
from collections.abc import Iterator

from vietnamese.people.names import Named, full_names, introduced
from vietnamese.spelling import loosely
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read

_ILL = (
    r"ung thư|hiv|aids|sida|bệnh lao|lao(?! [^\W\d_])|lao phổi|viêm gan|xơ gan|tâm thần|trầm cảm|tự kỷ|động kinh|tai biến|đột quỵ|suy thận|tiểu đường|đái tháo đường|"
    r"bại não|bại liệt|liệt|thiểu năng|khuyết tật|vô sinh|giang mai|bệnh hiểm nghèo|máu trắng|bệnh tim|suy tim|down|parkinson|alzheimer|covid|bệnh phong|rối loạn|tăng động"
)
ILLNESS = re.compile(
    loosely(
        rf"(?<!\w)(?:(?:bị|mắc|nhiễm|điều trị|chữa|có)(?: (?:bệnh|căn bệnh|chứng|virus|vi rút|chất độc))? (?:{_ILL})|chạy thận|nghiện(?: ma túy| rượu| hút)|dương tính|"
        rf"mang thai|có thai|có bầu|mang bầu|sảy thai|phá thai|f0|là người khuyết tật)(?!\w)(?: (?:vú|gan|phổi|máu|dạ dày|[a-e]|ma túy|nặng|bẩm sinh|giai đoạn [^ ,.;\n]{{1,5}})(?!\w)){{0,2}}"
    )
)
AROUND = 60  # characters in which the name stands before the illness


def find(read: Read) -> Iterator[Hit]:
    for match in ILLNESS.finditer(read.small):
        begins = max(0, match.start() - AROUND, *(read.text.rfind(mark, 0, match.start()) + 1 for mark in ".;!?\n"))
        named = _last_named(read.text[begins : match.start()])
        if named is not None and not _is_elsewhere(read.text[begins + named.end : match.start()]):
            yield Hit(Kind.HEALTH, begins + named.begins, match.end())


def _last_named(text: str) -> Named | None:
    found = [*introduced(text), *full_names(text)]
    return max(found, key=lambda named: named.start, default=None)


def _is_elsewhere(between: str) -> bool:
    """Whether the name stands in a bracket that is closed before the illness: a place, or another person."""
    return between.count(")") > between.count("(")
