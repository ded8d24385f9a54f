"""A cleaned package holds only parts to which something leads, and nothing in it leads to what is gone."""

from foreign_files.cleaning import NOT_CLEANED, clean
from foreign_files.cleaning.copying import cleaned
from foreign_files.text import Limits
from foreign_files.text.extraction import reading_of
from tests.foreign_files.cleaning.packages import linked, outside, parts_of
from tests.foreign_files.text.hidden_samples import (
    HIDDEN,
    SHOWN,
    R,
    S,
    W,
    a_docx,
    a_run,
    a_zip,
    an_xlsx,
    in_a_paragraph,
    relations,
)

PATH = "file:///C:/Users/CanBo/a.docx"
RELS = "word/_rels/document.xml.rels"


def of(content, name):
    return parts_of(content)[name].decode()


def with_parts(content, more):
    """The file with more parts, to which nothing leads that is not among them."""
    return a_zip({**parts_of(content), **more})


def test_what_only_a_hidden_sheet_led_to_goes_with_it():
    drawing, chart, table = "xl/drawings/drawing1.xml", "xl/charts/chart1.xml", "xl/tables/table1.xml"
    types = f'<Types><Override PartName="/{chart}" ContentType="x"/><Override PartName="/xl/workbook.xml" ContentType="y"/></Types>'
    beside = {
        "[Content_Types].xml": types,
        "xl/worksheets/_rels/sheet2.xml.rels": relations(("d", "drawing", "../drawings/drawing1.xml"), ("t", "table", "../tables/table1.xml")),
        "xl/drawings/_rels/drawing1.xml.rels": relations(("c", "chart", "../charts/chart1.xml")),
        **dict.fromkeys((drawing, chart, table), f"<x><v>{HIDDEN}</v></x>"),
    }  # fmt: skip
    copy = cleaned(with_parts(linked(an_xlsx(state=' state="hidden"')), beside))
    parts = parts_of(copy)
    assert HIDDEN.encode() not in b"".join(parts.values())
    assert parts.keys() == {
        "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml",
    }  # fmt: skip
    assert "chart1" not in of(copy, "[Content_Types].xml")
    assert "workbook" in of(copy, "[Content_Types].xml")


def test_what_a_shown_sheet_leads_to_stays_whatever_its_capitals():
    beside = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("d", "drawing", "../Drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": "<x/>",
    }
    copy = cleaned(with_parts(linked(an_xlsx(state=' state="hidden"')), beside))
    assert "xl/drawings/drawing1.xml" in parts_of(copy)


def test_a_package_that_leads_nowhere_has_no_copy():
    assert clean(a_docx("")) == NOT_CLEANED


def test_a_link_to_the_machine_of_an_author_leaves_its_words():
    link = f'<w:hyperlink {R} r:id="l1">{a_run("xem tep")}</w:hyperlink><w:hyperlink {R} r:id="l2">{a_run("xem cong")}</w:hyperlink>'
    rels = relations(("l1", "hyperlink", PATH), ("l2", "hyperlink", "https://x.vn"))
    content = linked(a_docx(in_a_paragraph(link), more={RELS: outside(outside(rels, "l1"), "l2")}))
    copy = cleaned(content)
    assert "xem tep" in reading_of(copy, Limits()).text
    assert PATH not in of(copy, RELS)
    assert 'r:id="l1"' not in of(copy, "word/document.xml")
    assert 'r:id="l2"' in of(copy, "word/document.xml")


def test_a_picture_that_leads_to_a_machine_keeps_its_own_bytes():
    picture = f'<w:drawing><a:blip xmlns:a="a" {R} r:embed="l2" r:link="l1"/></w:drawing>'
    rels = outside(relations(("l1", "image", PATH), ("l2", "image", "media/a.png")), "l1")
    copy = cleaned(linked(a_docx(in_a_paragraph(picture), more={RELS: rels, "word/media/a.png": b"x"})))
    assert "word/media/a.png" in parts_of(copy)
    assert 'r:embed="l2"/>' in of(copy, "word/document.xml")


def test_the_template_of_an_author_and_the_setting_that_names_it_go():
    settings = f'<w:settings {W} {R}><w:attachedTemplate r:id="t"/><w:zoom/></w:settings>'
    rels = outside(relations(("t", "attachedTemplate", PATH)), "t")
    parts = {"word/settings.xml": settings, "word/_rels/settings.xml.rels": rels}
    copy = cleaned(linked(a_docx("", more=parts)))
    assert "attachedTemplate" not in of(copy, "word/settings.xml")
    assert "zoom" in of(copy, "word/settings.xml")


def test_a_sheet_names_no_link_and_no_drawing_that_is_gone():
    sheet = (
        f'<worksheet {S} {R}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{SHOWN}</t></is></c></row></sheetData>'
        '<hyperlinks><hyperlink ref="A1" r:id="l1"/></hyperlinks><legacyDrawing r:id="v1"/><legacyDrawingHF r:id="v2"/></worksheet>'
    )
    rels = relations(("l1", "hyperlink", PATH), ("v1", "vmlDrawing", "../drawings/vmlDrawing1.vml"), ("v2", "vmlDrawing", "../drawings/vmlDrawing2.vml"))  # fmt: skip
    beside = {
        "xl/worksheets/sheet1.xml": sheet,
        "xl/worksheets/_rels/sheet1.xml.rels": outside(rels, "l1"),
        "xl/drawings/vmlDrawing1.vml": "<xml/>",
        "xl/drawings/vmlDrawing2.vml": "<xml/>",
    }
    copy = cleaned(linked(an_xlsx(state=' state="hidden"', beside=beside)))
    left = of(copy, "xl/worksheets/sheet1.xml")
    assert SHOWN in left
    assert "hyperlink" not in left
    assert "legacyDrawing" not in left
    assert not [name for name in parts_of(copy) if name.endswith(".vml")]
