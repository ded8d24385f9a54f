"""Addresses from Vietnamese titles."""

import pytest

from vietnamese.slugs import vietnamese_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đại hội Đảng bộ tỉnh", "dai-hoi-dang-bo-tinh"),
        ("Quyết định số 07/QĐ-UBND ngày 16/8/2018", "quyet-dinh-so-07-qd-ubnd-ngay-16-8-2018"),
        ("Ðầu tư công", "dau-tu-cong"),
        ("Hòa bình, hoà bình", "hoa-binh-hoa-binh"),
        ("«»…", ""),
    ],
)
def test_vietnamese_slug(title, slug):
    assert vietnamese_slug(title) == slug


def test_a_long_title_is_cut_between_words():
    slug = vietnamese_slug("nghị quyết " * 60)
    assert slug == "-".join(["nghi-quyet"] * 18)


def test_what_has_two_hundred_characters_is_not_cut():
    longest = f"a {'x' * 198}"
    assert vietnamese_slug(longest) == longest.replace(" ", "-")
    assert vietnamese_slug(f"{longest}x") == "a"


@pytest.mark.django_db
def test_a_page_without_an_address_gets_one_from_its_title(board):
    page = board.news()
    page.slug, page.title = "", "Đại hội Đảng bộ tỉnh"
    page.full_clean()
    assert page.slug == "dai-hoi-dang-bo-tinh"


@pytest.mark.django_db
def test_dates_are_read_as_vietnamese_write_them():
    from django import forms

    assert forms.DateField().clean("05/06/2018").month == 6
