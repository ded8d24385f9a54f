"""Taking a published or scheduled item down, in the open and with the history kept (gỡ xuống)."""

from typing import Any

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction

from workflows import gate, ledger, letters
from workflows.act import Act
from workflows.models import Certificate, ReviewedPage
from workflows.services.locking import actor_to_withdraw


@transaction.atomic
def withdraw(page: ReviewedPage, user: Any, reason: str) -> None:
    """Also takes back what was approved for a later moment. Raises `Refused`. Nothing is deleted: the revision, its certificate and the decisions stay."""
    page = type(page).objects.select_for_update().get(pk=page.pk)
    gate.require(user, Act.WITHDRAW, page, reason=reason)
    scheduled = page.revisions.filter(approved_go_live_at__isnull=False).first()
    revision = page.live_revision or scheduled
    certificate = Certificate.objects.filter(revision=revision).order_by("-pk")[0]
    ledger.write(
        page.own_board,
        Act.WITHDRAW,
        actor_to_withdraw(page.own_board, user),
        comment=reason.strip(),
        **ledger.about(page, revision, certificate.digest),
    )
    page.revisions.update(approved_go_live_at=None)
    if page.live:
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    letters.withdrawn(page, reason.strip())
