"""Registration of the pages' doors in Wagtail."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks

from pages.links import PublicPageLink
from pages.models import PortalDocument
from pages.views.media import may_read, notice_of_newer


@hooks.register("before_serve_document")
def refuse_unreleased_document(document: PortalDocument, request: HttpRequest) -> HttpResponse | None:
    if (notice := notice_of_newer(request, document.file.name)) is not None:
        return notice
    if not may_read(request, document.file.name):
        raise Http404
    return None


@hooks.register("register_rich_text_features", order=1)  # after Wagtail's own, which it replaces
def link_to_what_is_public(features: Any) -> None:
    features.register_link_type(PublicPageLink)
