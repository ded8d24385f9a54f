"""The text of documents' files: read by the worker, searched and shown once public, and only then."""

import io

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from PIL import Image

from documents.files import texts as file_texts
from documents.files.texts import FileText, State, check_signatures_again, read_waiting
from documents.models import DocumentFile, DocumentPage
from tests.board import a_document
from tests.foreign_files.text.hidden_samples import COMMENTS, HIDDEN, SHOWN, a_run, in_a_paragraph
from tests.foreign_files.text.hidden_samples import a_docx as office_docx
from tests.foreign_files.uploads.samples import a_pdf as blank_pdf
from tests.workflows.content_guard.test_attachments import a_docx, a_pdf
from workflows.content_guard.checklist import HIDDEN_PARTS
from workflows.gate.item_state import open_step
from workflows.services.chain.decide import decide
from workflows.services.chain.publish import publish
from workflows.services.chain.submit import submit
from workflows.services.chain.withdraw import withdraw
from workflows.verification import again, sealed_rows

pytestmark = pytest.mark.django_db

WORDS = "Hạn mức giao đất ở nông thôn là hai trăm mét vuông"


@pytest.fixture
def with_file(board):
    """A document with a file of these bytes: `with_file("a.docx", b"…")`."""

    def made(name="phu-luc.docx", content=None, **values):
        page = board.document(**values)
        page.files.add(DocumentFile(document=a_document(name, content or a_docx(WORDS)), title="Bản gốc"))
        page.save_revision(user=page.owner)
        return page

    return made


def found(board, words):
    return Client(headers={"host": board.hostname}).get("/tim-kiem/", {"q": words}).text


def test_the_worker_reads_what_is_cited_once_and_the_page_is_found_by_it(board, with_file):
    page = board.published(with_file())
    assert page.title not in found(board, "hạn mức giao đất ở nông thôn")
    assert read_waiting() == 1
    assert read_waiting() == 0
    assert FileText.objects.get().state == State.TEXT
    assert page.title in found(board, "hạn mức giao đất ở nông thôn")


def test_a_file_that_was_read_before_is_found_as_soon_as_its_page_is_public(board, with_file):
    page = with_file()
    board.submitted(page)
    read_waiting()
    assert page.title not in found(board, "hạn mức giao đất ở nông thôn")
    while (state := open_step(page)) is not None:
        member = state.entitled.exclude(user=page.owner).first()
        (publish if state.kind == "publish" else decide)(state, member.user)
    assert page.title in found(board, "hạn mức giao đất ở nông thôn")


def test_a_withdrawn_document_is_not_found_by_its_files_and_its_text_is_gone(board, with_file, citizen):
    page = board.published(with_file())
    read_waiting()
    address = f"{page.url}toan-van/1/"
    assert citizen.get(address).status_code == 200
    withdraw(page, board.user("truong-ban"), "Ban hành nhầm")
    assert citizen.get(address).status_code == 410
    assert page.title not in found(board, "hạn mức giao đất ở nông thôn")


def test_the_readable_page_shows_the_text_and_leads_to_the_original(board, with_file, citizen):
    page = board.published(with_file())
    read_waiting()
    shown = citizen.get(page.url).text
    assert f"{board.address(page)}toan-van/1/" in shown
    text = citizen.get(f"{page.url}toan-van/1/").text
    assert WORDS in text
    assert page.files.first().document.url in text
    assert "noindex" in text


@pytest.mark.parametrize("number", ["0", "2", "99"])
def test_a_number_without_a_file_is_not_found(board, with_file, citizen, number):
    page = board.published(with_file())
    read_waiting()
    assert citizen.get(f"{page.url}toan-van/{number}/").status_code == 404


def test_neither_a_draft_nor_an_unread_file_nor_another_page_has_a_readable_page(board, with_file, citizen):
    draft = with_file()
    page = board.published(with_file(title="Văn bản hai"))
    assert citizen.get(f"{page.url}toan-van/1/").status_code == 404
    read_waiting()
    assert citizen.get(f"{page.url}toan-van/1/").status_code == 200
    assert citizen.get(f"{draft.url}toan-van/1/").status_code == 404
    assert citizen.get("/van-ban/toan-van/1/").status_code == 404
    assert citizen.get("/khong-co/toan-van/1/").status_code == 404


def test_a_new_version_in_review_shows_nothing_of_its_new_file(board, with_file, citizen):
    page = board.published(with_file())
    read_waiting()
    draft = page.get_latest_revision_as_object()
    draft.files.set([DocumentFile(document=a_document("moi.docx", a_docx("Chữ chưa ai duyệt")), title="Bản mới")])
    draft.save_revision(user=page.owner)
    board.submitted(DocumentPage.objects.get(pk=page.pk))
    read_waiting()
    assert FileText.objects.count() == 2
    assert "chưa ai duyệt" not in citizen.get(f"{page.url}toan-van/1/").text
    assert page.title not in found(board, "chữ chưa ai duyệt")


