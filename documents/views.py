"""The readable page of a document's file, beside the original."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from documents.files.texts import FileText, State
from documents.page import DocumentPage
from pages.frame import required_frame


def full_text(request: HttpRequest, path: str, number: str) -> HttpResponseBase:
    """`/van-ban/<slug>/toan-van/<n>/`: what was read in the n-th file; a scan is said to be one. Raises `Http404`.

    A withdrawn document answers as its own address does. Machines are told to list the document and not this page.
    """
    found, _arguments, named = required_frame(request).root.route(request, path.strip("/").split("/"))
    if not isinstance(found, DocumentPage):
        raise Http404
    if named:
        return found.serve(request, **named)
    files = found.shown_files
    if not found.live or not 1 <= int(number) <= len(files):
        raise Http404
    file = files[int(number) - 1]
    read = FileText.objects.in_force().filter(sha256=file.sha256).first() if file.sha256 else None
    if read is None or read.state not in (State.TEXT, State.SCAN):
        raise Http404
    return render(
        request, "documents/full_text.html", {"page": found, "file": file, "read": read, "pages": _pages(read)}
    )


def _pages(read: FileText) -> list[list[str]]:
    """The lines of each page of the file; lines that a page's width broke stay lines."""
    pages = [[line.strip() for line in page.split("\n") if line.strip()] for page in read.text.split("\f")]
    return [page for page in pages if page]
