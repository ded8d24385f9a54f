"""From a charter to Wagtail's own objects: site, tree, groups, collection, permissions, chains, and their assignment.

Loading the same charter twice changes nothing; a changed one gives a list of differences, a new version, and new chains beside
those that reviews in progress stay on. `plan()` only looks; `load()` does it, in one transaction.
"""

from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from workflows.charter.roles import functions_of
from workflows.charter.schema import Charter
from workflows.ledger import ledger
from workflows.models.board import Board, CharterVersion
from workflows.models.decision import Decision
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act
from workflows.services.accounts.request import change_seat
from workflows.services.accounts.seat import seat as give_seat
from workflows.services.board import site_tree
from workflows.services.board.chains import assign_chains, compile_chains
from workflows.services.board.differences import differences
from workflows.services.board.establish import establish
from workflows.services.board.groups import grant
from workflows.services.board.hosts import give_names, require_free
from workflows.services.board.roster import name_seats
from workflows.services.board.served import require_served
from workflows.services.chain.reroute import reroute
from workflows.services.clocks import keep as keep_clocks
from workflows.verification import constitution


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
    """Compare a charter with what is loaded; nothing is written. Raises `CharterError` where it takes another board's name, or has nobody
    for a step that an item in progress has before it."""
    require_free(charter)
    board = Board.objects.filter(slug=charter.board.slug).select_related("charter", "site").first()
    result = Plan(charter, board)
    if board is None:
        result.differences.append(_("Lập mới Ban biên tập «%s».") % charter.board.name)
        return result
    require_served(board, charter)
    old, new = board.charter.content if board.charter else {}, charter.model_dump(mode="json")
    result.differences = list(differences(old, new))
    if board.site.hostname != charter.board.hostname:
        result.differences.append(
            _("Tên miền: %(old)s → %(new)s.") % {"old": board.site.hostname, "new": charter.board.hostname}
        )
    result.differences += [_("Thêm trang «%s».") % part.title for part in site_tree.lacking(board)]
    result.differences += [_("Lập lại: %s") % fault for fault in constitution.mended_by_loading(board)]
    return result


@transaction.atomic
def load(charter: Charter, is_default: bool = False) -> Plan:
    """Make the board what its charter says. Returns what changed; an empty list where nothing did. Raises `CharterError`."""
    result = plan(charter)
    if not result.differences:
        return result
    board = result.board or site_tree.constitute(charter, is_default)
    version = _begin_version(board, charter)
    emptied = _empty_changed_seats(board, charter)
    name_seats(board, charter)
    compile_chains(board, charter)
    parts = site_tree.complete(board)
    grant(board, charter)
    assign_chains(board, parts.values())
    reroute(board)
    summary = " ".join(result.differences[:20])
    ledger.write(
        board,
        Act.CHARTER,
        ledger.Actor(),
        title=charter.charter.title[:255],
        comment=f"{charter.charter.number} – lần {version.number}. {summary}",
        digest=version.digest,
    )
    for key, person in emptied:
        change_seat(board.members.get(key=key), person, charter.charter.title, None)
    _establish(list(parts.values()), charter.charter.title)
    keep_clocks.begin_board_clocks(board)
    keep_clocks.follow_drafts(board)
    result.board = board
    return result


def _empty_changed_seats(board: Board, charter: Charter) -> list[tuple[str, User]]:
    """Where people decide already, a charter gives nobody another role: a seat that gets one, or that comes back, is emptied.

    Returns the seats with who sat there, to be seated again by another's word (decision 0039).
    """
    if board.constituted_at is None:
        return []
    functions = functions_of(charter)
    roles = {member.key: (functions[member.role], member.role) for member in charter.member}
    emptied = []
    for seat in board.members.filter(user__isnull=False, key__in=roles).select_related("user").order_by("pk"):
        if seat.user is not None and ((seat.role, seat.role_key) != roles[seat.key] or not seat.is_active):
            emptied.append((seat.key, seat.user))
            give_seat(seat, None, charter.charter.title)
    return emptied


def _begin_version(board: Board, charter: Charter) -> CharterVersion:
    """From now on this charter is in force for the board, and its site is called as it says."""
    board.name = charter.board.name
    number = board.charter_versions.count() + 1
    board.charter = CharterVersion.objects.create(board=board, number=number, content=charter.model_dump(mode="json"))
    board.save()
    give_names(board, charter.board)
    return board.charter


def _establish(pages: list[ReviewedPage], ground: str) -> None:
    """Publish the pages that have no history yet."""
    decided = set(Decision.objects.filter(page__in=[page.pk for page in pages]).values_list("page_id", flat=True))
    for page in pages:
        if page.pk not in decided:
            establish(page, ground)
