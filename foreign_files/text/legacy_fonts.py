"""Vietnamese letters as they were typed before Unicode: TCVN3 (ABC) and VNI, whose fonts show another letter than the file holds.

Text comes in runs of one font. A run in a font known by its name is converted. Any other stays as it is, unless its words become
Vietnamese only when converted (`mended`). The capitals-only fonts (`.VnTimeH`) show small letters as capitals: that is their form,
and a word stays as typed, unless all of its plain letters are capitals: then the marked ones are made so too. Pure.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby

from foreign_files.text.syllables import share_of_vietnamese

Run = tuple[str, str]  # some text, and the name of its font or nothing
Reading = Callable[[str], str]

_TCVN3_LETTERS = (
    "¡Ă ¢Â §Đ £Ê ¤Ô ¥Ơ ¦Ư ¨ă ©â ®đ ªê «ô ¬ơ \xadư "
    "µà ¸á ¶ả ·ã ¹ạ »ằ ¾ắ ¼ẳ ½ẵ Æặ Çầ Êấ Èẩ Éẫ Ëậ "
    "Ìè Ðé Îẻ Ïẽ Ñẹ Òề Õế Óể Ôễ Öệ ×ì Ýí Øỉ Üĩ Þị "
    "ßò ãó áỏ âõ äọ åồ èố æổ çỗ éộ êờ íớ ëở ìỡ îợ "
    "ïù óú ñủ òũ ôụ õừ øứ öử ÷ữ ùự úỳ ýý ûỷ üỹ þỵ"
)
_TCVN3 = {ord(pair[0]): pair[1] for pair in _TCVN3_LETTERS.split(" ")}
_VNI_MARKS_SMALL = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_MARKS = {form: mark for small, mark in _VNI_MARKS_SMALL.items() for form in (small, small.upper())}
_VNI_ALONE = dict(zip("ôöñæóòîÔÖÑÆÓÒÎ", "ơưđỉĩịỵƠƯĐỈĨỊỴ", strict=True))
_VNI = re.compile(f"[AEOaeo][âêÂÊ][ùøûõïÙØÛÕÏ]|[AEIOUYaeiouyÔÖôö][{''.join(_VNI_MARKS)}]|[{''.join(_VNI_ALONE)}]")
_NAMED_OTHERWISE = {"\u2212": "\xad", "\u2219": "·", "\u03bc": "µ"}  # how PDF names these signs
_FONTS_OF_TCVN3 = re.compile(r"\.vn|vn(?!i)[a-z0-9]", re.IGNORECASE)
_FONTS_OF_VNI = re.compile(r"vni[-_ ]", re.IGNORECASE)
_UNICODE_ONLY = re.compile("[\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0]")
# Within a word of Vietnamese, English or French none of these stands; in words in TCVN3 and VNI they do.
_SIGNS = "µ¶·¸¹»¼½¾®©ª«¬\xad¨¡¢£¤¥¦§×÷"
_ODD = re.compile(f"(?<=[^\\W\\d_])[{_SIGNS}](?=[^\\W\\d_])|[®¸¹¶](?=[^\\W\\d_])|(?<=[a-zß-ÿ])[®¸µ¹¶·¨©ª«¬]")
_WORD = re.compile(f"(?:[^\\W\\d_]|[{_SIGNS}])+")
_CAPITALS = re.compile(r"\b(?=\w*[A-Z])[^\W\d_a-z]+\b")
SURE, DOUBTFUL, FEW, MANY = 0.7, 0.5, 3, 20


def of_runs(runs: Iterable[Run]) -> str:
    """One text of many runs. Neighbours of one encoding are read together: a letter may end one run and its mark begin the next."""
    parts = []
    for reading, same in groupby(runs, key=lambda run: reading_of(run[1])):
        several = list(same)
        text = "".join(run[0] for run in several)
        if reading and not _UNICODE_ONLY.search(text):
            text = _read(reading, several)
        parts.append(text)
    return unicodedata.normalize("NFC", mended("".join(parts)))


def _read(reading: Reading, runs: list[Run]) -> str:
    """Runs of one encoding; where a font was put over text of the other encoding, read as that."""
    plain = _as_bytes("".join(run[0] for run in runs))
    best = reading
    if _share(reading(plain)) < SURE:
        best = max((reading, from_tcvn3, from_vni), key=lambda each: _share(each(plain)))
    if best is from_tcvn3 and any(run[1].endswith("H") for run in runs):
        return "".join(
            _CAPITALS.sub(lambda word: word[0].upper(), best(_as_bytes(text)))
            if font.endswith("H")
            else best(_as_bytes(text))
            for text, font in runs
        )
    return best(plain)


def reading_of(font: str) -> Reading | None:
    """How the letters of a font are read, where its name says that they are not Unicode."""
    name = font.rpartition("+")[2].lstrip("/")
    if _FONTS_OF_TCVN3.match(name):
        return from_tcvn3
    return from_vni if _FONTS_OF_VNI.match(name) else None


def from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """A letter and the mark behind it become one; «ô», «ö», «ñ» and some more are letters by themselves."""
    return _VNI.sub(_letter_of, text)


def _letter_of(found: re.Match[str]) -> str:
    letter, marks = found[0][0], found[0][1:]
    plain = _VNI_ALONE.get(letter, letter)
    composed = unicodedata.normalize("NFC", plain + "".join(_VNI_MARKS[mark] for mark in marks))
    return composed if len(composed) == 1 else plain + marks


def _as_bytes(text: str) -> str:
    """Each letter as the one of its byte: fonts of symbols hold it 0xF000 higher, Windows under its Western or Vietnamese name."""
    return "".join(letter if letter < "\u0100" else _as_byte(letter) for letter in text)


def _as_byte(letter: str) -> str:
    if letter in _NAMED_OTHERWISE:
        return _NAMED_OTHERWISE[letter]
    if "\uf020" <= letter <= "\uf0ff":
        return chr(ord(letter) - 0xF000)
    try:
        byte = letter.encode("cp1258")[0]
    except UnicodeEncodeError:
        return letter
    return chr(byte) if byte >= 0xA0 else letter  # below stand the quotes and dashes of Windows


def mended(text: str) -> str:
    """Lines that are Vietnamese only when read as TCVN3 or VNI are read so; of any other that is no language the odd words go."""
    if text.isascii():
        return text
    usual = _reading_of_most(text)
    return "\n".join(line if line.isascii() else _mended_line(line, usual) for line in text.split("\n"))


def _reading_of_most(text: str) -> Reading | None:
    """What the text as a whole is written in, where that is not Unicode: short lines alone could not tell."""
    before = _share(text)
    if before >= DOUBTFUL or len(_telling(text)) < MANY:
        return None
    share, reading = max(((_share(read(text)), read) for read in (from_tcvn3, from_vni)), key=lambda pair: pair[0])
    return reading if share >= SURE else None


def _mended_line(line: str, usual: Reading | None) -> str:
    before, is_odd = _share(line), _ODD.search(line) is not None
    is_doubtful = before < DOUBTFUL
    if usual and (is_doubtful or is_odd) and _share(usual(line)) >= before:
        return usual(line)
    if not is_odd and (not is_doubtful or len(_telling(line)) < FEW):
        return line
    return _surely_read(line, before) or (_without_odd_words(line) if is_odd else line)


def _surely_read(line: str, before: float) -> str | None:
    """What the line is when read as one of the two, where that is surely Vietnamese, and more so than `before`."""
    candidates = [
        (_share(candidate), candidate) for read in (from_tcvn3, from_vni) if (candidate := read(line)) != line
    ]
    share, best = max(candidates, default=(0.0, line))
    return best if share >= SURE and share > before and not _ODD.search(best) else None


def _without_odd_words(line: str) -> str:
    return " ".join(word for word in line.split(" ") if not _ODD.search(word))


def _share(line: str) -> float:
    """How many of the words that tell in what a line is written are Vietnamese."""
    return share_of_vietnamese(_telling(line))


def _telling(line: str) -> list[str]:
    """The words with more than plain Latin letters."""
    return [word for word in _WORD.findall(line) if not word.isascii() and len(word) > 1]
