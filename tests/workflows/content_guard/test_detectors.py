"""R60, R131-R132, 2.14: what the content guard finds in a text, and what it leaves alone. A row per way of writing."""

import unicodedata

import pytest

from workflows.content_guard.finding import Kind
from workflows.content_guard.inspection import Passage, inspect

FOUND = [
    # identity cards
    (Kind.IDENTITY, "Ông Nguyễn Văn A, CCCD số 019085001234 cấp ngày 01/01/2022", "019085001234"),
    (Kind.IDENTITY, "Bà B, căn cước công dân: 001 185 012 345", "001 185 012 345"),
    (Kind.IDENTITY, "số định danh cá nhân 008.203.004.567", "008.203.004.567"),
    (Kind.IDENTITY, "Danh sách: Trần Thị C – 096301000123 – thôn 2", "096301000123"),
    (Kind.IDENTITY, "CMND số 090123456 do Công an tỉnh cấp", "090123456"),
    (Kind.IDENTITY, "chứng minh nhân dân số: 073 456 789", "073 456 789"),
    (Kind.IDENTITY, "CMTND: 012345678", "012345678"),
    (Kind.IDENTITY, "căn cước số 999999999999", "999999999999"),
    # phones
    (Kind.PHONE, "Liên hệ chị Hoa, điện thoại 0912 345 678.", "0912 345 678"),
    (Kind.PHONE, "ĐT: 0988.123.456", "0988.123.456"),
    (Kind.PHONE, "gọi +84 912 345 678 gặp ông Nam", "+84 912 345 678"),
    (Kind.PHONE, "gọi (+84) 912345678", "(+84) 912345678"),
    (Kind.PHONE, "Zalo 0351234567", "0351234567"),
    (Kind.PHONE, "SĐT gia đình: 0973098752 2. Ủng hộ qua báo", "0973098752"),
    (Kind.PHONE, "số máy 024.36231285/0923.006757", "0923.006757"),
    (Kind.PHONE, "Điện thoại nhà riêng: 0208 3847 123", "0208 3847 123"),
    (Kind.PHONE, "số 84912345678", "84912345678"),
    (Kind.PHONE, "Tel: (091) 234 5678", "(091) 234 5678"),
    # bank accounts
    (Kind.ACCOUNT, "Số tài khoản: 102010000116341 – Ngân hàng Công thương", "102010000116341"),
    (Kind.ACCOUNT, "STK 0011002643148 Vietcombank", "0011002643148"),
    (Kind.ACCOUNT, "chuyển vào tài khoản số 8500 2051 2345 6 mang tên Nguyễn Thị D", "8500 2051 2345 6"),
    (Kind.ACCOUNT, "Chủ tài khoản: Hội Chữ thập đỏ. Số tài khoản: 118000012345", "118000012345"),
    (Kind.ACCOUNT, "số tài khoản ngân hàng của ông E: 19034567890012", "19034567890012"),
    # private addresses
    (Kind.ADDRESS, "anh Nguyễn Văn F (SN 1990, trú tại số nhà 12, ngõ 5 phố Trần Phú)", "số nhà 12, ngõ 5 phố Trần Phú"),
    (Kind.ADDRESS, "bà G, thường trú: thôn Nam Sơn, xã Trung Giang", "thôn Nam Sơn"),
    (Kind.ADDRESS, "ông H ngụ tổ 19, phường Thủy Xuân", "tổ 19"),
    (Kind.ADDRESS, "Địa chỉ nhà: 45/2 đường Lê Lợi", "45/2 đường Lê Lợi"),
    (Kind.ADDRESS, "hộ khẩu thường trú tại xóm 3, xã Nghi Xá", "tại xóm 3"),
    (Kind.ADDRESS, "hiện đang sống tại căn hộ 307, tòa nhà N3B", "căn hộ 307"),
    (Kind.ADDRESS, "nơi ở hiện nay: ấp Tân Lập, xã Long Điền", "ấp Tân Lập"),
    # secrecy marks
    (Kind.SECRECY, "ỦY BAN NHÂN DÂN TỈNH\nMẬT\nSố: 12/BC-UBND", "MẬT"),
    (Kind.SECRECY, "TUYỆT MẬT", "TUYỆT MẬT"),
    (Kind.SECRECY, "[TỐI MẬT]", "TỐI MẬT"),
    (Kind.SECRECY, "HỎA TỐC\nTỐI  MẬT\n".replace("  ", " "), "TỐI MẬT"),
    (Kind.SECRECY, "BỘ CÔNG AN\tMẬT\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "MẬT"),
    (Kind.SECRECY, "Số: 15/BC-UBND     MẬT     ngày 5 tháng 6", "MẬT"),
    (Kind.SECRECY, "Độ mật: Tối mật", "Tối mật"),
    (Kind.SECRECY, "Mức độ mật: MẬT", "MẬT"),
    (Kind.SECRECY, "Công văn số 12 (MẬT) của sở", "MẬT"),
    (Kind.SECRECY, "MẬT – HỎA TỐC", "MẬT"),
    (Kind.SECRECY, "CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ", "CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ"),
    (Kind.SECRECY, unicodedata.normalize("NFD", "TỐI MẬT"), "TỐI MẬT"),
    (Kind.SECRECY, "M\u200bẬT", "MẬT"),
    (Kind.INTERNAL, "LƯU HÀNH NỘI BỘ", "LƯU HÀNH NỘI BỘ"),
    (Kind.INTERNAL, "Xem dòng: XEM XONG TRẢ LẠI.", "XEM XONG TRẢ LẠI"),
]  # fmt: skip

LEFT_ALONE = [
    # numbers that are no card
    "Tổng vốn 120.345.678.901 đồng", "Mã số thuế 0100109106-001", "mã hồ sơ 000.00.12.H60-231005-0012", "999999999999",
    "Tổng thu 123456789 đồng", "Số 123456789 không phải gì cả", "000000000000", "001109000000 đồng", "Văn bản 07/2026/QĐ-UBND",
    "Cấp căn cước cho 123.456.789 người", "Mọi người mang căn cước. Kho có 123456789 bản", "0190850012345",
    # phones of nobody
    "Đường dây nóng: 0912 345 678", "Hotline 0914926900", "Tổng đài 19001009", "Điện thoại: (0207) 3822 456", "ĐT: 024 3825 1234",
    "UBND tỉnh, điện thoại 02083847123", "mã số thuế 0912345678", "08-20-25-27-30-33", "Tel: 08.35174055", "tọa độ 08900-27750",
    "dự toán 0,912345678 tỷ", "số 0123456789", "Gọi 113, 114, 115", "ngày 09/12/2026", "1.0912345678",
    # accounts of nobody
    "mở 1.200.345 tài khoản", "tài khoản định danh cho 1.250.000 người", "số dư tài khoản 25.000.000 đồng",
    "Số tài khoản: 3713.0.1058784.00000 tại Kho bạc Nhà nước", "tài khoản 331", "tài khoản mở ngày 12.05.2026",
    "tài khoản thanh toán theo Thông tư 17/2024/TT-NHNN", "vào tài khoản hơn 250000000 đồng",
    # addresses of offices, of many, or not below the commune
    "Trụ sở: số 12 đường Trần Phú, phường Minh Xuân", "Bà N.T.H., thường trú tại xã Tân Cương", "họp tại thôn Nam Sơn, xã Trung Giang",
    "Luật Nhà ở số 27/2023/QH15, Luật Kinh doanh bất động sản", "người dân sinh sống ở bản Pác Củng đã có điện", "lưu trú tại khách sạn",
    "Nhà văn hóa tổ 5 khánh thành", "nơi ở mới cho 30 hộ", "Khu tái định cư thôn 3",
    # words with «mật» that are no mark
    "Giữ bí mật nhà nước", "BẢO MẬT THÔNG TIN", "mật độ dân số", "MẬT ĐỘ DÂN SỐ", "mật khẩu", "mật ong bạc hà", "MẬT ONG BẠC HÀ MÈO VẠC",
    "HỒ SƠ TUYỆT MẬT CỦA CIA", "Tài liệu tuyệt mật bị lộ", "đóng dấu “MẬT” theo quy định", "«TỐI MẬT»: bộ phim mới".replace("«TỐI MẬT»", "Phim «TỐI MẬT»"),
    "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC", "Bí mật", "CƠ MẬT VIỆN", "thân mật", "TOUR MẬT VỤ",
    "", "Độ mật độ: 5", "nội bộ cơ quan đoàn kết", "lưu hành nội bộ",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "words"), FOUND)
