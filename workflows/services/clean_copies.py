"""A cleaned copy of a file, as a new file beside it: what is stored never changes, and who sent the file decides which of the two is used (decision 0049)."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from foreign_files import uploads
from foreign_files.cleaning import NOT_CLEANED, clean
from workflows.models.some_user import SomeUser, signed_in

TITLE = 255


def make_clean_copy(document: Any, user: SomeUser) -> Any | None:
    """The new document, in the collection of the other; None where its file cannot be cleaned: it is signed, or something would stay hidden.

    Raises `uploads.UploadRefused` where the door does not take the copy in, `OSError` where the store gives or takes no file.
    """
    with document.file.storage.open(document.file.name) as file:
        copy = clean(file.read())
    if copy == NOT_CLEANED:
        return None
    taken = uploads.accept(document.filename, copy, uploads.EDITORS)
    made = get_document_model()(
        title=(_("%s (bản đã làm sạch)") % document.title)[:TITLE],
        collection=document.collection,
        uploaded_by_user=signed_in(user),
        file_size=len(taken.data),
        file_hash=hashlib.sha1(taken.data, usedforsecurity=False).hexdigest(),
    )
    made.file = ContentFile(taken.data, name=taken.name)
    made.save()
    return made
