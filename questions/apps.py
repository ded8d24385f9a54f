"""The application: it connects its guards, and tells the board's machinery of tickets when Django is ready."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "questions"
    verbose_name = "Hỏi đáp"

    def ready(self) -> None:
        from questions import guards, selectors
        from questions.models import Ticket
        from questions.services.ask_back import go_on_when_over
        from questions.services.forget import forget_askers, remove_held_files
        from questions.services.tell_askers import tell_askers
        from workflows.gate import follow_up, withheld
        from workflows.services import worker as worker_turns
        from workflows.services.clocks.keep import TICKET

        guards.connect()
        follow_up.bring_along(Ticket, TICKET, "tickets", selectors.waiting)
        withheld.WITHHELD.append(selectors.withheld)
        worker_turns.EVERY_TURN.append(("the questions that waited for their askers", go_on_when_over))
        worker_turns.EVERY_TURN.append(("the letters to askers", tell_askers))
        worker_turns.EVERY_HOUR.append(("the end of what is kept of askers", forget_askers))
        worker_turns.EVERY_HOUR.append(("the end of files that nobody sent", remove_held_files))
