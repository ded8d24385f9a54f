"""What every page of a site shows around its own content: who publishes it, its look, its menu, the newest items of its sections.

It is read from the database once per process and edition (`Edition`), because it changes some twenty times a day and is shown with
every page. Nothing that depends on who asks belongs here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeGuard

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Page, Site

from pages.addresses import url_from
from pages.look import Look
from pages.models.edition import Edition
from pages.models.public import PublicPage
from workflows.charter.schema import BoardIdentity
from workflows.models import Board

if TYPE_CHECKING:
    from pages.section import SectionPage

Link = tuple[str, str]  # title and address

_MOST_HOSTS = 200
_FRAMES: dict[str, "Frame"] = {}


@dataclass
class Frame:
    """One site in one edition. Shared by the threads of a process: what it holds is read, never changed."""

    site: Site
    root: PublicPage
    board: Board
    mark: str
    kept: dict[Any, Any] = field(default_factory=dict)

    @property
    def identity(self) -> BoardIdentity:
        return self.board.rules.board

    @cached_property
    def look(self) -> Look:
        return Look(self.identity.palette, self.identity.emblem)

    @cached_property
    def parts(self) -> list[PublicPage]:
        """The live pages directly below the front page that are in the menu or list items, in the order of the tree."""
        listing = [model for model in apps.get_models() if issubclass(model, PublicPage) and model.lists_model]
        kinds = ContentType.objects.get_for_models(*listing).values()
        shown = Q(show_in_menus=True) | Q(content_type__in=kinds)
        return list(Page.objects.child_of(self.root).live().filter(shown).order_by("path").specific())

    @cached_property
    def menu(self) -> list[Link]:
        return [self.link(page) for page in self.parts if page.show_in_menus]

    def link(self, page: Page) -> Link:
        return page.title, url_from(page, self.site) or ""

    def section_of(self, page: Page) -> "SectionPage | None":
        """The section that lists this page; None for a page that no section lists."""
        above = page.path[: -page.steplen]
        found = (part for part in self.parts if part.path == above and is_section(part))
        return next((section for section in found if section.lists_model is type(page)), None)

    def above(self, page: Page) -> list[Link]:
        """Every page above this one on the site, from the front page down. No query for what stands in a section."""
        known = self._links
        steps = range(len(self.root.path), len(page.path), page.steplen)
        paths = [page.path[:end] for end in steps]
        if not all(path in known for path in paths):
            known = known | {each.path: self.link(each) for each in Page.objects.filter(path__in=paths).live()}
        return [known[path] for path in paths if path in known]

    @cached_property
    def _links(self) -> dict[str, Link]:
        return {page.path: self.link(page) for page in (self.root, *self.parts)}

    def newest(self, section: "SectionPage", count: int) -> list[tuple[int, Link]]:
        """Key and link of the newest so many items of a section."""
        return self.keep(
            ("newest", section.pk, count), lambda: [(item.pk, self.link(item)) for item in section.items()[:count]]
        )

    def keep(self, key: Any, make: Callable[[], Any]) -> Any:
        """What was made under this key in this edition; made now, if nothing was."""
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]


def is_section(page: PublicPage) -> "TypeGuard[SectionPage]":
    return page.lists_model is not None


def frame_of(request: HttpRequest) -> Frame | None:
    """The frame of the site that answers; None at a host that is no board's. One small query, except after a change."""
    asked: Any = request  # bears attributes of ours, of Wagtail's, and Django's private ones
    if not hasattr(asked, "portal_frame"):
        host = host_of(request)
        known = _FRAMES.get(host)
        if known is None or known.mark != Edition.mark_of(known.root.path):
            known = _read(host)
            if len(_FRAMES) >= _MOST_HOSTS:
                _FRAMES.clear()
            if known:
                _FRAMES[host] = known
        asked.portal_frame = known
        if known:
            asked._wagtail_site = known.site  # where `Site.find_for_request` keeps its answer
    return asked.portal_frame


def required_frame(request: HttpRequest) -> Frame:
    """The same where there is nothing to answer without one. Raises `Http404` on a host that is no site."""
    frame = frame_of(request)
    if frame is None:
        raise Http404
    return frame


def host_of(request: HttpRequest) -> str:
    """The host name that was asked, without a port. Raises `DisallowedHost` for one that the installation does not have."""
    return split_domain_port(request.get_host())[0]


def is_known(host: str) -> bool:
    """Whether a board was found at this host name since the process was started."""
    return host in _FRAMES


def _read(host: str) -> Frame | None:
    mark = Edition.mark_of(Board.objects.path_for_host(host))  # before what it marks: a change meanwhile is read again
    board = Board.objects.for_host(host)
    if board is None:
        _FRAMES.pop(host, None)
        return None
    site = board.site
    site.root_page = root = board.root_page.specific
    site.port = settings.PUBLIC_PORT
    return Frame(site, root, board, mark)
