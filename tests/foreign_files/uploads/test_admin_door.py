"""The admin's forms for files meet the same door; what is taken in is given back as bytes and never as a page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pages.models import PortalDocument
from tests.foreign_files.text.hidden_samples import HIDDEN, a_docx, a_run, in_a_paragraph
from tests.foreign_files.uploads.samples import a_package, a_pdf, with_action

pytestmark = pytest.mark.django_db


def sent(client, board, name, data, address="wagtaildocs:add"):
    form = {"title": "Tệp thử", "collection": board.board.collection_id, "file": SimpleUploadedFile(name, data)}
    return client.post(reverse(address), form)


def test_a_good_file_is_kept_under_a_safe_name(board, client_of):
    sent(client_of("thu-ky"), board, "Quyết định.pdf", a_pdf())
    document = PortalDocument.objects.get()
    assert document.filename == "quyet-dinh.pdf"
    assert document.file_size == len(a_pdf())
    assert document.file_hash


def test_a_file_is_called_what_it_is(board, client_of):
    sent(client_of("thu-ky"), board, "bao-cao.pdf", a_package({}))
    assert PortalDocument.objects.get().filename == "bao-cao.docx"


def test_a_harmful_file_is_refused_with_a_sentence_and_the_title_stays(board, client_of):
    answer = sent(client_of("thu-ky"), board, "a.pdf", a_pdf(change=with_action("/JavaScript", JS="x")))
    assert not PortalDocument.objects.exists()
    assert "in lại thành PDF" in answer.text
    assert "Tệp thử" in answer.text


def test_many_files_at_once_meet_the_same_door(board, client_of):
    client = client_of("thu-ky")
    address = reverse("wagtaildocs:add_multiple")
    for data, is_kept in ((a_pdf(), True), (b"MZ" + bytes(90), False)):
        form = {"title": "t", "collection": board.board.collection_id, "files[]": SimpleUploadedFile("a.pdf", data)}
        answer = client.post(address, form, headers={"X-Requested-With": "XMLHttpRequest"}).json()
        assert answer["success"] is is_kept, answer
    assert PortalDocument.objects.count() == 1


def test_the_window_of_the_chooser_meets_the_same_door(board, client_of):
    client = client_of("thu-ky")
    form = {
        "document-chooser-upload-title": "t",
        "document-chooser-upload-collection": board.board.collection_id,
        "document-chooser-upload-file": SimpleUploadedFile("a.pdf", b"<html><script>x</script>"),
    }
    client.post(reverse("wagtaildocs_chooser:create"), form)
    assert not PortalDocument.objects.exists()


def test_an_existing_file_is_not_looked_at_again(board, client_of):
    sent(client_of("thu-ky"), board, "a.pdf", a_pdf())
    document = PortalDocument.objects.get()
    document.title = "Tên khác"
    document.full_clean()
    assert document.file._committed


def test_a_file_is_given_back_as_bytes_that_run_nowhere(board, client_of):
    client = client_of("thu-ky")
    sent(client, board, "bao-cao.docx", a_package({}))
    document = PortalDocument.objects.get()
    for address in (document.file.url, document.url):
        answer = client.get(address)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "attachment" in answer.headers["Content-Disposition"]
        assert (
            "sandbox" in answer.headers["Content-Security-Policy"]
            or "'none'" in answer.headers["Content-Security-Policy"]
        )


HIDES = a_docx(in_a_paragraph(a_run(HIDDEN, "<w:vanish/>")))
TOLD = "Tệp còn phần ẩn: 1 chỗ chữ ẩn"


def test_who_sends_files_reads_what_each_of_them_hides_and_again_where_it_is_kept(board, client_of):
    client = client_of("thu-ky")
    form = {"title": "t", "collection": board.board.collection_id, "files[]": SimpleUploadedFile("a.docx", HIDES)}
    answer = client.post(
        reverse("wagtaildocs:add_multiple"), form, headers={"X-Requested-With": "XMLHttpRequest"}
    ).json()
    assert TOLD in answer["form"]
    document = PortalDocument.objects.get()
    assert TOLD in client.get(reverse("wagtaildocs:edit", args=[document.pk])).text
    assert document.file.read() == HIDES


def test_a_file_that_hides_nothing_says_nothing(board, client_of):
    client = client_of("thu-ky")
    sent(client, board, "a.pdf", a_pdf())
    document = PortalDocument.objects.get()
    assert "phần ẩn" not in client.get(reverse("wagtaildocs:edit", args=[document.pk])).text
