"""The register: filters with counts, numbers as they are typed, one address for one question, the same as CSV, JSON and RSS."""

import csv
import gzip
import io
import json
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.register.filters import LABELS
from tests.conftest import SHARED_DATA
from workflows.services.chain.withdraw import withdraw

pytestmark = pytest.mark.django_db
TYPES = ["Quyết định", "Kế hoạch", "Công văn"]


def record(number, **values):
    kind = TYPES[number % 3]
    return {
        "id": f"vb-{number}", "number": f"{number:02}/{'QĐ' if kind == 'Quyết định' else 'KH'}-UBND", "type": kind,
        "issuer": "Ủy ban nhân dân tỉnh Thử" if number % 2 else "Sở Nội vụ", "issued": f"{2020 + number % 4}-03-{1 + number % 28:02}",
        "summary": f"Về việc số {number} {'nước sạch' if number % 5 == 0 else 'đất đai'}", "text": "Toàn văn.", **values,
    }  # fmt: skip


def take(board, folder, *records):
    path = folder / f"vb-{records[0]['id']}.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    call_command("import_archive", "documents", str(path), site=board.board.slug, verbosity=0)


@pytest.fixture
def library(board, tmp_path):
    take(board, tmp_path, *(record(number) for number in range(1, 31)))
    return board


def shown(citizen, **asked):
    response = citizen.get("/van-ban/", asked)
    assert response.status_code == 200, asked
    return response


def numbers(citizen, **asked):
    return [page.number for page in shown(citizen, **asked).context["items"].object_list]


def counts(response, name):
    [facet] = [facet for facet in response.context["facets"] if facet.name == name]
    return {option.value: option.count for option in facet.options}


def test_every_filter_has_its_values_with_counts(library, citizen):
    response = shown(citizen)
    assert counts(response, "loai") == {"quyet-dinh": 10, "ke-hoach": 10, "cong-van": 10}
    assert counts(response, "co-quan") == {"uy-ban-nhan-dan-tinh-thu": 15, "so-noi-vu": 15}
    assert counts(response, "nam") == {2020: 7, 2021: 8, 2022: 8, 2023: 7}
    assert counts(response, "hieu-luc") == {"khong-ro": 30}
    assert "Quyết định (10)" in response.content.decode()


def test_counts_say_what_each_filter_would_leave_under_the_others(library, citizen):
    response = shown(citizen, loai="quyet-dinh", nam="2021")
    assert len(response.context["items"].object_list) == sum(
        counts(shown(citizen, loai="quyet-dinh"), "nam")[y] for y in [2021]
    )
    assert counts(response, "loai")["ke-hoach"] == len(numbers(citizen, loai="ke-hoach", nam="2021"))
    assert counts(response, "nam")[2022] == len(numbers(citizen, loai="quyet-dinh", nam="2022"))
    for value, count in counts(response, "co-quan").items():
        assert len(numbers(citizen, loai="quyet-dinh", nam="2021", **{"co-quan": value})) == count


def test_each_filter_can_be_taken_off_alone(library, citizen):
    response = shown(citizen, loai="quyet-dinh", nam="2021", q="đất")
    chips = response.context["chips"]
    assert [label for label, _value, _address in chips] == ["Từ khóa", "Loại văn bản", "Năm"]
    assert [address for _label, _value, address in chips] == [
        "?loai=quyet-dinh&nam=2021", "?q=%C4%91%E1%BA%A5t&nam=2021", "?q=%C4%91%E1%BA%A5t&loai=quyet-dinh",
    ]  # fmt: skip
    assert "Bỏ tất cả" in response.content.decode()


def test_one_question_has_one_address(library, citizen):
    response = citizen.get("/van-ban/?nguoi-ky=&nam=2021&q=&loai=quyet-dinh")
    assert (response.status_code, response["Location"]) == (
        302,
        f"http://{library.hostname}/van-ban/?loai=quyet-dinh&nam=2021",
    )
    text = citizen.get("/van-ban/?nam=2021&loai=quyet-dinh&utm=x").content.decode()
    assert f'rel="canonical" href="http://{library.hostname}/van-ban/?loai=quyet-dinh&amp;nam=2021"' in text
    assert 'content="noindex"' in shown(citizen, q="đất").content.decode()


@pytest.mark.parametrize("typed", ["07 kh ubnd", "07/KH-UBND", "so 7 kh ubnd", "Kế hoạch số 7/KH-UBND", "7"])
def test_a_number_is_found_first_however_it_is_typed(library, citizen, typed):
    assert numbers(citizen, q=typed)[0] == "07/KH-UBND"


def test_words_and_filters_go_together(library, citizen):
    found = numbers(citizen, q="nước sạch")
    assert len(found) == 6
    assert set(numbers(citizen, q="nuoc sach", loai="quyet-dinh")) < set(found)
    nothing = shown(citizen, q="nước sạch", nam="1999").content.decode()
    assert "Không có mục nào khớp" in nothing
    assert "bỏ điều kiện này" in nothing


def test_another_sites_documents_and_withdrawn_ones_are_neither_found_nor_counted(
    library, citizen, tmp_path, other_board
):
    take(other_board, tmp_path, record(99))
    page = library.published(library.document(number="777/QĐ-UBND"))
    assert numbers(citizen, q="777")[0] == "777/QĐ-UBND"
    withdraw(page, library.user("truong-ban"), "Thử")
    response = shown(citizen)
    assert numbers(citizen, q="777") == numbers(citizen, q="99/KH-UBND") == []
    assert sum(counts(response, "loai").values()) == 30


