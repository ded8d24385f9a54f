"""A second person confirms what was posted in an emergency (xác nhận bản đăng khẩn): from then on it stands like any other item."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from workflows.content_guard import checklist
from workflows.gate import emergencies
from workflows.ledger import ledger
from workflows.letters import emergencies as emergencies_letters
from workflows.models.decision import Certificate
from workflows.models.judged import Judged
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.services.clocks import keep as keep_clocks
from workflows.services.locking import actor_on, lock_page


@transaction.atomic
def affirm(page: ReviewedPage, user: SomeUser, reason: str = "", ticks: Iterable[str] = ()) -> None:
    """Raises `Refused`."""
    page = lock_page(page)
    board = page.own_board
    if page.live_revision:
        checklist.tick(Judged(page, page.live_revision), Act.AFFIRM, user, ticks)
    emergencies.require(user, Act.AFFIRM, page, reason)
    certificate = Certificate.objects.of_live(page.pk, page.live_revision_id)
    if certificate is None:
        raise LookupError("a posting that waits to be confirmed has its certificate")
    ledger.write(
        board,
        Act.AFFIRM,
        actor_on(emergencies.ground_to_confirm(user, page)),
        comment=reason.strip(),
        **ledger.about(page, page.live_revision, certificate.digest),
    )
    keep_clocks.stop(page.clocks.running().filter(key=emergencies.CLOCK), _("đã xác nhận"))
    emergencies_letters.affirmed(page)
