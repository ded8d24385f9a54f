"""One check before every address under `/admin/`: whether the screen opens for this person. What it then asks of pages and files, are their boards'.

Some of Wagtail's screens open with what we derived from them (`wagtail_screens`), some lead to an item's file instead (`moderation`).

What somebody may do on the screen, Wagtail's permissions and the gate say.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils.translation import gettext as _
from wagtail.models import Site

from portal import admin_screens
from workflows.doors import moderation, reach
from workflows.doors.middleware import told
from workflows.gate.withheld import withheld_from
from workflows.models.board import Board
from workflows.rules.refusal import Refusal
from workflows.views import wagtail_screens

EXTERNAL_LINK = "wagtailadmin_choose_page_external_link"
BULK_ACTION = "wagtail_bulk_action"
IN_BULK = {"page", "portalimage", "portaldocument"}


class AdminDoorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/admin/"):
            return self.get_response(request)
        with reach.of(request.user):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not match.route.startswith("admin/") or not request.user.is_authenticated:
            return None  # whoever is not signed in meets the sign-in
        name = match.view_name or match.route
        refusal = admin_screens.refusal(name, request.user, is_seated=reach.is_seated())
        if reach.only_keeps_running():
            refusal = refusal or admin_screens.for_technical_staff(name)
        refusal = refusal or _not_for_them(request, name, match)
        if name == EXTERNAL_LINK:
            _take_for_own_only(request)
        if refusal:
            return told(request, refusal)
        if name in admin_screens.STATE_OF_A_BOARD:
            reach.show_state()
        if opened := wagtail_screens.OPENED.get(name):
            return opened(request, *args, **kwargs)
        return moderation.led_to_file(request, match)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Wagtail's bulk actions do not expect that the section they are given is not there."""
        match = request.resolver_match
        if not isinstance(exception, ObjectDoesNotExist) or match is None or match.view_name != BULK_ACTION:
            return None
        return told(request, Refusal("not-there", _("Không có mục này, hoặc mục thuộc Ban biên tập khác.")))


def _not_for_them(request: HttpRequest, name: str, match: ResolverMatch) -> Refusal | None:
    """Why this person does not act on what the address names."""
    user, page = request.user, match.kwargs.get("page_id") or (match.args or [None])[0]
    if name == BULK_ACTION and match.kwargs["model_name"] not in IN_BULK:
        return Refusal("one-by-one", _("Tài khoản được sửa từng cái một: mỗi thay đổi chờ người khác xác nhận."))
    if page and not user.is_superuser and int(page) in withheld_from(user):
        return Refusal("withheld", _("Bạn không được xem mục này."))
    return None


def _take_for_own_only(request: HttpRequest) -> None:
    """An address that somebody pastes becomes a link to a page where it is one of their own boards'; any other stays as it is.

    Wagtail looks the page up among these sites, by the path that they give, and answers with its name, a draft's too.
    """
    own = set(Board.objects.read_by(request.user).values_list("site", flat=True))
    request._wagtail_cached_site_root_paths = [site for site in Site.get_site_root_paths() if site.site_id in own]  # type: ignore[attr-defined]  # Wagtail's own name
