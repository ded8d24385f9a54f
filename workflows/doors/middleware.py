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


def in_dialog(request: HttpRequest) -> bool:
    """Whether Wagtail's dialog for a decision asks, which follows where its answer leads."""
    match = request.resolver_match
    is_dialog = match is not None and match.url_name in ("workflow_action", "collect_workflow_action_data")
    return is_dialog and request.headers.get("x-requested-with") == "XMLHttpRequest"


def told(request: HttpRequest, refusal: Refusal, page_id: int | None = None) -> HttpResponse:
    """The refusal as a program reads it, or as a message on the item's file or the desk."""
    if page_id and in_dialog(request):
        _tell(request, refusal)
        # The dashboard's goes to the address; the editor's sends its form, and is answered there.
        return JsonResponse({"step": "success", "redirect": reverse("review_file", args=[page_id]), "cleaned_data": {}})
    if (
        request.path.startswith(("/api/", "/admin/api/"))
        or "application/json" in request.headers.get("accept", "")
        or request.headers.get("x-requested-with") == "XMLHttpRequest"
    ):
        return JsonResponse(
            {"success": False, "error_code": refusal.code, "error_message": refusal.sentence}, status=403
        )
    _tell(request, refusal)
    if page_id:
        return HttpResponseRedirect(reverse("review_file", args=[page_id]))
    return HttpResponseRedirect(reverse("wagtailadmin_home"))


def _tell(request: HttpRequest, refusal: Refusal) -> None:
    tell = messages.warning if refusal.asks_ticks else messages.error  # nothing is wrong, something is left to do
    tell(request, refusal.sentence)
