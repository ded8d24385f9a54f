"""Letters about what happened to an item and who has it next.

A letter is a row written in the act's own transaction; `run_worker` sends it afterwards, keeps it, and tries again when the mail
server refuses. No act waits for a mail server, and a rolled-back act leaves no letter.
"""

import logging
from collections.abc import Iterable
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
from wagtail.models import Page, TaskState

from workflows import follow_up
from workflows.act import Act
from workflows.charter import RoleKey
from workflows.clock_sentence import day_and_time
from workflows.deadlines import Stage
from workflows.models import (
    Board,
    Decision,
    Delegation,
    ItemClock,
    Member,
    MistakeReport,
    Reminder,
    ReviewedPage,
    SpotCheck,
    StepState,
)
from workflows.standing import stand_ins

logger = logging.getLogger("portal.letters")


def step_waits(state: StepState, page: ReviewedPage) -> None:
    """To everybody for whom the step now waits."""
    _send(
        "step_waits",
        page,
        [*(member.user for member in state.entitled.all()), *(deed.receiver.user for deed in stand_ins(state))],
        state=state,
        step=state.task.name,
    )


def decided(state: StepState, page: ReviewedPage) -> None:
    """To the author, after a step is passed: who has it next."""
    following = StepState.objects.filter(
        workflow_state_id=state.workflow_state_id, status=TaskState.STATUS_IN_PROGRESS
    ).first()
    _send(
        "decided",
        page,
        [state.workflow_state.requested_by],
        step=state.task.name,
        following=following,
        decision=_last(page),
    )


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


def published(state: StepState, page: ReviewedPage) -> None:
    """To the author and everybody who decided in this run."""
    _send(
        "published",
        page,
        [state.workflow_state.requested_by, *_deciders(state)],
        url=page.full_url,
        decision=_last(page),
    )


def withdrawn(page: ReviewedPage, reason: str) -> None:
    """To everybody who decided on the item's last publication, and its owner."""
    run = (
        Decision.objects.filter(page_id=page.pk, act=Act.PUBLISH)
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


def spot_check(check: SpotCheck) -> None:
    """To the member who looks at a public item again."""
    link = settings.WAGTAILADMIN_BASE_URL + reverse("spot_checks", args=[check.board.slug])
    context = {"check": check, "page": check.page, "clock": check.clock, "board": check.board, "link": link}
    _write("spot_check", [check.member.user], context)


def flagged(page: ReviewedPage, reason: str) -> None:
    """To the chief: somebody on the way says that an item is sensitive."""
    chief = page.own_board.members.active().filter(role=RoleKey.CHIEF).select_related("user")
    _send("flagged", page, [member.user for member in chief], reason=reason, decision=_last(page))


def deed_waits(deed: Delegation) -> None:
    """To the giver: the secretary has written a deed that needs their word."""
    _about_deed("deed_waits", deed, [deed.giver.user])


def delegated(deed: Delegation) -> None:
    """To both, when a deed is confirmed."""
    _about_deed("delegated", deed, [deed.giver.user, deed.receiver.user])


def deed_ended(deed: Delegation, done: list[Decision]) -> None:
    """To both: what was done under a deed that has ended (R56)."""
    _about_deed("deed_ended", deed, [deed.giver_user, deed.receiver_user], done=done)


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


def _deciders(state: StepState) -> Iterable[Any]:
    rows = Decision.objects.filter(run=state.workflow_state_id, act__in=[Act.REVIEW, Act.APPROVE]).exclude(user=None)
    return get_user_model().objects.filter(pk__in=rows.values("user"))


def _last(page: ReviewedPage) -> Decision | None:
    return Decision.objects.filter(page_id=page.pk).exclude(act=Act.SKIP).order_by("-number").first()


def _send(template: str, page: ReviewedPage, people: Iterable[Any], **context: Any) -> None:
    link = settings.WAGTAILADMIN_BASE_URL + reverse("review_file", args=[page.pk])
    _write(template, people, {"page": page, "board": page.board, "link": link, **context})


def _write(template: str, people: Iterable[Any], context: dict[str, Any]) -> int:
    addresses = sorted({person.email for person in people if person is not None and person.is_active and person.email})
    if not addresses:
        return 0
    text = render_to_string(f"workflows/letters/{template}.txt", context)
    subject, _blank, body = text.strip().partition("\n")
    written = 0
    for address in addresses:
        if not _is_address(address):
            logger.error("no letter to %r: not an e-mail address", address)
            continue
        mail.send(
            address,
            settings.DEFAULT_FROM_EMAIL,
            subject=subject.strip()[:180],
            message=body.strip() + "\n",
            priority=PRIORITY.medium,
        )
        written += 1
    return written


def _is_address(written: str) -> bool:
    """An account with a mistyped address must not stop the chain."""
    try:
        validate_email(written)
    except ValidationError:
        return False
    return True
