"""What was posted in an emergency and confirmed by nobody comes down by itself, at the moment that the charter sets."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction

from workflows.clocks.sentence import day_and_time
from workflows.gate import emergencies
from workflows.ledger import ledger
from workflows.letters import emergencies as emergencies_letters
from workflows.models.decision import Certificate
from workflows.models.item_clock import ItemClock
from workflows.models.mistake import WithdrawalNotice
from workflows.rules.act import Act
from workflows.services.afterwards.handle_mistake import settle_taken_down
from workflows.services.locking import lock_page


@transaction.atomic
def lapse(running: ItemClock) -> None:
    """Raises `Refused` where somebody has confirmed it meanwhile."""
    if running.page is None or running.due_at is None:
        raise LookupError("the clock of an urgent posting has a page and a moment")
    page = lock_page(running.page.specific)
    emergencies.require_lapsed(page, running.due_at)
    posting = emergencies.waiting_posting(page)
    certificate = Certificate.objects.of_live(page.pk, page.live_revision_id)
    if posting is None or certificate is None:
        raise LookupError("a posting that waits to be confirmed has its certificate")
    decision = ledger.write(
        running.board,
        Act.LAPSE,
        ledger.Actor(),
        comment=_("Tin đăng khẩn chưa được người thứ hai xác nhận trước %s.") % day_and_time(running.due_at),
        **ledger.about(page, page.live_revision, certificate.digest),
    )
    WithdrawalNotice(page_id=page.pk, decision=decision).save(force_insert=True)
    UnpublishPageAction(page).execute(skip_permission_checks=True)
    settle_taken_down(page, decision.comment, ledger.Actor())
    emergencies_letters.lapsed(page, posting)
