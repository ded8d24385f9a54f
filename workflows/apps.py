"""The application: it closes the doors when Django is ready, and puts the ledger's triggers back after each migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = "Quy trình duyệt"

    def ready(self) -> None:
        from workflows.doors import connected  # models are there only now

        connected.connect()
        post_migrate.connect(connected.protect_ledger, sender=self)
