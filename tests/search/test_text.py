"""Words as tokens, what was typed as an expression, and the words marked in a result. No database."""

import pytest

from search.highlight import excerpt, marked
from search.query import AllOf, Query, Term
from search.text import tokens, word


@pytest.mark.parametrize(
    ("one", "other"),
    [("hòa", "hoà"), ("thủy", "thuỷ"), ("QUÝ", "qúy"), ("Ðảng", "đảng"), ("07", "7"), ("khoẻ", "khỏe")],
)
def test_two_ways_of_writing_are_one_token(one, other):
    assert word(one) == word(other)


@pytest.mark.parametrize(("one", "other"), [("hoa", "hòa"), ("ma", "mà"), ("đau", "đâu"), ("tư", "từ")])
def test_marks_make_another_word_which_is_folded_the_same(one, other):
    assert word(one).exact != word(other).exact
    assert word(one).folded == word(other).folded


def test_a_number_is_one_token_with_its_runs():
    found = tokens("Nghị định 61/2018/NĐ-CP").numbers
    assert found == {"61_2018", "61_2018_nd", "61_2018_nd_cp", "2018_nd", "2018_nd_cp"}
    assert tokens("07 / QĐ-UBND").numbers == {"7_qd", "7_qd_ubnd"}
    assert tokens("công-tư").numbers == set()


def test_starts_are_kept_only_where_asked():
    assert tokens("Đầu", with_starts=True).starts == {"^d", "^da", "^dau"}
    assert tokens("Đầu").starts == set()


def test_what_was_typed_is_bounded():
    assert len(Query.of("tỉnh " * 1000).groups) == 16
    assert len(Query.of('"' + "tỉnh " * 30 + '"').groups[0].words) <= 12
    assert not Query.of("«» … \x00 😀")


def test_quotation_marks_bind_and_a_lone_one_does_not():
    assert Query.of('"dau tu" cong').every_word(is_folded=True) == AllOf((Term(("_dau", "_tu")), Term(("_cong",))))
    assert Query.of('dau tu" cong') == Query.of("dau tu cong")


def test_asked_words_are_marked_and_everything_is_escaped():
    assert marked("Vốn <b>đầu tư</b> công", Query.of("dau tu")) == "Vốn &lt;b&gt;<mark>đầu tư</mark>&lt;/b&gt; công"
    assert marked("Số 07/QĐ-UBND, m²", Query.of("7/qd-ubnd")) == "Số <mark>07/QĐ-UBND</mark>, m²"
    assert marked("hoa và hòa", Query.of("hòa")) == "hoa và <mark>hòa</mark>"


def test_an_excerpt_shows_the_place_with_most_of_the_words():
    text = "Mở đầu. " * 60 + "Tỉnh khởi công bệnh viện đa khoa mới. " + "Kết thúc. " * 60
    found = excerpt(text, Query.of("bệnh viện đa khoa"))
    assert "bệnh viện đa khoa" in found
    assert len(found) < 260
    assert excerpt("Ngắn.", Query.of("dài")) == "Ngắn."
