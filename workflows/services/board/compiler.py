"""From a charter to Wagtail's own objects: site, tree, groups, collection, permissions, chains, and their assignment.

Loading the same charter twice changes nothing; a changed one gives a list of differences, a new version, and new chains beside
those that reviews in progress stay on. `plan()` only looks; `load()` does it, in one transaction.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    WorkflowPage,
    WorkflowTask,
)

from workflows.charter.schema import Chain as CharterChain
from workflows.charter.schema import Charter
from workflows.charter.words import RoleKey, StepKind
from workflows.ledger import ledger
from workflows.models.board import Board, CharterVersion, Field, Member, Section, Unit
from workflows.models.chain import Chain, step_model
from workflows.models.reviewed import ReviewedPage, SitePart
from workflows.rules.act import Act
from workflows.services.board.establish import establish
from workflows.services.chain.reroute import reroute
from workflows.services.clocks import keep as keep_clocks
from workflows.verification.publications import reviewed_classes


@dataclass
class Plan:
    """What loading a charter would change. Each difference is a sentence."""

    charter: Charter
    board: Board | None
    differences: list[str] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.board is None


def plan(charter: Charter) -> Plan:
    """Compare a charter with what is loaded; nothing is written."""
    board = Board.objects.filter(slug=charter.board.slug).select_related("charter").first()
    result = Plan(charter, board)
    if board is None:
        result.differences.append(_("Lập mới Ban biên tập «%s».") % charter.board.name)
        return result
    old, new = board.charter.content if board.charter else {}, charter.model_dump(mode="json")
    result.differences = list(_compare("", old, new))
    if board.site.hostname != charter.board.hostname:
        result.differences.append(
            _("Tên miền: %(old)s → %(new)s.") % {"old": board.site.hostname, "new": charter.board.hostname}
        )
    result.differences += [
        _("Thêm trang «%s».") % part.title
        for part, model in _parts()
        if not part.is_root and not model.objects.descendant_of(board.root_page).exists()
    ]
    return result


@transaction.atomic
def load(charter: Charter, is_default: bool = False) -> Plan:
    """Make the board what its charter says. Returns what changed; an empty list where nothing did."""
    result = plan(charter)
    if not result.differences:
        return result
    board = result.board or _constitute(charter, is_default)
    board.name = charter.board.name
    number = board.charter_versions.count() + 1
    board.charter = CharterVersion.objects.create(board=board, number=number, content=charter.model_dump(mode="json"))
    board.save()
    Site.objects.filter(pk=board.site_id).update(hostname=charter.board.hostname, site_name=charter.board.site_name)
    Site.clear_site_root_paths_cache()
    _people(board, charter)
    _chains(board, charter)
    parts = _site_tree(board, charter)
    _permissions(board, charter)
    _assign(board, parts)
    reroute(board)
    summary = " ".join(result.differences[:20])
    ledger.write(
        board,
        Act.CHARTER,
        ledger.Actor(),
        title=charter.charter.title[:255],
        comment=f"{charter.charter.number} – lần {number}. {summary}",
    )
    for page in parts.values():
        if not page.decisions.exists():
            establish(page, charter.charter.title)
    keep_clocks.begin_board_clocks(board)
    keep_clocks.follow_drafts(board)
    result.board = board
    return result


def _constitute(charter: Charter, is_default: bool) -> Board:
    """The site, its root page (not yet public) and its collection of files."""
    home_class = next(model for model in reviewed_classes() if model.part_of_site and model.part_of_site.is_root)
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=Locale.get_default())
    home = root.add_child(instance=home_class(title=charter.board.site_name, slug=charter.board.slug, live=False))
    if is_default:
        Site.objects.filter(is_default_site=True).update(is_default_site=False)
    site = Site.objects.create(
        hostname=charter.board.hostname,
        port=80,
        site_name=charter.board.site_name,
        root_page=home,
        is_default_site=is_default,
    )
    files = Collection.get_first_root_node().add_child(name=charter.board.site_name)
    return Board.objects.create(
        slug=charter.board.slug, name=charter.board.name, site=site, root_page=home.page_ptr, collection=files
    )


def _people(board: Board, charter: Charter) -> None:
    titles = {role.key: role.title for role in charter.role}
    members: dict[str, Member] = {}
    for member in charter.member:
        members[member.key], _new = Member.objects.update_or_create(
            board=board,
            key=member.key,
            defaults={"role": member.role, "role_title": titles[member.role], "title": member.title, "is_active": True},
        )
    Member.objects.filter(board=board).exclude(key__in=members).update(is_active=False)
    _named(
        Field, board, [(item.key, {"name": item.name, "in_charge": members[item.in_charge]}) for item in charter.field]
    )
    _named(Unit, board, [(item.key, {"name": item.name, "deputy": members[item.deputy]}) for item in charter.unit])
    _named(Section, board, [(item.key, {"name": item.name}) for item in charter.section])


def _named(model: Any, board: Board, items: list[tuple[str, dict[str, Any]]]) -> None:
    for key, values in items:
        model.objects.update_or_create(board=board, key=key, defaults={**values, "is_active": True})
    model.objects.filter(board=board).exclude(key__in=[key for key, _values in items]).update(is_active=False)


def _chains(board: Board, charter: Charter) -> None:
    for source in charter.chain:
        content = source.model_dump(mode="json")
        current = Chain.objects.filter(board=board, key=source.key, is_current=True).first()
        if current and current.source == content:
            continue
        version = Chain.objects.filter(board=board, key=source.key).count() + 1
        Chain.objects.filter(board=board, key=source.key).update(is_current=False)
        _compile_chain(board, source, content, version)
    Chain.objects.filter(board=board, is_current=True).exclude(key__in=[chain.key for chain in charter.chain]).update(
        is_current=False
    )


def _compile_chain(board: Board, source: CharterChain, content: dict[str, Any], version: int) -> None:
    suffix = f" ({version})" if version > 1 else ""
    chain = Chain.objects.create(
        name=f"{source.name} – {board.rules.board.site_name}{suffix}"[:255],
        board=board,
        key=source.key,
        version=version,
        content=content["content"],
        source=content,
    )
    for order, step in enumerate(source.step):
        task = step_model(StepKind(step.kind)).objects.create(
            name=step.name,
            key=step.key,
            kind=step.kind,
            roles=[role.value for role in step.who],
            in_charge_of=step.in_charge_of or "",
            condition=step.when,
            within_amount=step.within.amount if step.within else None,
            within_unit=step.within.unit if step.within else "",
            author_may=step.author_may,
            rule=step.rule,
            clause=step.clause[:200],
            default_taken=step.default,
        )
        WorkflowTask.objects.create(workflow=chain.workflow_ptr, task=task, sort_order=order)


def _site_tree(board: Board, charter: Charter) -> dict[str, ReviewedPage]:
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


def _parts() -> list[tuple[SitePart, type[ReviewedPage]]]:
    """What every site has, in the order of the menu, with the class of each page."""
    known = [(model.part_of_site, model) for model in reviewed_classes() if model.part_of_site]
    return sorted(known, key=lambda each: each[0].place)


def _permissions(board: Board, charter: Charter) -> None:
    """A group per role: into the admin, draft under the site's pages, use the site's files. None may publish."""
    entry = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    pages = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=["add_page", "change_page"])
    # Wagtail grants on files through its own models' permissions, whatever model a project uses.
    media = Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__regex=r"^(add|choose)_(image|document)$"
    )
    drafting = {role for chain in charter.chain for role in chain.drafted_by}
    for role in {member.role for member in charter.member}:
        group, _new = Group.objects.get_or_create(name=f"{board.slug}: {role}")
        group.permissions.add(entry)
        if role not in drafting:
            continue
        for permission in pages:
            if permission.codename == "add_page" or role is not RoleKey.CONTRIBUTOR:
                GroupPagePermission.objects.get_or_create(group=group, page=board.root_page, permission=permission)
        for permission in media:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=board.collection, permission=permission
            )


def _assign(board: Board, parts: dict[str, ReviewedPage]) -> None:
    """Assign each current chain to the section of its kind, so that Wagtail's own screens show it there."""
    for part in parts.values():
        kind = getattr(part, "lists_kind", part.content_kind)
        chain = next((c for c in board.chains.filter(is_current=True) if kind in c.content), None)
        if chain:
            WorkflowPage.objects.update_or_create(page=part.page_ptr, defaults={"workflow": chain.workflow_ptr})


def _compare(place: str, old: Any, new: Any) -> Any:
    """A sentence per value that differs, naming its place."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from _compare(f"{place}.{key}" if place else key, old.get(key), new.get(key))
    elif (
        isinstance(old, list)
        and isinstance(new, list)
        and all(isinstance(x, dict) and "key" in x for x in [*old, *new])
    ):
        before, after = {x["key"]: x for x in old}, {x["key"]: x for x in new}
        for key in [*before, *(key for key in after if key not in before)]:
            yield from _compare(f"{place}[{key}]", before.get(key), after.get(key))
    elif old != new:
        if old is None:
            yield _("Thêm %s.") % place
        elif new is None:
            yield _("Bỏ %s.") % place
        else:
            yield _("Đổi %(place)s: %(old)s → %(new)s.") % {"place": place, "old": old, "new": new}
