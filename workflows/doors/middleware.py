"""Tells a person why an act was refused: a message on the page they came from; JSON with status 403 for programs."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from workflows.rules.refusal import Refusal, Refused


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return told(request, exception.refusal, exception.page_id)


def told(request: HttpRequest, refusal: Refusal, page_id: int | None = None) -> HttpResponse:
    """The refusal as a program reads it, or as a message on the item's file or the desk."""
    if (
        request.path.startswith(("/api/", "/admin/api/"))
        or "application/json" in request.headers.get("accept", "")
        or request.headers.get("x-requested-with") == "XMLHttpRequest"
    ):
        return JsonResponse(
            {"success": False, "error_code": refusal.code, "error_message": refusal.sentence}, status=403
        )
    tell = messages.warning if refusal.asks_ticks else messages.error  # nothing is wrong, something is left to do
    tell(request, refusal.sentence)
    if page_id:
        return HttpResponseRedirect(reverse("review_file", args=[page_id]))
    return HttpResponseRedirect(reverse("wagtailadmin_home"))
