"""Whether the files that citizens can fetch are those of what is public, each with the bytes and the name that its certificate says."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from workflows.models.decision import Certificate, CitedFile
from workflows.models.reviewed import ReviewedPage

Cited = tuple[str, int, str, str]  # kind, key, SHA-256, name


class Released:
    """What is stored of the files of some live pages."""

    def __init__(self, keys: list[int]):
        self.now: dict[int, set[Cited]] = defaultdict(set)
        self.before: dict[int, set[Cited]] = defaultdict(set)
        for row in CitedFile.objects.filter(page_id__in=keys).filter(_can_be_fetched()):
            cited = (row.kind, row.object_id, row.sha256, row.name)
            (self.now if row.is_released else self.before)[row.page_id].add(cited)
            if row.is_released and row.replaced_at:
                self.before[row.page_id].add(cited)

    def faults(self, page: ReviewedPage, certificate: Certificate) -> Iterator[str]:
        """What can be fetched must be what is certified now, or, where the page keeps it, what was before."""
        if self.now[page.pk] != _cited(certificate.files):
            yield "tệp mà người dân tải được không phải các tệp của bản đang đăng."
        if not self.before[page.pk]:
            return
        earlier = Certificate.objects.filter(page=page.pk).exclude(pk=certificate.pk).values_list("files", flat=True)
        known = set[Cited]().union(*map(_cited, earlier))
        if not page.keeps_replaced_files or not self.before[page.pk] <= known - self.now[page.pk]:
            yield "tệp của bản cũ mà người dân tải được không phải tệp đã đăng."


def breaches() -> Iterator[str]:
    """A sentence per page that is not public and whose files can be fetched all the same."""
    rows = CitedFile.objects.filter(_can_be_fetched(), page__live=False)
    for page, title in rows.values_list("page", "page__title").distinct():
        yield f"Trang «{title}» (số {page}) không hiện ra ngoài mà tệp của nó vẫn tải được."


def _can_be_fetched() -> Q:
    return Q(is_released=True) | Q(replaced_at__isnull=False)


def _cited(files: list[dict[str, Any]]) -> set[Cited]:
    return {(file["kind"], file["id"], file["sha256"], file["name"]) for file in files}
