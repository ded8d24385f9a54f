"""The gate: it has the facts about a person and an item gathered (`asked.py`), once, and asks the rules. Every door asks here.

Doors are Wagtail's permission tester, task actions, the review file, services, guards on saving. None of them holds a rule.
"""

from collections.abc import Collection

from django.utils.translation import gettext as _
from wagtail.models import Page

from workflows.charter.words import StepKind
from workflows.gate import appointments
from workflows.gate.asked import Asked
from workflows.gate.item_state import below, is_scheduled, open_step
from workflows.models.board import Board
from workflows.models.chain import StepState
from workflows.models.decision import Decision
from workflows.models.judged import Judged
from workflows.models.some_user import SomeUser
from workflows.rules import chain as chain_rules
from workflows.rules.act import Act
from workflows.rules.facts import Facts
from workflows.rules.refusal import Refusal, Refused

POSITIVE_ACTION, RETURN_ACTION = "approve", "reject"


def ask(user: SomeUser, act: Act, page: Page, state: StepState | None = None, reason: str = "") -> Refusal | None:
    """Why this person may not do this act to this item now; None where they may."""
    return ask_all(user, [act], page, state, reason)[act]


def ask_all(
    user: SomeUser, acts: Collection[Act], page: Page, state: StepState | None = None, reason: str = ""
) -> dict[Act, Refusal | None]:
    """The same for several acts, those about the moment of posting too, from facts gathered once."""
    of_moment = frozenset(appointments.ACTS).intersection(acts)
    asked = Asked(user, [*acts, Act.PUBLISH] if of_moment else acts, page, state, reason)
    answers = appointments.answers(asked, of_moment) if of_moment else {}
    return {act: answers[act] if act in answers else chain_rules.may(act, asked.facts) for act in acts}


def require(
    user: SomeUser,
    act: Act,
    page: Page,
    state: StepState | None = None,
    reason: str = "",
    judged: Judged | None = None,
    *,
    has_step: bool = True,
) -> "Asked":
    """What the act stands on: its facts, and on what this person acts. `judged`: the draft, where the act has it; `has_step`: whether the
    item may stand at a step. Raises `Refused`."""
    asked = Asked(user, [act], page, state, reason, judged, has_step=has_step)
    if refusal := chain_rules.may(act, asked.facts):
        raise Refused(refusal, page.pk)
    return asked


def step_actions(obj: Page, user: SomeUser) -> list[tuple[str, str, bool]]:
    """The actions of the open step in Wagtail's terms: name, label, whether it asks for words. What wants the checklist is one of them: pressed
    there, it leads to the file."""
    state = open_step(obj)
    if state is None:
        return []
    act = chain_rules.ACT_OF_KIND[StepKind(state.kind)]
    answers, actions = ask_all(user, [act, Act.RETURN], obj, state), []
    if _is_possible(answers[Act.RETURN]):
        actions.append((RETURN_ACTION, _("Trả lại để sửa"), True))
    refusal = answers[act]
    if _is_possible(refusal):
        actions.append((POSITIVE_ACTION, consequence(state), refusal is not None and refusal.asks_reason))
    return actions


def _is_possible(refusal: Refusal | None) -> bool:
    return refusal is None or refusal.asks_reason or refusal.asks_ticks


def consequence(state: StepState) -> str:
    """The label of the positive act: what happens when it is pressed."""
    return {
        StepKind.REVIEW: _("Đồng ý, chuyển bước tiếp theo"),
        StepKind.APPROVE: _("Phê duyệt"),
        StepKind.VOTE: _("Biểu quyết"),
        StepKind.PUBLISH: _("Đăng lên cổng ngay"),
    }[StepKind(state.kind)]


def require_unfrozen(page: Page) -> None:
    """Raises `Refused` while the item is judged, and for what can never become public, whoever edits, code included."""
    if not page.pk:
        return
    known = Facts(
        is_active=True,
        is_step_open=open_step(page) is not None,
        is_scheduled=is_scheduled(page),
        bar=page.specific.bar(),
    )
    if refusal := chain_rules.may(Act.EDIT, known):
        raise Refused(refusal, page.pk)


def require_deletable(page: Page) -> None:
    """Raises `Refused` for what was ever submitted or public, whoever deletes, code included."""
    has_history = Decision.objects.filter(page_id=page.pk).exists()
    if refusal := chain_rules.may(Act.DELETE, Facts(is_active=True, has_history=has_history, is_live=page.live)):
        raise Refused(refusal, page.pk)


def require_movable(page: Page, parent_after: Page, *, is_decided: bool) -> None:
    """Raises `Refused` for a move to another board, of what is judged, or of what is public and no decision bears out (`is_decided`)."""
    known = below(page)
    facts_of_move = Facts(
        is_active=True,
        is_live=known["is_live"] and not is_decided,
        is_step_open=known["is_step_open"],
        changes_board=Board.objects.for_path(page.path) != Board.objects.for_path(parent_after.path),
    )
    if refusal := chain_rules.may(Act.MOVE, facts_of_move):
        raise Refused(refusal, page.pk)
