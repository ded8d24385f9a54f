"""Files of every kind, each with one part that shows and one that does not: `SAMPLES`, by kind and part."""

import io
import zipfile

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from foreign_files.text import Part
from tests.foreign_files.text import ole_writer
from tests.foreign_files.text.ole_writer import a_doc, a_ppt, a_record, a_slide, an_xls

SHOWN, HIDDEN = "Phan cong khai 2026", "Phan giau kin 0912 345 678"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = {
    "word": "wordprocessingml.document.main+xml",
    "xl": "spreadsheetml.sheet.main+xml",
    "ppt": "presentationml.presentation.main+xml",
}
OPEN = "office style text table draw presentation fo dc svg form"
SPACES = " ".join(
    f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for each, name in [
        (each, {"draw": "drawing"}.get(each, each)) for each in OPEN.split() if each not in ("fo", "dc", "svg")
    ]
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)


def a_zip(parts, first=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in [*first, *parts.items()]:
            package.writestr(name, content)
    return out.getvalue()


def an_office_file(folder, parts):
    types = f'<Types><Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.{KINDS[folder]}"/></Types>'
    return a_zip(parts, [("[Content_Types].xml", types)])


def relations(*rows):
    inner = "".join(
        f'<Relationship Id="{key}" Type="http://x/{kind}" Target="{target}"/>' for key, kind, target in rows
    )
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def a_run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def a_docx(hidden, styles="", more=None):
    body = f"<w:p>{a_run(SHOWN)}</w:p>{hidden}"
    parts = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **(more or {})}
    if styles:
        parts["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>"
    return an_office_file("word", parts)


def in_a_paragraph(inner):
    return f"<w:p>{inner}</w:p>"


def an_xlsx(row="", cell="", *, state="", head="", other=None, styles="", beside=None):
    """A sheet with what is shown, and one with what may be hidden: in the row and the cell with these attributes."""

    def sheet(words, *, head="", row="", cell=""):
        inline = f'<c r="B1" t="inlineStr"{cell}><is><t>{words}</t></is></c>'
        return f'<worksheet {S}>{head}<sheetData><row r="1"{row}>{inline}</row></sheetData></worksheet>'

    sheets = f'<sheet name="Mo" r:id="r1"/><sheet name="Goc" r:id="r2"{state}/>'
    parts = {
        "xl/workbook.xml": f"<workbook {S} {R}><sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "worksheet", "/xl/worksheets/sheet2.xml")),
        "xl/worksheets/sheet1.xml": sheet(SHOWN),
        "xl/worksheets/sheet2.xml": sheet(other or HIDDEN, head=head, row=row, cell=cell),
        **(beside or {}),
    }  # fmt: skip
    if styles:
        parts["xl/styles.xml"] = f"<styleSheet {S}>{styles}</styleSheet>"
    return an_office_file("xl", parts)


WHITE_CELL = (
    '<numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts><fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill></fills><cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="0"/>'
    '<xf fontId="0" fillId="0" numFmtId="170"/></cellXfs>'
)


def a_pptx(*, show="", shape="", beside=None, second=None):
    def slide(words, show="", shape=""):
        text = f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"{shape}/></p:nvSpPr><p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>'
        return f"<p:sld {P}{show}><p:cSld><p:spTree>{text}</p:spTree></p:cSld></p:sld>"

    parts = {
        "ppt/presentation.xml": f'<p:presentation {P} {R}><p:sldIdLst><p:sldId id="256" r:id="r1"/><p:sldId id="257" r:id="r2"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(("r1", "slide", "slides/slide1.xml"), ("r2", "slide", "slides/slide2.xml")),
        "ppt/slides/slide1.xml": slide(SHOWN),
        "ppt/slides/slide2.xml": slide(second or HIDDEN, show, shape),
        **(beside or {}),
    }  # fmt: skip
    return an_office_file("ppt", parts)


def beside_a_slide(kind, name, inner):
    content = f"<p:x {P}>{inner}</p:x>"
    return {"ppt/slides/_rels/slide2.xml.rels": relations(("n1", kind, f"../{name}")), f"ppt/{name}": content}


def an_open_file(kind, body, styles=""):
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body>{body}</office:body></office:document-content>"
    )
    return a_zip({"content.xml": content}, [("mimetype", f"application/vnd.oasis.opendocument.{kind}")])


