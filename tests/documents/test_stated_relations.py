"""What a text says of other documents is read from its own words; what describes other documents is not."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.validity.stated_relations import statements

DECISION = """Về giá nước sạch
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
Căn cứ Luật Giá ngày 19 tháng 6 năm 2023;
Căn cứ Nghị định số 85/2024/NĐ-CP ngày 10 tháng 7 năm 2024 của Chính phủ quy định chi tiết một số điều của Luật Giá đã được sửa đổi, bổ sung bởi Nghị định số 11/2025/NĐ-CP;
Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 15/TTr-STC ngày 02 tháng 3 năm 2026,
QUYẾT ĐỊNH:
Điều 1. Ban hành giá nước sạch.
Điều 2. Bãi bỏ khoản 2 Điều 5 Quyết định số 44/2023/QĐ-UBND ngày 05/6/2023 của Ủy ban nhân dân tỉnh Thử.
Điều 3. Quyết định này có hiệu lực kể từ ngày 01 tháng 6 năm 2026 và thay thế Quyết định số 07/QĐ-UBND ngày 04 tháng 5 năm 2021, Quyết định số 8/QĐ-UBND của Ủy ban nhân dân tỉnh Thử về giá nước sạch.
"""


def said(text, own=""):
    return [(each.kind, each.number or each.title) for each in statements(text, own)]


def test_a_whole_decision():
    assert said(DECISION) == [
        ("can-cu", "72/2025/QH15"),
        ("can-cu", "Luật Giá"),
        ("can-cu", "85/2024/NĐ-CP"),
        ("thay-the", "07/QĐ-UBND"),
        ("thay-the", "8/QĐ-UBND"),
        ("bai-bo-mot-phan", "44/2023/QĐ-UBND"),
    ]


def test_number_type_issuer_day_and_part_are_read():
    found = {each.number or each.title: each for each in statements(DECISION)}
    decree = found["85/2024/NĐ-CP"]
    assert (decree.type, decree.issuer, decree.dated_on) == ("nghi-dinh", "Chính phủ", datetime.date(2024, 7, 10))
    assert (found["8/QĐ-UBND"].issuer, found["8/QĐ-UBND"].type) == ("Ủy ban nhân dân tỉnh Thử", "quyet-dinh")
    assert found["44/2023/QĐ-UBND"].detail == "khoản 2 Điều 5"
    assert found["44/2023/QĐ-UBND"].dated_on == datetime.date(2023, 6, 5)
    assert found["72/2025/QH15"].title == "Luật Tổ chức chính quyền địa phương"
    assert (found["Luật Giá"].dated_on, found["Luật Giá"].issuer) == (datetime.date(2023, 6, 19), "Quốc hội")
    assert "thay thế" in found["07/QĐ-UBND"].words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sửa đổi, bổ sung một số điều của Quyết định số 12/2024/QĐ-UBND", [("sua-doi", "12/2024/QĐ-UBND")]),
        ("sửa đổi Điều 3 Quyết định số 12/2024/QĐ-UBND", [("sua-doi", "12/2024/QĐ-UBND")]),
        ("Bãi bỏ Quyết định số 3/QĐ-UBND và Chỉ thị số 4/CT-UBND", [("bai-bo", "3/QĐ-UBND"), ("bai-bo", "4/CT-UBND")]),
        ("Bãi bỏ các văn bản sau:\na) Quyết định số 3/QĐ-UBND;\nb) Quyết định số 4/QĐ-UBND.", [("bai-bo", "3/QĐ-UBND"), ("bai-bo", "4/QĐ-UBND")]),
        ("Hướng dẫn thi hành Nghị định số 30/2020/NĐ-CP", [("huong-dan", "30/2020/NĐ-CP")]),
        ("Quy định chi tiết một số điều của Luật Nhà ở số 27/2023/QH15", [("huong-dan", "27/2023/QH15")]),
        ("Đính chính Quyết định số 5/QĐ-UBND", [("dinh-chinh", "5/QĐ-UBND")]),
        ("Ngưng hiệu lực thi hành Quyết định số 6/QĐ-UBND", [("ngung-hieu-luc", "6/QĐ-UBND")]),
        ("Thu hồi Quyết định số 9/QĐ-UBND", [("thu-hoi", "9/QĐ-UBND")]),
        ("Điều 2. Quyết định số 7/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành.", [("bai-bo", "7/QĐ-UBND")]),
        ("Điều 3. Quyết định này thay thế Quyết định số 17 / 2020 / QĐ - UBND.", [("thay-the", "17/2020/QĐ-UBND")]),
    ],
)  # fmt: skip
def test_each_kind_in_its_usual_words(text, found):
    assert said(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Điều 4. Thực hiện theo Nghị định số 14/2022/NĐ-CP của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 15/2020/NĐ-CP.",
        "Điều 4. Nghị định số 15/2020/NĐ-CP đã được sửa đổi, bổ sung bởi Nghị định số 14/2022/NĐ-CP.",
        "Điều 4. Nghị định số 15/2020/NĐ-CP được thay thế bởi Nghị định số 14/2022/NĐ-CP.",
        "Thay thế cụm từ “Sở Nội vụ” bằng cụm từ “Phòng Nội vụ”.",
        "Căn cứ tình hình thực tế của địa phương;\nĐiều 1. Giao Sở Tài chính.",
        "Trường hợp văn bản dẫn chiếu được sửa đổi, bổ sung hoặc thay thế thì thực hiện theo văn bản mới.",
        "Bản sửa đổi [bị bãi bỏ bởi Nghị định số 1/2020/NĐ-CP].",
        "",
    ],
)
def test_what_describes_other_documents_says_nothing_of_them(text):
    assert said(text) == []


def test_a_document_says_nothing_of_itself():
    assert said("Điều 3. Bãi bỏ Quyết định số 7/QĐ-UBND.", "07/qđ-ubnd") == []


@given(
    st.text(
        st.sampled_from(
            "Căn cứ Luật số 07/QĐ-UBND ngày 4 tháng 5 năm 2026 của bãi bỏ Quyết định thay thế;.:\n0123456789"
        ),
        max_size=400,
    )
)
def test_any_text_is_read_without_an_error(text):
    for each in statements(text):
        assert each.number or each.title


def test_blank_lines_between_a_verb_and_its_object_change_nothing():
    few, many = (statements(f"thay thế{blank}Quyết định số 5/QĐ-UBND") for blank in ("\n", "\n" * 5000))
    assert few == many
