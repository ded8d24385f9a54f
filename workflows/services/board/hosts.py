"""The names at which a board answers, as its charter gives them: one address, and others that lead to it."""

from django.utils.translation import gettext as _
from wagtail.models import Site

from workflows.charter.file import CharterError
from workflows.charter.mistake import Mistake
from workflows.charter.schema import BoardIdentity, Charter
from workflows.models import addresses
from workflows.models.board import Alias, Board


def require_free(charter: Charter) -> None:
    """Raises `CharterError` where one of the names is another board's."""
    identity = charter.board
    wanted = names_of(identity)
    others = Board.objects.exclude(slug=identity.slug)
    taken = {*others.filter(site__hostname__in=wanted).values_list("site__hostname", "slug")}
    taken |= {*Alias.objects.filter(hostname__in=wanted, board__in=others).values_list("hostname", "board__slug")}
    if taken:
        told = _("Tên miền «%(name)s» đang là của Ban biên tập «%(board)s»; mỗi tên miền chỉ thuộc một Ban.")
        mistakes = [Mistake("board", told % {"name": name, "board": board}) for name, board in sorted(taken)]
        raise CharterError(f"{identity.slug}.toml", mistakes)


def give_names(board: Board, identity: BoardIdentity) -> None:
    """Make the board answer at exactly these. No guard is passed by: what is written is what the charter in force says."""
    strays = Site.objects.filter(root_page__path__startswith=board.root_page.path).exclude(pk=board.site_id)
    strays._raw_delete(strays.db)
    site = Site.objects.filter(pk=board.site_id)
    site.update(hostname=identity.hostname, site_name=identity.site_name, root_page=board.root_page)
    Alias.objects.filter(board=board).exclude(hostname__in=identity.aliases)._raw_delete("default")
    Alias.objects.bulk_create([Alias(board=board, hostname=name) for name in identity.aliases], ignore_conflicts=True)
    Site.clear_site_root_paths_cache()
    addresses.forget(board.root_page.path)


def names_of(identity: BoardIdentity) -> set[str]:
    return {identity.hostname, *identity.aliases}
