"""What changed in a text: Vietnamese syllables are words, numbers whole, and nothing is lost or made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese import text_diff
from vietnamese.text_diff import parts_of

TEXTS = st.text(alphabet="ab đ12./-,\n\t🏛", max_size=60)


def shown(before, after):
    return "".join(
        old if old == new else f"[-{old}-]" * bool(old) + f"[+{new}+]" * bool(new)
        for old, new in parts_of(before, after)
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Xã có 24 xóm và 3 khu", "Xã có 25 xóm và 3 khu", "Xã có [-24-][+25+] xóm và 3 khu"),
        ("dân số 12.500 người", "dân số 12.700 người", "dân số [-12.500-][+12.700+] người"),
        ("theo 07/QĐ-UBND này", "theo 08/QĐ-UBND này", "theo [-07/QĐ-UBND-][+08/QĐ-UBND+] này"),
        ("Dân làng vui mừng đón cầu", "Bà con phấn khởi đón cầu", "[-Dân làng vui mừng-][+Bà con phấn khởi+] đón cầu"),
        ("một\nhai\nba", "một\nhai rưỡi\nba", "một\nhai[+ rưỡi+]\nba"),
        ("một\nba", "một\nhai\nba", "một\n[+hai\n+]ba"),
        ("", "mới", "[+mới+]"),
        ("cũ", "", "[-cũ-]"),
        ("như cũ", "như cũ", "như cũ"),
        ("a b c", "x b y", "[-a-][+x+] b [-c-][+y+]"),
        ("cũ\nxưa", "mới\nnay", "[-cũ\nxưa-][+mới\nnay+]"),
        ("cũ\nlại\nxưa", "mới\nlại\nnay", "[-cũ-][+mới+]\nlại\n[-xưa-][+nay+]"),
        ("Đầu. Một câu. Cuối.", "Đầu. Hai câu. Thêm câu. Cuối.", "Đầu. [-Một-][+Hai câu. Thêm+] câu. Cuối."),
        ("", "", ""),
    ],
)
def test_what_changed_is_told_word_by_word(before, after, expected):
    assert shown(before, after) == expected


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_in_it_whole(before, after):
    parts = parts_of(before, after)
    assert ("".join(old for old, _new in parts), "".join(new for _old, new in parts)) == (before, after)


def test_a_long_text_that_was_written_anew_is_shown_whole():
    before, after = (" ".join(f"{word}{number}" for number in range(5000)) for word in ("cũ", "mới"))
    assert parts_of(f"Đầu {before} cuối", f"Đầu {after} cuối") == [
        ("Đầu ", "Đầu "),
        (before, after),
        (" cuối", " cuối"),
    ]


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (50, "[-a-][+x+] b [-c-][+y+]. [-d-][+z+] e [-f-][+w+]."),
        (49, "[-a-][+x+] b [-c-][+y+]. [-d e f-][+z e w+]."),
        (25, "[-a-][+x+] b [-c-][+y+]. [-d e f-][+z e w+]."),
        (24, "[-a b c-][+x b y+]. [-d e f-][+z e w+]."),
    ],
)
def test_what_is_compared_word_by_word_is_so_much_in_all(monkeypatch, most, expected):
    """Two sentences of five words and blanks each: twenty-five pairs, and twenty-five again."""
    monkeypatch.setattr(text_diff, "MOST_PAIRS", most)
    assert shown("a b c. d e f.", "x b y. z e w.") == expected


@pytest.mark.parametrize(
    ("most", "expected"), [(12, "[-a-][+x+]. b. [-c-][+y. z+]."), (11, "[-a. b. c-][+x. b. y. z+].")]
)
def test_sentences_are_laid_beside_each_other_where_they_are_not_too_many(monkeypatch, most, expected):
    """Three sentences and four: twelve pairs."""
    monkeypatch.setattr(text_diff, "MOST_PAIRS", most)
    assert shown("a. b. c.", "x. b. y. z.") == expected
