"""Making pages public without a run, on a stated ground: what the charter itself lays down, and what an old portal had published.

Both are acts of their own in the ledger, so that nobody mistakes them for a decision of the board.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from workflows.digests.digest import content_digest, files_of, seal_of, sha256_of
from workflows.ledger import ledger
from workflows.ledger.certificates import certify
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused


@transaction.atomic
def establish(page: ReviewedPage, ground: str) -> None:
    """Publish the latest revision of a page that the charter lays down (front page, sections). `ground` names the deed."""
    if not page.is_laid_down:
        raise Refused(
            Refusal("not-laid-down", _("Quy chế không có trang này: nó chỉ lên cổng qua quy trình.")), page.pk
        )
    if page.decisions.exists():
        raise Refused(Refusal("has-history", _("Trang đã có lịch sử duyệt thì chỉ đổi qua quy trình.")), page.pk)
    revision = page.get_latest_revision() or page.save_revision()
    written = revision.as_object()
    files, seal = files_of(written), seal_of(written)
    decision = ledger.write(
        page.own_board,
        Act.ESTABLISH,
        ledger.Actor(),
        comment=ground,
        seal=sha256_of(seal),
        **ledger.about(page, revision, content_digest(revision.content, files)),
    )
    certify(revision, decision, files, seal)
    revision.publish()
