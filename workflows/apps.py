"""The application: it closes the doors when Django is ready, and puts the ledger's triggers back after each migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's screens of accounts, with what waits for another's word."""

    user_viewset = "workflows.views.accounts.AccountViewSet"


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = "Quy trình duyệt"
    default = True

    def ready(self) -> None:
        from workflows.doors import connected, reach  # models are there only now

        reach.register_conditions()
        reach.narrow_pages()
        connected.connect()
        post_migrate.connect(connected.protect_ledger, sender=self)
