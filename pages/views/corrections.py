"""`/dinh-chinh/`: what was corrected and withdrawn on this site, newest first."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pages.frame import required_frame
from pages.pagination import page_of
from workflows.gate.corrections import register_of


def corrections(request: HttpRequest) -> HttpResponse:
    """Raises `Http404` on an unknown host, and for a page that does not exist."""
    frame = required_frame(request)
    rows: Any = register_of(frame.board)
    return render(request, "pages/corrections.html", {"items": page_of(rows, request)})
