"""What is said of a signature is no more than what was checked: intact, whole, trusted."""

import io
import re

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from documents.files import signatures
from tests.conftest import SHARED_DATA, shared_rows
from tests.documents.signed import a_certificate, a_signer, pem, signed
from tests.foreign_files.uploads.samples import a_pdf


@pytest.fixture(scope="module")
def authority():
    root, root_key = a_certificate("Gốc thử")
    certificate, key = a_certificate("Ủy ban nhân dân xã Thử", root, root_key)
    return root, certificate, key


@pytest.fixture
def signer(tmp_path, authority):
    root, certificate, key = authority
    return a_signer(tmp_path, certificate, key, root)


@pytest.fixture
def roots(settings, tmp_path):
    """A folder of trusted certificates: `roots(pem, …)`."""

    def trust(*certificates):
        folder = tmp_path / "roots"
        folder.mkdir(exist_ok=True)
        for number, content in enumerate(certificates):
            (folder / f"{number}.pem").write_bytes(content)
        settings.SIGNATURE_ROOTS = str(folder)

    return trust


def said(content):
    told = signatures.read(content)
    return told, signatures.words(told)


def test_without_trusted_roots_nothing_is_called_valid(signer):
    told, words = said(signed(signer))
    assert told["state"] == "signed"
    assert told["signatures"][0]["is_intact"]
    assert "Ủy ban nhân dân xã Thử" in words[0].who
    assert "hợp lệ" not in words[0].verdict
    assert words[0].tone == "open"


def test_a_trusted_intact_signature_over_the_whole_file_is_valid(signer, roots, authority):
    roots(pem(authority[0]))
    word = said(signed(signer))[1][0]
    assert (word.tone, "hợp lệ" in word.verdict) == ("good", True)


def test_a_signature_of_another_root_is_not(signer, roots):
    roots(pem(a_certificate("Gốc khác")[0]))
    told, words = said(signed(signer))
    assert told["signatures"][0]["trust"] == "untrusted"
    assert "hợp lệ" not in words[0].verdict


def test_a_folder_of_things_that_are_no_certificates_trusts_nobody(signer, roots):
    roots(b"khong phai chung thu")
    assert said(signed(signer))[0]["signatures"][0]["trust"] == "no-roots"


def test_a_changed_byte_is_told(signer, roots, authority):
    roots(pem(authority[0]))
    content = signed(signer)
    broken = content.replace(b"/MediaBox", b"/MediaBux", 1)
    word = said(broken)[1][0]
    assert (word.tone, "không khớp" in word.verdict) == ("bad", True)


def test_what_was_added_after_signing_is_told(signer, roots, authority):
    roots(pem(authority[0]))
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(signer)))
    sheet = writer.root["/Pages"]["/Kids"][0]
    sheet[generic.pdf_name("/Rotate")] = generic.NumberObject(90)
    writer.update_container(sheet)
    out = io.BytesIO()
    writer.write(out)
    word = said(out.getvalue())[1][0]
    assert (word.tone, "sau khi ký" in word.verdict) == ("bad", True)


def test_who_signs_after_another_leaves_the_first_signature_whole(signer, roots, authority):
    roots(pem(authority[0]))
    told, words = said(signed(signer, signed(signer), field="ChuKyHai"))
    assert [each["covers"] for each in told["signatures"]] == ["then-signed", "whole"]
    assert [word.tone for word in words] == ["good", "good"]


def test_what_is_left_of_a_signature_is_no_signature():
    left = a_pdf() + b"\n9 0 obj<</Type/Sig/SubFilter/adbe.pkcs7.detached/ByteRange [0 1 2 3]>>endobj\n"
    told, words = said(left)
    assert told["state"] == "remnant"
    assert "Không có chữ ký số" in words[0].who


def test_a_file_without_any_and_a_broken_one_say_so():
    assert said(a_pdf())[0]["state"] == "none"
    assert "Chưa kiểm tra được" in said(b"%PDF-1.4 hong")[1][0].verdict


def test_reading_that_takes_too_long_is_told_as_not_checked(monkeypatch):
    monkeypatch.setattr(signatures, "SECONDS", 0.001)
    assert signatures.read(a_pdf()) == signatures.NOT_CHECKED


@pytest.mark.long
def test_all_states_of_the_official_files_are_told_right():
    wrong = []
    states = {"valid": "signed", "remnant": "remnant", "none": "none"}
    for row in shared_rows("official_pdfs.jsonl"):
        if not row["file"]:
            continue
        told, words = said((SHARED_DATA / row["file"]).read_bytes())
        expected = states[row["signature_state"]]
        if told["state"] != expected or any("hợp lệ" in word.verdict for word in words):
            wrong.append((row["id"], told["state"]))
        for each in told["signatures"]:
            facts = (each["signer"], each["organisation"], each["issuer"], re.sub("T", " ", each["at"]))
            if facts != (row["signer_cert"], row["signer"], row["issuer"], row["signed_at"]) or not each["is_intact"]:
                wrong.append((row["id"], facts))
            if (each["covers"] == "whole") != (row["coverage"] == "ENTIRE_FILE"):
                wrong.append((row["id"], each["covers"]))
    assert wrong == []
