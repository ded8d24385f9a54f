"""A question without who asked it: names, numbers and addresses as people write them."""

import pytest

from questions.deidentify import HIDDEN, initials, shown_as, without_asker

NAME, PHONE, EMAIL, ADDRESS = "Nguyễn Thị Hoa", "+84 912 345 678", "hoa@example.vn", "Số 5, ngõ 7 phố Chợ"


@pytest.mark.parametrize(
    "text",
    [
        "Tôi là Nguyễn Thị Hoa, hỏi việc này.",
        "Tôi là NGUYỄN  THỊ HOA.",
        "Gọi cho tôi: 0912345678 nhé.",
        "Gọi 0912.345.678 hoặc +84 912 345 678",
        "Thư về Hoa@Example.vn",
        "Nhà tôi ở số 5, ngõ 7 phố Chợ.",
    ],
)
def test_what_the_asker_gave_is_taken_out_wherever_it_stands(text):
    left = without_asker(text, NAME, EMAIL, PHONE, ADDRESS)
    assert "N.T.H." in left or HIDDEN in left
    for secret in ("Hoa", "HOA", "345", "ngõ 7"):
        assert secret not in left


def test_other_words_stay():
    assert (
        without_asker("Chợ hoa ở đâu, điện thoại 1900?", NAME, EMAIL, PHONE, ADDRESS)
        == "Chợ hoa ở đâu, điện thoại 1900?"
    )
    assert without_asker("Tôi hỏi.", "A") == "Tôi hỏi."


def test_names_as_they_are_shown():
    assert initials("Đinh Thị Ba") == "Đ.T.B."
    assert shown_as("123") == "Công dân"
