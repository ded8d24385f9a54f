"""Submitting an item to its board's chain (trình duyệt)."""

from typing import Any

from django.db import transaction
from wagtail.models import WorkflowState

from workflows import gate
from workflows.act import Act
from workflows.models import ReviewedPage


@transaction.atomic
def submit(page: ReviewedPage, user: Any) -> WorkflowState:
    """Start the chain on the latest revision. Raises `Refused`. The same checks stand behind Wagtail's own submit button."""
    type(page)._base_manager.select_for_update().get(pk=page.pk)
    gate.require(user, Act.SUBMIT, page)
    return page.get_workflow().start(page, user)
