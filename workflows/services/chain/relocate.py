"""Moving what is public, or stands above something public, to another place of the same site: its address changes, so the ledger says so."""

from django.db import transaction

from workflows.gate import gate, item_state
from workflows.ledger import ledger
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.services.locking import actor_to_withdraw


@transaction.atomic
def relocate(page: ReviewedPage, new_url_path: str, user: SomeUser) -> None:
    """Write the decision on which `doors/guards/pages.py` lets the page go. Raises `Refused`."""
    if not item_state.below(page)["is_live"]:
        return
    gate.require(user, Act.MOVE, page)
    board = page.own_board
    comment, said = ledger.moved(page.url_path, new_url_path), ledger.about(page, page.live_revision, "")
    ledger.write(board, Act.MOVE, actor_to_withdraw(board, page, user), comment=comment, **said)
