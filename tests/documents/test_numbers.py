"""Numbers in any way people type them, names in one form, and how a document is cited."""

import datetime

import pytest

from documents.names.citation import about, citation, name_of, written_date
from documents.names.issuers import in_small_letters, issuer_by_number, issuer_in_head
from documents.names.numbers import identity, name_key, number_key, typed_key

SEVEN = "7-qd-ubnd"


@pytest.mark.parametrize(
    "typed",
    [
        "07/QĐ-UBND", "7/QĐ-UBND", "07 qd ubnd", "so 7 qđ ubnd", "số 07/QĐ-UBND", "Số: 07/QĐ-UBND", "007/QĐ.UBND", "07/QĐ–UBND", "７/QĐ-UBND",
        " 07 / QĐ - UBND ", "07-QD-UBND", "7.qd.ubnd", "07/QĐ-UBND.",
    ],
)  # fmt: skip
def test_one_number_however_it_is_typed(typed):
    assert number_key(typed) == SEVEN
    assert typed_key(typed) == SEVEN


@pytest.mark.parametrize(
    "typed", ["quyết định số 07/QĐ-UBND", "quyet dinh 7 qd ubnd", "văn bản số 7/qđ-ubnd", "Quyết định 07/QĐ-UBND"]
)
def test_the_type_before_a_number_is_passed_over(typed):
    assert typed_key(typed) == SEVEN


@pytest.mark.parametrize(
    "typed", ["", "giá nước", "quyết định", "số", "/", "năm 2026 về giá nước sạch ở các xã vùng cao", "😀", "'; --"]
)
def test_what_is_no_number_is_none(typed):
    assert typed_key(typed) == ""


@pytest.mark.parametrize(
    ("typed", "key"), [("61/2018/NĐ-CP", "61-2018-nd-cp"), ("7", "7"), ("3532/UBND-VX", "3532-ubnd-vx"), ("07", "7")]
)
def test_other_numbers_and_beginnings(typed, key):
    assert typed_key(typed) == key


@pytest.mark.parametrize(("written", "key"), [("07a/QĐ", "07a-qd"), ("00/QĐ", "0-qd"), ("070/QĐ", "70-qd")])
def test_noughts_before_a_whole_number_alone_are_left_out(written, key):
    assert number_key(written) == key


def test_an_identity_needs_number_type_and_issuer():
    assert identity("07/QĐ-UBND", "quyet-dinh", "UỶ BAN nhân dân") == identity(
        "7/qđ-ubnd", "quyet-dinh", "Ủy ban nhân dân"
    )
    assert identity("không số", "quyet-dinh", "A") == identity("", "luat", "A") == identity("1", "luat", "") == ""
    assert name_key("Ủy ban nhân dân tỉnh Thử") == "uy-ban-nhan-dan-tinh-thu"


def test_an_identity_says_the_type_alone_and_not_whether_it_is_legislative():
    assert identity("07/QĐ-UBND", "quyet-dinh-qppl", "UBND tỉnh") == f"{SEVEN}|quyet-dinh|ubnd-tinh"


def test_a_long_name_is_cut_and_ends_with_a_letter():
    assert name_key("a " * 70) == "-".join("a" * 60)
    assert name_key("ab " * 70) == "-".join(["ab"] * 40)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("VĂN PHÒNG UỶ BAN NHÂN DÂN", "Văn phòng ủy ban nhân dân"),
        ("TOÀ ÁN NHÂN DÂN TỐI CAO", "Tòa án nhân dân tối cao"),
        ("CHÁNH TOÀ ÁN", "Chánh tòa án"),
        ("BỘ TÀI CHÍNH", "Bộ Tài chính"),
        ("SỞ NỘI VỤ", "Sở Nội vụ"),
        ("SỞ GIÁO", "Sở Giáo"),
        ("SỞ", "Sở"),
    ],
)
def test_a_body_is_written_in_small_letters(name, wanted):
    assert in_small_letters(name) == wanted


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("10/2012/UBTVQH13", "Ủy ban Thường vụ Quốc hội"),
        ("81/2025/QH15", "Quốc hội"),
        ("27/2026/TT-BTC", "Bộ Tài chính"),
        ("07/QĐ-UBND", ""),
    ],
)
def test_the_letters_of_a_number_name_its_issuer_where_they_are_one_bodys(number, wanted):
    assert issuer_by_number(number) == wanted


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH THỬ", "Ủy ban nhân dân tỉnh Thử"),
        ("ỦY BAN NHÂN DÂN\n\nTỈNH THỬ", "Ủy ban nhân dân tỉnh Thử"),
        ("SỞ Y TẾ\nSố: 12/QĐ\nABC", "Sở Y tế"),
        ("TỈNH THỬ\nSỞ Y TẾ", "Sở Y tế"),
        ("SỞ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Sở Y tế"),
        ("SỞ Y TẾ\nVĂN BẢN QUY PHẠM\nABC", "Sở Y tế"),
        ("Kính gửi: ai đó", ""),
    ],
)
def test_a_name_that_is_cut_over_lines_is_joined_and_no_other_line(head, wanted):
    assert issuer_in_head(head) == wanted


DAY = datetime.date(2026, 5, 4)


@pytest.mark.parametrize(
    ("abstract", "ending"),
    [
        ("Về giá nước sạch", "về giá nước sạch"),
        ("Về việc giá nước sạch.", "về việc giá nước sạch"),
        ("V/v giá nước sạch", "về việc giá nước sạch"),
        ("Ban hành Quy chế tiếp công dân", "về việc ban hành Quy chế tiếp công dân"),
        ("UBND xã họp", "về việc UBND xã họp"),
    ],
)
def test_a_document_is_cited_as_the_decree_writes_it(abstract, ending):
    cited = citation("Quyết định", "07/QĐ-UBND", DAY, "Ủy ban nhân dân tỉnh Thử", abstract)
    assert cited == f"Quyết định số 07/QĐ-UBND ngày 04 tháng 5 năm 2026 của Ủy ban nhân dân tỉnh Thử {ending}"


def test_what_is_not_known_is_left_out():
    assert name_of("Quyết định (văn bản quy phạm pháp luật)", "05/2026/QĐ-UBND") == "Quyết định số 05/2026/QĐ-UBND"
    assert (
        name_of("Thư công", "không số", datetime.date(2026, 2, 10), "Sở A")
        == "Thư công ngày 10 tháng 02 năm 2026 của Sở A"
    )
    assert name_of("Luật", "") == ""
    assert written_date(datetime.date(2026, 3, 1)) == "ngày 01 tháng 3 năm 2026"
    assert about(" ") == ""
    assert about("Giá điện XX.") == "về việc giá điện XX"
    assert citation("Luật", "1/2026", None, "", "") == "Luật số 1/2026"
