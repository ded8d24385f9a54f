"""Wagtail's own screens of moderation: where they would say a bare «no permission», a person is led to the item's file, with the rule's sentence.

The acts end where all do, in the step (`doors/steps.py`). Asked before the screen opens, once it is known that it may open for this person.
"""

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import ResolverMatch, reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from workflows.charter.words import StepKind
from workflows.doors.middleware import in_dialog, told
from workflows.gate import gate, item_state
from workflows.models.chain import StepState
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.rules.refusal import Refusal
from workflows.rules.shared_refusals import not_in_review, unknown_act
from workflows.screens.act_table import what_happened

PAGES = "wagtailadmin_pages"
ACTIONS = (f"{PAGES}:workflow_action", f"{PAGES}:collect_workflow_action_data")
FOR_WRITERS = tuple(
    f"{PAGES}:{name}"
    for name in ("edit", "view_draft", "revisions_view", "revisions_compare", "revisions_revert", "workflow_preview")
)


def led_to_file(request: HttpRequest, match: ResolverMatch) -> HttpResponse | None:
    """The answer in place of a screen that would not open; None where it opens, or is none of these."""
    name = match.view_name
    if name not in (*ACTIONS, *FOR_WRITERS):
        return None
    page = _item(match.kwargs["page_id"] if "page_id" in match.kwargs else match.args[0])
    if page is None:
        return None
    refusal = _why_not_decided(request, page, match) if name in ACTIONS else _why_not_opened(request.user, page, name)
    return told(request, refusal, page.pk) if refusal else None


def _item(page_id: Any) -> ReviewedPage | None:
    page = Page.objects.filter(pk=page_id).first()
    item = page.specific if page is not None else None
    return item if isinstance(item, ReviewedPage) and item.board is not None else None


def _why_not_decided(request: HttpRequest, page: ReviewedPage, match: ResolverMatch) -> Refusal | None:
    """What Wagtail's dialog cannot ask for; a reason it can, once more where it came empty."""
    state = _step(page, str(match.kwargs["task_state_id"]))
    if state is None:
        return not_in_review()
    act = _act(match.kwargs["action_name"], state)
    if act is None:
        return unknown_act(match.kwargs["action_name"])
    refusal = gate.ask(request.user, act, page, state, request.POST.get("comment", ""))
    is_asked_there = request.method != "POST" or in_dialog(request)
    return None if refusal and refusal.asks_reason and is_asked_there else refusal


def _step(page: ReviewedPage, asked: str) -> StepState | None:
    """A step of this item by its key; None for anything else."""
    steps = StepState.objects.filter(workflow_state__object_id=str(page.pk))
    return steps.filter(pk=int(asked)).first() if asked.isascii() and asked.isdigit() and len(asked) < 19 else None


def _act(action: str, state: StepState) -> Act | None:
    acts = {gate.RETURN_ACTION: Act.RETURN, gate.POSITIVE_ACTION: ACT_OF_KIND[StepKind(state.kind)]}
    return acts.get(action)


def _why_not_opened(user: SomeUser, page: ReviewedPage, name: str) -> Refusal | None:
    """Writers' screens, before somebody of the board who does not write this item; its file has all that they show."""
    opens: dict[str, Callable[[], bool]] = {
        f"{PAGES}:workflow_preview": lambda: bool(gate.step_actions(page, user)) or item_state.open_step(page) is None
    }
    is_seated = any(seat.user_id == user.pk for seat in page.own_board.seats)
    if not is_seated or opens.get(name, page.permissions_for_user(user).can_edit)():
        return None
    return Refusal(
        "not-a-writer", _("Bạn không sửa mục này. Nội dung, các thay đổi và việc bạn làm được đều ở hồ sơ duyệt này.")
    )


def decide_in_editor(request: HttpRequest, page: ReviewedPage) -> HttpResponse:
    """The decision that somebody pressed in the editor: at the step that it was shown for, of the item as it was submitted, whatever else the
    form holds. Raises `Refused`.

    While a text is judged it is locked, and Wagtail's view would take nothing from that form.
    """
    state, action = _step(page, request.POST.get("workflow-step", "")), request.POST.get("workflow-action-name", "")
    act = _act(action, state) if state else None
    if state is None or act is None:
        return told(request, not_in_review() if state is None else unknown_act(action), page.pk)
    state.task.specific.on_action(state, request.user, action, comment=_comment(request.POST))
    messages.success(request, what_happened(page, act))
    return HttpResponseRedirect(reverse("review_file", args=[page.pk]))


def _comment(sent: QueryDict) -> str:
    """What was typed into the dialog that the editor opened."""
    try:
        typed = json.loads(sent.get("workflow-action-extra-data", "{}"))
    except ValueError:
        return ""
    said = typed.get("comment") if isinstance(typed, dict) else ""
    return said if isinstance(said, str) else ""
