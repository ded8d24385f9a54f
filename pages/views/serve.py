"""Where every public page is served."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.views import serve as wagtail_serve

from pages.frame import frame_of


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's own view, which finds the site and its front page in the frame. Raises `Http404`."""
    frame_of(request)
    return wagtail_serve(request, path)
