"""Signs that nobody types and nobody sees."""

import unicodedata

import pytest
from defusedxml import ElementTree

from vietnamese.signs import carried, is_odd, is_seen, mended, one_line

# Each as it comes from somewhere: Word's line break, a form feed of a PDF, signs without width of web pages, marks of direction, halves of pairs.
ODD = ["\x00", "\x01", "\x08", "\x0b", "\x1b", "\x1f", "\x7f", "\x85", "\x9f", "\u00ad", "\u061c", "\u180e", "\u200b", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\ud800", "\udfff", "\ufdd0", "\ufeff", "\ufff9", "\ufffe", "\uffff", "\U000e0041"]  # fmt: skip
KEPT = [
    "Ủy ban nhân dân",
    "tab\tvà\nxuống dòng",
    "👩‍👩‍👧 👍🏽",
    "5 × 3 ≥ 14",
    "«trích»",
    "中文 ไทย العربية",
    "\u00a0",
    "e\u0323\u0302",
]


@pytest.mark.parametrize("sign", ODD, ids=ascii)
def test_no_odd_sign_is_taken_in(sign):
    assert is_odd(f"Nước{sign}sạch")
    assert not is_odd(mended(f"Nước{sign}sạch"))
    assert mended(f"Nước{sign}sạch") in ("Nướcsạch", "Nước sạch")
    assert is_odd({"body": [["lead", {"text": f"Nước{sign}sạch"}]]})
    assert is_odd({f"Nước{sign}sạch": ""})


@pytest.mark.parametrize("text", KEPT)
def test_what_people_type_stays(text):
    assert mended(text) == unicodedata.normalize("NFC", text)
    assert not is_odd(text)
    assert not is_odd([text, {"a": (text, 1, None)}])


def test_lines_end_with_one_sign():
    assert mended("một\r\nhai\rba\nbốn") == "một\nhai\nba\nbốn"


def test_words_line_break_is_a_break_among_lines_and_a_blank_in_one():
    assert mended("Ngã ba\x0bTân Cương") == "Ngã ba Tân Cương"
    assert mended("Ngã ba\x0bTân Cương\nThái Nguyên") == "Ngã ba\nTân Cương\nThái Nguyên"


@pytest.mark.parametrize(
    "text",
    ["\u200b", "\u2800\u2800", "\u3164", "\u200d\u200d", "\u0301", " \u115f ", "\ufe0f", "\u202e\u202c"],
    ids=ascii,
)
def test_what_cannot_be_seen_is_nothing(text):
    assert not is_seen(text)
    assert mended(text).strip() == ""


@pytest.mark.parametrize("text", ["a", "Ế", "中", "👍", "₫", "\ue000", ".", "١"])
def test_what_can_be_seen_is_something(text):
    assert is_seen(text)
    assert mended(f"\u200b{text}") == text


def test_blanks_are_left_to_whoever_strips_them():
    assert mended(" \t ") == " \t "
    assert mended("") == ""


@pytest.mark.parametrize("sign", [*ODD, "\ue000"], ids=ascii)
def test_what_is_carried_is_xml(sign):
    assert ElementTree.fromstring(f"<a>{carried(f'a{sign}b')}</a>".encode()).text is not None


def test_a_head_is_one_line():
    assert one_line("Thư\r\nBcc: ai@example.vn\x0b\x00 hết") == "Thư Bcc: ai@example.vn hết"
