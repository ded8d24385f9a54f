"""The application."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = "Trang"

    def ready(self) -> None:
        from pages import signals  # models are there only now

        signals.connect()
