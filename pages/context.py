"""What every public template needs to know about the site that answers."""

from typing import Any

from django.http import HttpRequest

from pages.frame import frame_of
from pages.look import Look


def site_identity(request: HttpRequest) -> dict[str, Any]:
    """The frame of the site (pages/frame.py), and by their own names its identity, look and menu."""
    frame = None if request.path.startswith(("/admin/", "/api/")) else frame_of(request)
    if frame is None:
        return {"look": Look()}
    return {
        "frame": frame,
        "identity": frame.identity,
        "look": frame.look,
        "menu": frame.menu,
    }
