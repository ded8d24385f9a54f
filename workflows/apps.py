"""The application: it connects the guards, the lookup of the tree and the comparison when Django is ready, and the ledger's triggers after each migration."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = "Quy trình duyệt"

    def ready(self) -> None:
        from workflows.content_guard import attachments
        from workflows.doors import checks, guards
        from workflows.models import tree
        from workflows.screens import comparison
        from workflows.services.clocks import events as clock_events

        guards.connect()
        clock_events.connect()
        attachments.connect()
        tree.register()
        checks.register_all()
        comparison.register()
        post_migrate.connect(protect_ledger, sender=self)


def protect_ledger(using: str, **_kwargs: Any) -> None:
    """SQLite makes a table anew to change a column, and its triggers are gone then."""
    from workflows.ledger import triggers as immutability

    immutability.install(connections[using])