def test_a_field_a_signer_and_a_status_narrow_too(board, citizen):
    old = board.published(
        board.document(number="1/QĐ-UBND", signer="Lê Thị Hoa", signed_on="2026-01-01", effective_on="2026-01-02")
    )
    board.published(
        board.document(number="2/QĐ-UBND", signer="Trần Nam", signed_on="2026-01-01", expired_on="2026-02-01")
    )
    assert numbers(citizen, **{"hieu-luc": "con"}) == ["1/QĐ-UBND"]
    assert numbers(citizen, **{"hieu-luc": "het", "linh-vuc": "kinh-te"}) == ["2/QĐ-UBND"]
    assert numbers(citizen, **{"nguoi-ky": "le-thi-hoa"}) == [old.number]
    assert counts(shown(citizen), "linh-vuc") == {"kinh-te": 2}
    assert counts(shown(citizen), "hieu-luc") == {"con": 1, "het": 1}
    assert counts(shown(citizen, **{"hieu-luc": "con"}), "nguoi-ky") == {"le-thi-hoa": 1}


def streamed(citizen, **asked):
    response = citizen.get("/van-ban/", asked)
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def test_a_result_as_csv_opens_right_and_runs_nothing(library, citizen, tmp_path):
    take(library, tmp_path, record(50, summary="=HYPERLINK(1)", issuer="@SUM(1)"))
    text = streamed(citizen, dang="csv")
    assert text.startswith('\ufeff"Số, ký hiệu",')
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == 31
    [odd] = [row for row in rows if row["Số, ký hiệu"].startswith("50/")]
    assert (odd["Trích yếu"], odd["Cơ quan ban hành"]) == ("'=HYPERLINK(1)", "'@SUM(1)")
    assert all(row["Địa chỉ"].startswith("http://") for row in rows)


def test_a_result_as_json_and_as_a_feed(library, citizen):
    found = json.loads(streamed(citizen, dang="json", loai="quyet-dinh"))
    assert (found["count"], found["is_cut"], len(found["items"])) == (10, False, 10)
    assert found["items"][0]["number"] == numbers(citizen, loai="quyet-dinh")[0]
    feed = citizen.get("/van-ban/", {"dang": "rss", "loai": "quyet-dinh"})
    assert feed["Content-Type"].startswith("application/rss+xml")
    assert feed.content.decode().count("<item>") == 10
    assert (
        'type="application/rss+xml" title="Văn bản theo bộ lọc này"'
        in shown(citizen, loai="quyet-dinh").content.decode()
    )


def test_the_api_lists_documents_with_their_status_today(library, citizen):
    found = citizen.get(
        "/api/v2/pages/?type=documents.DocumentPage&fields=number,document_type,standing&limit=5"
    ).json()
    assert found["meta"]["total_count"] == 30
    assert {(item["document_type"], item["standing"]) for item in found["items"]} <= {
        (kind, "khong-ro") for kind in ("quyet-dinh", "ke-hoach", "cong-van")
    }


def test_a_long_result_is_cut_and_says_so(library, citizen, monkeypatch):
    monkeypatch.setattr("documents.register.exports.MOST_ROWS", 10)
    monkeypatch.setattr("documents.register.exports.BATCH", 4)
    found = json.loads(streamed(citizen, dang="json"))
    assert (found["count"], found["is_cut"], len(found["items"])) == (30, True, 10)


@pytest.mark.once
def test_thirty_take_no_more_queries_than_three(board, citizen, tmp_path):
    addresses = [
        "/van-ban/", "/van-ban/?loai=quyet-dinh", "/van-ban/?q=%C4%91%E1%BA%A5t", "/van-ban/?q=%C4%91%E1%BA%A5t&nam=2021&hieu-luc=khong-ro",
        "/van-ban/?dang=csv", "/van-ban/?dang=json&nam=2021", "/van-ban/?dang=rss", "/api/v2/pages/?type=documents.DocumentPage&fields=*&limit=50",
    ]  # fmt: skip

    def queries(address):
        citizen.get(address)
        with CaptureQueriesContext(connection) as found:
            response = citizen.get(address)
            assert response.status_code == 200
            b"".join(response.streaming_content if response.streaming else [response.content])
        return len(found)

    take(board, tmp_path, *(record(number) for number in range(1, 4)))
    few = {address: queries(address) for address in addresses}
    take(board, tmp_path, *(record(number) for number in range(4, 34)))
    assert {address: (few[address], many) for address in addresses if (many := queries(address)) > few[address]} == {}
    assert max(few.values()) <= 25


@pytest.mark.long
def test_any_value_of_any_parameter_is_a_page(library, citizen):
    path = SHARED_DATA / "payload_strings.jsonl.gz"
    strings = [
        "",
        " ",
        "\x00",
        "²",
        "٣",
        "=1+1",
        "07/",
        "%",
        "'",
        '"',
        "<script>alert(1)</script>",
        "a" * 3000,
        "\ud800",
        "-",
        "?",
        "🙂",
    ]
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            strings += [json.loads(line)["text"] for line in lines][::25]
    for place, typed in enumerate(strings):
        value = typed.encode("utf-8", "replace")
        names = ["q", [*LABELS, "trang", "dang"][place % 8]]
        for name in names if place >= 16 else ["q", *LABELS, "trang", "dang"]:
            response = citizen.get(f"/van-ban/?{urlencode({name: value})}")
            assert response.status_code in (200, 302, 404), (name, typed)
            if response.status_code == 200 and not response.streaming:
                assert "<script>alert" not in response.content.decode(), (name, typed)


def test_signs_that_xml_cannot_hold_are_dropped_from_the_query(board, citizen):
    assert citizen.get("/van-ban/?dang=rss&q=%01a%1f").status_code == 200
