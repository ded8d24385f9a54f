"""Where people are named: introduced or not, with marks or without, from the lowlands and the highlands."""

import pytest

from vietnamese.people.names import OF_THE_WRITER, full_names, introduced

INTRODUCED = [
    ("Đơn của anh Lò Văn Mẩng gửi từ tháng ba", "Lò Văn Mẩng"),
    ("nhà ông Giàng A Sềnh ở đầu bản", "Giàng A Sềnh"),
    ("tôi tên là Nguyễn Thị Hồng Gấm, công nhân", "Nguyễn Thị Hồng Gấm"),
    ("em Y Khoan Niê làm ở nông trường", "Y Khoan Niê"),
    ("chị Xoan bị tai nạn", "Xoan"),
    ("chong e la vo van hung o nha", "vo van hung"),
    ("ông Nguyễn Văn A sinh sống ở đây", "Nguyễn Văn A"),
    ("Chủ hộ Rơ Châm Hnhơt chưa đồng ý", "Rơ Châm Hnhơt"),
]
BY_THEMSELVES = [
    ("Hồ sơ của Bế Văn Đàn và Lương Thị Nhàn đã đủ", ["Lương Thị Nhàn"]),
    ("già làng K'Brêu kể", ["K'Brêu"]),
    ("nhà H’Ben Kbuôr cháy", ["H’Ben Kbuôr"]),
    ("Hoàng Thị Pẻn mang đơn lên xã", ["Hoàng Thị Pẻn"]),
    ("Trần Quốc Bảo về quê", ["Trần Quốc Bảo"]),
]
NOBODY = [
    "đồng bào H'Mông ở xã", "người K'Ho trồng cà phê", "tia UV cường độ cao", "bệnh nhân COVID-19 ra viện", "Chủ tịch UBND tỉnh phát biểu",
    "Ban Quản lý dự án và Ban Chỉ đạo họp", "huyện Ba Bể, Ba Vì, Ba Chẽ", "từ Bà Rịa đến Con Cuông", "huyện Ia H'Drai và Ea H'Leo",
    "anh em trong tổ", "bà con nông dân", "Đoàn Thanh niên ra quân", "Công ty Hoàng Long", "y tá trực",
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), INTRODUCED)
def test_who_is_introduced_is_found(text, name):
    assert [text[each.start : each.end] for each in introduced(text)] == [name]


def test_who_writes_is_told_by_the_words_of_forms():
    text = "Người làm đơn: đặng trần thuỳ dương (đã ký)"
    assert [text[each.start : each.end] for each in introduced(text, OF_THE_WRITER)] == ["đặng trần thuỳ dương"]


@pytest.mark.parametrize(("text", "named"), BY_THEMSELVES)
def test_a_full_name_is_found_wherever_it_stands(text, named):
    assert [text[each.start : each.end] for each in full_names(text)] == named


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_named(text):
    assert [*introduced(text), *full_names(text)] == []
