"""Another's word on a change of people or accounts: only then it holds."""

from typing import Any

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
    change = AccountChange.objects.select_for_update(of=("self",), no_key=True).get(pk=change.pk)
    change = AccountChange.objects.select_related("board", "member__user", "request", "answer").get(pk=change.pk)
    # Before the board's ledger: the account, the seat.
    change.account = get_user_model().objects.select_for_update(no_key=True).filter(pk=change.account_id or 0).first()
    if change.member is not None:
        Member.objects.select_for_update(no_key=True, of=("self",)).get(pk=change.member.pk)
    accounts.require(user, AccountAct.ACCEPT if is_accepted else AccountAct.REFUSE, change, reason)
    change.answer = ledger.write(
        change.board, Act.ACCEPT if is_accepted else Act.REFUSE, actor_of(change.board, user),
        title=change.request.title if change.request else "", digest=sha256_of([change.digest]), comment=reason.strip(),
    )  # fmt: skip
    change.save(update_fields=["answer"])
    if is_accepted:
        _bring_about(change, change.account)
    letters.change_answered(change)
    return change


def _bring_about(change: AccountChange, account: Any) -> None:
    if change.member is not None:
        seat(change.member, account, change.ground)
    elif change.is_in_force:
        for name, value in change.values.items():
            setattr(account, name, value)
        account.save(update_fields=list(change.values))
