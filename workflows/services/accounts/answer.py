"""Another's word on a change of people or accounts: only then it holds."""

from django.contrib.auth import get_user_model
from django.db import transaction

from workflows.digests.digest import sha256_of
from workflows.gate import accounts
from workflows.ledger import ledger
from workflows.letters import accounts_of_the_board as letters
from workflows.models.account_change import AccountChange
from workflows.models.board import Member
from workflows.models.some_user import SomeUser
from workflows.rules.accounts import AccountAct
from workflows.rules.act import Act
from workflows.services.accounts.seat import seat
from workflows.services.locking import actor_of


@transaction.atomic
def answer(change: AccountChange, user: SomeUser, *, is_accepted: bool, reason: str = "") -> AccountChange:
    """Accept or refuse. What concerns an account with seats on several boards holds once the last of them has accepted. Raises `Refused`."""
    # In this order, and before the board's ledger: the change, the account, the seat.
    held = AccountChange.objects.select_for_update(no_key=True).get(pk=change.pk)
    get_user_model().objects.select_for_update(no_key=True).filter(pk=held.account_id or 0).first()
    Member.objects.select_for_update(no_key=True).filter(pk=held.member_id or 0).first()
    change = AccountChange.objects.select_related("board", "account", "member__user", "request", "answer").get(
        pk=held.pk
    )
    accounts.require(user, AccountAct.ACCEPT if is_accepted else AccountAct.REFUSE, change, reason)
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
    account = change.account
    if change.member is not None:
        seat(change.member, account, change.ground)
    elif account is not None and change.is_in_force:
        for name, value in change.values.items():
            setattr(account, name, value)
        account.save(update_fields=list(change.values))
