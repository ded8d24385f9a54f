"""Registration of what holds for all of Wagtail's admin, whichever application a screen is of."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from portal.admin_screens import HIDDEN


@hooks.register("construct_settings_menu")
def leave_out_closed_screens(request: HttpRequest, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN]