def test_a_scan_is_said_to_be_one_and_a_broken_file_says_so(board, with_file, citizen):
    out = io.BytesIO()
    Image.new("RGB", (200, 300), "white").save(out, "PDF")
    page = board.published(with_file("chup.pdf", out.getvalue()))
    read_waiting()
    assert "bản chụp" in citizen.get(page.url).text
    broken = board.published(with_file("hong.pdf", b"%PDF-1.4 hong", title="Văn bản hỏng"))
    read_waiting()
    row = FileText.objects.get(state=State.FAILED)
    assert "không đọc được" in row.sentence
    assert citizen.get(broken.url).status_code == 200


def test_signatures_stand_beside_the_file(board, with_file, citizen):
    page = board.published(with_file("a.pdf", a_pdf("Quyet dinh")))
    read_waiting()
    assert "Không có chữ ký số" in citizen.get(page.url).text


def test_new_trusted_certificates_make_signatures_be_read_again(board, with_file, monkeypatch):
    board.published(with_file("a.pdf", blank_pdf()))
    read_waiting()
    FileText.objects.update(signatures={"state": "signed", "signatures": []}, roots="")
    check_signatures_again()
    assert FileText.objects.get().signatures["state"] == "signed"  # the same roots: not touched
    monkeypatch.setattr(file_texts.signatures, "roots_mark", lambda: "moi")
    check_signatures_again()
    assert FileText.objects.get().signatures["state"] == "none"
    assert FileText.objects.get().roots == "moi"


def test_a_file_that_is_gone_from_the_store_stops_nothing(board, with_file):
    page = board.published(with_file())
    document = page.files.first().document
    document.file.storage.delete(document.file.name)
    assert read_waiting() == 1
    assert FileText.objects.get().state == State.FAILED


def test_the_workers_turn_reads_files(board, with_file):
    board.published(with_file())
    call_command("run_worker", "--once")
    assert FileText.objects.get().state == State.TEXT


@pytest.mark.once
@pytest.mark.parametrize("files", [1, 4])
def test_showing_files_costs_the_same_whatever_their_number(board, citizen, django_assert_max_num_queries, files):
    page = board.document(title=f"Văn bản {files}")
    for number in range(files):
        page.files.add(DocumentFile(document=a_document(f"{number}.docx", a_docx(f"{WORDS} {number}"))))
    page.save_revision(user=page.owner)
    page = board.published(page)
    while read_waiting():
        pass
    citizen.get(page.url)
    with django_assert_max_num_queries(24):
        citizen.get(page.url)
    with django_assert_max_num_queries(20):
        assert citizen.get(reverse("full_text", args=[board.address(page).strip("/"), "1"])).status_code == 200


def test_what_a_file_hides_is_neither_shown_nor_found(board, with_file, citizen):
    """A comment, a deletion and a hidden run of a Word file; the search finds the rest of it."""
    parts = {"word/comments.xml": COMMENTS.replace(HIDDEN, "Chưa xin ý kiến lãnh đạo")}
    hidden = in_a_paragraph(a_run("Giá nội bộ mười hai triệu", "<w:vanish/>"))
    page = with_file("a.docx", office_docx(hidden, more=parts))
    submit(page, page.owner, [HIDDEN_PARTS])
    while (state := open_step(page)) is not None:
        member = state.entitled.exclude(user=page.owner).first()
        (publish if state.kind == "publish" else decide)(state, member.user, ticks=[HIDDEN_PARTS])
    page.refresh_from_db()
    assert read_waiting() == 1
    text = citizen.get(f"{page.url}toan-van/1/").text
    assert SHOWN in text
    assert "ý kiến lãnh đạo" not in text
    assert "nội bộ" not in text
    assert page.title in found(board, SHOWN)
    assert page.title not in found(board, "chưa xin ý kiến lãnh đạo")
    assert page.title not in found(board, "giá nội bộ mười hai triệu")


def test_what_an_older_reader_read_is_no_longer_shown_is_no_breach_and_is_read_anew_as_a_new_row(
    board, with_file, citizen, monkeypatch
):
    monkeypatch.setattr(again, "NIGHTS", 1)
    page = board.published(with_file())
    read_waiting()
    monkeypatch.setattr(file_texts.file_text, "VERSION", file_texts.file_text.VERSION + 1)
    assert citizen.get(f"{page.url}toan-van/1/").status_code == 404
    assert "Đọc toàn văn" not in citizen.get(page.url).text
    assert list(again.breaches()) == []
    assert list(sealed_rows.breaches()) == []
    assert read_waiting() == 1
    assert read_waiting() == 0
    assert FileText.objects.get().reader == file_texts.file_text.VERSION
    assert citizen.get(f"{page.url}toan-van/1/").status_code == 200
