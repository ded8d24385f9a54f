"""`ReviewedPage`: what a page has that can be public only through its board's chain: fields, and reads of its own.

What Wagtail calls on such a page, and would do by itself, stands in `doors/page.py`: page classes derive from its `GuardedPage`.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision

from workflows.charter.words import Content
from workflows.digests.digest import HOUSEKEEPING
from workflows.digests.references import Found, keep_at_hand, look_up, without_missing
from workflows.models.board import Board, Field, Unit
from workflows.rules.refusal import Refusal

# What Wagtail keeps of a page, whatever one of its versions says.
KEPT = frozenset({"content_type", "owner", "locked_by", "alias_of", "latest_revision", "locale"})
KEPT_BY_WAGTAIL = KEPT | {"live_revision", "page_ptr", "path", "translation_key"}
AT_HAND = "_at_hand"  # beside the fields of a content: what its references lead to, where that is known


class ReviewedPage(Page):
    """A page that its board reviews.

    Subclasses say which chain they take (`content_kind`), and, for the pages that `load_charter` creates by itself, which
    part of a site they are (`part_of_site`, an instance of `SitePart`).
    """

    content_kind = Content.PAGE
    part_of_site: "SitePart | None" = None
    field: Field | None = None
    unit: Unit | None = None
    is_sensitive = False
    keeps_replaced_files = False  # whether a file stays public after a new version has another in its place
    clock_dates: dict[str, str] = {}  # the fields whose dates start a clock, by `Deadline.starts`

    correction_note = models.TextField(
        _("lời đính chính"),
        blank=True,
        max_length=1000,
        help_text=_(
            "Chỉ viết khi bản đang đăng có chỗ sai: sai ở đâu, nay sửa thế nào. Người dân đọc được nguyên văn. Để trống nếu chỉ cập nhật."
        ),
    )

    class Meta:
        abstract = True

    @property
    def is_secret(self) -> bool:
        """Whether the item bears a secrecy mark, which blocks it for good (R60, R132)."""
        return False

    @property
    def has_signed_copy(self) -> bool | None:
        """Whether the file of the signed paper stands with its text; None for what is the text of no such paper."""
        return None

    def bar(self) -> Refusal | None:
        """Why this item can never become public, whatever is written in it; None for what may."""
        return None

    def tells_asker(self) -> "TellsAsker":
        """What of whom it answers stands in its text; nothing where it answers nobody."""
        return TellsAsker()

    def clock_starts(self) -> dict[str, datetime.date]:
        """The dates in the text that start a clock, by what the charter calls them (`Deadline.starts`)."""
        return {starts: day for starts, name in self.clock_dates.items() if (day := getattr(self, name))}

    @property
    def is_urgent(self) -> bool:
        """Whether the item goes to the top of everybody's list."""
        return False

    @property
    def board(self) -> Board | None:
        """The board in whose tree the page stands; None for a page that has no place yet."""
        if not self.path:
            return None
        if not hasattr(self, "_board"):
            self._board = Board.objects.for_path(self.path)
        return self._board

    @property
    def own_board(self) -> Board:
        """The board, where the caller knows that there is one. Raises `Board.DoesNotExist`."""
        if self.board is None:
            raise Board.DoesNotExist(f"page {self.pk} belongs to no board")
        return self.board

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False) -> Any:
        """As modelcluster rebuilds it, with one look-up for each kind of object that the content refers to."""
        if not check_fks:
            return super().from_serializable_data(data, check_fks=False, strict_fks=strict_fks)
        found = data.pop(AT_HAND, {}) if AT_HAND in data else {}
        look_up(cls, data, found)
        whole = without_missing(cls, data, found)
        page: Any = super().from_serializable_data(whole, check_fks=False, strict_fks=strict_fks)
        keep_at_hand(page, found)
        return page

    @cached_property
    def at_hand(self) -> Found:
        """The objects that versions of it refer to, as far as they were looked up since this page was read."""
        return defaultdict(dict)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Wagtail puts this page's own values into `KEPT` afterwards, so what a version says there is not looked up."""
        without = {*KEPT, "live_revision"}
        kept = {name: value for name, value in content.items() if name not in without}
        page = super().with_content_json({**kept, AT_HAND: self.at_hand})
        page._cached_parent_obj = self._cached_parent_obj  # which Wagtail has asked for, for the address
        page.live_revision_id = content.get("live_revision")
        page._board = self.board
        return page

    def as_of(self, revision: Revision) -> "ReviewedPage":
        """This page with the content of one of its revisions, for reading: what is not content is this page's own."""
        content = {name: value for name, value in revision.content.items() if name == "pk" or name not in HOUSEKEEPING}
        page: ReviewedPage = type(self).from_serializable_data(
            {**content, COMMENTS_RELATION_NAME: [], AT_HAND: self.at_hand}
        )
        for name in (field.attname for field in self._meta.concrete_fields if field.name in HOUSEKEEPING):
            setattr(page, name, getattr(self, name))
        page.url_path = f"{self.url_path.rstrip('/').rpartition('/')[0]}/{page.slug}/"
        page._board = self.board
        return page

    def plain(self) -> Page:
        """The same row as Wagtail's own class has it, which leads back to this page without another look-up."""
        names = [field.attname for field in Page._meta.concrete_fields]
        page: Page = Page.from_db(self._state.db, names, [getattr(self, name) for name in names])
        page.__dict__.update(specific=self, specific_deferred=self)
        if "latest_revision" in self._state.fields_cache:
            page.latest_revision = self.latest_revision
        return page

    def full_clean(self, exclude: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        """What Wagtail keeps of a page itself, and what was just looked up, the database is not asked for again: its own constraints hold."""
        fields: list[Any] = list(self._meta.concrete_fields)
        related = (field for field in fields if field.is_relation and getattr(self, field.attname) is not None)
        known = {field.name for field in related if field.is_cached(self)}
        super().full_clean({*(exclude or ()), *KEPT_BY_WAGTAIL, *known}, *args, **kwargs)

    @property
    def is_laid_down(self) -> bool:
        """Whether it is one of the pages that every site has: the board's root, or the first of its class below the part that it belongs under."""
        part, board = self.part_of_site, self.board
        if part is None or board is None:
            return False
        if part.is_root:
            return bool(self.pk == board.root_page_id)
        parent = self.get_parent().specific
        above = parent.part_of_site if isinstance(parent, ReviewedPage) else None
        first = type(self)._default_manager.child_of(parent).order_by("path").first()
        return above is not None and above.key == part.parent and first is not None and first.pk == self.pk

    def submission_problems(self) -> list[str]:
        """What is missing before the item can be submitted, each as a sentence."""
        try:
            self.full_clean()
        except ValidationError as error:
            return [
                f"{getattr(self._meta.get_field(name), 'verbose_name', name)}: {message}"
                if name != "__all__"
                else message
                for name, messages in error.message_dict.items()
                for message in messages
            ]
        return []

    # Wagtail asks which workflow a page has; the charter answers by kind of content, not by the place in the tree.

    def get_workflow(self) -> Any:
        if self.board is None:
            return None
        return next((chain for chain in self.board.current_chains if self.content_kind in chain.content), None)

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None


@dataclass(frozen=True)
class TellsAsker:
    """Where in an answer, and what of its asker stands there: what may never be public; and names that may be another's."""

    surely: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class SitePart:
    """A page that every site has: its key, the title and slug it is created with under its parent's key, and its place in the menu."""

    key: str
    title: str
    slug: str
    place: int = 0
    parent: str = "home"

    @property
    def is_root(self) -> bool:
        return self.key == self.parent


class Routed(models.Model):
    """What routes an item through the board: its field, its unit, and whether it is sensitive (R59, R70-R72)."""

    field = models.ForeignKey(
        Field,
        verbose_name=_("lĩnh vực"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text=_("Người phụ trách lĩnh vực này sẽ thẩm định."),
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("đơn vị cung cấp"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Đơn vị gửi nội dung; lãnh đạo Ban phụ trách đơn vị sẽ thẩm định nếu quy chế quy định."),
    )
    is_sensitive = models.BooleanField(
        _("nội dung nhạy cảm"),
        default=False,
        help_text=_(
            "Đánh dấu khi nội dung nhạy cảm hoặc dư luận đang đặc biệt quan tâm: Trưởng ban sẽ trực tiếp cho ý kiến."
        ),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        board = getattr(self, "board", None)
        for name in ("field", "unit"):
            chosen = getattr(self, name)
            if board and chosen and chosen.board_id != board.pk:
                raise ValidationError(
                    {name: _("Mục này thuộc Ban biên tập khác. Hãy chọn mục của Ban biên tập bạn đang làm.")}
                )
        chain = self.get_workflow() if board and isinstance(self, ReviewedPage) else None
        if chain and not self.unit and any(step.get("in_charge_of") == "unit" for step in chain.source["step"]):
            raise ValidationError({"unit": _("Quy chế phân việc theo đơn vị, nên phải chọn đơn vị cung cấp.")})
