"""Registration of the pages' doors in Wagtail."""

from django.http import Http404, HttpRequest
from wagtail import hooks

from pages.models import PortalDocument
from pages.views.media import is_released, may_see_draft


@hooks.register("before_serve_document")
def refuse_unreleased_document(document: PortalDocument, request: HttpRequest) -> None:
    if not (is_released(document.file.name) or may_see_draft(request, document.file.name)):
        raise Http404
