"""What follows a page or a board that is saved: old addresses, listings, the edition of the frame. Each in the same transaction. And what follows a picture: it is cut, after it."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page, Site
from wagtail.signals import post_page_move

from pages import cut_again, former_addresses, pictures
from pages.models import Edition, PortalImage, PublicPage
from pages.models.former_address import remember_address
from pages.models.listed import REBUILDS, Listed, follow, rows_of
from workflows.models import Board, CharterVersion, ItemClock
from workflows.services import worker
from workflows.verification import again, derived


def connect() -> None:
    """Connect every receiver; each once."""
    derived.OTHERS += [former_addresses.breaches, cut_again.missing]
    again.AGAIN.append(cut_again.breaches)
    derived.FOLLOWERS.append(derived.Rows(Listed, _("danh sách các mục"), REBUILDS, rows_of))
    pre_save.connect(keep_old_address, dispatch_uid="keep_old_address")
    post_save.connect(keep_listed, dispatch_uid="keep_listed")
    for changed in (post_save, post_delete):
        changed.connect(keep_edition, dispatch_uid="keep_edition")
    post_page_move.connect(keep_edition, dispatch_uid="keep_edition_of_moved")
    post_save.connect(keep_pictures_cut, sender=PortalImage, dispatch_uid="keep_pictures_cut")
    worker.EVERY_TURN.append(("the pictures that wait to be cut", pictures.cut_waiting))


def keep_old_address(sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **_kwargs: Any) -> None:
    """The old address of a renamed or moved page is kept in the transaction that changes it."""
    if isinstance(instance, Page) and not raw and (update_fields is None or "url_path" in update_fields):
        remember_address(instance)


def keep_listed(sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **_kwargs: Any) -> None:
    """Listings show a page as soon as it is saved live, and no longer."""
    if isinstance(instance, PublicPage) and not raw and (update_fields is None or "live" in update_fields):
        follow(instance)


def keep_edition(sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **_kwargs: Any) -> None:
    """What the frame of a site's pages shows is read anew after a change of it (pages/frame.py). A draft's new version is none."""
    if isinstance(instance, Site | Board | CharterVersion):
        Edition.turn_all()
    elif isinstance(instance, ItemClock) and instance.starts == "urgent" and instance.page:
        Edition.turn(instance.page.path)
    elif isinstance(instance, Page) and not raw and (update_fields is None or "live" in update_fields):
        Edition.turn(instance.path)


def keep_pictures_cut(
    sender: type, instance: PortalImage, raw: bool = False, update_fields: Any = None, **_kwargs: Any
) -> None:
    """A picture that comes in, or is to be cut otherwise, is cut when that is stored; what goes wrong is logged, and the worker tries again."""
    if not raw and pictures.is_cut_anew(update_fields):
        pictures.cut_soon(instance)
