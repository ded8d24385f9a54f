"""The editorial board of one site, as its charter constitutes it: seats, fields, units, sections, and the charter's versions.

Everything here is written by `load_charter` (workflows/services/board/compiler.py) and by `seat_member`; no screen edits it.
"""

import datetime
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from workflows.charter.file import read
from workflows.charter.roles import FUNCTIONS, names_of_role
from workflows.charter.schema import Charter
from workflows.charter.words import HELPING, RoleKey
from workflows.digests.digest import sha256_of
from workflows.models.some_user import SomeUser

THIS_MACHINE = ("localhost", "127.0.0.1")
PARSED: dict[tuple[int, datetime.datetime], Charter] = {}


def root_url(hostname: str) -> str:
    """What stands before every address at this host, in pages and in letters. The port is the installation's; no slash at its end."""
    return str(Site(hostname=hostname, port=settings.PUBLIC_PORT).root_url)


class BoardQuerySet(models.QuerySet["Board"]):
    def for_path(self, path: str) -> "Board | None":
        """The board in whose tree a page with this treebeard path stands. One query, whatever the number of sites."""
        return self.filter(root_page__path=path[:8]).with_charter().first()

    def at_host(self, hostname: str) -> "BoardQuerySet":
        """The board that answers at this host name. In the demo this machine itself shows the first one."""
        is_shown = models.Q(site__hostname=hostname)
        if settings.PORTAL_DEMO_MODE and hostname in THIS_MACHINE:
            is_shown |= models.Q(site__is_default_site=True)
        return self.filter(is_shown)

    def for_host(self, hostname: str) -> "Board | None":
        """The same, with its site, its root page and its charter."""
        return self.at_host(hostname).select_related("site", "root_page").with_charter().first()

    def path_for_host(self, hostname: str) -> str:
        """Where its tree begins; empty where there is none."""
        return self.at_host(hostname).values_list("root_page__path", flat=True).first() or ""

    def of_user(self, user: SomeUser) -> "BoardQuerySet":
        """Those on which this person has a seat; all of them for the technician."""
        boards = self.order_by("pk")
        return boards if user.is_superuser else boards.filter(members__in=Member.objects.of_user(user)).distinct()

    def read_by(self, user: SomeUser) -> "BoardQuerySet":
        """Those of them whose inside this person reads: not where all they do is keep it running (TQ Đ4.4)."""
        boards = self.of_user(user)
        return boards if user.is_superuser else boards.filter(members__in=Member.objects.of_user(user).reading())

    def with_charter(self) -> "BoardQuerySet":
        """Its charter's content is read from the database once in a process (`CharterVersion.parsed`)."""
        return self.select_related("charter").defer("charter__content")


class Board(models.Model):
    """One editorial board (Ban biên tập): one site, one tree of pages, one ledger."""

    slug = models.SlugField(_("mã"), unique=True)
    name = models.CharField(_("tên Ban biên tập"), max_length=255)
    site = models.OneToOneField("wagtailcore.Site", on_delete=models.PROTECT, related_name="board")
    root_page = models.OneToOneField("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    collection = models.OneToOneField("wagtailcore.Collection", on_delete=models.PROTECT, related_name="+")
    charter = models.OneToOneField("CharterVersion", on_delete=models.PROTECT, related_name="+", null=True)
    constituted_at = models.DateTimeField(
        _("danh sách được xác nhận lúc"), null=True, help_text=_("Trước đó không ai quyết định.")
    )

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ban biên tập")
        verbose_name_plural = _("Ban biên tập")

    def __str__(self) -> str:
        return self.name

    @cached_property
    def seats(self) -> "list[Member]":
        """The active seats with who sits on them, read once in a request."""
        return list(self.members.active().select_related("user").order_by("pk"))

    @cached_property
    def current_chains(self) -> list[Any]:
        """Its chains under the charter in force, read once."""
        return list(self.chains.filter(is_current=True))

    @property
    def root_url(self) -> str:
        """What stands before every address on it."""
        return root_url(self.site.hostname)

    @property
    def rules(self) -> Charter:
        """The charter now in force for this board."""
        if self.charter is None:
            raise LookupError(f"the board {self.slug} has no charter")
        return self.charter.parsed


class Alias(models.Model):
    """Another host name of a board, which leads to its own. The charter names it."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="aliases")
    hostname = models.CharField(_("tên miền phụ"), max_length=200, unique=True)

    def __str__(self) -> str:
        return self.hostname


class CharterVersion(models.Model):
    """One loaded version of a charter, whole. Never changed: a review says which version it began under (R156)."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="charter_versions")
    number = models.PositiveIntegerField(_("lần"))
    content = models.JSONField(_("nội dung"))
    loaded_at = models.DateTimeField(_("nạp lúc"), auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "number"], name="charter_version_number")]

    def __str__(self) -> str:
        return f"{self.board} ({self.number})"

    @property
    def digest(self) -> str:
        """What the row of the ledger on its loading says of it."""
        return sha256_of(self.content)

    @property
    def parsed(self) -> Charter:
        """The charter as the rest of the code reads it. Parsed once in a process: a version is never changed."""
        key = (self.pk, self.loaded_at)
        if key not in PARSED:
            PARSED[key] = read(self.content, f"{self.content['board']['slug']}.toml")
        return PARSED[key]


