"""Forty queries as people type them, over real news and documents: the one they mean is among the first five."""

import gzip
import json

import pytest
from django.core.management import call_command

from pages.models import ImportedItem
from search.find import find, pages_of
from search.query import Query
from tests.conftest import SHARED_DATA

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SHARED_DATA.exists(), reason="the shared data is not on this machine"),
]

MEANT = {
    "dáng cấp tốc trước Tết": "24h-ec4cd7f66336c470",
    "dang cap toc truoc tet": "24h-ec4cd7f66336c470",
    "tín hiệu ung thư buổi sáng": "24h-b8c478c2e3cf3889",
    "be 3 tuoi bi sau bien can": "24h-461b7f094bcb1dea",
    "giáo viên chưa nhận lương tháng 1": "24h-8ca86c6f1734ae64",
    "GIAO VIEN CHUA NHAN LUONG": "24h-8ca86c6f1734ae64",
    "để quên 12kg vàng": "24h-6365e8c9978ab0bb",
    "de quen vang tren tau cao toc": "24h-6365e8c9978ab0bb",
    "trúng độc đắc 257 tỷ": "24h-aeb30e9fab7b4dc3",
    "doc dac hon 257 ty dong": "24h-aeb30e9fab7b4dc3",
    "hoa anh đào Măng Đen": "24h-b703dfa254c45adb",
    "mang den hoa anh dao": "24h-b703dfa254c45adb",
    "Bộ Công an Shark Thủy": "24h-752cd9e66ef3b55a",
    "shark thuỷ": "24h-752cd9e66ef3b55a",
    "chưa ly hôn đăng ký kết hôn": "24h-8f0c69f0feef8c4f",
    "cử tri giới thiệu Nguyễn Duy Ngọc": "24h-8ab65bcee793f1b6",
    "nguyen duy ngoc ngo van tuan": "24h-8ab65bcee793f1b6",
    "ép buộc người học phụ huynh": "24h-5917176cc1120687",
    "iphone air giảm giá": "24h-2926ee4652024a84",
    "CSGT tiêu cực nhũng nhiễu phản ánh": "24h-2fa8a3d79454407c",
    "giá vàng miếng SJC 7-2": "24h-1efbf56d4a75ddc8",
    "A05 cảnh báo lừa đảo trực tuyến": "24h-5f7a5672265eb63c",
    "lua dao truc tuyen tet binh ngo": "24h-5f7a5672265eb63c",
    "màu sơn chợ Bến Thành": "vietnamnet-bd06487dc2f98fd2",
    "mau son ho con rua": "vietnamnet-bd06487dc2f98fd2",
    "kỳ nhông rơi khỏi cây Florida": "vietnamnet-69fcb7768e66c69f",
    "hồ sơ Epstein 3 triệu trang": "vietnamnet-d2bd4cc274daa433",
    "thu hồi sữa Aptamil": "vietnamnet-d7f94b5a0b83c7fa",
    "Dota 2 Esports Nations Cup": "vietnamnet-a6ba81c16e008294",
    "3532/UBND-VX": "binhduong-4",
    "3532 ubnd vx": "binhduong-4",
    "355/TB-UBND": "binhduong-315",
    "0355/tb-ubnd": "binhduong-315",
    "1047/KH-UBND hòa giải viên": "binhduong-894",
    "hoà giải viên ở cơ sở": "binhduong-894",
    "hoc bong kocham": "binhduong-2426",
    "982/QĐ-TTg": "congbao-quyet-dinh-so-982-qd-ttg-469699",
    "doanh nghiệp công nghệ số vươn ra": "congbao-quyet-dinh-so-982-qd-ttg-469699",
    "04/2023/tt-bkhdt": "congbao-thong-tu-so-04-2023-tt-bkhdt-39703",
    "38/2013/qh13": "vlc-Luat-viec-lam-nam-2013-215628",
    "luat viec lam": "vlc-Luat-viec-lam-nam-2013-215628",
}


@pytest.mark.long
def test_what_people_mean_is_among_the_first_five(board, tmp_path):
    call_command("import_archive", "news", str(SHARED_DATA / "news_2026.dev.jsonl.gz"), site=board.board.slug)
    documents = tmp_path / "documents.jsonl"
    with gzip.open(SHARED_DATA / "legal_docs.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        cut = [{**(record := json.loads(line)), "text": (record.get("text") or "")[:20_000]} for line in lines]
    documents.write_text("\n".join(map(json.dumps, cut)), encoding="utf-8")
    call_command("import_archive", "documents", str(documents), site=board.board.slug)
    keys = dict(ImportedItem.objects.values_list("page", "key"))
    wrong = {}
    for typed, meant in MEANT.items():
        found = [keys[page.pk] for page in pages_of(find(Query.of(typed), board.board.root_page)[:5])]
        if meant not in found:
            wrong[typed] = (meant, found)
    assert wrong == {}
