"""Bytes in, text out, whatever the bytes are; and what kind of file it was."""

import io
import zipfile

import pytest
from PIL import Image
from pypdf import PdfWriter

from foreign_files import text as file_text
from foreign_files.text import Limits, State, read
from tests.conftest import SHARED_DATA, shared_rows
from tests.workflows.content_guard.test_attachments import W, a_docx, a_pdf


def styled_docx():
    """A paragraph in VNI by its style, a run in TCVN3 by itself, one in Unicode, a field, and a sentence taken out."""
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Cu"/></w:pPr><w:r><w:t>Coäng hoøa</w:t></w:r></w:p>'
        '<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>ngµy</w:t></w:r><w:r><w:t> mười</w:t></w:r>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>"
    )
    styles = '<w:style w:type="paragraph" w:styleId="Me"><w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="Cu"><w:basedOn w:val="Me"/></w:style>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        package.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    return out.getvalue()


def test_a_word_file_gives_each_run_in_its_own_encoding_and_nothing_that_was_taken_out():
    assert read(styled_docx(), 10).text.split("\n")[:2] == ["Cộng hòa", "ngày mười"]


def test_a_pdf_is_text_a_scan_or_empty():
    assert read(a_pdf("Lien he"), 10).state == State.TEXT
    writer, picture, out = PdfWriter(), io.BytesIO(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(out)
    assert read(out.getvalue(), 10).state == State.EMPTY
    Image.new("RGB", (200, 300), "white").save(picture, "PDF")
    assert read(picture.getvalue(), 10).state == State.SCAN


def test_a_locked_pdf_is_told():
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("mat", algorithm="AES-256")
    writer.write(out)
    assert read(out.getvalue(), 10).state == State.ENCRYPTED


@pytest.mark.parametrize(
    "content", [b"\x00\x01", b"%PDF-1.4 x", b"PK\x03\x04 x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)]
)
def test_what_cannot_be_read_is_told_and_never_raised(content):
    assert read(content, 10).state == State.UNREADABLE


def test_what_takes_too_long_is_given_up():
    assert read(a_pdf("Lien he"), 0.001).state == State.UNREADABLE


def test_a_part_says_that_it_is_one():
    reading = read(a_docx("a" * 500), 10, Limits(characters=100))
    assert (len(reading.text), reading.is_whole) == (100, False)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Chữ có dấu".encode(), "Chữ có dấu"),
        ("Chữ có dấu".encode("utf-16"), "Chữ có dấu"),
        ("Chữ".encode("utf-8-sig"), "Chữ"),
        ("ngµy m­êi th¸ng ba".encode("cp1252"), "ngày mười tháng ba"),
        (rb"{\rtf1\ansi{\fonttbl{\f0\fnil .VnTime;}{\f1 Arial;}}\f0 ng\'b5y\par \f1 \u7889?n{\*\x y}}", "ngày\nốn"),
    ],
)
def test_plain_and_rich_text_come_in_unicode(content, text):
    assert read(content, 10).text.strip() == text


def test_real_files_of_the_old_encodings_come_out_as_their_transcripts():
    """A sample of each format; `bench/legacy_text.py` measures all of them."""
    from bench.legacy_text import right_of

    rows = {row["format"] + row["encoding"]: row for row in shared_rows("legacy_docs.jsonl")}
    for row in rows.values():
        reading = read((SHARED_DATA / row["file"]).read_bytes(), 60, file_text.Limits(300, 2_000_000, 60))
        right, letters = right_of(row["truth"], reading.text)
        assert right >= 0.98 * letters, row["file"]


def test_no_hostile_file_stops_the_reader():
    for row in shared_rows("hostile_files.jsonl")[::6]:
        assert read((SHARED_DATA / row["file"]).read_bytes(), 20).state in State
