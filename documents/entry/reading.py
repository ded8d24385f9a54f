"""What a document says of itself on its first page and under its last line: number, type, issuer, day, signer, abstract (NĐ 30/2020, Phụ lục I).

A guess for a person to check, never the truth: where nothing is found, nothing is said. Pure.
"""

import datetime
import re
import unicodedata
from dataclasses import dataclass

from documents.names.issuers import issuer_by_number, issuer_in_head
from documents.names.types import DOCUMENT_TYPES
from vietnamese.slugs import vietnamese_slug

HEAD, TAIL_BLOCK, ABSTRACT = 5_000, 12, 600
CODES = {
    "NĐ": "nghi-dinh", "TT": "thong-tu", "TTLT": "thong-tu-lien-tich", "QĐ": "quyet-dinh", "NQ": "nghi-quyet", "CT": "chi-thi",
    "QC": "quy-che", "QYĐ": "quy-dinh", "TC": "thong-cao", "TB": "thong-bao", "HD": "huong-dan", "CTR": "chuong-trinh",
    "KH": "ke-hoach", "PA": "phuong-an", "ĐA": "de-an", "DA": "du-an", "BC": "bao-cao", "BB": "bien-ban", "TTR": "to-trinh",
    "HĐ": "hop-dong", "CĐ": "cong-dien", "GUQ": "giay-uy-quyen", "GM": "giay-moi", "GGT": "giay-gioi-thieu", "PC": "phieu-chuyen",
    "VBHN": "van-ban-hop-nhat", "PL": "phap-lenh", "L": "lenh",
}  # fmt: skip
_NAMES = {str(name).upper(): key for key, name in DOCUMENT_TYPES if "(" not in str(name)}
_UPPER = "A-ZĐÐÀ-ỸĂÂÊÔƠƯ"
NUMBER = re.compile(
    rf"(?<!BÁO/)(?:\b[Ss]ố|\bSỐ)\s*[:.]?\s*(\d{{1,6}}(?:\s?/\s?\d{{4}})?\s?[/_]\s?[{_UPPER}][\w\-–/&.]*(?:\s?[-–/]\s?[{_UPPER}][\w&]*)*)"
)
BARE_NUMBER = re.compile(rf"\b(\d{{1,6}}(?:[-/_]\d{{4}})?[-/_][{_UPPER}]{{1,5}}(?:[-_/][\w]+)*)")
DAY = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*((?:19|20)\d\d)", re.IGNORECASE)
PASSED = re.compile(r"thông\s+qua\s+ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*(?:năm|ngày)\s*((?:19|20)\d\d)")
TYPE = re.compile(
    rf"(?:^|(?<=\d{{4}}) )\s*({'|'.join(sorted(map(re.escape, _NAMES), key=len, reverse=True))})(?=\s|$)", re.MULTILINE
)
SUBJECT = re.compile(r"^\s*V/[vV]\s*:?\s*(.+)")
END_OF_ABSTRACT = re.compile(
    r"(?:Căn cứ|CĂN CỨ|Kính gửi|Điều \d|Chương [IVX\d]|CHƯƠNG|Phần [IVX\d]|Để |Thực hiện|Xét |Theo đề nghị|_{3,}|[-–—*]{3,}|CHÍNH PHỦ$|"
    r"[IVX]{1,4}\. |\d\. |LỜI NÓI ĐẦU|QUỐC HỘI|(?:THỦ TƯỚNG|BỘ TRƯỞNG|CHỦ TỊCH|GIÁM ĐỐC|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN)\b)"
)
MERGED = re.compile(r"VĂN BẢN HỢP NHẤT")
RULE = re.compile(r"^[\s\-–—_*.=]*$")
ON_BEHALF = re.compile(r"^(?:TM|KT|TL|TUQ|Q|T/M|K/T)\s?\.\s?(?=[A-ZĐÀ-Ỹ])")
OFFICE = re.compile(
    r"^(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|CHỦ NHIỆM|TỔNG |CỤC TRƯỞNG|VIỆN TRƯỞNG|CHÁNH ÁN|TRƯỞNG )"
)
_NAME_WORD = "[A-ZĐÀ-Ỹ][a-zà-ỹđăâêôơư]*\\.?"
NAME = re.compile(rf"^(?:(?:PGS|GS|TS|ThS|BS|KS|CN)\.\s?)*({_NAME_WORD}(?: {_NAME_WORD}){{1,5}})$")
MARKS = str.maketrans({"Ð": "Đ", "\u00a0": " ", "\u2011": "-", "–": "-", "_": "-"})


@dataclass(frozen=True)
class Found:
    """What was found; an empty text or None for what was not."""

    number: str = ""
    type: str = ""
    issuer: str = ""
    signed_on: datetime.date | None = None
    signer: str = ""
    signer_title: str = ""
    abstract: str = ""


def read(text: str, file_name: str = "") -> Found:
    """From the text of a document; the file's name helps where its text has no number."""
    text = re.sub(r"[ \t]+", " ", unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("\f", "\n"))
    head = text[:HEAD]
    number, at = _number(head, text)
    number = number or _number_of_name(file_name)
    kind, after = _type(head, at, number)
    signer, title = _signer(text)
    return Found(
        number=number,
        type=kind,
        issuer=issuer_by_number(number) or issuer_in_head(head[: at or 600]),
        signed_on=_day(head, after) or _day_of_passing(text),
        signer=signer,
        signer_title=title,
        abstract=_abstract(head, at, after),
    )


