"""What was typed in TCVN3 or VNI comes out in Unicode, and nothing of it gets into the index as it stands in the file."""

import pytest

from foreign_files.text.legacy_fonts import mended, of_runs
from foreign_files.text.syllables import is_syllable

SENTENCE = "Ủy ban nhân dân xã thông báo: ngày mười tháng tư, đường Nguyễn Huệ được sửa chữa, kỹ thuật vẫn như cũ."


def in_tcvn3(text):
    from foreign_files.text.legacy_fonts import _TCVN3

    back = {letter: chr(code) for code, letter in _TCVN3.items()}
    return "".join(back.get(letter, back.get(letter.lower(), letter)) for letter in text)


@pytest.mark.parametrize("font", [".VnTime", ".VnArial Narrow", "VnTimeBold", "/FBHPEM+VnTime", ".vntime"])
def test_tcvn3_is_read_by_its_fonts(font):
    assert of_runs([(in_tcvn3(SENTENCE), font)]).lower() == SENTENCE.lower()


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("UÛy ban nhaân daân", "Ủy ban nhân dân"),
        ("ñöôøng Nguyeãn Hueä ñöôïc söûa", "đường Nguyễn Huệ được sửa"),
        ("COÄNG HOØA XAÕ HOÄI", "CỘNG HÒA XÃ HỘI"),
        ("kyõ thuaät, chuù yù, moät ngaøy", "kỹ thuật, chú ý, một ngày"),
        ("naêm, taùm, baûy, laëng, taèng", "năm, tám, bảy, lặng, tằng"),
        ("nghæ, ñònh, só, mò, quyù", "nghỉ, định, sĩ, mị, quý"),
        ("vieâïc laøm", "việc làm"),
    ],
)
def test_vni_is_read_letter_and_mark_together(typed, text):
    assert of_runs([(typed, "VNI-Times")]) == text


def test_a_mark_may_begin_the_next_run():
    assert of_runs([("nhaâ", "VNI-Times"), ("n da", "VNI-Helve"), ("ân", "VNI-Times")]) == "nhân dân"


def test_letters_of_symbol_fonts_and_of_the_vietnamese_windows_are_the_same_bytes():
    assert of_runs([("".join(chr(0xF000 + ord(letter)) for letter in "ngµy"), ".VnTime")]) == "ngày"
    assert of_runs([("tr\u2212ëng ph\u2219t", ".VnTime")]) == "trưởng phát".replace("phát", "ph·t").replace("·t", "ãt")


def test_text_in_unicode_under_an_old_font_is_left():
    assert of_runs([("Trường tiểu học", ".VnTime")]) == "Trường tiểu học"


def test_capitals_that_a_font_showed_are_capitals_in_a_word_of_capitals():
    assert of_runs([("QU¶N Lý vµ thu", ".VnTimeH")]) == "QUẢN LÝ và thu"


@pytest.mark.parametrize("font", ["", "Times New Roman", "Arial"])
def test_what_no_font_tells_is_found_by_its_words(font):
    typed = in_tcvn3(SENTENCE)
    assert of_runs([(typed, font)]).lower() == SENTENCE.lower()
    assert of_runs([("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", font)]) == "Cộng hòa xã hội chủ nghĩa Việt Nam"


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "Le théâtre français fut créé à Hà Nội, près de l'opéra.",
        "Señor Müller, façade, naïve, Ångström",
        "QCVN 01:2025, 5 µm, 30 °C, © 2026, § 4, giá 3 × 4 = 12",
        "ĐỘC LẬP – TỰ DO – HẠNH PHÚC",
        "Khoản 1 Điều 8",
        "bụi 5 µm",
        "Müller",
        "",
    ],
)
def test_what_is_a_language_stays(text):
    assert mended(text) == text


def test_mojibake_that_is_no_language_even_when_read_loses_its_words():
    assert mended("abc x®zqµk¸w def") == "abc def"


def test_an_old_font_over_the_other_encoding_is_read_as_what_it_is():
    assert of_runs([(in_tcvn3("Sự nghiệp kinh tế của nhà nước"), "VNI-Times")]) == "Sự nghiệp kinh tế của nhà nước"


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "quyết",
        "giữa",
        "khuỷu",
        "Huế",
        "xoáy",
        "thuở",
        "yêu",
        "ưu",
        "gì",
        "quốc",
        "oanh",
        "ưỡn",
        "nguyễn",
        "đặc",
    ],
)
def test_syllables_are_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["nghiÖp", "thùc", "hiƯn", "chđ", "théâtre", "ñöôøng", "kà̀", "straße"])
def test_what_is_no_syllable_is_told(word):
    assert not is_syllable(word)
