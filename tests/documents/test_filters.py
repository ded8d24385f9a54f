"""What an address of the register asks for, without a database: a page, or a 404."""

import pytest
from django.http import Http404

from documents.register.filters import MOST_CHARACTERS, Filters

FIELDS = {"kinh-te": 7}
ASKED = {
    "hieu-luc": "con", "nguoi-ky": "nguyen-van-a", "nam": "2026", "linh-vuc": "kinh-te", "co-quan": "bo-tai-chinh",
    "loai": "quyet-dinh", "q": "  giá   nước ",
}  # fmt: skip


def test_one_question_has_one_address():
    found = Filters.of(ASKED, FIELDS)
    assert found.text == "giá nước"
    assert list(found.values) == ["loai", "co-quan", "linh-vuc", "nam", "hieu-luc", "nguoi-ky"]
    assert found.values["nam"] == 2026
    assert found.address(trang="2") == (
        "?q=gi%C3%A1+n%C6%B0%E1%BB%9Bc&loai=quyet-dinh&co-quan=bo-tai-chinh&linh-vuc=kinh-te&nam=2026"
        "&hieu-luc=con&nguoi-ky=nguyen-van-a&trang=2"
    )


def test_nothing_asked_is_no_filter_and_no_address():
    nothing = Filters.of({"loai": "", "q": " "}, {})
    assert Filters.of({}, {}) == nothing
    assert nothing == Filters()
    assert not nothing
    assert nothing.address() == ""
    assert nothing.address(trang="2") == "?trang=2"
    assert Filters("giá nước")
    assert Filters("", (("nam", 2026),))


def test_one_filter_is_taken_off_and_the_others_stay():
    found = Filters.of({"q": "giá", "nam": "2026", "loai": "quyet-dinh"}, {})
    assert found.without("nam") == Filters("giá", (("loai", "quyet-dinh"),))
    assert found.without("q") == Filters("", found.on)


def test_a_long_question_is_cut():
    assert len(Filters.of({"q": "x" * (MOST_CHARACTERS + 1)}, {}).text) == MOST_CHARACTERS


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("loai", "khong-co"),
        ("linh-vuc", "van-hoa"),
        ("hieu-luc", "mai-mai"),
        ("nam", "hai-nghin"),
        ("co-quan", "Bộ Tài chính"),
        ("nguoi-ky", "Nguyễn Văn A"),
    ],
)
def test_a_value_that_no_document_can_have_is_not_found(name, typed):
    with pytest.raises(Http404):
        Filters.of({name: typed}, FIELDS)
