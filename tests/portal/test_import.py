"""`import_archive`: dates and addresses kept, bad lines told and skipped, restarted where it stopped, ledger of its own."""

import gzip
import json

import pytest
from django.core.management import CommandError, call_command

from documents.models import DocumentPage
from documents.validity.proposals import proposals_for
from news.models import NewsPage
from questions.models import QuestionPage
from tests.conftest import SHARED_DATA
from tests.long import LONG, part_of
from workflows.models import Decision
from workflows.rules.act import Act
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(tmp_path):
    def write(*lines):
        path = tmp_path / "kho.jsonl"
        path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
        return str(path)

    return write


NEWS = {
    "id": "a-1",
    "title": "Khánh thành cầu mới",
    "summary": "Cầu dài 120 m.",
    "text": "Đoạn một.\nĐoạn hai.",
    "published": "2020-03-04T05:06:00+00:00",
    "url": "https://example.vn/cau",
    "source": "Báo Thử",
    "category": "Kinh tế",
    "keywords": ["cầu", "Giao thông", "giao thông"],
}


def test_news_keep_their_date_address_section_and_tags(board, citizen, archive):
    call_command("import_archive", "news", archive(NEWS), site="thu-nghiem")
    page = NewsPage.objects.get()
    assert page.first_published_at.isoformat().startswith("2020-03-04T05:06")
    assert (page.source, page.source_url, page.is_own) == ("Báo Thử", "https://example.vn/cau", False)
    assert page.imported_from.address == "https://example.vn/cau"
    assert page.section.name == "Kinh tế"
    assert sorted(page.tags.names()) == ["cầu", "giao thông"]
    response = citizen.get(page.url)
    assert response.status_code == 200
    assert "Đoạn hai." in response.content.decode()
    assert page.title in citizen.get("/tin-tuc/?chuyen-muc=kinh-te&nam=2020").content.decode()
    assert page.title in citizen.get("/tim-kiem/?q=Khánh").content.decode()
    assert list(breaches()) == []


def test_every_imported_page_has_its_own_act_in_the_ledger(board, archive):
    call_command("import_archive", "news", archive(NEWS, {**NEWS, "id": "a-2"}), site="thu-nghiem")
    rows = Decision.objects.filter(act=Act.IMPORT)
    assert rows.count() == 2
    assert all("kho.jsonl" in row.comment for row in rows)
    assert NewsPage.objects.values("slug").distinct().count() == 2


def test_bad_lines_are_told_by_number_and_the_rest_goes_on(board, archive, capsys):
    path = archive(
        NEWS,
        b"khong phai json",
        {"id": "b"},
        {**NEWS, "id": "c", "published": "2020-02-31"},
        {**NEWS, "id": "d", "title": 7},
        b"\xff\xfe",
        b"[1]",
        {**NEWS, "id": "e"},
    )
    call_command("import_archive", "news", path, site="thu-nghiem")
    told = capsys.readouterr()
    for number in (2, 3, 4, 5, 6, 7):
        assert f"Dòng {number}:" in told.err, number
    assert "Đã chuyển 2 mục" in told.out
    assert "6 dòng hỏng" in told.out


def test_a_second_run_goes_on_where_the_first_stopped(board, archive, capsys):
    call_command("import_archive", "news", archive(NEWS), site="thu-nghiem")
    call_command("import_archive", "news", archive(NEWS, {**NEWS, "id": "a-2"}), site="thu-nghiem")
    assert NewsPage.objects.count() == 2
    assert "1 mục đã có từ trước" in capsys.readouterr().out


def test_records_without_a_date_get_the_same_day_at_every_import(board, archive):
    call_command("import_archive", "news", archive({**NEWS, "published": None}), site="thu-nghiem")
    page = NewsPage.objects.get()
    assert 2015 <= page.first_published_at.year <= 2026


def test_documents_and_questions(board, citizen, archive):
    document = {
        "id": "d-1",
        "number": "07/QĐ-UBND",
        "type": "Quyết định",
        "issuer": "UBND tỉnh Thử",
        "issued": "2022-07-12",
        "summary": "về giá nước",
        "text": None,
        "url": "https://example.vn/07.pdf",
    }
    question = {
        "id": "q-1",
        "field": "Kinh tế",
        "title": None,
        "question": "Giá nước bao nhiêu?",
        "answer": "Theo quyết định 07.",
        "asked": None,
        "answered": "2022-08-01",
    }
    call_command("import_archive", "documents", archive(document), site="thu-nghiem")
    call_command("import_archive", "questions", archive(question), site="thu-nghiem")
    page, answer = DocumentPage.objects.get(), QuestionPage.objects.get()
    assert (page.number, page.type, str(page.signed_on)) == ("07/QĐ-UBND", "quyet-dinh", "2022-07-12")
    assert (str(answer.answered_on), answer.field.key) == ("2022-08-01", "kinh-te")
    assert citizen.get(page.url).status_code == citizen.get(answer.url).status_code == 200
    assert list(breaches()) == []


def test_a_text_that_is_not_nfc_is_stored_nfc(board, archive):
    import unicodedata

    call_command(
        "import_archive",
        "news",
        archive({**NEWS, "title": unicodedata.normalize("NFD", NEWS["title"])}),
        site="thu-nghiem",
    )
    assert NewsPage.objects.get().title == NEWS["title"]


def test_imported_pages_can_be_edited_and_submitted(board, archive):
    call_command("import_archive", "news", archive(NEWS), site="thu-nghiem")
    page = NewsPage.objects.get()
    page.lead, page.field = "Viết lại.", board.board.fields.first()
    page.save_revision(user=board.user("bien-tap-vien"))
    from workflows.services.chain.submit import submit

    submit(page, board.user("bien-tap-vien"))
    assert NewsPage.objects.get().lead == "Cầu dài 120 m."


def test_an_unknown_site_or_file_is_a_sentence(board, archive, tmp_path):
    with pytest.raises(CommandError, match="thu-nghiem"):
        call_command("import_archive", "news", archive(NEWS), site="khong-co")
    with pytest.raises(CommandError, match="Không có tệp"):
        call_command("import_archive", "news", str(tmp_path / "khong-co"), site="thu-nghiem")


@pytest.mark.skipif(not SHARED_DATA.is_dir(), reason="the real data is not beside this checkout")
@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("news", "news_2026.dev.jsonl.gz"),
        pytest.param("documents", "legal_docs.dev.jsonl.gz", marks=pytest.mark.once),
        pytest.param("questions", "qa.dev.jsonl.gz", marks=pytest.mark.once),
    ],
)
@pytest.mark.long
def test_the_real_archives_come_over_whole(board, citizen, capsys, archive, kind, file):
    with gzip.open(SHARED_DATA / file) as whole:
        lines = part_of([line.strip() for line in whole if line.strip()], 4)
    call_command("import_archive", kind, archive(*lines), site="thu-nghiem")
    assert "0 dòng hỏng" in capsys.readouterr().out
    assert list(breaches()) == []
    model = {"news": NewsPage, "documents": DocumentPage, "questions": QuestionPage}[kind]
    pages = list(model.objects.live())
    assert len(pages) == len(lines)
    assert [page.url for page in pages if citizen.get(page.url).status_code != 200] == []
    if kind == "documents":
        proposed = [proposals_for(page) for page in pages]
        linked = sum(each.target is not None for found in proposed for each in found)
        print(f"{sum(map(len, proposed))} relations proposed, {linked} of them to documents of the site")
        least = 1 / 2 if LONG == "all" else 1 / 4  # a part may have more that name no other
        assert sum(bool(found) for found in proposed) > sum(bool(page.text) for page in pages) * least
