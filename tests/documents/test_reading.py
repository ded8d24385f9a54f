"""What is read on a document's first page and under its last line (NĐ 30/2020, Phụ lục I). Every text is made up."""

import datetime

import pytest

from documents.entry.reading import Found, read
from documents.names.issuers import in_small_letters, issuer_by_number, issuer_in_head

DECISION = """
ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ TÂN THỬ               Độc lập - Tự do - Hạnh phúc
Số: 07/QĐ-UBND           Tân Thử, ngày 04 tháng 5 năm 2026

QUYẾT ĐỊNH
Về việc giao chỉ tiêu trồng cây
xanh năm 2026

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Theo đề nghị của Trưởng phòng Kinh tế,
QUYẾT ĐỊNH:
Điều 1. Giao chỉ tiêu trồng cây.
Nơi nhận:
- Như Điều 3;
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Thị Thử
"""
LETTER = """
SỞ NỘI VỤ TỈNH THỬ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 152/SNV-VP
V/v báo cáo công tác
văn thư, lưu trữ
Thử, ngày 9 tháng 3 năm 2026
Kính gửi: Các phòng
GIÁM ĐỐC
Trần Văn Mẫu
"""


def test_a_decision_says_all_of_itself():
    assert read(DECISION) == Found(
        number="07/QĐ-UBND",
        type="quyet-dinh",
        issuer="Ủy ban nhân dân xã Tân Thử",
        signed_on=datetime.date(2026, 5, 4),
        signer="Nguyễn Thị Thử",
        signer_title="Phó chủ tịch",
        abstract="Về việc giao chỉ tiêu trồng cây xanh năm 2026",
    )


def test_a_letter_has_no_name_of_a_type_and_its_subject_behind_vv():
    found = read(LETTER)
    assert (found.number, found.type) == ("152/SNV-VP", "cong-van")
    assert found.abstract == "báo cáo công tác văn thư, lưu trữ"
    assert found.signed_on == datetime.date(2026, 3, 9)
    assert found.issuer == "Sở Nội vụ tỉnh Thử"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 07 /QĐ-UBND", "07/QĐ-UBND"),
        ("Số 12/2026/TT - BTC", "12/2026/TT-BTC"),
        ("Số: 31/QÐ-UBND", "31/QĐ-UBND"),
        ("Số: 157/TB_UBND", "157/TB-UBND"),
        ("Luật số: 51/2024/QH15", "51/2024/QH15"),
        ("CÔNG BÁO/Số 237/Ngày 21-04-2026\nSố: 9/KH-UBND", "9/KH-UBND"),
        ("không có", ""),
    ],
)
def test_numbers_are_read_however_they_are_typed(line, number):
    assert read(f"{line}\n\nKẾ HOẠCH\nVề việc thử\n").number == number


def test_a_number_that_the_text_does_not_have_comes_from_the_name_of_the_file():
    assert read("", "thu-muc/07-QD-UBND.pdf").number == "07/QD-UBND"
    assert read("", "anh chup 1.pdf") == Found()


def test_a_merged_text_has_its_own_number_at_the_end():
    text = "VĂN BẢN HỢP NHẤT\nSố: 49/2018/NĐ-CP\nNGHỊ ĐỊNH\nQuy định về thử\nSố: 17/VBHN-BNV\n"
    found = read(text)
    assert (found.number, found.type, found.issuer) == ("17/VBHN-BNV", "van-ban-hop-nhat", "Bộ Nội vụ")


def test_a_law_has_the_day_on_which_it_was_passed():
    text = "QUỐC HỘI\nLuật số: 1/2026/QH16\nLUẬT\nTHỬ NGHIỆM\nCăn cứ Hiến pháp;\n" + "x\n" * 20
    text += "Luật này được Quốc hội thông qua ngày 14 tháng 6 năm 2026.\nCHỦ TỊCH QUỐC HỘI\nLê Văn Thử"
    found = read(text)
    assert (found.signed_on, found.type, found.issuer) == (datetime.date(2026, 6, 14), "luat", "Quốc hội")
    assert found.abstract == "THỬ NGHIỆM"


@pytest.mark.parametrize("text", ["", "\x00\x01", "Số: ", "ngày 45 tháng 13 năm 2026", "QUYẾT ĐỊNH", "ngày" * 50_000])
def test_whatever_the_text_is_it_only_finds_less(text):
    assert isinstance(read(text), Found)


@pytest.mark.parametrize(
    ("number", "issuer"),
    [("27/2026/TT-BTC", "Bộ Tài chính"), ("5/NQ-UBTVQH15", ""), ("51/2024/QH15", "Quốc hội"), ("7/QĐ-UBND", "")],
)
def test_letters_of_a_number_name_who_issued_it_where_only_one_body_has_them(number, issuer):
    assert issuer_by_number(number) == issuer


def test_the_lower_of_two_bodies_issued_it_and_a_cut_name_is_one():
    assert issuer_in_head("UBND TỈNH THỬ\nSỞ VĂN HÓA\nVÀ THỂ THAO\n") == "Sở Văn hóa và thể thao"
    assert in_small_letters("UỶ BAN NHÂN DÂN PHƯỜNG MINH THỬ") == "Ủy ban nhân dân phường Minh Thử"
