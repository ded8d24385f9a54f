"""Submitting an item to its board's chain (trình duyệt)."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from workflows.act import Act
from workflows.content_guard import checklist
from workflows.models import ReviewedPage
from workflows.refusal import Refused
from workflows.rules import Refusal


@transaction.atomic
def submit(page: ReviewedPage, user: Any, ticks: Iterable[str] = ()) -> WorkflowState:
    """Start the chain on the latest revision; `ticks` are the keys of the checklist that the person confirms. Raises `Refused`. The same checks stand behind Wagtail's own submit button."""
    type(page)._base_manager.select_for_update().get(pk=page.pk)
    chain = page.get_workflow()
    if chain is None:
        raise Refused(
            Refusal("no-chain", _("Trang này không thuộc Ban biên tập nào nên không trình duyệt được.")), page.pk
        )
    if revision := page.get_latest_revision():
        checklist.tick(page.own_board, page, revision.pk, Act.SUBMIT, user, ticks)
    return chain.start(page, user)
