"""Whether each board is what its charter makes it, in every row that says who it is, where it answers, and who may do what there."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from wagtail.models import (
    CollectionViewRestriction,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Locale,
    PageViewRestriction,
    Site,
)

from workflows.charter.schema import Chain as CharterChain
from workflows.charter.schema import Charter, Step
from workflows.charter.words import RoleKey
from workflows.ledger import triggers
from workflows.models.board import Board, CharterVersion, Field, Member, Section, Unit
from workflows.models.chain import Chain
from workflows.models.decision import Decision
from workflows.rules.act import Act

ENTRY = "wagtailadmin.access_admin"
FILES = {"add_image", "choose_image", "add_document", "choose_document"}


def breaches(board: Board) -> Iterator[str]:
    """A sentence per row of a board that is not as its charter has it."""
    charter = board.rules
    told = f"Ban biên tập {board.slug}"
    yield from (f"{told}: {fault}" for fault in _faults_of_charter(board))
    yield from (f"{told}: {fault}" for fault in _rows_otherwise(board))
    for model, wanted in _wanted(charter).items():
        for key in _renamed(model, board, wanted):
            yield f"{told}: {model._meta.verbose_name} «{key}», nay không dùng, không đúng quy chế."
    for chain in board.chains.all():
        if not _is_as_compiled(chain):
            yield f"{told}: các bước của quy trình «{chain.name}» không đúng quy chế."
    current = [CharterChain.model_validate(chain.source) for chain in board.chains.filter(is_current=True)]
    if sorted(current, key=_key) != sorted(charter.chain, key=_key):
        yield f"{told}: quy trình đang dùng không phải của quy chế."


def mended_by_loading(board: Board) -> list[str]:
    """What of it loading the same charter again writes anew: a sentence each."""
    faults = list(_rows_otherwise(board))
    for site in Site.objects.filter(board=None, root_page__path__startswith=board.root_page.path):
        faults.append(f"cổng thừa «{site.hostname}:{site.port}».")
    if _rights_now(f"{board.slug}: ") != _rights_of(board):
        faults.append("quyền của các nhóm không đúng quy chế.")
    return faults


def _rows_otherwise(board: Board) -> Iterator[str]:
    identity = board.rules.board
    named = (board.slug, board.name) == (identity.slug, identity.name)
    site = {"hostname": identity.hostname, "site_name": identity.site_name, "root_page": board.root_page_id}
    if not named or not Site.objects.filter(pk=board.site_id, **site).exists():
        yield "tên, tên miền hoặc trang gốc không đúng quy chế."
    if set(board.aliases.values_list("hostname", flat=True)) != set(identity.aliases):
        yield "tên miền phụ không đúng quy chế."
    for model, wanted in _wanted(board.rules).items():
        for key in _differing(model, board, wanted):
            yield f"{model._meta.verbose_name} «{key}» không đúng quy chế."


def _renamed(model: Any, board: Board, wanted: dict[str, dict[str, Any]]) -> list[str]:
    """The keys of rows out of use that are called otherwise than the last charter that had them called them: citizens still read their names."""
    name = "title" if model is Member else "name"
    called: dict[str, str] = {}
    for version in board.charter_versions.order_by("number"):
        called |= {each["key"]: each[name] for each in version.content.get(_PARTS[model], ())}
    rows = model.objects.filter(board=board).exclude(key__in=wanted).values_list("key", name)
    return sorted(key for key, now in rows if called.get(key) != now)


_PARTS: dict[Any, str] = {Member: "member", Field: "field", Unit: "unit", Section: "section"}


def _key(chain: CharterChain) -> str:
    return chain.key


def breaches_of_installation() -> Iterator[str]:
    """What belongs to no board and would stand beside or above them: sites, restrictions, rights, the database's own safeguards."""
    for site in Site.objects.filter(board=None):
        yield f"Cổng «{site.hostname}:{site.port}» không thuộc Ban biên tập nào."
    for model in (PageViewRestriction, CollectionViewRestriction):
        for restriction in model.objects.all():
            yield f"Có giới hạn người xem (số {restriction.pk}): cổng là của mọi người."
    yield from _rights_beyond_charters()
    if set(Locale.objects.values_list("language_code", flat=True)) != set(dict(settings.WAGTAIL_CONTENT_LANGUAGES)):
        yield "Ngôn ngữ nội dung không phải ngôn ngữ mà cổng có."
    for missing in triggers.missing(connection):
        yield f"Cơ sở dữ liệu: thiếu chốt chặn «{missing}» của sổ quyết định. Chạy migrate để đặt lại."


