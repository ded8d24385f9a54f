"""The cleaned copy of a file shows what the file shows and holds nothing else; where that cannot be, there is none."""

import pytest

from foreign_files.cleaning import NOT_CLEANED, clean
from foreign_files.cleaning.copying import cleaned
from foreign_files.text import Limits, Part
from foreign_files.text.extraction import reading_of
from foreign_files.uploads.examination import examine
from foreign_files.uploads.kinds import Kind
from tests.foreign_files.cleaning.packages import everything_in, linked, parts_of
from tests.foreign_files.text.hidden_samples import (
    HIDDEN,
    SAMPLES,
    SHOWN,
    a_docx,
    a_pdf,
    a_run,
    a_zip,
    an_annotation,
    an_xlsx,
    in_a_paragraph,
)  # fmt: skip

NOT_CLEANED_KINDS = {
    "pptx",
    "rtf",
    "doc",
    "xls",
    "ppt",
}  # no slides and no RTF come in; of the old ones one exports a PDF
STAYS = {
    ("docx", "embedded workbook"), ("xlsx", "data of a pivot table"), ("pdf", "layer that is off"), ("pdf", "invisible letters"),
    ("pdf", "white on white"), ("pdf", "hidden field"),
}  # fmt: skip
CLEANED = [each for each in SAMPLES if each[0] not in NOT_CLEANED_KINDS and each[:2] not in STAYS]
LEFT = [each for each in SAMPLES if each not in CLEANED]


@pytest.mark.parametrize(
    ("kind", "_what", "_part", "made"), CLEANED, ids=[f"{kind} {what}" for kind, what, *_ in CLEANED]
)
def test_the_copy_shows_the_same_and_hides_nothing(kind, _what, _part, made):
    content = linked(made())
    copy = cleaned(content)
    assert HIDDEN.encode() in everything_in(content) or content.startswith(b"%PDF")
    assert HIDDEN.encode() not in everything_in(copy)
    reading = reading_of(copy, Limits())
    assert SHOWN in reading.text
    assert reading.hidden == ()
    if kind != "odp":  # which the door takes not in
        assert examine(copy, 100, Kind.TXT)[0] == examine(content, 100, Kind.TXT)[0]


@pytest.mark.parametrize(("_kind", "_what", "_part", "made"), LEFT, ids=[f"{kind} {what}" for kind, what, *_ in LEFT])
def test_there_is_no_copy_where_something_would_stay(_kind, _what, _part, made):
    assert cleaned(linked(made())) == NOT_CLEANED


@pytest.mark.parametrize(
    "content",
    [
        a_zip({"_xmlsignatures/sig1.xml": "<x/>"}, parts_of(linked(a_docx(""))).items()),
        a_pdf(change=an_annotation()) + b"\n/ByteRange [0 1 2 3]",
    ],
    ids=["docx", "pdf"],
)  # fmt: skip
def test_a_signed_file_has_no_copy(content):
    assert cleaned(content) == NOT_CLEANED


def test_names_of_people_go_and_nothing_refers_to_what_went():
    core = "<x><creator>Can Bo Thu</creator></x>"
    content = a_docx(
        in_a_paragraph(f"<w:del w:author='Can Bo Thu'>{a_run('bo')}</w:del>"), more={"docProps/core.xml": core}
    )
    copy = cleaned(linked(content))
    assert b"Can Bo Thu" not in everything_in(copy)
    assert b"docProps" not in everything_in(copy)
    copy = cleaned(a_pdf(change=lambda writer, _page: writer.add_metadata({"/Author": "Can Bo Thu"})))
    assert reading_of(copy, Limits()).hidden == ()


def test_tracked_insertions_are_taken_over():
    content = a_docx(in_a_paragraph(f"<w:ins w:author='A'>{a_run('them vao')}</w:ins>{a_run('bo', '<w:vanish/>')}"))
    copy = cleaned(linked(content))
    assert "them vao" in reading_of(copy, Limits()).text
    assert Part.CHANGED not in {each.part for each in reading_of(copy, Limits()).hidden}


def test_formulas_over_what_is_gone_keep_their_values():
    sheet = (
        '<worksheet xmlns="x"><sheetData><row r="1"><c r="A1"><f>Goc!B1</f><v>17</v></c></row></sheetData></worksheet>'
    )
    copy = cleaned(linked(an_xlsx(state=' state="hidden"', beside={"xl/worksheets/sheet1.xml": sheet})))
    assert "17" in reading_of(copy, Limits()).text
    assert b"Goc" not in everything_in(copy)


def test_a_copy_is_made_in_a_process_of_its_own_and_a_broken_file_has_none():
    assert b"PK" in clean(linked(a_docx(in_a_paragraph(a_run(HIDDEN, "<w:vanish/>")))))[:2]
    assert clean(b"PK\x03\x04 hong") == NOT_CLEANED
