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
from post_office import mail
from post_office.models import PRIORITY
from wagtail.models import TaskState

from workflows.act import Act
from workflows.models import Decision, ReviewedPage, StepState

logger = logging.getLogger("portal.letters")


def step_waits(state: StepState, page: ReviewedPage) -> None:
    """To everybody for whom the step now waits."""
    _send(
        "step_waits",
        page,
        (member.user for member in state.entitled.all()),
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


def _deciders(state: StepState) -> Iterable[Any]:
    rows = Decision.objects.filter(run=state.workflow_state_id, act__in=[Act.REVIEW, Act.APPROVE]).exclude(user=None)
    return get_user_model().objects.filter(pk__in=rows.values("user"))


def _last(page: ReviewedPage) -> Decision | None:
    return Decision.objects.filter(page_id=page.pk).exclude(act=Act.SKIP).order_by("-number").first()


def _send(template: str, page: ReviewedPage, people: Iterable[Any], **context: Any) -> None:
    addresses = sorted({person.email for person in people if person is not None and person.is_active and person.email})
    if not addresses:
        return
    link = settings.WAGTAILADMIN_BASE_URL + reverse("review_file", args=[page.pk])
    text = render_to_string(
        f"workflows/letters/{template}.txt", {"page": page, "board": page.board, "link": link, **context}
    )
    subject, _blank, body = text.strip().partition("\n")
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


def _is_address(written: str) -> bool:
    """An account with a mistyped address must not stop the chain."""
    try:
        validate_email(written)
    except ValidationError:
        return False
    return True
