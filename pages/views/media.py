"""Serving uploaded files: to citizens only what a published page cites, to people signed in to the admin everything."""

import posixpath
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import http_date, parse_http_date_safe

from pages.models import PortalDocument, PortalImage, Rendition
from workflows.models import Board, CitedFile, Member

OLD = "ban-cu"
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
    if not is_plain(name):
        raise Http404
    if (notice := notice_of_newer(request, name)) is not None:
        return notice
    if not may_read(request, name) or not is_file(name):
        raise Http404
    if (unchanged := _unchanged_since(request, name)) is not None:
        return unchanged
    extension = posixpath.splitext(name)[1].lower()
    shown = SAFE_INLINE.get(extension)
    response = FileResponse(
        default_storage.open(name), content_type=shown or "application/octet-stream", as_attachment=shown is None
    )
    response["X-Content-Type-Options"] = "nosniff"
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


def may_read(request: HttpRequest, name: str) -> bool:
    """Whether the file is public, now or as a version that was replaced, or the asker may see drafts of its board."""
    return is_released(name) or replaced(name) is not None or may_see_draft(request, name)


def notice_of_newer(request: HttpRequest, name: str) -> HttpResponse | None:
    """At the address of a file that was replaced: since when, and by which; the file itself is one step further (`?ban-cu=1`)."""
    row = None if request.GET.get(OLD) or is_released(name) else replaced(name)
    file = PortalDocument.objects.filter(pk=row.object_id).first() if row else None
    if row is None or file is None:
        return None
    shown_by: Any = row.page.specific
    newer = shown_by.newer_file(file.pk)
    context = {"row": row, "file": file, "newer": newer, "shown_by": shown_by, "old": f"?{OLD}=1"}
    response = render(request, "pages/replaced_file.html", context)
    response["Link"] = f'<{newer.url if newer else shown_by.url}>; rel="successor-version"'
    response["Cache-Control"] = "no-cache"
    return response


def replaced(name: str) -> CitedFile | None:
    """The last citation of a file that a page published and that its newer version has no more."""
    rows = CitedFile.objects.filter(name=name, replaced_at__isnull=False, page__live=True)
    return rows.select_related("page").order_by("-replaced_at").first()


def is_released(name: str) -> bool:
    """Whether a published page cites this file, or the image that it is a rendition of."""
    if CitedFile.objects.filter(name=name, is_released=True).exists():
        return True
    image = Rendition.objects.filter(file=name).values_list("image_id", flat=True).first()
    return image is not None and CitedFile.objects.filter(kind="image", object_id=image, is_released=True).exists()


def is_plain(name: str) -> bool:
    return not name.startswith(("/", "..")) and "\x00" not in name


def is_file(name: str) -> bool:
    """Whether there is a file of this name; a folder is none."""
    try:
        with default_storage.open(name):
            return True
    except OSError:
        return False


def may_see_draft(request: HttpRequest, name: str) -> bool:
    """Whether a file that is not public may be seen: by people of the board whose collection it is in, but for its technical side, and the technician."""
    user = request.user
    if not (user.is_active and user.has_perm("wagtailadmin.access_admin")):
        return False
    if user.is_superuser:
        return True
    collections = Board.objects.filter(members__in=Member.objects.of_user(user).reading()).values("collection")
    image = Rendition.objects.filter(file=name).values_list("image_id", flat=True).first()
    images = PortalImage.objects.filter(pk=image) if image else PortalImage.objects.filter(file=name)
    documents = PortalDocument.objects.filter(file=name)
    return any(media.filter(collection__in=collections).exists() for media in (images, documents))
