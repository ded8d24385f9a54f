"""What is taken in, what is refused, and what a person reads then (decision 0029). Every file is made here."""

import io
import struct
import zlib

import pytest
from PIL import Image

from foreign_files.uploads import EDITORS, Kind, Limits, UploadRefused, accept, door
from foreign_files.uploads.kinds import MEDIA_TYPES, PUBLISHED, Reason
from foreign_files.uploads.refusals import sentence
from tests.foreign_files.uploads.samples import (
    SHEET,
    a_package,
    a_pdf,
    a_picture,
    an_archive,
    an_open_document,
    with_action,
)
from tests.odd_pictures import SHOWN

REMOTE_TEMPLATE = (
    '<Relationships><Relationship Id="r1" Type="http://x/relationships/attachedTemplate" '
    'Target="http://example.vn/m.dotm" TargetMode="External"/></Relationships>'
)
LINK = REMOTE_TEMPLATE.replace("attachedTemplate", "hyperlink")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("Quyết định.pdf", a_pdf(), Kind.PDF),
        ("bao-cao.docx", a_package({"word/_rels/document.xml.rels": LINK}), Kind.DOCX),
        ("so-lieu.xlsx", a_package({}, SHEET), Kind.XLSX),
        ("thu.odt", an_open_document(), Kind.ODT),
        ("ghi chú.txt", "Kính gửi ông A, 3 < 4 và 5 > 2.\r\n".encode(), Kind.TXT),
        ("bang.csv", "họ tên;tuổi\n".encode(), Kind.CSV),
        ("rong.txt", "Chữ rộng".encode("utf-16"), Kind.TXT),
        ("anh.png", a_picture(), Kind.PNG),
        ("anh.jpg", a_picture("JPEG"), Kind.JPEG),
        ("anh.webp", a_picture("WEBP"), Kind.WEBP),
        ("phim.mp4", b"\0\0\0\x18ftypmp42" + bytes(40), Kind.MP4),
    ],
)
def test_what_an_office_and_a_telephone_make_is_taken_in(name, data, kind):
    taken = accept(name, data, Limits(kinds=frozenset(Kind)))
    assert (taken.kind, taken.media_type) == (kind, MEDIA_TYPES[kind])
    assert taken.name.endswith(f".{kind}")


def overfull():
    data = bytearray(a_package({"word/media/x.bin": bytes(40_000_000)}))
    return bytes(data)