class MemberQuerySet(models.QuerySet["Member"]):
    def active(self) -> "MemberQuerySet":
        return self.filter(is_active=True)

    def of_user(self, user: SomeUser | None) -> "MemberQuerySet":
        """The seats that this person holds now. None for somebody who is not signed in or no longer active."""
        key = user.pk if user is not None and user.is_active else None
        return self.active().filter(user_id=key) if key else self.none()

    def secretary_of(self, user: SomeUser | None) -> set[int]:
        """The keys of the boards whose secretary this person is."""
        return set(self.of_user(user).filter(role=RoleKey.SECRETARY).values_list("board", flat=True))

    def reading(self) -> "MemberQuerySet":
        """Those whose people read what is not public: all but the technical side (TQ Đ4.4)."""
        return self.exclude(role=RoleKey.TECHNICAL)

    def named(self, names: Iterable[str]) -> "MemberQuerySet":
        """Those to which a charter gives something by these names: functions, or keys of its own."""
        return self.filter(seats_named(names))


def seats_named(names: Iterable[str], of: str = "") -> models.Q:
    """As `Member.names` has it; `of` leads to the seat from what is asked."""
    listed = set(names)
    own = models.Q(**{f"{of}role_key__in": listed - FUNCTIONS.keys()})
    return models.Q(**{f"{of}role__in": listed & FUNCTIONS.keys()}) | own


class Member(models.Model):
    """A seat of the board that the charter names, and who sits on it.

    `role` is the function that the rules read, `role_key` the charter's own key for the role: the same where it uses our name (0043).
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="members")
    key = models.SlugField(_("mã"), max_length=60)
    role = models.CharField(_("chức năng"), max_length=20, choices=[(role.value, role.value) for role in RoleKey])
    role_key = models.CharField(_("vai"), max_length=60)
    role_title = models.CharField(_("chức danh trong Ban"), max_length=200)
    title = models.CharField(_("chức danh"), max_length=300)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="seats", null=True, blank=True
    )
    person = models.CharField(_("họ tên"), max_length=300, blank=True, help_text=_("Như khi được bố trí."))
    is_active = models.BooleanField(_("còn trong Ban"), default=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("thành viên")
        constraints = [models.UniqueConstraint(fields=["board", "key"], name="member_key")]

    def __str__(self) -> str:
        return f"{self.person_name} ({self.role_title})"

    @property
    def person_name(self) -> str:
        """As it was when the person was seated: what an account calls itself later changes nothing here."""
        return self.person if self.user_id else str(_("chưa có người"))

    @property
    def names(self) -> frozenset[str]:
        """By which a charter may give it something."""
        return names_of_role(RoleKey(self.role), self.role_key)

    def is_named(self, names: Collection[str]) -> bool:
        """Whether a charter gives it what it gives to these names."""
        return any(name in names for name in self.names)

    def takes_of(self, board: int) -> bool:
        """Whether something of the board with this key may be given to it: an active seat there that decides, with a person on it."""
        is_there = self.board_id == board and self.is_active and self.user_id is not None
        return is_there and self.role not in HELPING


def names_of(seats: Iterable[Member]) -> frozenset[str]:
    """All the names by which a charter may give something to whoever has these seats."""
    return frozenset(name for seat in seats for name in seat.names)


def only_keeps_running(seats: Collection[Member]) -> bool:
    """Whether whoever has these seats of a board is there for the technical side alone (TQ Đ4.4)."""
    return bool(seats) and all(seat.role == RoleKey.TECHNICAL for seat in seats)


class Named(models.Model):
    """A key, unique on the board, and the name that people read."""

    key = models.SlugField(_("mã"), max_length=60)
    name = models.CharField(_("tên"), max_length=200)
    is_active = models.BooleanField(_("đang dùng"), default=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Field(Named):
    """A field of work (lĩnh vực) and the member in charge of it (R62-R70)."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="fields")
    in_charge = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="fields")

    class Meta:
        verbose_name = _("lĩnh vực")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["board", "key"], name="field_key")]


class Unit(Named):
    """A unit that supplies content, and the deputy over it (R71)."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="units")
    deputy = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="units")

    class Meta:
        verbose_name = _("đơn vị")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["board", "key"], name="unit_key")]


class Section(Named):
    """A news section (chuyên mục)."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="sections")

    class Meta:
        verbose_name = _("chuyên mục")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["board", "key"], name="section_key")]
