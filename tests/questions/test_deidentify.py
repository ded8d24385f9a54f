"""A question without who asked it: names, numbers and addresses as people write them."""

import pytest

from questions.deidentify import HIDDEN, Given, initials, of_asker, shown_as, without_asker

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


@pytest.mark.parametrize(
    ("phone", "text"),
    [
        ("123456", "Gọi 123456."),
        ("8221234", "Gọi 822 1234."),
        ("38221234", "Gọi 3822.1234."),
        ("912345678", "Gọi 912 345 678."),
        ("0912345678", "Gọi 0912345678."),
        ("0912345678", "Gọi +84912345678."),
        ("0912345678", "Gọi 84 912 345 678."),
        ("+84 912 345 678", "Gọi 0912-345-678."),
        ("84912345678", "Gọi 0912345678."),
        ("0204 3822 123", "Gọi (0204) 3822 123."),
        ("0204 3822 123", "Gọi +84 204 3822 123."),
    ],
)
def test_a_number_is_hidden_whole_however_it_is_given_and_written(phone, text):
    left = without_asker(text, "", phone=phone)
    assert HIDDEN in left
    assert not any(character.isdigit() for character in left)


def test_a_number_within_a_longer_one_stays():
    assert without_asker("Mã 10912345678 và 09123456789", "", phone="0912345678") == "Mã 10912345678 và 09123456789"


def test_five_digits_are_no_number_of_a_person():
    assert without_asker("Tổng đài 19001", "", phone="19001") == "Tổng đài 19001"


def test_other_words_stay():
    assert (
        without_asker("Chợ hoa ở đâu, điện thoại 1900?", NAME, EMAIL, PHONE, ADDRESS)
        == "Chợ hoa ở đâu, điện thoại 1900?"
    )
    assert without_asker("Tôi hỏi.", "A") == "Tôi hỏi."


def test_a_number_that_ends_with_a_nought_or_begins_with_two_is_hidden_whole():
    assert without_asker("Gọi 091234560.", "", phone="91234560") == f"Gọi {HIDDEN}."
    assert without_asker("Gọi 0912345678.", "", phone="840912345678") == f"Gọi {HIDDEN}."


def test_what_is_shorter_than_two_letters_stays():
    assert without_asker("Tôi là Y, ở bản Ý.", "Y", address="Ý") == "Tôi là Y, ở bản Ý."
    assert without_asker("Tôi là Ba.", "Ba") == "Tôi là B.."


def test_a_name_without_letters_is_hidden():
    assert without_asker("Tôi là 77 đây", "77") == f"Tôi là {HIDDEN} đây"


def test_nothing_given_hides_nothing():
    assert without_asker("XX và XXXX", "Ba") == "XX và XXXX"


def test_names_as_they_are_shown():
    assert initials("Đinh Thị Ba") == "Đ.T.B."
    assert shown_as("Đinh Thị Ba") == "Ông/bà Đ.T.B."
    assert shown_as("123") == "Công dân"


HARMLESS = [
    (Given(address="tổ 12, khu 5, phường Tân Lập"), "Ngày 12/5/2025"),
    (Given(address="Số 12 ngõ 3, phường Tân Lập"), "Số tiền 12,3 triệu đồng"),
    (Given(address="45/6 Lê Lợi, phường Một"), "Nghị định 45/6"),
    (Given(address="Phan Đình Phùng, Thái Nguyên"), "UBND phường Phan Đình Phùng trả lời"),
    (Given(name="Nguyễn Công Thương"), "Sở Công Thương"),
    (Given(name="Trần Thị Hà Giang"), "tỉnh Hà Giang"),
    (Given(name="Dang Ky"), "phải đăng ký trước"),
    (Given(name="Le Phi"), "nộp lệ phí"),
    (Given(name="Nguyễn Văn Công"), "theo công văn số 5"),
    (Given(email="12345@gmail.com"), "Quyết định số 12345"),
]


@pytest.mark.parametrize(("given", "text"), HARMLESS, ids=[text for _given, text in HARMLESS])
def test_words_of_another_sense_are_not_the_asker(given, text):
    assert not [stretch for stretch in of_asker(text, given) if stretch.is_sure]


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u200d"])
def test_blanks_that_do_not_break_hide_nothing(blank):
    (found,) = of_asker(f"Số 0912{blank}345{blank}678", Given(phone="0912345678"))
    assert found.is_sure


@pytest.mark.parametrize(
    "text", ["Nguyễn Thị Thu Hoa", "nguyen thi thu hoa", "NGUYỄN THỊ THU HOA", "Nguyen Thi Thu Hoa"]
)
def test_a_whole_name_is_sure_however_it_is_written(text):
    (found,) = of_asker(f"Trả lời {text} như sau", Given(name="Nguyễn Thị Thu Hoa"))
    assert found.is_sure
