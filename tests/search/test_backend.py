"""The search backend as Wagtail and code use it: conditions put together, and the index made anew."""

import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail.search.query import MATCH_ALL, And, Boost, Not, Or, Phrase, PlainText, SearchQuery

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(board):
    return {
        "cau": board.news("Khánh thành cầu Tình Húc"),
        "truong": board.news("Khánh thành trường mầm non"),
        "le": board.news("Lễ hội thành Tuyên"),
    }


def found(asked):
    return {page.pk for page in Page.objects.search(asked)}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (PlainText("khanh thanh"), "cau truong"),
        (PlainText("cầu hội", operator="or"), "cau le"),
        (Phrase("thành tuyên"), "le"),
        (Boost(PlainText("lễ hội"), 2), "le"),
        (PlainText("khánh thành") & ~PlainText("cầu"), "truong"),
        (PlainText("thành") & (PlainText("cầu") | PlainText("hội")), "cau le"),
        (And([MATCH_ALL, PlainText("cầu")]), "cau"),
        (Or([Not(MATCH_ALL), PlainText("cầu")]), "cau"),
        (PlainText("thành") & Not(PlainText("khánh")), "le"),
        (PlainText("?!"), ""),
        (Not(MATCH_ALL), ""),
    ],
)
def test_conditions_are_put_together(pages, asked, expected):
    assert found(asked) & {page.pk for page in pages.values()} == {pages[key].pk for key in expected.split()}


def test_everything_but_something(pages):
    everything = found(MATCH_ALL)
    assert everything - found(Not(PlainText("khánh thành"))) == {pages["cau"].pk, pages["truong"].pk}
    assert everything == set(Page.objects.values_list("pk", flat=True))


def test_a_kind_of_query_that_is_not_known_is_said(pages):
    with pytest.raises(TypeError, match="SearchQuery"):
        list(Page.objects.search(SearchQuery()))


def test_an_index_made_anew_finds_the_same(pages, board):
    published = board.published(title="Thông xe cầu Kim Xuyên")
    asked = ["khanh thanh", "cầu", "thanh tuyen", "kim xuyen"]
    before = [found(words) for words in asked]
    assert published.pk in before[-1]
    call_command("update_index", verbosity=0)
    assert [found(words) for words in asked] == before
