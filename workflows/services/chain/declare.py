"""Declaring in writing that what looks like a secrecy mark is none (R60, R132): for exactly this text, with exactly these files."""

from django.db import transaction

from workflows.gate import gate
from workflows.ledger import ledger
from workflows.models.judged import Judged
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.services.locking import actor_of, lock_page


@transaction.atomic
def declare(page: ReviewedPage, user: SomeUser, reason: str) -> None:
    """The item may be submitted afterwards, as long as nothing of it changes. Raises `Refused`."""
    page = lock_page(page)
    judged = Judged.latest(page)
    facts = gate.require(user, Act.DECLARE, page, reason=reason, judged=judged).facts
    if judged is None:  # the rules have refused it
        return
    board = page.own_board
    ledger.write(
        board,
        Act.DECLARE,
        actor_of(board, user, facts.declaring_roles),
        comment=f"{reason.strip()} ({'; '.join(facts.marks)})",
        **ledger.about(page, judged.revision, judged.digest),
    )
