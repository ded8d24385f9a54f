"""Letters about what happened to an item and who has it next.

A letter is a row written in the act's own transaction; `run_worker` sends it afterwards, keeps it, and tries again when the mail
server refuses. No act waits for a mail server, and a rolled-back act leaves no letter.
"""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from post_office import mail
from post_office.models import PRIORITY
from wagtail.models import Page, Revision, TaskState

from workflows.charter.schema import RoleKey
from workflows.clocks.deadlines import Stage
from workflows.clocks.sentence import day_and_time
from workflows.gate import follow_up
from workflows.gate.acting_for import stand_ins
from workflows.letters.personal_link import personal
from workflows.models.account_incident import AccountIncident
from workflows.models.board import Board, Member
from workflows.models.chain import StepState
from workflows.models.consultation import Consultation
from workflows.models.decision import POSTED, Decision
from workflows.models.delegation import Delegation
from workflows.models.item_clock import ItemClock, Reminder
from workflows.models.mistake import MistakeReport
from workflows.models.reviewed import ReviewedPage
from workflows.models.spot_check import SpotCheck
from workflows.rules.act import Act

logger = logging.getLogger("portal.letters")


def step_waits(state: StepState, waiting: Sequence[Member]) -> None:
    """To everybody for whom the step now waits."""
    people = [*(member.user for member in waiting), *(deed.receiver.user for deed in stand_ins(state, waiting))]
    _send("step_waits", state.page, people, state=state, step=state.task.name)


def decided(state: StepState, row: Decision) -> None:
    """To the author, after a step is passed by this row of the ledger: who has it next."""
    run = state.workflow_state
    following = run.current_task_state if run.status == run.STATUS_IN_PROGRESS else None
    _send("decided", state.page, [run.requested_by], step=state.task.name, following=following, decision=row)


def returned(state: StepState, page: ReviewedPage, reason: str) -> None:
    """To the author with the reason, and to everybody who had decided in this run."""
    _send(
        "returned",
        page,
        [state.workflow_state.requested_by, *_deciders(state)],
        step=state.task.name,
        reason=reason,
        decision=_last(page),
    )


def recalled(state: StepState, page: ReviewedPage, reason: str) -> None:
    """To those for whom it waited and those who had decided."""
    waiting = [member.user for member in state.entitled.all()]
    _send("recalled", page, [*waiting, *_deciders(state)], reason=reason, decision=_last(page))


def published(state: StepState, row: Decision) -> None:
    """To the author and everybody who decided in this run, of which this is the last row."""
    people = [state.workflow_state.requested_by, *_deciders(state)]
    _send("published", state.page, people, url=state.page.full_url, decision=row)


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
    _send("withdrawn", page, [page.owner, *deciders], reason=reason, decision=_last(page))


def withdrawal_proposed(page: ReviewedPage, reason: str) -> None:
    """To everybody who may decide it, by the charter or under a deed."""
    board = page.own_board
    may = board.rules.withdrawal.who
    deeds = Delegation.objects.in_force().filter(board=board, giver__role__in=may).select_related("receiver__user")
    people = [seat.user for seat in board.seats if seat.role in may]
    people += [deed.receiver.user for deed in deeds if Act.WITHDRAW in deed.acts]
    _send("withdrawal_proposed", page, people, reason=reason, decision=_last(page))


def withdrawal_declined(page: ReviewedPage, proposer_id: int, reason: str) -> None:
    """To whoever had proposed it."""
    people = get_user_model().objects.filter(pk__in=[proposer_id])
    _send("withdrawal_declined", page, people, reason=reason, decision=_last(page))


def mistake_reported(report: MistakeReport, people: Iterable[Member]) -> None:
    """To those who handle it, when it comes in; to the member to whom it is given. It says nothing about the sender."""
    link = settings.WAGTAILADMIN_BASE_URL + reverse("mistake", args=[report.board.slug, report.code])
    context = {"report": report, "page": report.page, "clock": report.clock, "board": report.board, "link": link}
    _write("mistake_reported", (member.user for member in people), context)


def ticket_waits(
    board: Board, people: Iterable[Member], reference: str, kind: str, clock: ItemClock | None, path: str
) -> None:
    """To those who handle what citizens send. It says nothing of who asked, nor of what."""
    context = {
        "reference": reference,
        "kind": kind,
        "clock": clock,
        "board": board,
        "link": settings.WAGTAILADMIN_BASE_URL + path,
    }
    _write("ticket_waits", (member.user for member in people), context)


def ticket_forwarded(
    board: Board, address: str, place: str, reference: str, kind: str, field: str, clock: ItemClock | None, path: str
) -> bool:
    """To the unit or body to which a citizen's question goes; whether it was written. It says nothing of who asked, nor of what.

    `path` leads a unit's people to the question; other bodies have no way in, so it is empty for them.
    """
    context = {
        "place": place,
        "reference": reference,
        "kind": kind,
        "field": field,
        "clock": clock,
        "board": board,
        "agency": board.rules.board,
        "link": settings.WAGTAILADMIN_BASE_URL + path if path else "",
    }
    return _write_to([("ticket_forwarded", address, context)]) == 1


