"""Letters about an item on its way: who has it next, what came back, what was posted and taken down."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Revision

from workflows.charter.words import RoleKey
from workflows.clocks.sentence import day_and_time
from workflows.gate.acting_for import stand_ins
from workflows.letters.writing import last_row, send
from workflows.models.appointment import Appointment
from workflows.models.board import Member
from workflows.models.chain import StepState
from workflows.models.decision import POSTED, Decision
from workflows.models.delegation import Delegation
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act


def step_waits(state: StepState, waiting: Sequence[Member]) -> None:
    """To everybody for whom the step now waits."""
    people = [*(member.user for member in waiting), *(deed.receiver.user for deed in stand_ins(state, waiting))]
    send("step_waits", state.page, people, state=state, step=state.task.name)


def decided(state: StepState, row: Decision) -> None:
    """To the author, after a step is passed by this row of the ledger: who has it next."""
    run = state.workflow_state
    following = run.current_task_state if run.status == run.STATUS_IN_PROGRESS else None
    send("decided", state.page, [run.requested_by], step=state.task.name, following=following, decision=row)


def returned(state: StepState, page: ReviewedPage, reason: str) -> None:
    """To the author with the reason, and to everybody who had decided in this run."""
    send(
        "returned",
        page,
        [state.workflow_state.requested_by, *_deciders(state)],
        step=state.task.name,
        reason=reason,
        decision=last_row(page),
    )


def recalled(state: StepState, page: ReviewedPage, reason: str) -> None:
    """To those for whom it waited and those who had decided."""
    waiting = [member.user for member in state.entitled.all()]
    send("recalled", page, [*waiting, *_deciders(state)], reason=reason, decision=last_row(page))


def published(state: StepState, row: Decision) -> None:
    """To the author and everybody who decided in this run, of which this is the last row."""
    people = [state.workflow_state.requested_by, *_deciders(state)]
    send("published", state.page, people, url=state.page.full_url, decision=row)


def appointed(state: StepState, row: Decision, before: Appointment | None) -> None:
    """To the author, and whoever had appointed another moment: when the item is to be posted."""
    people = [state.workflow_state.requested_by, *_who_appointed(before)]
    send("appointed", state.page, people, decision=row)


def called_off(state: StepState, row: Decision, ended: Appointment) -> None:
    """To the author, whoever had appointed the moment, and, where it was not kept, the secretaries."""
    secretaries = [seat.user for seat in state.board.seats if seat.role == RoleKey.SECRETARY and row.user is None]
    is_waiting = state.status == state.STATUS_IN_PROGRESS
    people = [state.workflow_state.requested_by, *_who_appointed(ended), *secretaries]
    send("called_off", state.page, people, decision=row, is_waiting=is_waiting)


def moment_not_to_be_kept(held: Appointment, back: Member) -> None:
    """To the author, whoever appointed the moment, and who is back: it rests on an absence that is none any more."""
    people = [held.step.workflow_state.requested_by, *_who_appointed(held), back.user]
    send("moment_not_to_be_kept", held.step.page, people, decision=held.decision, at=day_and_time(held.at), back=back)


def _who_appointed(appointment: Appointment | None) -> list[Any]:
    return list(get_user_model().objects.filter(pk=appointment.decision.user or 0)) if appointment else []


def posting_failed(page: ReviewedPage, revision: Revision, sentence: str) -> None:
    """To the board's secretaries, the owner and whoever posted it, or was to: an approved item did not become public at its moment."""
    told = [seat.user for seat in page.own_board.seats if seat.role == RoleKey.SECRETARY]
    rows = Decision.objects.filter(revision=revision, act__in=[Act.PUBLISH, Act.APPOINT]).exclude(user=None)
    posters = get_user_model().objects.filter(pk__in=rows.values("user"))
    appointment = Appointment.objects.filter(step__revision=revision).first()
    at = appointment.at if appointment else revision.approved_go_live_at
    send("posting_failed", page, [*told, page.owner, *posters], sentence=sentence, at=day_and_time(at) if at else "")


def flagged(page: ReviewedPage, reason: str) -> None:
    """To the chief: somebody on the way says that an item is sensitive."""
    chief = page.own_board.members.active().filter(role=RoleKey.CHIEF).select_related("user")
    send("flagged", page, [member.user for member in chief], reason=reason, decision=last_row(page))


def withdrawn(page: ReviewedPage, reason: str) -> None:
    """To everybody who decided on the item's last publication, and its owner."""
    run = (
        Decision.objects.filter(page_id=page.pk, act__in=POSTED)
        .order_by("-number")
        .values_list("run", flat=True)
        .first()
    )
    deciders = (
        get_user_model().objects.filter(pk__in=Decision.objects.filter(run=run).exclude(user=None).values("user"))
        if run
        else []
    )
    send("withdrawn", page, [page.owner, *deciders], reason=reason, decision=last_row(page))


def withdrawal_proposed(page: ReviewedPage, reason: str) -> None:
    """To everybody who may decide it, by the charter or under a deed."""
    board = page.own_board
    may = board.rules.withdrawal.who
    deeds = Delegation.objects.in_force().lent_by(may).filter(board=board).select_related("receiver__user")
    people = [seat.user for seat in board.seats if seat.is_named(may)]
    people += [deed.receiver.user for deed in deeds if Act.WITHDRAW in deed.acts]
    send("withdrawal_proposed", page, people, reason=reason, decision=last_row(page))


def withdrawal_declined(page: ReviewedPage, proposer_id: int, reason: str) -> None:
    """To whoever had proposed it."""
    people = get_user_model().objects.filter(pk__in=[proposer_id])
    send("withdrawal_declined", page, people, reason=reason, decision=last_row(page))


def _deciders(state: StepState) -> Iterable[Any]:
    rows = Decision.objects.filter(run=state.workflow_state_id, act__in=[Act.REVIEW, Act.APPROVE]).exclude(user=None)
    return get_user_model().objects.filter(pk__in=rows.values("user"))
