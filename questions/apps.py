"""The application: it connects its guards, and tells the board's machinery of tickets when Django is ready."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "questions"
    verbose_name = "Hỏi đáp"

    def ready(self) -> None:
        from questions import signals  # models are there only now

        signals.connect()
