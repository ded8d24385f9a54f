"""What the roles of a board may do in Wagtail's admin. Nobody may publish there."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from workflows.charter.roles import functions_of
from workflows.charter.schema import Charter
from workflows.charter.words import RoleKey
from workflows.models.board import Board

OWN_ONLY = frozenset({RoleKey.CONTRIBUTOR, RoleKey.ASSISTANT})


def grant(board: Board, charter: Charter) -> None:
    """A group per role: into the admin, draft under the site's pages, use the site's files. What an earlier charter granted beyond that is taken back."""
    _take_back(board)
    groups = _groups(board, sorted({member.role for member in charter.member}))
    functions = functions_of(charter)
    entry = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    Group.permissions.through.objects.bulk_create(
        [Group.permissions.through(group=group, permission=entry) for group in groups.values()], ignore_conflicts=True
    )
    drafting = {role for chain in charter.chain for role in chain.drafted_by}
    drafters = {role: group for role, group in groups.items() if drafting & {role, functions[role]}}
    _let_draft(board, drafters, functions)
    _let_use_files(board, drafters)


def _groups(board: Board, roles: list[str]) -> dict[str, Group]:
    names = {role: f"{board.slug}: {role}" for role in roles}
    Group.objects.bulk_create([Group(name=name) for name in names.values()], ignore_conflicts=True)
    found = {group.name: group for group in Group.objects.filter(name__in=names.values())}
    return {role: found[name] for role, name in names.items()}


def _let_draft(board: Board, drafters: dict[str, Group], functions: dict[str, RoleKey]) -> None:
    """Contributors and assistants write pages of their own; the others change those of others too."""
    pages = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=["add_page", "change_page"])
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=group, page=board.root_page, permission=permission)
            for permission in pages
            for role, group in drafters.items()
            if permission.codename == "add_page" or functions[role] not in OWN_ONLY
        ],
        ignore_conflicts=True,
    )


def _let_use_files(board: Board, drafters: dict[str, Group]) -> None:
    # Wagtail grants on files through its own models' permissions, whatever model a project uses.
    media = Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__regex=r"^(add|choose)_(image|document)$"
    )
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(group=group, collection=board.collection, permission=permission)
            for permission in media
            for group in drafters.values()
        ],
        ignore_conflicts=True,
    )


def _take_back(board: Board) -> None:
    """Nothing is left but what this charter grants, which is written anew: the groups stay, and who is in them."""
    groups = Group.objects.filter(name__startswith=f"{board.slug}: ")
    GroupPagePermission.objects.filter(group__in=groups).delete()
    GroupCollectionPermission.objects.filter(group__in=groups).delete()
    Group.permissions.through.objects.filter(group__in=groups).delete()
