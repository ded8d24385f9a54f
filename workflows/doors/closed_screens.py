"""Screens of stock Wagtail that say, or would change, what the charter alone says: nobody opens them, and each tells where that is done."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.rules.refusal import Refusal

CLOSED: dict[str, str | Promise] = {  # by the name of the address, or what it begins with
    "wagtailsites:": _("Tên miền của mỗi cổng do quy chế quy định: hãy sửa tệp quy chế của Ban biên tập và nạp lại."),
    "wagtailadmin_pages:set_privacy": _("Cổng thông tin là của mọi người: không trang nào đặt giới hạn người xem."),
    "wagtailadmin_collections:set_privacy": _("Tệp đã đăng là của mọi người: không đặt giới hạn người xem."),
    "wagtailusers_groups:": _(
        "Quyền của mỗi nhóm do quy chế quy định: hãy sửa tệp quy chế của Ban biên tập và nạp lại."
    ),
}
HIDDEN = frozenset({"sites", "groups"})  # their items in the menu of settings


def closed(view_name: str) -> Refusal | None:
    """Why nobody opens the screen with this name of an address; None for one that is open."""
    for name, sentence in CLOSED.items():
        if view_name == name or (name.endswith(":") and view_name.startswith(name)):
            return Refusal("screen-closed", str(sentence))
    return None
