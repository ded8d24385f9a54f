"""What a vote comes to: the row of the ledger, the state, and what follows for the item (R47-R49, R59, R94)."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.charter.words import StepKind
from workflows.gate import presiding, sensitivity, vote_result, vote_sentence
from workflows.ledger import ledger
from workflows.letters import chain as chain_letters
from workflows.letters import votes as votes_letters
from workflows.models.chain import StepState
from workflows.models.consultation import Consultation
from workflows.models.decision import Decision
from workflows.rules import vote_count
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.rules.vote_count import WAITING, Outcome
from workflows.services.clocks import keep as keep_clocks


def counted(consultation: Consultation) -> dict[str, Any]:
    """The count as it stands now, with what a recount needs: who has left, to whom a tie is left, and that only their own ballot settles it; and how many
    ballots were sent before the question was last added to."""
    gone, decider = vote_result.left(consultation.electors.all()), presiding.decider_of(consultation)
    known = vote_result.count(consultation, gone, decider.pk if decider else None)
    return {
        "entitled": known.entitled,
        "yes": known.yes,
        "no": known.no,
        "other": known.other,
        "base": vote_count.base(consultation.rule, known),
        "left": gone,
        "decider": decider.pk if decider else None,
        "is_tie_in_person": True,
        "outdated": len(vote_result.outdated(consultation, gone)),
    }


def settle(
    consultation: Consultation,
    outcome: Outcome,
    result: dict[str, Any],
    act: Act,
    actor: ledger.Actor,
    comment: str = "",
) -> None:
    """Write what it came to, then let it follow. The caller has asked the rules and holds the run and the consultation."""
    now, step = timezone.now(), consultation.step
    if step is not None and outcome in (Outcome.PASSED, Outcome.REJECTED):
        result = {**result, "is_advice": sensitivity.is_for_chief(step)}
    consultation.outcome, consultation.result = outcome, result
    if outcome == Outcome.STOPPED:
        consultation.conclusion = comment
    consultation.closed_at = consultation.closed_at or now
    consultation.settled_at = None if outcome in WAITING else now
    said = f"{comment}\n{vote_sentence.summary(consultation)}".strip()
    ledger.write(
        consultation.board, act, actor, seal=consultation.result_seal, comment=said, **ledger.about_vote(consultation)
    )
    consultation.save()
    if outcome in WAITING:
        votes_letters.vote_waits(consultation)
        return
    if step is not None and not result.get("is_advice"):
        _follow(consultation, step, outcome)
    votes_letters.vote_result(consultation)


def _follow(consultation: Consultation, step: StepState, outcome: Outcome) -> None:
    """What the board decided is done with the item; of any other outcome nothing follows for it."""
    if outcome == Outcome.PASSED:
        _pass_on(consultation, step)
    elif outcome == Outcome.REJECTED:
        _give_back(consultation, step)


def _pass_on(consultation: Consultation, state: StepState) -> None:
    said = vote_sentence.summary(consultation)
    row = _record(consultation, state, ACT_OF_KIND[StepKind(state.kind)], said)
    state.approve(user=None, comment=said)
    chain_letters.decided(state, row)


def _give_back(consultation: Consultation, state: StepState) -> None:
    page = state.workflow_state.content_object.specific
    said = vote_sentence.summary(consultation)
    _record(consultation, state, Act.RETURN, said)
    state.reject(user=None, comment=said)
    run = state.workflow_state
    run.refresh_from_db()
    run.cancel(user=None)
    keep_clocks.no_longer_approved(page, _("bị trả lại"))
    chain_letters.returned(state, page, said)


def _record(consultation: Consultation, state: StepState, act: Act, said: str) -> Decision:
    """The board's own decision at the step. Its seal names the vote, which bears it out."""
    page, result = state.workflow_state.content_object.specific, consultation.result
    capacity = _("biểu quyết %(yes)s/%(base)s đồng ý") % {"yes": result["yes"], "base": result["base"]}
    return ledger.write(
        state.board, act, ledger.Actor(person=state.board.name[:300], capacity=capacity), run=state.workflow_state_id,
        step=state.task_id, step_name=state.task.name, comment=said, seal=consultation.digest,
        **ledger.about(page, state.revision, state.digest),
    )  # fmt: skip