def _number(head: str, text: str) -> tuple[str, int]:
    """The number as people write it, and where it stands (0: nowhere, or at the end, as a merged text's does)."""
    end = head.find("Căn cứ")
    stop = end if end > 200 else len(head)
    found = _number_of_merged(head[:stop]) or NUMBER.search(head, 0, stop)
    if MERGED.search(head) and not (found and "VBHN" in found[1]) and (at_the_end := _number_of_merged(text)):
        return _tidy(at_the_end[1]), 0
    return (_tidy(found[1]), found.start()) if found else ("", 0)


def _number_of_merged(text: str) -> re.Match[str] | None:
    """The first number that only merged texts (văn bản hợp nhất) have."""
    return next((each for each in NUMBER.finditer(text) if "VBHN" in each[1]), None)


def _tidy(number: str) -> str:
    number = re.sub(r"\s*([/-])\s*", r"\1", number.translate(MARKS)).strip(" .,-/")
    return re.sub(r"(?<=\d)-(?=[A-ZĐ])", "/", number)


def _number_of_name(name: str) -> str:
    """«07-QD-UBND.pdf» says a number without its marks, which is better than none."""
    found = BARE_NUMBER.match(name.rpartition("/")[2].rpartition(".")[0].upper())
    return _tidy(re.sub(r"(\d)[-_](?=\d{4}\b)", r"\1/", found[1])) if found else ""


def _type(head: str, at: int, number: str) -> tuple[str, int]:
    """The type's key, and where what follows its name begins (0: it is not named)."""
    code = _code(number)
    named = TYPE.search(head, at)
    if named and code == "van-ban-hop-nhat":
        return code, named.end()
    if named and (code is None or named.start() - at < 1500):
        return _NAMES[named[1].upper()], named.end()
    if code:
        return code, 0
    if re.search(r"/QH\d+|\bLuật số", f"{number} {head[at : at + 20]}"):
        return "luat", 0
    return ("cong-van" if number else ""), 0


def _code(number: str) -> str | None:
    """The type that a number's letters name."""
    parts = re.split(r"[/-]", number)
    return next((CODES[part.upper()] for part in parts[1:3] if part.upper() in CODES), None)


def _day(head: str, after: int) -> datetime.date | None:
    """The day at the head, beside the number; not one of the days that the grounds cite."""
    end = min((place for word in ("Căn cứ", "Kính gửi") if (place := head.find(word)) > 0), default=len(head))
    for found in DAY.finditer(head, 0, min(end, after + 60 if after else end)):
        if head[max(0, found.start() - 3) : found.start()].rstrip().endswith((",", ".", ";")) or not after:
            return _date(found)
    return None


def _day_of_passing(text: str) -> datetime.date | None:
    found = PASSED.findall(text)
    return _date(found[-1]) if found else None


def _date(found: "re.Match[str] | tuple[str, ...]") -> datetime.date | None:
    day, month, year = found if isinstance(found, tuple) else found.groups()
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _abstract(head: str, at: int, after: int) -> str:
    """The lines under the type's name; of a letter, what stands behind «V/v»."""
    lines = head[after or at :].split("\n")
    kept = _first_paragraph(lines if after else _from_subject(lines), ends_at_a_day=not after)
    return " ".join(kept).strip(" .:;-")


def _from_subject(lines: list[str]) -> list[str]:
    """What stands behind «V/v», and the lines under it; nothing where there is none near the head."""
    for number, line in enumerate(lines[:12]):
        if SUBJECT.match(line):
            return [SUBJECT.sub(r"\1", line), *lines[number + 1 :]]
    return []


def _first_paragraph(lines: list[str], *, ends_at_a_day: bool) -> list[str]:
    kept: list[str] = []
    for line in (each.strip() for each in lines):
        if kept and _ends_abstract(line, ends_at_a_day):
            break
        if not RULE.match(line):
            kept.append(line)
        elif kept and (line or len(kept) > 3):
            break
        if sum(map(len, kept)) > ABSTRACT:
            break
    return kept


def _ends_abstract(line: str, ends_at_a_day: bool) -> bool:
    return bool(END_OF_ABSTRACT.match(line) or (ends_at_a_day and DAY.search(line)))


def _signer(text: str) -> tuple[str, str]:
    """The name under the first block of signing that has one, and the office above it."""
    lines = [line.strip() for line in text.split("\n")]
    starts = [number for number, line in enumerate(lines) if ON_BEHALF.match(line)]
    starts = starts or [number for number, line in enumerate(lines) if OFFICE.match(line) and number > 10]
    signed = (_signer_in(lines[start : start + TAIL_BLOCK]) for start in starts)
    return next(filter(None, signed), ("", ""))


def _signer_in(block: list[str]) -> tuple[str, str] | None:
    title = ""
    for line in block:
        if OFFICE.match(line.removeprefix("KT. ")) and line.isupper():
            title = ON_BEHALF.sub("", line)
        if name := _name_in(line):
            return name, title.capitalize()
    return None


def _name_in(line: str) -> str:
    """The name of a person, if the line is one: neither an office nor «Nơi nhận»."""
    name = NAME.match(line)
    if not name or ON_BEHALF.match(line) or vietnamese_slug(line).startswith("noi-nhan"):
        return ""
    return name[1]
