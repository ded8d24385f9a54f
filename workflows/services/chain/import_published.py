"""Taking over what an old portal had already published: an act of its own (`import`), never mistaken for a decision of the board."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

from workflows.digests.digest import content_digest, seal_to_certify, sha256_of
from workflows.gate import imports
from workflows.ledger import ledger
from workflows.models.board import Board
from workflows.models.decision import Certificate, Decision
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act
from workflows.rules.imports import ImportAct, in_a_row
from workflows.rules.refusal import Refusal, Refused


@transaction.atomic
def import_published(board: Board, items: Sequence[tuple[ReviewedPage, Revision]], source: str, sha256: str) -> None:
    """Certify pages that were written to the database as live, each with the revision that holds its content.

    `source` names the archive that they come from, `sha256` is its digest, by which a leader has let it in. Pages and revisions must already
    have their keys; files are not imported. Raises `Refused`.
    """
    imports.require(None, ImportAct.TAKE, board, sha256)
    if known := Decision.objects.filter(page__in=[page.pk for page, _revision in items]).first():
        raise Refused(Refusal("has-history", _("Trang đã có lịch sử duyệt thì chỉ đổi qua quy trình.")), known.page_id)
    seals = [seal_to_certify(page, page.first_published_at) for page, _revision in items]
    rows = [
        (
            Act.IMPORT,
            ledger.Actor(),
            {
                "page_id": page.pk,
                "revision_id": revision.pk,
                "digest": content_digest(revision.content, []),
                "seal": sha256_of(seal),
                "title": page.title[:255],
                "comment": in_a_row(source, sha256),
            },
        )
        for (page, revision), seal in zip(items, seals, strict=True)
    ]
    decisions = ledger.write_many(board, rows)
    Certificate.objects.bulk_create(
        Certificate(page=page, revision=revision, decision=row, digest=row.digest, files=[], seal=seal)
        for (page, revision), row, seal in zip(items, decisions, seals, strict=True)
    )
