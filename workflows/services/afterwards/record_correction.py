"""A correction becomes public: the ledger says so, word for word, and whoever reported the mistake has their answer (R121, R122).

Nothing decides here. The note is part of the text that the chain approved; the row is written when citizens can read it, which for an
appointed moment is later than the act of posting. The list of a page's corrections, and the register, are those rows.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.gate.corrections import note_of
from workflows.ledger import ledger
from workflows.models.decision import Certificate, Decision
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act
from workflows.services.afterwards import handle_mistake


def record_correction(page: ReviewedPage, certificate: Certificate) -> None:
    """Write the row, once, where the revision of this certificate corrects what was public before. Inside the transaction that publishes."""
    revision = certificate.revision
    if page.live_revision_id != revision.pk or page.board is None:
        return
    note = note_of(certificate)
    if not note or Decision.objects.filter(page_id=page.pk, act=Act.CORRECT, revision=revision).exists():
        return
    posted = certificate.decision
    actor = ledger.Actor(posted.user, posted.member, posted.username, posted.person, posted.capacity)
    said = ledger.about(page, revision, certificate.digest)
    row = ledger.write(page.board, Act.CORRECT, actor, run=posted.run, comment=note, **said)
    day = timezone.localtime(row.at).strftime("%d/%m/%Y")
    handle_mistake.settle(page, _("Đã đính chính ngày %(day)s: %(note)s") % {"day": day, "note": note}, actor)
