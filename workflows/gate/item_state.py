"""How an item stands: at which step, what is below it, whether a revision waits for its moment, who wrote it. Reads only."""

import datetime
from collections.abc import Mapping

from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from workflows.models.board import Member
from workflows.models.chain import StepState, whole_steps
from workflows.models.decision import Decision
from workflows.models.judged import Media
from workflows.models.leave import said_until
from workflows.models.reviewed import ReviewedPage
from workflows.rules.facts import Below


def below(page: Page) -> Below:
    """Whether the page, or anything below it, is public, and whether any of it is being judged."""
    pages = Page.objects.filter(path__startswith=page.path)
    waiting = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, object_id__in=pages.annotate(key=Cast("pk", CharField())).values("key")
    )
    return {"is_live": pages.filter(live=True).exists(), "is_step_open": waiting.exists()}


def open_step(page: Page) -> StepState | None:
    """The step at which an item waits now."""
    runs = {"workflow_state__object_id": str(page.pk), "workflow_state__status": WorkflowState.STATUS_IN_PROGRESS}
    open_steps = whole_steps().filter(**runs, status=TaskState.STATUS_IN_PROGRESS)
    state = open_steps.select_related("workflow_state").first()
    if state is not None and isinstance(page, ReviewedPage):
        state.revision.content_object = page
    return state


def has_history(page: Page) -> bool:
    """Whether the ledger has anything of the page or of what stands below it."""
    return Decision.objects.filter(page__path__startswith=page.path).exists()


def is_scheduled(page: Page) -> bool:
    """Whether an approved revision waits for its moment."""
    return page.revisions.filter(approved_go_live_at__isnull=False).exists()


def writers(page: Page, revision_id: int, media: Media) -> set[int]:
    """Everybody who ever wrote a part of this version: its revisions, its owner, who submitted it, who uploaded its files."""
    people = set(page.revisions.filter(pk__lte=revision_id).values_list("user_id", flat=True))
    people |= set(page.workflow_states.values_list("requested_by_id", flat=True))
    people |= {each.uploaded_by_user_id for _kind, _key, each in media if each}
    people.add(page.owner_id)
    return people - {None}


def names(members: list[Member], away: Mapping[int, datetime.datetime] | None = None) -> str:
    """Members as one reads them in a sentence; `away`: until when, by seat, where somebody is on leave."""
    known = away or {}
    named = [
        f"{member.person_name} ({member.role_title}, {said_until(known[member.pk])})"
        if member.pk in known
        else str(member)
        for member in members
    ]
    return ", ".join(named) or _("người được quy chế giao")