def _faults_of_charter(board: Board) -> Iterator[str]:
    """The charter in force is the last that the ledger says was loaded; older rows of the ledger name no digest."""
    versions = list(CharterVersion.objects.filter(board=board).order_by("number"))
    rows = list(Decision.objects.filter(board=board, act=Act.CHARTER).order_by("number"))
    if len(versions) != len(rows) or [version.number for version in versions] != list(range(1, len(versions) + 1)):
        yield "các lần nạp quy chế không khớp với sổ quyết định."
    for version, row in zip(versions, rows, strict=False):
        if row.digest and row.digest != version.digest:
            yield f"quy chế lần {version.number} không phải bản đã nạp."
    if versions and board.charter_id != versions[-1].pk:
        yield "quy chế đang dùng không phải bản nạp sau cùng."


def _wanted(charter: Charter) -> dict[Any, dict[str, dict[str, Any]]]:
    """By table and key: what the charter says of each row that is in use."""
    titles = {role.key: role.title for role in charter.role}
    functions = {role.key: role.function or role.key for role in charter.role}
    return {
        Member: {
            each.key: {
                "role": functions[each.role],
                "role_key": each.role,
                "role_title": titles[each.role],
                "title": each.title,
            }
            for each in charter.member
        },
        Field: {each.key: {"name": each.name, "in_charge__key": each.in_charge} for each in charter.field},
        Unit: {each.key: {"name": each.name, "deputy__key": each.deputy} for each in charter.unit},
        Section: {each.key: {"name": each.name} for each in charter.section},
    }


def _differing(model: Any, board: Board, wanted: dict[str, dict[str, Any]]) -> list[str]:
    """The keys of the rows in use that the charter does not have so, and of those that it has and nobody uses."""
    names = {name for values in wanted.values() for name in values}
    rows = model.objects.filter(board=board, is_active=True).values("key", *names)
    found = {row.pop("key"): row for row in rows}
    return sorted(key for key in found.keys() | wanted.keys() if found.get(key) != wanted.get(key))


def _is_as_compiled(chain: Chain) -> bool:
    """Whether a chain has the steps of its source, in their order, each as it is written there."""
    source = CharterChain.model_validate(chain.source)
    steps = chain.workflow_tasks.select_related("task").order_by("sort_order")
    tasks: list[Any] = [step.task.specific for step in steps]
    is_same = len(tasks) == len(source.step) and all(map(_is_step, tasks, source.step))
    return is_same and chain.content == [kind.value for kind in source.content]


def _is_step(task: Any, step: Step) -> bool:
    compiled = (task.key, task.name, task.kind, task.roles, task.condition, task.within, task.author_may, task.active)
    wanted = (
        step.key,
        step.name,
        step.kind,
        list(step.who),
        step.when,
        step.within,
        step.author_may,
        True,
    )
    return compiled == wanted and task.in_charge_of == (step.in_charge_of or "")


def _rights_beyond_charters() -> Iterator[str]:
    """Groups may do what charters let the roles do: nobody publishes, unlocks or deletes by a right of Wagtail's."""
    allowed: set[tuple[str, str, int | None]] = set()
    for board in Board.objects.with_charter().order_by("pk"):
        allowed |= _rights_of(board)
    found = _rights_now()
    names = sorted({group for group, _right, _place in found ^ allowed})
    yield from (f"Nhóm «{name}»: quyền không đúng quy chế." for name in names)


def _rights_of(board: Board) -> set[tuple[str, str, int | None]]:
    """Group, right, and the page or collection that it is for."""
    charter = board.rules
    drafting = {role for chain in charter.chain for role in chain.drafted_by}
    functions = {role.key: role.function or role.key for role in charter.role}
    rights: set[tuple[str, str, int | None]] = set()
    for role in {member.role for member in charter.member}:
        name = f"{board.slug}: {role}"
        rights.add((name, ENTRY, None))
        if drafting & {role, functions[role]}:
            pages = (
                {"add_page"}
                if functions[role] in (RoleKey.CONTRIBUTOR, RoleKey.ASSISTANT)
                else {"add_page", "change_page"}
            )
            rights |= {(name, right, board.root_page_id) for right in pages}
            rights |= {(name, right, board.collection_id) for right in FILES}
    return rights


def _rights_now(of: str = "") -> set[tuple[str, str, int | None]]:
    """What is granted to the groups whose names begin so."""
    own = Group.objects.filter(permissions__isnull=False, name__startswith=of)
    found: set[tuple[str, str, int | None]] = {
        (name, f"{app}.{right}", None)
        for name, app, right in own.values_list("name", "permissions__content_type__app_label", "permissions__codename")
    }
    for model, place in (
        (GroupPagePermission, "page_id"),
        (GroupCollectionPermission, "collection_id"),
        (GroupSitePermission, "site_id"),
    ):
        granted = model.objects.filter(group__name__startswith=of)
        found |= set(granted.values_list("group__name", "permission__codename", place))
    return found
