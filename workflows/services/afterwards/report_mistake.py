"""Taking in what somebody reports as wrong on a public page: the report, its clock of the law, and, apart, how to reach the sender."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from workflows.charter.after_publication import mistakes_of
from workflows.gate import follow_up
from workflows.ledger import ledger
from workflows.letters import afterwards as afterwards_letters
from workflows.letters import sealed_contact
from workflows.models.board import Board
from workflows.models.mistake import MistakeContact, MistakeReport
from workflows.services.clocks import keep as keep_clocks


@transaction.atomic
def report_mistake(
    board: Board,
    page: Page,
    what: str,
    should_be: str = "",
    contact: str = "",
    actor: ledger.Actor | None = None,
) -> MistakeReport:
    """The clock runs from now, ten days by Luật TCTT 2026 Đ22 unless the charter says less. `actor` is who reports from within the board."""
    rules = mistakes_of(board.rules)
    report = MistakeReport(
        board=board, page_id=page.pk, what=what.strip(), should_be=should_be.strip(), received_at=timezone.now()
    )
    report.clock = keep_clocks.start_follow_up(
        board,
        page,
        keep_clocks.MISTAKE,
        f"bao-sai-sot-{report.code}",
        _("Trả lời báo sai sót %s") % report.code,
        _("khi tiếp nhận báo sai sót"),
        rules,
        rules.within,
    )
    follow_up.record(report, actor or ledger.Actor(), _("Tiếp nhận. %s") % report.clock.counted)
    report.save(force_insert=True)
    if contact.strip():
        MistakeContact.objects.create(
            report=report, sealed=sealed_contact.seal(contact.strip()), is_email=is_email(contact.strip())
        )
    afterwards_letters.mistake_reported(report, follow_up.handlers(board))
    return report


def is_email(contact: str) -> bool:
    """Whether an answer can be mailed there."""
    try:
        validate_email(contact)
    except ValidationError:
        return False
    return True
