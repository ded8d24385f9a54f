"""System checks: what a developer or a technician could leave open without noticing."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from workflows.doors.page import GuardedPage


def register_all() -> None:
    checks.register(every_page_is_reviewed)
    checks.register(no_snippet_is_public_by_itself)
    checks.register(finish_is_ours)
    checks.register(demo_is_not_served, checks.Tags.security, deploy=True)


def every_page_is_reviewed(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E001: a page class outside `GuardedPage` would be public without a chain."""
    return [
        checks.Error(
            f"{model._meta.label} is a page that no board reviews.",
            hint="Derive it from workflows.models.GuardedPage.",
            obj=model,
            id="workflows.E001",
        )
        for model in apps.get_models()
        if issubclass(model, Page) and model is not Page and not issubclass(model, GuardedPage)
    ]


def no_snippet_is_public_by_itself(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E002: a snippet with drafts would be published past the chain."""
    return [
        checks.Error(f"{model._meta.label} is a snippet with a publication of its own.", obj=model, id="workflows.E002")
        for model in get_snippet_models()
        if hasattr(model, "live_revision")
    ]


def finish_is_ours(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E003: without these settings Wagtail publishes the latest revision instead of the approved one."""
    wanted = {
        "WAGTAIL_FINISH_WORKFLOW_ACTION": "workflows.doors.finish.finish",
        "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT": True,
    }
    return [
        checks.Error(f"{name} must be {value!r}.", id="workflows.E003")
        for name, value in wanted.items()
        if getattr(settings, name, None) != value
    ]


def demo_is_not_served(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E004: demo mode has people whose password is in the documentation."""
    if getattr(settings, "PORTAL_DEMO_MODE", False):
        return [
            checks.Error(
                "DEMO_MODE is on: its people share a published password.", hint="Unset DEMO_MODE.", id="workflows.E004"
            )
        ]
    return []
