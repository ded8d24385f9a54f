"""Taking a published item down, in the open and with the history kept (gỡ xuống)."""

from typing import Any

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction

from workflows import gate, ledger, letters
from workflows.act import Act
from workflows.models import Certificate, ReviewedPage
from workflows.services.certify import release_files
from workflows.services.locking import seat_of


@transaction.atomic
def withdraw(page: ReviewedPage, user: Any, reason: str) -> None:
    """Raises `Refused`. Nothing is deleted: the revision, its certificate and the decisions stay."""
    page = type(page).objects.select_for_update().get(pk=page.pk)
    gate.require(user, Act.WITHDRAW, page, reason=reason)
    seat = seat_of(page.own_board, user, page.own_board.rules.withdrawal.who)
    certificate = Certificate.objects.get(revision_id=page.live_revision_id)
    ledger.write(
        page.own_board,
        Act.WITHDRAW,
        ledger.Actor.of(seat),
        comment=reason.strip(),
        **ledger.about(page, page.live_revision, certificate.digest),
    )
    UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    release_files(page.pk, [])
    letters.withdrawn(page, reason.strip())
