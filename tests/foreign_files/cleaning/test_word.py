"""A cleaned Word file still numbers its pages and follows its links; what was moved stands where it was moved to."""

from foreign_files.cleaning.copying import cleaned
from foreign_files.text import Limits, Part
from foreign_files.text.extraction import reading_of
from tests.foreign_files.cleaning.packages import linked, parts_of
from tests.foreign_files.text.hidden_samples import HIDDEN, SHOWN, a_docx, a_run, in_a_paragraph


def a_field(command):
    begin, between, end = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{command}</w:instrText></w:r>{between}{a_run('1')}{end}"


def test_commands_of_fields_stay_and_those_in_a_deletion_go():
    deletion = f"<w:del w:author='A'><w:r><w:instrText>REF {HIDDEN}</w:instrText><w:delText>x</w:delText></w:r></w:del>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:instrText>TC an</w:instrText></w:r>"
    copy = cleaned(linked(a_docx(in_a_paragraph(a_field("PAGE") + deletion + hidden))))
    document = parts_of(copy)["word/document.xml"].decode()
    assert "<w:instrText>PAGE</w:instrText>" in document
    assert HIDDEN not in document
    assert "TC an" not in document
    assert {each.part for each in reading_of(copy, Limits()).hidden} == {Part.METADATA}


def test_a_paragraph_that_was_moved_as_a_whole_stands_in_its_new_place():
    def moved(kind, words):
        return f"<w:p><w:pPr><w:rPr><w:{kind} w:id='1' w:author='A'/></w:rPr></w:pPr><w:{kind} w:id='2'>{words}</w:{kind}></w:p>"

    content = a_docx(moved("moveFrom", a_run(HIDDEN)) + moved("moveTo", a_run("da chuyen")))
    copy = cleaned(linked(content))
    reading = reading_of(copy, Limits())
    assert reading.text.split() == f"{SHOWN} da chuyen".split()
    assert reading.hidden == ()
    assert HIDDEN.encode() not in parts_of(copy)["word/document.xml"]
