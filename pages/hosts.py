"""One board answers at one host. What is asked for at another of its names is found there; at a host that is no board's there is nothing."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from pages.frame import frame_of, host_of, is_known
from workflows.models import Alias

ADMIN = "/admin/"
OF_THE_ADMIN = (ADMIN, "/tep/", "/lich/")  # screens, the files that they show, calendars that people subscribe to


class HostMiddleware:
    """Before anything else looks for a site: whatever lies behind it is on a board's host, or on that of the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _is_for_the_admin(request) or frame_of(request) is not None:
            return self.get_response(request)
        return _elsewhere(request)


def _is_for_the_admin(request: HttpRequest) -> bool:
    """At the admin's own host; and at a board's its screens, which show nothing of a frame, so that nobody asks whether it has changed."""
    host = host_of(request)
    is_own = host == urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    return (is_own and request.path.startswith(OF_THE_ADMIN)) or (is_known(host) and request.path.startswith(ADMIN))


def _elsewhere(request: HttpRequest) -> HttpResponse:
    alias = Alias.objects.filter(hostname=host_of(request)).select_related("board__site").first()
    if alias is not None:
        answer = HttpResponsePermanentRedirect(alias.board.root_url + request.get_full_path())
        answer.status_code = 301 if request.method in ("GET", "HEAD") else 308  # what was typed goes along
        return answer
    return HttpResponse(
        _("Không có cổng thông tin nào ở tên miền này. Hãy kiểm tra lại địa chỉ."),
        status=404,
        content_type="text/plain; charset=utf-8",
    )
