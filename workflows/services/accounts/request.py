"""Asking for a change of people or accounts: it is written into the ledger, told by letter, and waits."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from workflows.gate import accounts
from workflows.ledger import ledger
from workflows.letters import accounts_of_the_board as letters
from workflows.models.account_change import AccountChange, boards_at_work_of, to_sit, watched
from workflows.models.board import Member
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act


@transaction.atomic
def change_account(account: Any, values: dict[str, Any], by: SomeUser) -> list[AccountChange]:
    """Ask that of an account these things become so, of every board that is constituted and on which it has a seat.

    None where nothing has to wait. Raises `Refused` for opening an account that is locked as stolen.
    """
    now = watched(account)
    changed = {name: value for name, value in values.items() if now[name] != value}
    boards = boards_at_work_of(account) if changed else []
    if boards:
        accounts.require_to_ask(account, changed)
    before = {name: now[name] for name in changed} | {"boards": [board.pk for board in boards]}
    return [_ask(AccountChange(board=board, account=account, before=before, values=changed), by) for board in boards]


@transaction.atomic
def change_seat(member: Member, account: Any, ground: str, by: SomeUser | None) -> AccountChange:
    """Ask that this account sit on the seat; None that it be empty. `ground`: the decision's number and date."""
    change = AccountChange(board=member.board, account=account, member=member, ground=ground.strip()[:300])
    change.before = accounts.holder_of(member)
    change.values = to_sit(account) if account else {}
    return _ask(change, by)


def _ask(change: AccountChange, by: SomeUser | None) -> AccountChange:
    actor = ledger.Actor.user(by, _("Quản trị kỹ thuật")) if by else ledger.Actor(capacity=_("Quản trị kỹ thuật"))
    title = f"{change.member.title}: {change.person_name}" if change.member else change.person_name
    change.request = ledger.write(
        change.board, Act.REQUEST, actor, title=title[:255], digest=change.digest, comment=change.ground
    )
    change.save()
    letters.change_waits(change)
    return change