def spot_check(check: SpotCheck) -> None:
    """To the member who looks at a public item again."""
    link = settings.WAGTAILADMIN_BASE_URL + reverse("spot_checks", args=[check.board.slug])
    context = {"check": check, "page": check.page, "clock": check.clock, "board": check.board, "link": link}
    _write("spot_check", [check.member.user], context)


def flagged(page: ReviewedPage, reason: str) -> None:
    """To the chief: somebody on the way says that an item is sensitive."""
    chief = page.own_board.members.active().filter(role=RoleKey.CHIEF).select_related("user")
    _send("flagged", page, [member.user for member in chief], reason=reason, decision=_last(page))


def account_locked(incident: AccountIncident) -> None:
    """To the chief, the leaders, the secretaries, and the person: an account is locked, and what was decided with it waits (R130)."""
    leading = (RoleKey.CHIEF, RoleKey.STANDING_DEPUTY, RoleKey.DEPUTY, RoleKey.SECRETARY)
    told = [seat.user for seat in incident.board.seats if seat.role in leading and seat.user_id != incident.user_id]
    context = {
        "incident": incident,
        "board": incident.board,
        "since": day_and_time(incident.since),
        "doubted": incident.doubted.count(),
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("incidents"),
    }
    _write("account_locked", told, context)


def account_reopened(incident: AccountIncident) -> None:
    """To the person: choose a new password."""
    link = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_password_reset")
    _write("account_reopened", [incident.user], {"incident": incident, "board": incident.board, "link": link})


def posting_failed(page: ReviewedPage, revision: Revision, sentence: str) -> None:
    """To the board's secretaries, the owner and whoever posted it: an approved item did not become public at its moment."""
    told = [seat.user for seat in page.own_board.seats if seat.role == RoleKey.SECRETARY]
    rows = Decision.objects.filter(revision=revision, act=Act.PUBLISH).exclude(user=None)
    posters = get_user_model().objects.filter(pk__in=rows.values("user"))
    at = day_and_time(revision.approved_go_live_at)
    _send("posting_failed", page, [*told, page.owner, *posters], sentence=sentence, at=at)


def posted_urgently(page: ReviewedPage, posting: Decision, running: ItemClock) -> None:
    """To those who may confirm it, its owner and the board's secretaries: it is public, and until when it stays so."""
    board = page.own_board
    told = [seat.user for seat in board.seats if seat.role in _confirming(board) or seat.role == RoleKey.SECRETARY]
    context = {
        "decision": posting,
        "due_at": day_and_time(running.due_at) if running.due_at else "",
        "url": page.full_url,
    }
    _send("posted_urgently", page, [*told, page.owner], **context)


def affirmed(page: ReviewedPage) -> None:
    """To whoever posted it in an emergency, and its owner."""
    _send("affirmed", page, [page.owner, *_posters(page)], decision=_last(page))


def lapsed(page: ReviewedPage, posting: Decision) -> None:
    """To whoever posted it, its owner, those who could have confirmed it, and the secretaries: it has come down."""
    board = page.own_board
    told = [seat.user for seat in board.seats if seat.role in _confirming(board) or seat.role == RoleKey.SECRETARY]
    _send("lapsed", page, [*told, page.owner, *_posters(page)], posting=posting, decision=_last(page))


def _confirming(board: Board) -> tuple[RoleKey, ...]:
    return board.rules.urgent.confirmed_by if board.rules.urgent else ()


def _posters(page: ReviewedPage) -> Iterable[Any]:
    rows = Decision.objects.filter(page_id=page.pk, act=Act.URGENT).exclude(user=None)
    return get_user_model().objects.filter(pk__in=rows.values("user"))


def deed_waits(deed: Delegation) -> None:
    """To the giver: the secretary has written a deed that needs their word."""
    _about_deed("deed_waits", deed, [deed.giver.user])


def delegated(deed: Delegation) -> None:
    """To both, when a deed is confirmed."""
    _about_deed("delegated", deed, [deed.giver.user, deed.receiver.user])


def deed_ended(deed: Delegation, done: list[Decision]) -> None:
    """To both: what was done under a deed that has ended (R56)."""
    _about_deed("deed_ended", deed, [deed.giver_user, deed.receiver_user], done=done)


def vote_opened(consultation: Consultation) -> None:
    """To everybody who is asked, and to whom they lent their vote, once each."""
    electors = consultation.electors.select_related("user")
    deeds = Delegation.objects.in_force().with_scope().filter(giver__in=electors.filter(has_vote=True).values("member"))
    proxies = [deed.receiver.user for deed in deeds if deed.covers_vote(consultation.step)]
    _about_vote("vote_opened", consultation, [*(each.user for each in electors), *proxies])


def vote_waits(consultation: Consultation) -> None:
    """To the chief, and to whoever presides in the chief's stead: a consultation waits for its conclusion, or a tie for a word."""
    chief = consultation.board.members.active().filter(role=RoleKey.CHIEF).select_related("user")
    deeds = Delegation.objects.in_force().with_scope().filter(giver__in=chief)
    is_chiefs_alone = consultation.step is not None and consultation.tie == "chief"
    presiding = [deed.receiver.user for deed in deeds if Act.CONCLUDE in deed.acts and not is_chiefs_alone]
    _about_vote("vote_waits", consultation, [*(member.user for member in chief), *presiding])


