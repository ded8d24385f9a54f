"""A cleaned copy is offered to whoever sent a file, as a new one beside it; what is stored stays as it is."""

import html

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import GroupCollectionPermission

from foreign_files.uploads import EDITORS, UploadRefused
from foreign_files.uploads.kinds import Reason
from pages.models import PortalDocument
from tests.board import a_document
from tests.foreign_files.cleaning.packages import linked
from tests.foreign_files.text.hidden_samples import HIDDEN, SHOWN, a_docx, a_pdf, a_run, an_annotation, in_a_paragraph
from workflows.content_guard.attachments import reading_of
from workflows.models import FileReading

pytestmark = pytest.mark.django_db

HIDES = linked(a_docx(in_a_paragraph(a_run(HIDDEN, "<w:vanish/>"))))


@pytest.fixture
def kept(board):
    """Keeps a file of the board: `kept("a.docx", b"…")`."""

    def made(name, content):
        document = a_document(name, content)
        document.collection = board.board.collection
        document.uploaded_by_user = board.user("thu-ky")
        document.save()
        return document

    return made


def address(document):
    return reverse("clean_copy", args=[document.pk])


def test_the_form_leads_to_the_offer_and_a_press_makes_a_new_file_beside_the_old_one(board, kept, client_of):
    document, client = kept("a.docx", HIDES), client_of("thu-ky")
    assert address(document) in client.get(reverse("wagtaildocs:edit", args=[document.pk])).text
    assert "1 chỗ chữ ẩn" in client.get(address(document)).text
    assert PortalDocument.objects.count() == 1  # looking makes nothing
    answer = client.post(address(document), follow=True)
    assert "Đã tạo bản đã làm sạch" in answer.text
    made = PortalDocument.objects.exclude(pk=document.pk).get()
    assert made.collection == document.collection
    assert made.uploaded_by_user == board.user("thu-ky")
    assert FileReading.objects.get(name=made.file.name).hidden == []
    document.refresh_from_db()
    assert document.file.read() == HIDES


def test_a_signed_file_is_told_and_never_cleaned(kept, client_of):
    document = kept("ky.pdf", a_pdf(change=an_annotation()) + b"\n/ByteRange [0 1 2 3]")
    client = client_of("thu-ky")
    assert "1 ghi chú" in client.get(address(document)).text
    assert "có chữ ký số" in client.post(address(document)).text
    assert PortalDocument.objects.count() == 1


def test_only_who_may_change_the_file_gets_the_offer(kept, client_of, client, other_board):
    document = kept("a.docx", HIDES)
    client.force_login(other_board.user("thu-ky"))
    assert client.post(address(document)).status_code in (302, 403, 404)
    assert PortalDocument.objects.count() == 1
    assert client_of("thu-ky").get(reverse("clean_copy", args=[10**9])).status_code == 404


def test_who_may_change_the_file_and_add_none_gets_no_offer(kept, client_of):
    document, client = kept("a.docx", HIDES), client_of("thu-ky")
    adding = GroupCollectionPermission.objects.filter(permission__codename="add_document")
    adding.update(permission=Permission.objects.get(codename="change_document"))
    assert client.get(reverse("wagtaildocs:edit", args=[document.pk])).status_code == 200
    assert client.post(address(document)).status_code in (302, 403)
    assert PortalDocument.objects.count() == 1


def test_a_copy_that_the_door_refuses_is_told(kept, client_of, settings):
    document, client = kept("a.docx", HIDES), client_of("thu-ky")
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    answer = client.post(address(document))
    assert answer.status_code == 200
    assert UploadRefused(Reason.NO_SCANNER, EDITORS).sentence in html.unescape(answer.text)
    assert PortalDocument.objects.count() == 1


def test_a_file_that_is_not_in_the_store_is_told(kept, client_of):
    document, client = kept("a.docx", HIDES), client_of("thu-ky")
    document.file.storage.delete(document.file.name)
    answer = client.post(address(document))
    assert answer.status_code == 200
    assert "Không đọc được tệp đã lưu" in answer.text
    assert PortalDocument.objects.count() == 1


def test_the_words_of_the_copy_are_those_of_the_file(kept, client_of):
    document = kept("a.docx", HIDES)
    client_of("thu-ky").post(address(document))
    made = PortalDocument.objects.exclude(pk=document.pk).get()
    assert SHOWN in reading_of(made, 20)[0].text
    assert reading_of(made, 20)[0].text.split() == reading_of(document, 20)[0].text.split()
