"""Whether the tree of pages is in order: every page below its parent and at its address, and public if the ledger's last word says so."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from wagtail.models import Page

from workflows.models.decision import CLOSING, OPENING, Certificate, Decision

STEP: int = Page.steplen


@dataclass(frozen=True)
class Node:
    pk: int
    path: str
    depth: int
    numchild: int
    slug: str
    url_path: str
    title: str
    live: bool


def breaches() -> Iterator[str]:
    """A sentence per page that is out of place, or that is not public though nothing took it down. Two queries."""
    nodes = [Node(*row) for row in Page.objects.order_by("path").values_list(*Node.__annotations__)]
    by_path = {node.path: node for node in nodes}
    children = Counter(node.path[:-STEP] for node in nodes)
    opened = _last_words()
    for node in nodes:
        if fault := _fault(node, by_path.get(node.path[:-STEP]), children[node.path]):
            yield f"Trang «{node.title}» (số {node.pk}): {fault}"
        if not node.live and opened.get(node.pk):
            yield f"Trang «{node.title}» (số {node.pk}): đã đăng mà không còn hiện ra, sổ quyết định không ghi việc gỡ."


def _fault(node: Node, parent: Node | None, children: int) -> str:
    if node.depth != len(node.path) // STEP or (parent is None) != (node.depth == 1):
        return "không đứng đúng chỗ trong cây trang."
    address = f"{parent.url_path}{node.slug}/" if parent else "/"
    if node.url_path != address:
        return "địa chỉ không khớp với chỗ đứng và tên rút gọn."
    if node.numchild != children:
        return "số trang con không đúng."
    return ""


def _last_words() -> dict[int, bool]:
    """Of each page that is not public and that the ledger ever opened or closed: whether it is to be public now."""
    opened = models.Q(certificate__in=Certificate.objects.that_became_public().values("pk"))
    rows = Decision.objects.filter(opened | models.Q(act__in=CLOSING), page__live=False).order_by("number")
    return {page: act in OPENING for page, act in rows.values_list("page", "act") if page is not None}