def vote_result(consultation: Consultation, synthesis: str) -> None:
    """To everybody who was asked (R94), who asked, and, where the item stays where it was, those for whom it waits and its author."""
    people: list[Any] = [each.user for each in consultation.electors.select_related("user")]
    step = consultation.step
    if consultation.called_by:
        people.append(consultation.called_by.user)
    if step and step.status == TaskState.STATUS_IN_PROGRESS:
        people += [step.workflow_state.requested_by, *(member.user for member in step.entitled.select_related("user"))]
    _about_vote("vote_result", consultation, people, synthesis=synthesis)


def _about_vote(template: str, consultation: Consultation, people: Iterable[Any], **context: Any) -> None:
    path = reverse("consultation", args=[consultation.board.slug, consultation.pk])
    link = settings.WAGTAILADMIN_BASE_URL + path
    _write(template, people, {"asked": consultation, "board": consultation.board, "link": link, **context})


def _about_deed(template: str, deed: Delegation, people: Iterable[Any], **context: Any) -> None:
    link = settings.WAGTAILADMIN_BASE_URL + reverse("delegations")
    _write(template, people, {"deed": deed, "board": deed.board, "link": link, **context})


HEADINGS = {
    Stage.BEFORE: _("Sắp đến hạn"),
    Stage.ON: _("Hôm nay đến hạn"),
    Stage.AFTER: _("Quá hạn"),
    Stage.NEXT_LEVEL: _("Báo cấp trên, quá hạn"),
    Stage.CHIEF: _("Báo Trưởng ban, quá hạn"),
}


def reminder(
    told: Reminder,
    timed: ItemClock | StepState,
    board: Board,
    page: Page | None,
    waiting: list[Member],
    people: Iterable[Member],
    name: str,
) -> int:
    """About a due moment: before, on, after, or to a level above. Returns how many letters were written."""
    path = reverse("review_file", args=[page.pk]) if page else reverse("board", args=[board.slug])
    if isinstance(timed, ItemClock) and timed.starts in follow_up.SCREENS:
        path = reverse(follow_up.SCREENS[timed.starts], args=[board.slug])
    context = {
        "heading": HEADINGS[Stage(told.stage)],
        "name": name,
        "title": (page.draft_title or page.title) if page else "",
        "due_at": day_and_time(told.due_at),
        "is_late": told.stage not in (Stage.BEFORE, Stage.ON),
        "counted": timed.counted,
        "waits_for": ", ".join(str(member) for member in waiting),
        "board": board,
        "link": settings.WAGTAILADMIN_BASE_URL + path,
    }
    return _write("reminder", (member.user for member in people), context)


BESIDE = (Act.SKIP, Act.CLOSE_VOTE, Act.CAST, Act.TICKET, Act.CHECK, Act.QUESTION)  # rows that no letter is about


def _deciders(state: StepState) -> Iterable[Any]:
    rows = Decision.objects.filter(run=state.workflow_state_id, act__in=[Act.REVIEW, Act.APPROVE]).exclude(user=None)
    return get_user_model().objects.filter(pk__in=rows.values("user"))


def _last(page: ReviewedPage) -> Decision | None:
    return Decision.objects.filter(page_id=page.pk).exclude(act__in=BESIDE).order_by("-number").first()


def _send(template: str, page: ReviewedPage, people: Iterable[Any], **context: Any) -> None:
    link = settings.WAGTAILADMIN_BASE_URL + reverse("review_file", args=[page.pk])
    _write(template, people, {"page": page, "board": page.board, "link": link, **context})


def _write(template: str, people: Iterable[Any], context: dict[str, Any]) -> int:
    """One letter per address, with a link of its own. Returns how many were written."""
    told = {person.email: person for person in people if person is not None and person.is_active and person.email}
    return _write_to(
        (template, address, {**context, "link": personal(context["link"], person)})
        for address, person in sorted(told.items())
    )


def _write_to(letters: Iterable[tuple[str, str, dict[str, Any]]]) -> int:
    """Letters by template, address and context, in one go. Returns how many were written."""
    written = [_mail(*letter) for letter in letters if _is_address(letter[1])]
    if written:
        mail.send_many(written)
    return len(written)


def _mail(template: str, address: str, context: dict[str, Any]) -> dict[str, Any]:
    text = render_to_string(f"workflows/letters/{template}.txt", context)
    subject, _blank, body = text.strip().partition("\n")
    return {
        "recipients": address,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "subject": subject.strip()[:180],
        "message": body.strip() + "\n",
        "priority": PRIORITY.medium,
    }


def _is_address(written: str) -> bool:
    """An account with a mistyped address must not stop the chain."""
    try:
        validate_email(written)
    except ValidationError:
        logger.error("no letter to %r: not an e-mail address", written)
        return False
    return True
