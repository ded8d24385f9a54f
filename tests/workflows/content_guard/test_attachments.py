"""What stands in attached files is found once, within limits, and whatever a file is made of, nothing falls over (R60, 2.14)."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from pypdf import PdfWriter
from wagtail.models import WorkflowState

from pages.models import PortalDocument
from tests.board import a_document
from tests.conftest import SHARED_DATA
from workflows.content_guard import attachments
from workflows.content_guard.attachments import findings_in, read_file, reading_of
from workflows.content_guard.finding import Kind
from workflows.models import FileReading
from workflows.services.chain import submit

pytestmark = pytest.mark.django_db

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def a_docx(*paragraphs, header="", more=b""):
    inner = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml", f"<?xml version='1.0'?><w:document {W}><w:body>{inner}</w:body></w:document>"
        )
        package.writestr("word/header1.xml", f"<w:hdr {W}><w:p><w:r><w:t>{header}</w:t></w:r></w:p></w:hdr>")
        if more:
            package.writestr("word/footnotes.xml", more)
    return out.getvalue()


def a_pdf(text):
    """A page with one line of Latin letters, written by hand: what pypdf itself cannot make."""
    stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    return bytes(out)


def told(*documents):
    found, unread = findings_in([("document", document.pk, document) for document in documents])
    return [(each.kind, each.words) for each in found], unread


def test_a_word_file_is_read_when_it_arrives_headers_included():
    document = a_document("bao-cao.docx", a_docx("Kính gửi ông A", "điện thoại 0912 345 678", header="TỐI MẬT"))
    found, unread = told(document)
    assert found == [(Kind.SECRECY, "TỐI MẬT"), (Kind.PHONE, "0912 345 678")]
    assert unread == []


def test_a_pdf_and_a_plain_text_are_read():
    pdf = a_document("thu.pdf", a_pdf("Lien he 0912345678"))
    text = a_document("ghi-chu.txt", b"CCCD 019085001234")
    assert told(pdf, text) == ([(Kind.PHONE, "0912345678"), (Kind.IDENTITY, "019085001234")], [])


def test_a_scanned_pdf_says_that_a_person_has_to_look():
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(300, 300)
    writer.write(out)
    found, unread = told(a_document("ban-chup.pdf", out.getvalue()))
    assert found == []
    assert "ban-chup.pdf" in unread[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rong.pdf", b""),
        ("gia.pdf", b"%PDF-1.7 startxref 99999 %%EOF"),
        ("gia.docx", b"PK\x03\x04 khong phai"),
        ("cu.doc", b"\xd0\xcf\x11\xe0"),
        ("nen.zip", b"PK"),
        ("no.docx", a_docx("x", more=b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>')),
        ("sau.docx", a_docx("x", more=b"<a>" * 50_000)),
    ],
)
def test_a_broken_or_hostile_file_is_told_and_nothing_falls_over(name, content):
    found, unread = told(a_document(name, content))
    assert found == []
    assert len(unread) == 1


def test_a_video_needs_no_reading():
    assert told(a_document("phim.mp4", b"....")) == ([], [])


def test_a_file_that_takes_too_long_is_given_up():
    document = a_document("cham.txt", b"x")
    document.file.save("cham.pdf", ContentFile(a_pdf("Lien he 0912345678")))
    assert reading_of(document, seconds=0.001)[1] == "none"


def test_a_file_that_is_too_big_is_not_read(monkeypatch):
    monkeypatch.setattr(attachments, "BYTES", 10)
    assert told(a_document("to.txt", b"CCCD 019085001234"))[0] == []


def test_a_file_is_read_once_and_again_by_newer_detectors(monkeypatch, django_assert_num_queries):
    document = a_document("mot.txt", b"CCCD 019085001234")
    with django_assert_num_queries(1):
        read_file(document)
    monkeypatch.setattr(attachments, "DETECTORS", 99)
    read_file(document)
    assert FileReading.objects.get(name=document.file.name).detectors == 99


def test_what_is_found_in_many_files_costs_one_query(django_assert_num_queries):
    documents = [a_document(f"{number}.txt", b"CCCD 019085001234") for number in range(5)]
    with django_assert_num_queries(1):
        assert len(told(*documents)[0]) == 5


@pytest.mark.skipif(not SHARED_DATA.exists(), reason="the shared data is not on this machine")
def test_a_signed_decree_is_read_and_bears_no_mark():
    paths = sorted((SHARED_DATA / "official_pdfs").glob("*.pdf"), key=lambda path: path.stat().st_size)[:2]
    for path in paths:
        document = PortalDocument.objects.create(title=path.name, file=ContentFile(path.read_bytes(), name=path.name))
        assert len(reading_of(document, 30)[0].text) > 1000
        assert [kind for kind, _words in told(document)[0] if kind is Kind.SECRECY] == []


@pytest.mark.parametrize("way", ["review file", "Wagtail's button"])
def test_files_are_read_before_a_run_exists_and_anything_is_locked(board, monkeypatch, way):
    page, runs = board.document(files=1), []
    monkeypatch.setattr(submit, "read_files", lambda _media: runs.append(WorkflowState.objects.count()))
    if way == "review file":
        submit.submit(page, page.owner)
    else:
        page.get_workflow().start(page, page.owner)
    assert runs == [0]
    assert WorkflowState.objects.count() == 1
