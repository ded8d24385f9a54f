"""A PDF without notes and hidden annotations, without what earlier saves left, and without names of people."""

import io
import logging
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import NameObject

from foreign_files.text.pdf_annotations import OFF

NOTES = frozenset({"/Text", "/Popup"})
STAYS = frozenset({"/Link", "/Widget"})
HIDDEN, PRINTED = 2, 4  # flags: nowhere to be seen; on paper


def cleaned(content: bytes) -> bytes:
    """What is in force, written anew; nothing where an annotation shows words or marks, or a form hides a field. Raises what pypdf raises."""
    logging.disable()
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        return b""
    writer, out = PdfWriter(clone_from=reader), io.BytesIO()
    annotations = [each for page in writer.pages for each in _annotations(page)]
    if not all(_goes(each) or _stays(each) for each in annotations) or _hides_fields(writer, annotations):
        return b""
    for page in writer.pages:
        _clean_page(page)
    writer.metadata = None
    writer.root_object.pop(NameObject("/Metadata"), None)
    writer.compress_identical_objects(remove_unreferenced=True)
    writer.write(out)
    return out.getvalue()


def _annotations(page: PageObject) -> list[Any]:
    rows: Any = page.get("/Annots")
    return [row.get_object() for row in ([] if rows is None else rows.get_object())]


def _goes(annotation: Any) -> bool:
    flags = int(annotation.get("/F", 0))
    is_unseen = flags & HIDDEN or (flags & OFF and not flags & PRINTED)
    return annotation.get("/Subtype") in NOTES or bool(is_unseen and annotation.get("/Subtype") != "/Widget")


def _stays(annotation: Any) -> bool:
    is_hidden_field = annotation.get("/Subtype") == "/Widget" and int(annotation.get("/F", 0)) & OFF
    return annotation.get("/Subtype") in STAYS and not is_hidden_field


def _hides_fields(writer: PdfWriter, annotations: list[Any]) -> bool:
    """Whether the form holds a field that stands on no page, or keeps what was filled in a second time."""
    form: Any = writer.root_object.get("/AcroForm")
    form = {} if form is None else form.get_object()
    on_pages = {id(each) for each in annotations}
    return "/XFA" in form or any(id(each) not in on_pages for each in _leaves(form.get("/Fields")))


def _leaves(fields: Any) -> Iterator[Any]:
    for row in [] if fields is None else fields.get_object():
        field = row.get_object()
        kids = field.get("/Kids")
        if kids is not None and kids.get_object():
            yield from _leaves(kids)
        else:
            yield field


def _clean_page(page: PageObject) -> None:
    rows: Any = page.get("/Annots")
    if rows is not None:
        going = [row for row in rows.get_object() if _goes(row.get_object())]
        rows.get_object()[:] = [row for row in rows.get_object() if row not in going]
        for row in going:  # the tree of what a page is made of may still lead to it
            row.get_object().clear()
    for key in ("/Metadata", "/PieceInfo", "/Thumb"):
        page.pop(NameObject(key), None)
