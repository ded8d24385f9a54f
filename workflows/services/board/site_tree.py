"""The site of a board: its root page, its collection of files, and the pages that every site has."""

from wagtail.models import Collection, Locale, Page, Site

from workflows.charter.schema import Charter
from workflows.models.board import Board
from workflows.models.reviewed import ReviewedPage, SitePart
from workflows.verification.publications import reviewed_classes


def constitute(charter: Charter, is_default: bool) -> Board:
    """The site, its root page (not yet public) and its collection of files."""
    home_class = next(model for model in reviewed_classes() if model.part_of_site and model.part_of_site.is_root)
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=Locale.get_default())
    home = root.add_child(instance=home_class(title=charter.board.site_name, slug=charter.board.slug, live=False))
    if is_default:
        Site.objects.filter(is_default_site=True).update(is_default_site=False)
    # Not by `save`, which `guards.pages.refuse_to_change_site` refuses to everybody.
    site = Site(hostname=charter.board.hostname, root_page=home, is_default_site=is_default)
    Site.objects.bulk_create([site])
    files = Collection.get_first_root_node().add_child(name=charter.board.site_name)
    return Board.objects.create(
        slug=charter.board.slug, name=charter.board.name, site=site, root_page=home.page_ptr, collection=files
    )


def complete(board: Board) -> dict[str, ReviewedPage]:
    """Create the pages that every site has and this one lacks; returns them by key."""
    wanted = _parts()
    home = board.root_page.specific
    parts: dict[str, ReviewedPage] = {"home": home}
    while missing := [(part, model) for part, model in wanted if part.key not in parts]:
        part, model = next((part, model) for part, model in missing if part.parent in parts)
        parent = parts[part.parent]
        existing = model.objects.child_of(parent).first()
        parts[part.key] = existing or parent.add_child(
            instance=model(title=part.title, slug=part.slug, live=False, show_in_menus=True)
        )
    return parts


def lacking(board: Board) -> list[SitePart]:
    """The pages that every site has and this one lacks."""
    return [
        part
        for part, model in _parts()
        if not part.is_root and not model.objects.descendant_of(board.root_page).exists()
    ]


def _parts() -> list[tuple[SitePart, type[ReviewedPage]]]:
    """What every site has, in the order of the menu, with the class of each page."""
    known = [(model.part_of_site, model) for model in reviewed_classes() if model.part_of_site]
    return sorted(known, key=lambda each: each[0].place)
