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


def test_a_new_version_is_found_as_soon_as_it_is_public_and_the_one_before_no_more(board):
    page = board.published(title="Thông xe cầu Kim Xuyên")
    draft = page.get_latest_revision_as_object()
    draft.title = "Zibanh"
    draft.save_revision(user=page.owner)
    assert found(PlainText("zibanh")) == set()
    board.published(type(page).objects.get(pk=page.pk))
    assert found(PlainText("zibanh")) == {page.pk}
    assert found(PlainText("kim xuyên")) == set()


def test_of_what_a_draft_says_nothing_is_found_where_only_housekeeping_is_saved(board):
    page = board.published(title="Thông xe cầu Kim Xuyên")
    page.title = "Zibanh"
    page.save(update_fields=["latest_revision_created_at"], clean=False)
    assert found(PlainText("zibanh")) == set()
    assert found(PlainText("kim xuyên")) == {page.pk}


def test_a_page_that_is_deleted_is_found_no_more(board):
    page = board.news("Zibanh")
    assert found(PlainText("zibanh")) == {page.pk}
    page.delete()
    assert found(PlainText("zibanh")) == set()
