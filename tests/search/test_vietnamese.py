"""What Vietnamese people type, and what they must find: case, missing marks, half-typed marks, tone places, numbers, odd signs."""

import unicodedata

import pytest
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from search.find import find
from search.query import Query

pytestmark = pytest.mark.django_db

# Typed → exactly what is found; "a > b": in this order; "a, …": at least these.
QUERIES = {
    "Tuyên Quang": "cau",
    "TUYÊN QUANG": "cau",
    "tuyên quang": "cau",
    "tuyen quang": "cau",
    "TUYEN QUANG": "cau",
    "dai hoi dang": "dai-hoi",
    "đại hội đảng": "dai-hoi",
    "ĐẠI HỘI ĐẢNG BỘ": "dai-hoi",
    "dang bo": "dai-hoi",
    "Ðảng bộ": "dai-hoi",
    "đầu tư": "dau-tu > tu-lieu",
    "dau tu": "dau-tu > tu-lieu",
    "đau tu": "dau-tu > tu-lieu",
    "đầu tư công": "dau-tu > tu-lieu",
    "dau tu cong": "dau-tu > tu-lieu",
    '"đầu tư công"': "dau-tu",
    '"dau tu cong"': "dau-tu",
    "«đầu tư»": "dau-tu",
    "đầu tư - công": "dau-tu > tu-lieu",
    "chuyển đổi số": "so-hoa",
    "chuyen doi so": "so-hoa",
    "Chuyển đổi  số?": "so-hoa",
    unicodedata.normalize("NFD", "chuyển đổi số"): "so-hoa",
    "hồ chí minh": "bac",
    "ho chi minh": "bac",
    unicodedata.normalize("NFD", "Hồ Chí Minh"): "bac",
    "hòa bình": "hoa-binh",
    "hoà bình": "hoa-binh",
    "Hoà Bình": "hoa-binh",
    "hoa binh": "hoa-binh, hoa-qua",
    "thủy điện": "hoa-binh",
    "thuỷ điện": "hoa-binh",
    "thuy dien": "hoa-binh",
    "07/QĐ-UBND": "07",
    "07/qđ-ubnd": "07",
    "07/QD-UBND": "07",
    "7/QĐ-UBND": "07",
    "07 qd ubnd": "07",
    "1995/QĐ-UBND": "1995",
    "1995": "1995",
    "1995/QĐ-UBND ngày 16/8/2018": "1995",
    "16/8/2018": "1995",
    "16/08/2018": "1995",
    "61/2018/NĐ-CP": "61 > 07",
    "61/2018/nd-cp": "61 > 07",
    "61/2018": "61 > 07",
    "8/CT-UBND": "so-07",
    "QĐ-UBND": "07, 1995",
    "qd-ubnd": "07, 1995",
    "25,5": "cau",
    "20/11": "cau",
    "khánh thành cau": "cau",
    "xviii": "dai-hoi",
    "2025-2030": "dai-hoi",
}


def is_right(found: list[str], wanted: str) -> bool:
    if ">" in wanted:
        return found == wanted.split(" > ")
    return sorted(found) == sorted(filter(None, wanted.split(", ")))


def test_every_query_finds_what_it_must_and_nothing_else(library):
    wrong = {
        typed: library.found(typed) for typed, wanted in QUERIES.items() if not is_right(library.found(typed), wanted)
    }
    assert wrong == {}


def test_a_page_of_results_read_alone_is_what_the_whole_has_there(library):
    for typed in ["đầu tư", "UBND", "tỉnh", "một cửa", "QĐ-UBND", "không đâu có"]:
        whole = list(find(Query.of(typed), library.root))
        assert len(find(Query.of(typed), library.root)) == len(whole)
        for start in range(len(whole)):
            assert find(Query.of(typed), library.root)[start : start + 1] == whole[start : start + 1]
            assert find(Query.of(typed), library.root)[start] == whole[start]


def test_the_admin_finds_the_same(library):
    wrong = {}
    for typed, wanted in QUERIES.items():
        found = library.key_of(Page.objects.live().search(typed))
        if not is_right(found, wanted):
            wrong[typed] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("tuyen qu", "cau"),
        ("dau t", "dau-tu"),
        ("đầu t", "dau-tu"),
        ("dai h", "dai-hoi"),
        ("07/q", "07"),
        ("07/qd-ub", "07"),
        ("C", "cau"),
    ],
)
def test_while_one_types_the_last_word_may_be_unfinished(library, typed, wanted):
    assert wanted in library.key_of(Page.objects.live().autocomplete(typed))


def test_a_question_in_plain_words_finds_the_nearest(library):
    assert library.found("số 07 QĐ UBND")[:1] == ["07"]
    assert library.found("Người dân muốn nộp hồ sơ trực tuyến thì làm thế nào?")[:1] == ["so-hoa"]


def test_scores_facets_and_limits_are_as_wagtail_promises(library):
    backend = get_search_backend()
    results = backend.search("đầu tư", Page.objects.live())
    assert results.count() == 2
    assert results[:1].count() == 1
    assert [page.score for page in results.annotate_score("score")] == [3.0, 2.0]
