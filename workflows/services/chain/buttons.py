"""From the names of Wagtail's task actions to the acts."""

from collections.abc import Iterable

from workflows.charter.words import StepKind
from workflows.gate.gate import POSITIVE_ACTION, RETURN_ACTION
from workflows.models.chain import StepState
from workflows.models.some_user import SomeUser
from workflows.rules.refusal import Refused
from workflows.rules.shared_refusals import unknown_act
from workflows.services.chain import decide, publish, return_for_changes


def perform(state: StepState, user: SomeUser, action: str, reason: str = "", ticks: Iterable[str] = ()) -> None:
    """Do what a button of Wagtail's or of the review file stands for. Raises `Refused`."""
    if action == RETURN_ACTION:
        return_for_changes.return_for_changes(state, user, reason)
    elif action != POSITIVE_ACTION:
        raise Refused(unknown_act(action), state.page.pk)
    elif state.kind == StepKind.PUBLISH:
        publish.publish(state, user, reason, ticks)
    else:
        decide.decide(state, user, reason, ticks)
