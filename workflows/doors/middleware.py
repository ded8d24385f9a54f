"""Tells a person why an act was refused: a message on the page they came from; JSON with status 403 for programs."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from workflows.rules.refusal import Refused


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        refusal = exception.refusal
        if (
            request.path.startswith("/api/")
            or "application/json" in request.headers.get("accept", "")
            or request.headers.get("x-requested-with") == "XMLHttpRequest"
        ):
            return JsonResponse(
                {"success": False, "error_code": refusal.code, "error_message": refusal.sentence}, status=403
            )
        tell = messages.warning if refusal.asks_ticks else messages.error  # nothing is wrong, something is left to do
        tell(request, refusal.sentence)
        if exception.page_id:
            return HttpResponseRedirect(reverse("review_file", args=[exception.page_id]))
        return HttpResponseRedirect(reverse("wagtailadmin_home"))
