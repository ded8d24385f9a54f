"""The page of components: the very templates that citizens get, filled with samples that are never saved. Shown in development and in the demo only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pages.frame import required_frame
from portal.showcase.samples import Samples
from portal.showcase.tokens import shown_tokens


def components(request: HttpRequest) -> HttpResponse:
    """The page of components. Raises `Http404` where citizens are served."""
    if not (settings.DEBUG or settings.PORTAL_DEMO_MODE):
        raise Http404
    return render(
        request, "portal/components.html", {**shown_tokens(), "sample": Samples.on(required_frame(request).board)}
    )
