"""Taking a page down at the moment that was approved with it (hết hạn hiển thị)."""

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction

from workflows.ledger import ledger
from workflows.models.decision import Certificate
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused
from workflows.services.afterwards.handle_mistake import settle_taken_down
from workflows.services.locking import lock_page


@transaction.atomic
def expire(page: ReviewedPage) -> None:
    """Raises `Refused` where the approved text names no moment that has come."""
    page = lock_page(page)
    certificate = Certificate.objects.of_live(page.pk, page.live_revision_id)
    approved = parse_datetime((page.live_revision.content.get("expire_at") if page.live_revision else None) or "")
    if not page.live or certificate is None or approved is None or approved > timezone.now():
        raise Refused(Refusal("not-expired", "Bản đã duyệt không ghi giờ hết hạn này."), page.pk)
    ledger.write(
        page.own_board, Act.EXPIRE, ledger.Actor(), **ledger.about(page, page.live_revision, certificate.digest)
    )
    UnpublishPageAction(page, set_expired=True, log_action="wagtail.unpublish.scheduled").execute(
        skip_permission_checks=True
    )
    settle_taken_down(page, _("Hết thời hạn hiển thị đã duyệt."), ledger.Actor())
