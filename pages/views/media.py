"""Serving uploaded files: to citizens only what a published page cites, to people signed in to the admin everything."""

import posixpath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase

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
    extension = posixpath.splitext(name)[1].lower()
    shown = SAFE_INLINE.get(extension)
    response = FileResponse(
        default_storage.open(name), content_type=shown or "application/octet-stream", as_attachment=shown is None
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def is_released(name: str) -> bool:
    """Whether a published page cites this file, or the image that it is a rendition of."""
    if CitedFile.objects.filter(name=name, is_released=True).exists():
        return True
    image = Rendition.objects.filter(file=name).values_list("image_id", flat=True).first()
    return image is not None and CitedFile.objects.filter(kind="image", object_id=image, is_released=True).exists()


def may_see_drafts(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.has_perm("wagtailadmin.access_admin")