def an_odt(hidden, styles=""):
    return an_open_file("text", f"<office:text><text:p>{SHOWN}</text:p>{hidden}</office:text>", styles)


def a_style(name, family, properties):
    return f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'


NO_LETTERS = a_style("h", "text", '<style:text-properties text:display="none"/>')
NO_PARAGRAPH = a_style("h", "paragraph", '<style:text-properties text:display="none"/>')
WHITE_LETTERS = a_style("h", "text", '<style:text-properties fo:color="#FFFFFF"/>')
CHANGE = "<office:change-info><dc:creator>Nguoi Sua</dc:creator></office:change-info>"
NOTE = f"<office:annotation><dc:creator>Nguoi Ghi</dc:creator><text:p>{HIDDEN}</text:p></office:annotation>"


def an_ods(row="", column="", cell="", styles="", table="", before="", words=HIDDEN):
    def sheet(name, words, columns="", row="", cell="", table=""):
        rows = f"<table:table-row{row}><table:table-cell/><table:table-cell{cell}><text:p>{words}</text:p></table:table-cell></table:table-row>"
        return f'<table:table table:name="{name}"{table}>{columns}{rows}</table:table>'

    columns = f"<table:table-column/><table:table-column{column}/>"
    body = sheet("Mo", SHOWN) + sheet("Goc", words, columns, row, cell, table)
    return an_open_file("spreadsheet", f"<office:spreadsheet>{before}{body}</office:spreadsheet>", styles)


def an_odp(second, page="", styles=""):
    text = f"<draw:frame><draw:text-box><text:p>{SHOWN}</text:p></draw:text-box></draw:frame>"
    pages = f"<draw:page>{text}</draw:page><draw:page{page}>{second}</draw:page>"
    return an_open_file("presentation", f"<office:presentation>{pages}</office:presentation>", styles)


def in_a_frame(words=HIDDEN, frame=""):
    return f"<draw:frame{frame}><draw:text-box><text:p>{words}</text:p></draw:text-box></draw:frame>"


def a_pdf(drawing="", change=None, resources=None):
    """A page with what is shown, then this drawing; `change` may do to page and writer what it likes."""
    writer, out = PdfWriter(), io.BytesIO()
    page = writer.add_blank_page(595, 842)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 72 700 Td ({SHOWN}) Tj ET {drawing}".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    font = DictionaryObject(
        {
            NameObject(f"/{key}"): NameObject(f"/{value}")
            for key, value in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica"))
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    if change:
        change(writer, page)
    writer.write(out)
    return out.getvalue()


def letters(before="", after=""):
    return f"q {before} BT /F1 12 Tf 72 600 Td ({HIDDEN}) Tj ET {after} Q"


def a_layer_that_is_off(writer, page):
    layer = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("An")})
    )
    off = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
    groups = {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): off}
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(groups)
    page["/Resources"][NameObject("/Properties")] = DictionaryObject({NameObject("/L"): layer})


def an_annotation(kind="/Text", **more):
    """A change of a PDF: an annotation of this kind over its page."""

    def change(writer, page):
        row = {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(kind)}
        row[NameObject("/Rect")] = ArrayObject([FloatObject(each) for each in (10, 10, 60, 60)])
        for key, value in (more or {"Contents": TextStringObject(HIDDEN)}).items():
            row[NameObject(f"/{key}")] = value
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(DictionaryObject(row))])

    return change


def a_pdf_saved_again():
    """Words were there, and the program put its changes at the end."""
    reader = PdfReader(io.BytesIO(a_pdf(letters())))
    writer, out = PdfWriter(reader, incremental=True), io.BytesIO()
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 72 700 Td ({SHOWN}) Tj ET".encode("latin-1"))
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    writer.write(out)
    return out.getvalue()


