"""What tickets take part in: the guards, clocks and lists of the board, the worker's turns."""

from questions import concealment_panel, guards, selectors, verification
from questions.models import Ticket
from questions.services.ask_back import go_on_when_over
from questions.services.conceal import places_in
from questions.services.forget import forget_askers, remove_held_files
from questions.services.forward import note_sent_letters
from questions.services.tell_askers import tell_askers
from workflows.gate import follow_up, withheld
from workflows.services import worker
from workflows.services.clocks.keep import TICKET
from workflows.verification import derived


def connect() -> None:
    """Connect everything; once."""
    guards.connect()
    concealment_panel.PLACES[:] = [places_in]
    follow_up.register_kind(Ticket, TICKET, "tickets", selectors.waiting)
    withheld.WITHHELD.append(selectors.withheld)
    derived.OTHERS.append(verification.breaches)
    worker.EVERY_TURN.append(("the questions that waited for their askers", go_on_when_over))
    worker.EVERY_TURN.append(("the letters to whom questions are forwarded", note_sent_letters))
    worker.EVERY_TURN.append(("the letters to askers", tell_askers))
    worker.EVERY_HOUR.append(("the end of what is kept of askers", forget_askers))
    worker.EVERY_HOUR.append(("the end of files that nobody sent", remove_held_files))
