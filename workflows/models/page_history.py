"""Entries of Wagtail's history of a page about its run. Wagtail's own writing of them rebuilds the page and looks each reference up again."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import BaseLogEntry, Page, PageLogEntry, Revision, Task

from workflows.models.some_user import SomeUser

PASSED = "wagtail.workflow.approve"


def add_entries(page: Page, user: SomeUser, revision: Revision, told: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """One entry for each action with its data, as `wagtail.log_actions.log` has them; `user` is None for the system."""
    context = get_active_log_context()
    user = user or context.user
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=page.pk,
            content_type=ContentType.objects.get_for_id(page.content_type_id),
            label=page.get_admin_display_title(),
            action=action,
            timestamp=timezone.now(),
            uuid=context.uuid,
            user_id=user.pk if user else None,
            revision=revision,
            data=data,
            content_changed=action == "wagtail.publish",
        )
        for action, data in told
    )


def passed_step(entry: BaseLogEntry) -> str:
    """What such an entry says of a step that was passed."""
    task = entry.data.get("workflow", {}).get("task", {})
    return _("Đã duyệt ở bước “%s”") % task.get("title", "")


def named(task: Task | None) -> dict[str, Any] | None:
    """A step as such an entry names it."""
    return {"id": task.pk, "title": task.name} if task else None
