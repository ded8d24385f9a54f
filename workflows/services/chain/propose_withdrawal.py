"""Proposing that a public item be taken down (đề nghị gỡ), by whom the charter does not let decide that; and declining it (R121-R123)."""

from django.db import transaction

from workflows.gate import corrections, gate
from workflows.ledger import ledger
from workflows.letters import chain as chain_letters
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.services.locking import actor_of, actor_to_withdraw, lock_page


@transaction.atomic
def propose(page: ReviewedPage, user: SomeUser, reason: str) -> None:
    """It waits on the desks of those who may decide; the item stays public meanwhile. Raises `Refused`."""
    page = lock_page(page)
    gate.require(user, Act.PROPOSE, page, reason=reason)
    board = page.own_board
    ledger.write(
        board, Act.PROPOSE, actor_of(board, user), comment=reason.strip(), **ledger.about(page, page.live_revision, "")
    )
    chain_letters.withdrawal_proposed(page, reason.strip())


@transaction.atomic
def decline(page: ReviewedPage, user: SomeUser, reason: str) -> None:
    """The item stays; whoever proposed is told why. Raises `Refused`."""
    page = lock_page(page)
    gate.require(user, Act.DECLINE, page, reason=reason)
    proposal, board = corrections.open_proposal(page), page.own_board
    ledger.write(
        board,
        Act.DECLINE,
        actor_to_withdraw(board, page, user),
        comment=reason.strip(),
        **ledger.about(page, page.live_revision, ""),
    )
    if proposal and proposal.user:
        chain_letters.withdrawal_declined(page, proposal.user, reason.strip())
