"""Another's word on a change of people or accounts: only then it holds."""

from django.contrib.auth import get_user_model
from django.db import transaction

from workflows.digests.digest import sha256_of
from workflows.gate import accounts
from workflows.ledger import ledger
from workflows.letters import accounts_of_the_board as letters
from workflows.models.account_change import AccountChange, watched
from workflows.models.board import Board, Member
from workflows.models.some_user import SomeUser, signed_in
from workflows.rules.accounts import AccountAct
from workflows.rules.act import Act
from workflows.services.board.seat import seat
from workflows.services.locking import actor_of


@transaction.atomic
def answer(change: AccountChange, user: SomeUser, *, is_accepted: bool, reason: str = "") -> AccountChange:
    """Accept or refuse. What concerns an account with seats on several boards holds once the last of them has accepted. Raises `Refused`."""
    change = (
        AccountChange.objects.select_for_update(of=("self",))
        .select_related("board", "member", "request")
        .get(pk=change.pk)
    )
    act = AccountAct.ACCEPT if is_accepted else AccountAct.REFUSE
    accounts.require(user, act, change, reason)
    change.answer = ledger.write(
        change.board, Act.ACCEPT if is_accepted else Act.REFUSE, actor_of(change.board, user),
        title=change.request.title if change.request else "", digest=sha256_of([change.digest]), comment=reason.strip(),
    )  # fmt: skip
    change.save(update_fields=["answer"])
    if is_accepted:
        _bring_about(change)
    letters.change_answered(change)
    return change


def _bring_about(change: AccountChange) -> None:
    if change.member is not None:
        seat(change.member, change.account, change.ground)
        return
    account = get_user_model().objects.select_for_update().get(pk=signed_in(change.account).pk)
    if not change.is_agreed(AccountChange.objects.filter(account=account).select_related("answer")):
        return  # another board has not given its word
    for name, value in change.values.items():
        setattr(account, name, value)
    account.save(update_fields=list(change.values))


@transaction.atomic
def constitute(board: Board, user: SomeUser) -> None:
    """The chief's word on who sits on the board and which accounts they have; from now on people decide. Raises `Refused`."""
    board = Board.objects.select_for_update(no_key=True).get(pk=board.pk)
    accounts.require(user, AccountAct.CONSTITUTE, board)
    seats = Member.objects.active().filter(board=board, user__isnull=False).select_related("user").order_by("pk")
    changes = [
        AccountChange(
            board=board, account=each.user, member=each, before={"person": each.person}, values=watched(each.user)
        )
        for each in seats
    ]
    row = ledger.write(
        board, Act.CONSTITUTE, actor_of(board, user), title=board.name[:255],
        digest=sha256_of([change.digest for change in changes]),
    )  # fmt: skip
    for change in changes:
        change.answer = row
    AccountChange.objects.bulk_create(changes)
    board.constituted_at = row.at
    board.save(update_fields=["constituted_at"])
