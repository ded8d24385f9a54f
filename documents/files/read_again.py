"""Texts of files, read again from the bytes: whether what is searched and shown as the words of a file are its words."""

from collections.abc import Iterator

from documents.files.texts import FileText, State, read_one
from workflows.models import CitedFile
from workflows.verification.again import Tonight

COMPARED = ("state", "text", "is_whole")


def breaches(tonight: Tonight) -> Iterator[str]:
    """What an older reader read is no breach: it is neither shown nor searched, and the worker reads it anew."""
    read = FileText.objects.in_force().exclude(state=State.WAITING)
    for key in [key for key in read.order_by("pk").values_list("pk", flat=True) if tonight(key)]:
        row, cited = FileText.objects.get(pk=key), CitedFile.objects.filter(sha256=key).order_by("-pk").first()
        again = read_one(key, cited.name) if cited else None
        if again is None or any(getattr(row, name) != getattr(again, name) for name in COMPARED):
            yield f"Chữ của tệp «{cited.name if cited else key}»: không giống chữ đọc lại từ tệp."
