"""A PDF without annotations, without what earlier saves left, and without names of people."""

import io
import logging

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from foreign_files.text.pdf_annotations import NO_WORDS_OF_PEOPLE, OFF


def cleaned(content: bytes) -> bytes:
    """What is in force, written anew. Raises what pypdf raises."""
    logging.disable()
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        return b""
    writer, out = PdfWriter(clone_from=reader), io.BytesIO()
    for page in writer.pages:
        rows = page.get("/Annots")
        kept = [row for row in ([] if rows is None else rows.get_object()) if _stays(row.get_object())]
        if rows is not None:
            rows.get_object()[:] = kept
        for key in ("/Metadata", "/PieceInfo", "/Thumb"):
            page.pop(NameObject(key), None)
    writer.metadata = None
    writer.root_object.pop(NameObject("/Metadata"), None)
    writer.compress_identical_objects(remove_unreferenced=True)
    writer.write(out)
    return out.getvalue()


def _stays(annotation: dict) -> bool:  # type: ignore[type-arg]  # of pypdf
    is_hidden_field = annotation.get("/Subtype") == "/Widget" and int(annotation.get("/F", 0)) & OFF
    return annotation.get("/Subtype") in NO_WORDS_OF_PEOPLE - {"/Popup"} and not is_hidden_field
