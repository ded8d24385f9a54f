"""The chief's word on who sits on a new board, and which accounts they have."""

from django.db import transaction

from workflows.digests.digest import sha256_of
from workflows.gate import accounts
from workflows.gate.accounts import holder_of
from workflows.ledger import ledger
from workflows.models.account_change import AccountChange, to_sit
from workflows.models.board import Board, Member
from workflows.models.some_user import SomeUser
from workflows.rules.accounts import AccountAct
from workflows.rules.act import Act
from workflows.services.locking import actor_of


def digest_of_list(board: Board) -> str:
    """What a screen that shows the list sends back with the chief's word."""
    return _digest(_listed(board))


@transaction.atomic
def constitute(board: Board, user: SomeUser, seen: str) -> None:
    """From now on people decide. `seen`: the digest of the list that the chief was shown. Raises `Refused`."""
    list(Member.objects.select_for_update(no_key=True).filter(board=board).order_by("pk"))
    board = Board.objects.select_for_update(no_key=True).get(pk=board.pk)
    changes = _listed(board)
    accounts.require(user, AccountAct.CONSTITUTE, board, has_seen=seen == _digest(changes))
    row = ledger.write(board, Act.CONSTITUTE, actor_of(board, user), title=board.name[:255], digest=_digest(changes))
    for change in changes:
        change.answer = row
    AccountChange.objects.bulk_create(changes)
    board.constituted_at = row.at
    board.save(update_fields=["constituted_at"])


def _listed(board: Board) -> list[AccountChange]:
    seats = Member.objects.active().filter(board=board, user__isnull=False).select_related("user").order_by("pk")
    return [
        AccountChange(board=board, account=seat.user, member=seat, before=holder_of(seat), values=to_sit(seat.user))
        for seat in seats
    ]


def _digest(changes: list[AccountChange]) -> str:
    return sha256_of([change.digest for change in changes])
