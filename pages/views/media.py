"""Serving uploaded files: to citizens only what a published page cites, to people signed in to the admin everything."""

import posixpath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import http_date, parse_http_date_safe

from pages.models import Rendition
from workflows.models import CitedFile

SAFE_INLINE = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".pdf": "application/pdf",
    ".mp4": "video/mp4",
}


def serve_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """A stored file by its name. 404 where it does not exist or is not public, without telling which."""
    name = posixpath.normpath(name)
    if (
        name.startswith(("/", ".."))
        or not (is_released(name) or may_see_drafts(request))
        or not default_storage.exists(name)
    ):
        raise Http404
    if (unchanged := _unchanged_since(request, name)) is not None:
        return unchanged
    extension = posixpath.splitext(name)[1].lower()
    shown = SAFE_INLINE.get(extension)
    response = FileResponse(
        default_storage.open(name), content_type=shown or "application/octet-stream", as_attachment=shown is None
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return _asked_again(response, name)


def _unchanged_since(request: HttpRequest, name: str) -> HttpResponseBase | None:
    """304 where the browser's copy is the file as it is; it has asked first, so a withdrawn file is gone at once."""
    modified = int(default_storage.get_modified_time(name).timestamp())
    known = parse_http_date_safe(request.headers.get("if-modified-since", ""))
    return _asked_again(HttpResponseNotModified(), name) if known is not None and modified <= known else None


def _asked_again(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """The browser keeps its copy, and asks each time whether it may still show it."""
    response["Cache-Control"] = "no-cache"
    response["Last-Modified"] = http_date(default_storage.get_modified_time(name).timestamp())
    return response


def is_released(name: str) -> bool:
    """Whether a published page cites this file, or the image that it is a rendition of."""
    if CitedFile.objects.filter(name=name, is_released=True).exists():
        return True
    image = Rendition.objects.filter(file=name).values_list("image_id", flat=True).first()
    return image is not None and CitedFile.objects.filter(kind="image", object_id=image, is_released=True).exists()


def may_see_drafts(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.has_perm("wagtailadmin.access_admin")
