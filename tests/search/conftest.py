"""A site with a few articles and documents that are hard to find with other searches."""

import json
import unicodedata
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from search.find import find, pages_of
from search.query import Query

NEWS = {
    "cau": ("Tuyên Quang khánh thành cầu Tình Húc", "Cầu dài 25,5 km nối hai bờ sông Lô, thông xe ngày 20/11."),
    "dai-hoi": ("Đại hội Đảng bộ tỉnh lần thứ XVIII", "Đại hội bầu Ban Chấp hành Đảng bộ nhiệm kỳ 2025-2030."),
    "dau-tu": ("Thu hút đầu tư vào khu công nghiệp", "Vốn đầu tư công của tỉnh tăng 12,5 % so với năm trước."),
    "tu-lieu": ("Tư liệu đầu ngành giáo dục", "Công bố tư liệu về các trường đầu tiên."),
    "so-hoa": ("Chuyển đổi số ở cơ sở", "Tổ công nghệ số cộng đồng hướng dẫn người dân nộp hồ sơ trực tuyến."),
    "bac": (unicodedata.normalize("NFD", "Chủ tịch Hồ Chí Minh với nông dân"), "Trưng bày ảnh tư liệu."),
    "hoa-binh": ("Nhà máy thuỷ điện Hoà Bình", "Xả lũ theo quy trình; người dân hạ du chú ý."),
    "hoa-qua": ("Tuần lễ hoa quả Bình Thuận", "Thanh long, nho và táo được bày bán."),
}
DOCUMENTS = {
    "07": ("07/QĐ-UBND", "Về việc phê duyệt kế hoạch sử dụng đất", "Căn cứ Nghị định 61/2018/NĐ-CP về một cửa."),
    "1995": (
        "1995/QĐ-UBND",
        "Ban hành quy chế hoạt động của cổng thông tin",
        "Ngày 16/8/2018 của Ủy ban nhân dân tỉnh.",
    ),
    "61": ("61/2018/NĐ-CP", "Về cơ chế một cửa, một cửa liên thông", "Giải quyết thủ tục hành chính."),
    "so-07": ("107/KH-UBND", "Kế hoạch phòng, chống thiên tai", "Số 8 / CT-UBND ngày 07/5/2026."),
}


def import_lines(board, kind, lines, folder):
    path = folder / f"{kind}.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    call_command("import_archive", kind, str(path), site=board.board.slug)


@pytest.fixture
def library(board, tmp_path):
    """`found(typed)` gives the keys of what citizens find, best first."""
    news = [{"id": key, "title": title, "summary": text, "text": text} for key, (title, text) in NEWS.items()]
    documents = [
        {"id": key, "number": number, "summary": title, "type": "Quyết định", "issuer": "UBND tỉnh", "text": text}
        for key, (number, title, text) in DOCUMENTS.items()
    ]
    import_lines(board, "news", news, tmp_path)
    import_lines(board, "documents", documents, tmp_path)
    root = board.board.root_page
    keys = {unicodedata.normalize("NFC", NEWS[key][0]): key for key in NEWS} | {
        DOCUMENTS[key][1]: key for key in DOCUMENTS
    }

    def key_of(pages):
        return [next((key for title, key in keys.items() if title in page.title), page.title) for page in pages]

    def found(typed):
        return key_of(pages_of(find(Query.of(typed), root)))

    return SimpleNamespace(found=found, key_of=key_of, host=board.hostname, root=root)
