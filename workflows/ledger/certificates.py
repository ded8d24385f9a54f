"""Making out the certificate of a revision, and releasing its files."""

from typing import Any

from django.utils import timezone
from wagtail.models import Revision

from workflows.models.decision import Certificate, CitedFile, Decision


def certify(revision: Revision, decision: Decision, files: list[dict[str, Any]], seal: dict[str, str]) -> Certificate:
    """Record that this revision, with these files and this public row, is what `decision` made public."""
    certificate = Certificate(
        page_id=int(revision.object_id),
        revision_id=revision.pk,
        decision=decision,
        digest=decision.digest,
        files=files,
        seal=seal,
    )
    certificate.save(force_insert=True)
    return certificate


def cite(page_id: int, files: list[dict[str, Any]]) -> None:
    """Remember which files a text refers to, by their bytes: from now on they are neither replaced nor deleted."""
    cited = [
        CitedFile(page_id=page_id, kind=file["kind"], object_id=file["id"], sha256=file["sha256"], name=file["name"])
        for file in files
    ]
    CitedFile.objects.bulk_create(cited, ignore_conflicts=True)


def release_files(page_id: int, files: list[dict[str, Any]], *, keeps_replaced: bool = False) -> None:
    """Make exactly these files of a page public, none where the list is empty; those replaced by it stay so where the page keeps them."""
    known = CitedFile.objects.filter(page_id=page_id)
    if keeps_replaced:
        known.filter(is_released=True, kind="document").update(replaced_at=timezone.now())
        known.update(is_released=False)
    else:
        known.update(is_released=False, replaced_at=None)
    released = [
        CitedFile(
            page_id=page_id, kind=file["kind"], object_id=file["id"], sha256=file["sha256"], name=file["name"], is_released=True
        )
        for file in files
    ]  # fmt: skip
    CitedFile.objects.bulk_create(
        released,
        update_conflicts=True,
        unique_fields=["page", "kind", "object_id", "sha256"],
        update_fields=["name", "is_released", "replaced_at"],
    )
