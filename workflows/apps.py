"""The application: it connects the guards, the lookup of the tree and the comparison when Django is ready, and the ledger's triggers after each migration."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = "Quy trình duyệt"

    def ready(self) -> None:
        from workflows import checks, clock_events, comparison, guards, tree
        from workflows.content_guard import attachments

        guards.connect()
        clock_events.connect()
        attachments.connect()
        tree.register()
        checks.register_all()
        comparison.register()
        post_migrate.connect(protect_ledger, sender=self)


def protect_ledger(using: str, **_kwargs: Any) -> None:
    """SQLite makes a table anew to change a column, and its triggers are gone then."""
    from workflows import immutability

    immutability.install(connections[using])
