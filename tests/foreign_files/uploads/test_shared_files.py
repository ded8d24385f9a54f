"""The shared collection of hostile files, and names that servers were tricked with: each refused, or made harmless."""

import re

import pytest

from foreign_files.uploads import Kind, UploadRefused, accept
from foreign_files.uploads.kinds import MEDIA_TYPES, PICTURES
from foreign_files.uploads.names import safe_name
from tests.conftest import SHARED_DATA, shared_rows
from tests.foreign_files.uploads.samples import a_picture
from tests.long import part_of

REFUSED_WHOLE = {
    "HTML / SSI",
    "SVG that loads a URL or file",
    "SVG with script",
    "XML external entity",
    "archive with a symlink",
    "odd RAR",
    "odd ZIP",
}
RUNS = re.compile(rb"/JavaScript|/JS\s*[(<]|/Launch|/EmbeddedFile|<script|<\?php|/RichMedia", re.IGNORECASE)


@pytest.mark.long
def test_every_hostile_file_is_refused_or_made_harmless():
    rows = shared_rows("hostile_files.jsonl")
    assert len(rows) > 100
    harmful = []
    for row in part_of(rows, 5):
        data = (SHARED_DATA / row["file"]).read_bytes()
        try:
            taken = accept(row["file"], data)
        except UploadRefused:
            continue
        if row["group"] in REFUSED_WHOLE or (taken.kind not in PICTURES and RUNS.search(taken.data)):
            harmful.append((row["file"], taken.kind))
        if taken.kind in PICTURES and (taken.data == data or RUNS.search(taken.data)):
            harmful.append((row["file"], "not written anew"))
        if row["group"] == "odd or scripted PDF" and taken.kind == Kind.TXT:
            harmful.append((row["file"], "a PDF taken for text"))
    assert harmful == []


def test_no_name_gets_an_ending_that_a_server_runs():
    for row in shared_rows("upload_extension_tricks.jsonl"):
        name = "bai" + row["extension"]
        assert re.fullmatch(r"[a-z0-9-]+\.pdf", safe_name(name, Kind.PDF)), name


@pytest.mark.parametrize(
    "content", [b"<?php echo 1; ?>", b'<%@ Page Language="C#" %>', b"<configuration></configuration><script/>"]
)
def test_under_no_name_does_a_program_come_in(content):
    for row in shared_rows("upload_extension_tricks.jsonl")[::7]:
        with pytest.raises(UploadRefused):
            accept("bai" + row["extension"], content)


def test_a_picture_under_such_a_name_is_a_picture():
    taken = accept("anh.php\x00.gif", a_picture())
    assert (taken.name, taken.media_type) == ("anh-php.png", MEDIA_TYPES[Kind.PNG])


@pytest.mark.long
def test_real_signed_documents_are_taken_in_byte_for_byte():
    for row in part_of(shared_rows("official_pdfs.jsonl"), 5):
        if row["file"]:
            data = (SHARED_DATA / row["file"]).read_bytes()
            assert accept(row["file"], data).data == data