def pixel_bomb():
    """A PNG whose header promises a thousand million pixels."""
    head = struct.pack(">IIBBBBB", 33_000, 33_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("rong.pdf", b"", Reason.EMPTY),
        ("phim.mp4", b"\0\0\0\x18ftypmp42" + bytes(40), Reason.KIND),
        ("a.pdf", an_archive(), Reason.ARCHIVE),
        ("a.docx", b"Rar!\x1a\x07\x00" + bytes(20), Reason.ARCHIVE),
        ("a.pdf", b"MZ\x90\0" + bytes(60), Reason.PROGRAM),
        ("a.jpg", b"\x7fELF" + bytes(60), Reason.PROGRAM),
        ("a.txt", b"<?php system('id'); ?>", Reason.MARKUP),
        ("a.jpg", b"<html><script>alert(1)</script>", Reason.MARKUP),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", Reason.MARKUP),
        ("a.txt", b"#!/bin/sh\nid\n", Reason.MARKUP),
        ("a.txt", b"{\\rtf1\\ansi x}", Reason.UNKNOWN),
        ("a.pdf", b"% first a line\n%PDF-1.4 1 0 obj", Reason.UNKNOWN),
        ("a.pdf", bytes(range(256)), Reason.UNKNOWN),
        ("a.txt", "Kính gửi".encode("cp1258", "replace") + b"\xd0\xc7", Reason.ENCODING),
        ("a.gif", b"GIF89a" + bytes(20), Reason.UNKNOWN),
        ("a.pdf", b"%PDF-1.7 khong co gi", Reason.BROKEN),
        ("a.docx", b"PK\x03\x04 khong co gi", Reason.BROKEN),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Reason.BROKEN),
        ("a.png", a_picture()[:40], Reason.BROKEN),
        ("a.pdf", a_pdf(change=with_action("/JavaScript", JS="app.alert(1)")), Reason.ACTIVE_PDF),
        ("a.pdf", a_pdf(change=with_action("/Launch", F="cmd.exe")), Reason.ACTIVE_PDF),
        ("a.pdf", a_pdf(change=with_action("/URI", URI="http://example.vn")), Reason.ACTIVE_PDF),
        ("a.pdf", a_pdf(change=lambda writer: writer.add_attachment("a.exe", b"MZ")), Reason.ACTIVE_PDF),
        ("a.pdf", a_pdf() + b"\n9 0 obj<</S/Java#53cript/J#53(x)>>endobj\n", Reason.ACTIVE_PDF),
        ("a.pdf", a_pdf() + an_archive(), Reason.TWO_IN_ONE),
        ("a.pdf", a_pdf(password="mat"), Reason.ENCRYPTED),
        ("a.pdf", a_pdf(pages=301), Reason.TOO_MANY_PAGES),
        ("a.docx", a_package({"word/vbaProject.bin": b"x"}), Reason.MACRO),
        ("a.docx", a_package({}, "application/vnd.ms-word.document.macroEnabled.main+xml"), Reason.MACRO),
        ("a.xlsx", a_package({"xl/macrosheets/sheet1.xml": b"<x/>"}, SHEET), Reason.MACRO),
        ("a.odt", an_open_document({"Basic/Standard/Module1.xml": "<x/>"}), Reason.MACRO),
        ("a.docx", a_package({"word/embeddings/a.exe": b"MZ"}), Reason.EMBEDDED),
        (
            "a.docx",
            a_package({"word/embeddings/oleObject1.bin": "\x01Ole10Native".encode("utf-16-le")}),
            Reason.EMBEDDED,
        ),
        ("a.docx", a_package({"word/_rels/settings.xml.rels": REMOTE_TEMPLATE}), Reason.REMOTE),
        ("a.docx", a_package({"word/d.xml": "<w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText>"}), Reason.REMOTE),
        ("a.docx", a_package({"word/d.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), Reason.BOMB),
        ("a.docx", a_package({"../../etc/x.xml": "<a/>"}), Reason.ARCHIVE),
        ("a.docx", overfull(), Reason.BOMB),
        ("a.odt", an_open_document({"META-INF/manifest.xml": "<m:encryption-data/>"}), Reason.ENCRYPTED),
        ("a.png", pixel_bomb(), Reason.TOO_MANY_PIXELS),
    ],
)
def test_what_can_hurt_is_refused_with_its_reason(name, data, reason):
    with pytest.raises(UploadRefused) as refused:
        accept(name, data)
    assert refused.value.reason == reason
    assert "Bạn hãy" in refused.value.sentence


def test_every_reason_says_what_to_do():
    for reason in Reason:
        said = sentence(reason, 20, 300)
        assert "Bạn hãy" in said
        assert "%(" not in said


def test_a_file_over_the_limit_is_refused_before_it_is_looked_at():
    with pytest.raises(UploadRefused, match="2 MB"):
        accept("a.txt", b"a" * (2 << 20) + b"a", Limits(bytes=2 << 20))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_written_anew_without_what_hides_in_it(form):
    hidden = b"<?php system($_GET[0]); ?>"
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, hidden.decode()
    taken = accept("anh", a_picture(form, exif=exif) + hidden)
    assert b"php" not in taken.data
    with Image.open(io.BytesIO(taken.data)) as image:
        assert image.size == (30, 40)  # turned as its telephone said
        assert not image.getexif()


@pytest.mark.long
@pytest.mark.parametrize("odd", SHOWN)
def test_a_picture_of_any_depth_mode_and_profile_is_taken_in_as_one_of_eight_bits(odd):
    taken = accept(*SHOWN[odd])
    with Image.open(io.BytesIO(taken.data)) as image:
        image.load()
        assert image.mode in ("L", "RGB", "RGBA")
        assert "icc_profile" not in image.info


def test_a_picture_keeps_what_can_be_seen_through():
    taken = accept("anh.png", a_picture(mode="RGBA"))
    with Image.open(io.BytesIO(taken.data)) as image:
        assert image.mode == "RGBA"


def test_a_signed_looking_pdf_keeps_every_byte():
    data = a_pdf()
    assert accept("a.pdf", data).data == data


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Quyết định số 07/QĐ-UBND.pdf", "qd-ubnd.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\thư mục\\Báo cáo quý 3.docx", "bao-cao-quy-3.pdf"),
        ("anh.php%00.gif", "anh-php-00.pdf"),
        ("CON.pdf", "tep.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "tep.pdf"),
        ("a" * 300 + ".pdf", "a" * 80 + ".pdf"),
        ("dấu\u202egpj.exe", "dau-gpj.pdf"),
    ],
)
def test_a_name_keeps_its_words_and_gets_the_ending_of_the_content(name, safe):
    assert accept(name, a_pdf()).name == safe


def test_a_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(door, "SECONDS", 0.001)
    with pytest.raises(UploadRefused) as refused:
        accept("a.pdf", a_pdf())
    assert refused.value.reason == Reason.TOO_SLOW


def test_the_admin_offers_exactly_the_kinds_that_are_published(settings):
    assert (
        set(settings.WAGTAILDOCS_EXTENSIONS)
        == {kind.value for kind in PUBLISHED}
        == {kind.value for kind in EDITORS.kinds}
    )
