"""What a file holds and does not show is no text of it, is told apart, and loses nothing that the guard has to read."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import TextStringObject

from foreign_files.text import Limits, Part, State, read
from foreign_files.text.extraction import reading_of
from tests.conftest import SHARED_DATA
from tests.foreign_files.text.hidden_samples import (
    HIDDEN,
    IDS,
    SAMPLES,
    SHOWN,
    a_docx,
    a_pdf,
    a_run,
    a_zip,
    an_annotation,
    an_ods,
    an_odt,
    an_xlsx,
    in_a_paragraph,
    letters,
)  # fmt: skip

WHITE_RUN = a_run(HIDDEN, "<w:color w:val='FFFFFF'/>")
INPUTS = SHARED_DATA / "bug_inputs"


def reading(content):
    """As the confined process reads it, in this one: a process per row of the tables would cost a second each."""
    return reading_of(content, Limits())


def told(content):
    return {each.part: each for each in reading(content).hidden}


@pytest.mark.parametrize(("kind", "_what", "part", "made"), SAMPLES, ids=IDS)
def test_what_a_file_hides_is_apart_from_its_text(kind, _what, part, made):
    found = reading(made())
    assert found.state == State.TEXT
    assert HIDDEN not in found.text
    assert ("mo" if kind == "xls" else SHOWN) in found.text
    assert HIDDEN in {each.part: each.text for each in found.hidden}[part]
    assert [each.count for each in found.hidden if each.part is part] == [1]


@pytest.mark.parametrize("name", ["theo-doi-sua.docx", "theo-doi-sua.odt", "trang-tinh-an.xlsx", "chuoi-trong-o.xlsx"])
@pytest.mark.skipif(not INPUTS.exists(), reason="the shared data is not on this machine")
def test_files_that_showed_the_fault(name):
    found = read((INPUTS / name).read_bytes(), 20)
    assert "hộ được hỗ trợ" in found.text
    assert not any(word in found.text for word in ("Người Bị Xóa", "ý kiến lãnh đạo", "giá nội bộ", "Can Bo Thu"))
    assert any("Người Bị Xóa" in each.text for each in found.hidden)


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (a_docx(in_a_paragraph(f"<w:ins w:author='A'>{a_run(HIDDEN)}</w:ins>")), 1),
        (a_docx(in_a_paragraph(a_run(HIDDEN, "<w:rPrChange w:author='A'/>") + f"<w:ins w:author='A'>{a_run('x')}</w:ins>")), 2),
        (an_odt(f"<text:tracked-changes><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes><text:p>{HIDDEN}</text:p>"), 1),
    ],
)  # fmt: skip
def test_a_tracked_insertion_is_shown_and_told(content, count):
    assert HIDDEN in reading(content).text
    assert told(content)[Part.CHANGED].count == count


@pytest.mark.parametrize(
    "content",
    [
        a_docx(in_a_paragraph(a_run(HIDDEN, "<w:color w:val='FFFFFF'/><w:shd w:fill='1F4E79'/>"))),
        a_docx(f"<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='1F4E79'/></w:tcPr><w:p>{WHITE_RUN}</w:p></w:tc></w:tr></w:tbl>"),
        a_docx(in_a_paragraph(a_run(HIDDEN, "<w:vanish w:val='0'/>"))),
        a_pdf(f"0 0 0.5 rg 0 500 595 200 re f {letters('1 1 1 rg')}"),
        an_xlsx(head='<cols><col min="3" max="3" hidden="1"/></cols>'),
    ],
    ids=["white on a ground", "white in a coloured cell", "not hidden after all", "white over a filled shape", "another column is hidden"],
)  # fmt: skip
def test_what_is_seen_after_all_is_text(content):
    found = reading(content)
    assert HIDDEN in found.text
    assert found.hidden == ()


def test_a_number_that_a_program_cut_in_two_is_one_place():
    """So that the guard reads it as one."""
    cut = "".join(
        f"<w:del w:id='{n}'><w:r><w:delText>{part}</w:delText></w:r></w:del>"
        for n, part in enumerate(("0912 ", "345 678"))
    )
    deleted = told(a_docx(in_a_paragraph(cut)))[Part.DELETED]
    assert (deleted.count, deleted.text) == (1, "0912 345 678")


def test_names_of_people_and_paths_of_machines_are_told():
    core = "<x><creator>Can Bo Thu</creator><lastModifiedBy>may-rieng</lastModifiedBy></x>"
    links = '<Relationships><Relationship Id="r" Type="t" Target="file:///C:/Users/thu/a.docx" TargetMode="External"/></Relationships>'
    about = told(a_docx("", more={"docProps/core.xml": core, "word/_rels/document.xml.rels": links}))[Part.METADATA]
    assert (about.count, about.text.split("\n")) == (3, ["Can Bo Thu", "may-rieng", "file:///C:/Users/thu/a.docx"])
    assert (
        told(a_pdf(change=lambda writer, _page: writer.add_metadata({"/Author": "Can Bo Thu"})))[Part.METADATA].text
        == "Can Bo Thu"
    )


def test_letters_laid_over_a_scan_by_a_program_that_reads_scans_are_its_text():
    picture, out = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (200, 300), "grey").save(picture, "PDF")
    writer = PdfWriter(PdfReader(picture))
    page, text = (
        writer.pages[0],
        PdfReader(io.BytesIO(a_pdf(letters("3 Tr").replace(HIDDEN, "Chu doc tu ban chup " * 5)))).pages[0],
    )
    text["/Contents"].get_object().set_data(text["/Contents"].get_data().replace(f"({SHOWN}) Tj".encode(), b""))
    page.merge_page(text)
    writer.write(out)
    found = reading(out.getvalue())
    assert "Chu doc tu ban chup" in found.text
    assert found.hidden == ()


def test_cells_stored_inline_numbers_and_days_are_read_in_their_rows():
    styles = '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>'
    head = '<c r="A1" s="1"><v>46000</v></c><c r="C1"><v>84912345678</v></c>'
    sheet = f'<worksheet xmlns="x"><sheetData><row r="1">{head}</row></sheetData></worksheet>'
    content = an_xlsx(other="x", styles=styles, beside={"xl/worksheets/sheet2.xml": sheet})
    assert "09/12/2025\t84912345678" in reading(content).text
    assert SHOWN in reading(content).text


def test_a_column_that_repeats_hides_as_many():
    found = reading(an_ods(column=' table:visibility="collapse" table:number-columns-repeated="900000"'))
    assert HIDDEN not in found.text


def test_an_annotation_without_words_is_none_and_a_filled_field_is_text():
    assert reading(a_pdf(change=an_annotation("/Highlight", T=TextStringObject("x")))).hidden == ()
    assert "0912" in reading(a_pdf(change=an_annotation("/Widget", V=TextStringObject("0912")))).text


def pages_saved(*saves):
    """A file of several pages; each save puts other lines on its pages at the end of the file and leaves all else in it."""
    out, writer = io.BytesIO(), PdfWriter(io.BytesIO(a_pdf()))
    for _page in saves[0][1:]:
        writer.add_page(PdfReader(io.BytesIO(a_pdf())).pages[0])
    writer.write(out)
    content = out.getvalue()
    for lines in saves:
        reader, places = PdfReader(io.BytesIO(content)), {}
        before = content.rsplit(b"startxref", 1)[1].split()[0].decode()
        for page, line in zip(reader.pages, lines, strict=True):
            number = page.raw_get("/Contents").idnum
            places[number] = len(content)
            drawn = f"BT /F1 12 Tf 72 700 Td ({line}) Tj ET"
            content += f"{number} 0 obj\n<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream\nendobj\n".encode()
        table = "".join(f"{number} 1\n{place:010} 00000 n \n" for number, place in sorted(places.items()))
        root, size = reader.trailer.raw_get("/Root").idnum, reader.trailer["/Size"]
        end = f"trailer\n<</Size {size}/Root {root} 0 R/Prev {before}>>\nstartxref\n{len(content)}\n%%EOF\n"
        content += f"xref\n{table}{end}".encode()
    return content


def earlier_of(content):
    return [each.text for each in reading_of(content, Limits()).hidden if each.part is Part.EARLIER]


def test_a_file_saved_again_as_it_was_hides_nothing_on_any_of_its_pages():
    assert SHOWN in reading_of(pages_saved([SHOWN] * 3, [SHOWN] * 3), Limits()).text
    assert earlier_of(pages_saved([SHOWN] * 3, [SHOWN] * 3)) == []


def test_what_any_earlier_save_had_is_found():
    (found,) = earlier_of(pages_saved(["Lan mot"], ["Lan hai"], ["Lan ba"]))
    assert "Lan mot" in found
    assert "Lan hai" in found
    assert "Lan ba" not in found


def test_an_end_that_is_none_makes_nothing_unreadable():
    reading = reading_of(a_pdf("% %%EOF\n"), Limits())
    assert SHOWN in reading.text


@pytest.mark.parametrize("mode", [1, 2])
def test_letters_drawn_by_their_outlines_are_seen_whatever_fills_them(mode):
    assert "Thay ro" in reading_of(a_pdf(f"BT 1 1 1 rg {mode} Tr /F1 12 Tf 72 500 Td (Thay ro) Tj ET"), Limits()).text


def test_white_letters_over_a_stroke_are_seen():
    drawing = "0 0 0 RG 20 w 72 500 m 400 500 l S BT 1 1 1 rg /F1 12 Tf 72 500 Td (Thay ro) Tj ET"
    assert "Thay ro" in reading_of(a_pdf(drawing), Limits()).text


def test_letters_that_only_clip_are_not_seen():
    assert "Khong thay" not in reading_of(a_pdf("BT 7 Tr /F1 12 Tf 72 500 Td (Khong thay) Tj ET"), Limits()).text


@pytest.mark.parametrize(
    "inner", [b"PK\x03\x04khong phai zip", a_zip({"visio/document.xml": "<a/>"})], ids=["damaged", "drawing"]
)
def test_a_file_within_that_nobody_reads_is_told_and_keeps_nothing_else_from_being_read(inner):
    reading = reading_of(a_docx("", more={"word/embeddings/Drawing1.vsdx": inner}), Limits())
    assert SHOWN in reading.text
    assert Part.EMBEDDED in [each.part for each in reading.hidden]
    assert not reading.is_whole
