"""`/dinh-chinh/`: what was corrected and withdrawn on this site, newest first."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pages.frame import frame_of
from pages.pagination import page_of
from workflows.gate.corrections import register_of


def corrections(request: HttpRequest) -> HttpResponse:
    """Raises `Http404` on an unknown host, and for a page that does not exist."""
    frame = frame_of(request)
    if frame is None:
        raise Http404
    rows: Any = register_of(frame.board)
    return render(request, "pages/corrections.html", {"items": page_of(rows, request)})
