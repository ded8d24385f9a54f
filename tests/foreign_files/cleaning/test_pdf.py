"""Of a PDF's annotations only notes and hidden ones go; where others stand, or a form holds what no page shows, there is no copy."""

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from foreign_files.cleaning import NOT_CLEANED
from foreign_files.cleaning.copying import cleaned
from foreign_files.text import Limits
from foreign_files.text.extraction import reading_of
from tests.foreign_files.cleaning.packages import everything_in
from tests.foreign_files.text.hidden_samples import HIDDEN, SHOWN, a_pdf, an_annotation

WORDS = TextStringObject(HIDDEN)


def a_form(flags, *, on_page=True, more=()):
    """A change of a PDF: a form with one field, on its page or on none."""

    def change(writer, page):
        an_annotation("/Widget", T=TextStringObject("o1"), V=WORDS, F=NumberObject(flags))(writer, page)
        fields = ArrayObject(page["/Annots"])
        if not on_page:
            del page["/Annots"]
        form = DictionaryObject({NameObject("/Fields"): fields, **dict(more)})
        writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)

    return change


@pytest.mark.parametrize("kind", ["/FreeText", "/Stamp", "/Ink", "/Highlight", "/FileAttachment", "/Redact"])
def test_there_is_no_copy_without_what_stands_on_the_page(kind):
    assert cleaned(a_pdf(change=an_annotation(kind))) == NOT_CLEANED


@pytest.mark.parametrize("flags", [2, 6, 32])
def test_hidden_annotations_go(flags):
    content = a_pdf(change=an_annotation("/FreeText", F=NumberObject(flags), Contents=WORDS))
    copy = cleaned(content)
    assert SHOWN in reading_of(copy, Limits()).text
    assert HIDDEN.encode() not in everything_in(copy)


def test_what_only_paper_shows_is_seen():
    assert cleaned(a_pdf(change=an_annotation("/FreeText", F=NumberObject(36), Contents=WORDS))) == NOT_CLEANED


def test_a_note_goes_wherever_else_it_is_named():
    def change(writer, page):
        an_annotation()(writer, page)
        writer.root_object[NameObject("/StructTreeRoot")] = DictionaryObject({NameObject("/K"): page["/Annots"][0]})

    copy = cleaned(a_pdf(change=change))
    assert SHOWN in reading_of(copy, Limits()).text
    assert HIDDEN.encode() not in everything_in(copy)


def test_a_shown_field_stays_with_what_was_filled_in():
    assert HIDDEN in reading_of(cleaned(a_pdf(change=a_form(4))), Limits()).text


@pytest.mark.parametrize(
    "change",
    [a_form(2), a_form(32), a_form(4, on_page=False), a_form(4, more=[(NameObject("/XFA"), WORDS)])],
    ids=["hidden", "not on screens", "on no page", "a second time"],
)
def test_there_is_no_copy_of_a_form_that_hides_something(change):
    assert cleaned(a_pdf(change=change)) == NOT_CLEANED
