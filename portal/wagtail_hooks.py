"""Registration of what holds for all of Wagtail's admin, whichever application a screen is of."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from portal.admin_screens import HIDDEN, MENU_OF_TECHNICAL_STAFF
from workflows.doors import reach


@hooks.register("construct_settings_menu")
def leave_out_closed_screens(request: HttpRequest, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN]


@hooks.register("construct_main_menu")
def leave_technical_staff_what_opens(request: HttpRequest, menu_items: list[Any]) -> None:
    if reach.only_keeps_running():
        menu_items[:] = [item for item in menu_items if item.name in MENU_OF_TECHNICAL_STAFF]
