"""What an item refers to and another board has: the item's own people would not find it there, and a save of theirs would drop it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page

from workflows.digests.digest import kinds
from workflows.models.board import Board

Reference = tuple[type[Model], int]


def sentences(board: Board, references: Iterable[Reference], at_hand: Iterable[Any] = ()) -> dict[Reference, str]:
    """Why each of these, pictures, files and pages, cannot stand in an item of this board; nothing of what can.

    A picture or file that is at hand and in the board's own collection costs no query; the others one for each kind, and one more.
    """
    own = {(type(each), each.pk) for each in at_hand if each is not None and each.collection_id == board.collection_id}
    wanted = set(references) - own
    files = [
        each
        for kind in kinds().values()
        if (keys := _keys(wanted, kind))
        for each in kind._default_manager.filter(pk__in=keys)
    ]
    found = {(type(each), each.pk): _of_file(each) for each in _outside(board, files)}
    if pages := {reference: reference[1] for reference in wanted if issubclass(reference[0], Page)}:
        elsewhere = _pages_elsewhere(board, pages.values())
        found |= {reference: _of_page(elsewhere[key]) for reference, key in pages.items() if key in elsewhere}
    return found


def _keys(references: Iterable[Reference], kind: type[Model]) -> list[int]:
    return [key for model, key in references if model is kind]


def _outside(board: Board, files: list[Any]) -> list[Any]:
    """Of these files those that are another board's; what lies in the root belongs to all."""
    elsewhere = {each.collection_id for each in files} - {board.collection_id}
    if not elsewhere:
        return []
    collections = Collection.objects.filter(pk__in=elsewhere).exclude(path__startswith=board.collection.path)
    foreign = set(collections.exclude(depth=1).values_list("pk", flat=True))
    return [each for each in files if each.collection_id in foreign]


def _pages_elsewhere(board: Board, keys: Iterable[int]) -> dict[int, str]:
    pages = Page.objects.filter(pk__in=keys).exclude(path__startswith=board.root_page.path)
    return dict(pages.values_list("pk", "title"))


def _of_file(media: Any) -> str:
    return _("«%s» thuộc cổng khác: người của cổng này không thấy được. Hãy tải lên lại ở cổng này.") % media.title


def _of_page(title: str) -> str:
    return _("«%s» thuộc cổng khác. Hãy ghi tên hoặc dán địa chỉ của trang đó, thay cho chọn trang.") % title