def test_the_guard_finds(kind, text, words):
    assert [(finding.kind, finding.words) for finding in inspect([Passage("nội dung", text)])] == [(kind, words)]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_the_guard_leaves_alone(text):
    assert inspect([Passage("nội dung", text)]) == []


def test_a_number_that_the_board_itself_publishes_is_nobodys():
    text = "Điện thoại: 0912 345 678"
    assert inspect([Passage("nội dung", text)], published_numbers=["+84 912.345.678"]) == []
    assert len(inspect([Passage("nội dung", text)], published_numbers=["0912 345 679"])) == 1


def test_a_finding_shows_its_place_its_surroundings_and_what_to_do():
    (finding,) = inspect([Passage("tóm tắt", f"{'x' * 100} chị Hoa 0912345678 ở xã\ndòng sau")])
    assert finding.place == "tóm tắt"
    assert finding.before.startswith("…x")
    assert finding.before.endswith("chị Hoa ")
    assert finding.after == " ở xã…"
    assert "cơ quan" in finding.advice
    assert finding.name
    assert not finding.blocks


def test_what_blocks_stands_first_and_the_same_is_told_once():
    passages = [Passage("nội dung", "Gọi 0912345678\nGọi 0912345678\nGọi 0987654321"), Passage("tệp a.pdf", "MẬT")]
    found = inspect(passages)
    assert [finding.words for finding in found] == ["MẬT", "0912345678", "0987654321"]
    assert [finding.blocks for finding in found] == [True, False, False]


def test_a_stretch_is_told_by_one_detector_only():
    (finding,) = inspect([Passage("nội dung", "Số tài khoản 019085001234")])
    assert finding.kind is Kind.ACCOUNT


def test_every_kind_has_a_name_and_an_advice():
    for kind, text, _words in FOUND:
        (finding,) = inspect([Passage("x", text)])
        assert finding.kind is kind
        assert finding.name
        assert finding.advice.endswith(".")
