"""Submitting an item to its board's chain (trình duyệt)."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from workflows.models import ReviewedPage
from workflows.refusal import Refused
from workflows.rules import Refusal


@transaction.atomic
def submit(page: ReviewedPage, user: Any) -> WorkflowState:
    """Start the chain on the latest revision. Raises `Refused`. The same checks stand behind Wagtail's own submit button."""
    type(page)._base_manager.select_for_update().get(pk=page.pk)
    chain = page.get_workflow()
    if chain is None:
        raise Refused(
            Refusal("no-chain", _("Trang này không thuộc Ban biên tập nào nên không trình duyệt được.")), page.pk
        )
    return chain.start(page, user)
