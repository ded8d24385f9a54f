"""What programs and keyboards send oddly is mended or answered before anything looks at it."""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from vietnamese.signs import mended

UNTYPED = re.compile("%(?:0[0-8bBcCeEfF]|1[0-9a-fA-F])|[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what XML cannot hold either


class OddInputMiddleware:
    """No text that people type has a NUL and PostgreSQL stores none: dropped from the query, with its like; in the path, 400.

    What people send in forms, and the names of their files, is taken as they mean it (`mended`): some keyboards and systems write «ế» as
    three signs, browsers end lines with two, and what is pasted brings signs that nobody sees. Text of the editor comes with places counted
    in it and is mended once it is read (`pages.widgets.RichTextArea`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path:
            raise BadRequest("a NUL in the path")
        query = request.META.get("QUERY_STRING", "")
        if UNTYPED.search(query):
            request.META["QUERY_STRING"] = UNTYPED.sub("", query)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.method != "POST":
            return
        typed = request.POST.copy()
        for name, values in request.POST.lists():
            typed.setlist(name, [value if _counts_places(value) else mended(value) for value in values])
        request.POST = typed  # type: ignore[assignment]  # the same text, in a dictionary that may be written
        for _name, files in request.FILES.lists():
            for file in files:
                file.name = mended(file.name or "")


def _counts_places(value: str) -> bool:
    """Whether it is text of Wagtail's editor, where styles and links say at which sign they begin."""
    return value.startswith("{") and '"entityMap"' in value