def an_rtf(hidden, table=""):
    return f"{{\\rtf1\\ansi{table} {SHOWN}\\par {hidden}\\par}}".encode("latin-1")


def a_doc_with(properties, comments=""):
    return a_doc([(SHOWN + "\r", b""), *([(HIDDEN, properties)] if properties else [])], comments)


def a_note(text=HIDDEN):
    return a_record(0x03F0, a_record(0x0FA0, text.encode("utf-16-le")), container=True)


def a_ppt_comment():
    return a_record(0x2EE0, a_record(0x0FBA, HIDDEN.encode("utf-16-le"), instance=1), container=True)


COMMENTS = (
    f'<w:comments {W}><w:comment w:id="0" w:author="Nguoi Ghi">{in_a_paragraph(a_run(HIDDEN))}</w:comment></w:comments>'
)
HIDDEN_STYLE = '<w:style w:type="paragraph" w:styleId="Me"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="An"><w:basedOn w:val="Me"/></w:style>'
DELETED_ROW = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{in_a_paragraph(a_run(HIDDEN))}</w:tc></w:tr></w:tbl>"
A_COMMENT = (
    f'<comments {S}><commentList><comment ref="B1"><text><t>{HIDDEN}</t></text></comment></commentList></comments>'
)

SAMPLES = [
    ("docx", "deletion", Part.DELETED, lambda: a_docx(in_a_paragraph(f"<w:del w:author='A'><w:r><w:delText>{HIDDEN}</w:delText></w:r></w:del>"))),
    ("docx", "deleted row", Part.DELETED, lambda: a_docx(DELETED_ROW)),
    ("docx", "moved text", Part.MOVED, lambda: a_docx(in_a_paragraph(f"<w:moveFrom w:id='1'>{a_run(HIDDEN)}</w:moveFrom>"))),
    ("docx", "hidden run", Part.TEXT, lambda: a_docx(in_a_paragraph(a_run(HIDDEN, "<w:vanish/>")))),
    ("docx", "hidden style", Part.TEXT, lambda: a_docx(f"<w:p><w:pPr><w:pStyle w:val='An'/></w:pPr>{a_run(HIDDEN)}</w:p>", HIDDEN_STYLE)),
    ("docx", "white on white", Part.WHITE, lambda: a_docx(in_a_paragraph(a_run(HIDDEN, "<w:color w:val='FFFFFF'/>")))),
    ("docx", "comment", Part.COMMENT, lambda: a_docx("", more={"word/comments.xml": COMMENTS})),
    ("docx", "building block", Part.TEXT, lambda: a_docx("", more={"word/glossary/document.xml": f"<w:x {W}>{in_a_paragraph(a_run(HIDDEN))}</w:x>"})),
    ("docx", "embedded workbook", Part.EMBEDDED, lambda: a_docx("", more={"word/embeddings/a.xlsx": an_xlsx()})),
    ("docx", "deletion in a header", Part.DELETED, lambda: a_docx("", more={"word/header1.xml": f"<w:hdr {W}><w:p><w:del><w:r><w:delText>{HIDDEN}</w:delText></w:r></w:del></w:p></w:hdr>"})),
    ("xlsx", "hidden sheet", Part.SHEET, lambda: an_xlsx(state=' state="hidden"')),
    ("xlsx", "very hidden sheet", Part.SHEET, lambda: an_xlsx(state=' state="veryHidden"')),
    ("xlsx", "hidden row", Part.ROW, lambda: an_xlsx(' hidden="1"')),
    ("xlsx", "row without height", Part.ROW, lambda: an_xlsx(' ht="0" customHeight="1"')),
    ("xlsx", "hidden column", Part.COLUMN, lambda: an_xlsx(head='<cols><col min="2" max="2" hidden="1"/></cols>')),
    ("xlsx", "white on white", Part.WHITE, lambda: an_xlsx(cell=' s="1"', styles=WHITE_CELL)),
    ("xlsx", "form of numbers that shows none", Part.TEXT, lambda: an_xlsx(cell=' s="2"', styles=WHITE_CELL)),
    ("xlsx", "comment", Part.COMMENT, lambda: an_xlsx(other="x", beside={"xl/worksheets/_rels/sheet2.xml.rels": relations(("c", "comments", "../comments1.xml")), "xl/comments1.xml": A_COMMENT})),
    ("xlsx", "data of a pivot table", Part.EMBEDDED, lambda: an_xlsx(other="x", beside={"xl/pivotCache/pivotCacheDefinition1.xml": f'<x {S}><s v="{HIDDEN}"/></x>'})),
    ("pptx", "hidden slide", Part.SLIDE, lambda: a_pptx(show=' show="0"')),
    ("pptx", "hidden shape", Part.TEXT, lambda: a_pptx(shape=' hidden="1"')),
    ("pptx", "speaker's note", Part.NOTE, lambda: a_pptx(second="x", beside=beside_a_slide("notesSlide", "notesSlides/notesSlide1.xml", f"<p:sp><a:p><a:t>{HIDDEN}</a:t></a:p></p:sp>"))),
    ("pptx", "comment", Part.COMMENT, lambda: a_pptx(second="x", beside=beside_a_slide("comments", "comments/comment1.xml", f"<p:cm><p:text>{HIDDEN}</p:text></p:cm>"))),
    ("odt", "deletion", Part.DELETED, lambda: an_odt(f"<text:tracked-changes><text:changed-region><text:deletion>{CHANGE}<text:p>{HIDDEN}</text:p></text:deletion></text:changed-region></text:tracked-changes>")),
    ("odt", "margin note", Part.COMMENT, lambda: an_odt(f"<text:p>x{NOTE}</text:p>")),
    ("odt", "hidden run", Part.TEXT, lambda: an_odt(f"<text:p><text:span text:style-name='h'>{HIDDEN}</text:span></text:p>", NO_LETTERS)),
    ("odt", "hidden style", Part.TEXT, lambda: an_odt(f"<text:p text:style-name='h'>{HIDDEN}</text:p>", NO_PARAGRAPH)),
    ("odt", "hidden section", Part.TEXT, lambda: an_odt(f"<text:section text:display='none'><text:p>{HIDDEN}</text:p></text:section>")),
    ("odt", "hidden paragraph", Part.TEXT, lambda: an_odt(f"<text:p><text:hidden-paragraph text:is-hidden='true'/>{HIDDEN}</text:p>")),
    ("odt", "hidden field", Part.TEXT, lambda: an_odt(f"<text:p><text:hidden-text text:string-value='{HIDDEN}'/></text:p>")),
    ("odt", "white on white", Part.WHITE, lambda: an_odt(f"<text:p><text:span text:style-name='h'>{HIDDEN}</text:span></text:p>", WHITE_LETTERS)),
    ("ods", "hidden sheet", Part.SHEET, lambda: an_ods(table=' table:style-name="t"', styles=a_style("t", "table", '<style:table-properties table:display="false"/>'))),
    ("ods", "hidden row", Part.ROW, lambda: an_ods(' table:visibility="collapse"')),
    ("ods", "filtered row", Part.ROW, lambda: an_ods(' table:visibility="filter"')),
    ("ods", "hidden column", Part.COLUMN, lambda: an_ods(column=' table:visibility="collapse"')),
    ("ods", "note", Part.COMMENT, lambda: an_ods(words="x</text:p>" + NOTE + "<text:p>")),
    ("ods", "deletion", Part.DELETED, lambda: an_ods(words="x", before=f"<table:tracked-changes><table:cell-content-change>{CHANGE}<table:previous><text:p>{HIDDEN}</text:p></table:previous></table:cell-content-change></table:tracked-changes>")),
    ("ods", "white on white", Part.WHITE, lambda: an_ods(cell=' table:style-name="c"', styles=a_style("c", "table-cell", '<style:text-properties fo:color="#ffffff"/>'))),
    ("odp", "hidden slide", Part.SLIDE, lambda: an_odp(in_a_frame(), ' draw:style-name="d"', a_style("d", "drawing-page", '<style:drawing-page-properties presentation:visibility="hidden"/>'))),
    ("odp", "speaker's note", Part.NOTE, lambda: an_odp(f"<presentation:notes>{in_a_frame()}</presentation:notes>")),
    ("odp", "comment", Part.COMMENT, lambda: an_odp(NOTE)),
    ("odp", "layer that is off", Part.TEXT, lambda: an_odp(in_a_frame(frame=' draw:layer="an"'), styles='<draw:layer draw:name="an" draw:display="none"/>')),
    ("pdf", "annotation", Part.ANNOTATION, lambda: a_pdf(change=an_annotation())),
    ("pdf", "layer that is off", Part.TEXT, lambda: a_pdf(letters("/OC /L BDC", "EMC"), a_layer_that_is_off)),
    ("pdf", "invisible letters", Part.TEXT, lambda: a_pdf(letters("3 Tr"))),
    ("pdf", "white on white", Part.WHITE, lambda: a_pdf(letters("1 1 1 rg"))),
    ("pdf", "hidden field", Part.TEXT, lambda: a_pdf(change=an_annotation("/Widget", F=NumberObject(2), V=TextStringObject(HIDDEN)))),
    ("pdf", "earlier save", Part.EARLIER, a_pdf_saved_again),
    ("rtf", "hidden run", Part.TEXT, lambda: an_rtf(f"{{\\v {HIDDEN}}}")),
    ("rtf", "deletion", Part.DELETED, lambda: an_rtf(f"\\deleted {HIDDEN}\\deleted0 ")),
    ("rtf", "moved text", Part.MOVED, lambda: an_rtf(f"{{\\mvf {HIDDEN}}}")),
    ("rtf", "comment", Part.COMMENT, lambda: an_rtf(f"{{\\*\\annotation {HIDDEN}}}")),
    ("rtf", "white on white", Part.WHITE, lambda: an_rtf(f"{{\\cf1 {HIDDEN}}}", "{\\colortbl;\\red255\\green255\\blue255;}")),
    ("doc", "hidden run", Part.TEXT, lambda: a_doc_with(b"\x3c\x08\x01")),
    ("doc", "deletion", Part.DELETED, lambda: a_doc_with(b"\x00\x08\x01")),
    ("doc", "white on white", Part.WHITE, lambda: a_doc_with(b"\x70\x68\xff\xff\xff\x00")),
    ("doc", "comment", Part.COMMENT, lambda: a_doc_with(b"", HIDDEN)),
    ("xls", "hidden sheet", Part.SHEET, lambda: an_xls({(0, 0): HIDDEN}, sheet_state=1)),
    ("xls", "very hidden sheet", Part.SHEET, lambda: an_xls({(0, 0): HIDDEN}, sheet_state=2)),
    ("xls", "hidden row", Part.ROW, lambda: an_xls({(0, 0): SHOWN, (1, 0): HIDDEN}, hidden_rows=[1])),
    ("xls", "hidden column", Part.COLUMN, lambda: an_xls({(0, 0): SHOWN, (0, 1): HIDDEN}, hidden_columns=[1])),
    ("xls", "white on white", Part.WHITE, lambda: an_xls({(0, 0): SHOWN, (1, 0): HIDDEN}, white=[(1, 0)])),
    ("xls", "form of numbers that shows none", Part.TEXT, lambda: an_xls({(0, 0): SHOWN, (1, 0): HIDDEN}, silent=[(1, 0)])),
    ("ppt", "hidden slide", Part.SLIDE, lambda: a_ppt(a_slide(SHOWN), a_slide(HIDDEN, hidden=True))),
    ("ppt", "speaker's note", Part.NOTE, lambda: a_ppt(a_slide(SHOWN), a_note())),
    ("ppt", "comment", Part.COMMENT, lambda: a_ppt(a_slide(SHOWN), a_ppt_comment())),
    ("ppt", "earlier save", Part.EARLIER, lambda: a_ppt(a_slide(SHOWN), earlier=[a_slide(HIDDEN)])),
]  # fmt: skip
IDS = [f"{kind} {what}" for kind, what, _part, _made in SAMPLES]

__all__ = ["HIDDEN", "IDS", "SAMPLES", "SHOWN", "ole_writer"]
