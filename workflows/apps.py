"""The application: it connects the guards when Django is ready."""

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = "Quy trình duyệt"

    def ready(self) -> None:
        from workflows import checks, guards

        guards.connect()
        checks.register_all()
