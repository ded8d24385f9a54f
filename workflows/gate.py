"""The gate: it gathers the facts about a person and an item, once, and asks the rules. Every door asks here.

Doors are Wagtail's permission tester, task actions, the review file, services, guards on saving. None of them holds a rule.
"""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from workflows import rules
from workflows.act import Act
from workflows.charter import RoleKey, StepKind
from workflows.digest import content_digest, files_of
from workflows.models import Board, Certificate, Chain, ChainStep, Decision, Member, StepState
from workflows.models.chain import holders
from workflows.refusal import Refused
from workflows.rules import Facts, Refusal

if TYPE_CHECKING:
    from wagtail.models import Page, Revision

POSITIVE_ACTION, RETURN_ACTION = "approve", "reject"


def ask(user: Any, act: Act, page: "Page", state: StepState | None = None, reason: str = "") -> Refusal | None:
    """Why this person may not do this act to this item now; None where they may."""
    return rules.may(act, facts(user, act, page, state, reason))


def require(user: Any, act: Act, page: "Page", state: StepState | None = None, reason: str = "") -> Facts:
    """The facts on which the act stands. Raises `Refused`."""
    known = facts(user, act, page, state, reason)
    if refusal := rules.may(act, known):
        raise Refused(refusal, page.pk)
    return known


def facts(user: Any, act: Act, page: "Page", state: StepState | None = None, reason: str = "") -> Facts:
    """Everything the rules look at. About ten queries for a decision, five for the rest."""
    board = Board.objects.for_path(page.path)
    if board is None or not getattr(user, "is_active", False):
        return Facts(is_active=False)
    seats = list(Member.objects.of_user(user).filter(board=board))
    if state is None:
        state = open_step(page)
    known: dict[str, Any] = {
        "is_active": True,
        "roles": frozenset(RoleKey(seat.role) for seat in seats),
        "is_live": page.live,
        "reason": reason.strip(),
        "withdrawing_roles": frozenset(board.rules.withdrawal.who),
        "is_step_open": state is not None and state.status == TaskState.STATUS_IN_PROGRESS,
    }
    if state is not None:
        known |= _step_facts(user, page, board, state, seats, act)
    if act is Act.SUBMIT:
        known |= _draft_facts(page.specific, board)
    if act is Act.DELETE:
        known["has_history"] = Decision.objects.filter(page__path__startswith=page.path).exists()
    return Facts(**known)


def open_step(page: "Page") -> StepState | None:
    """The step at which an item waits now."""
    return (
        StepState.objects.filter(
            workflow_state__object_id=str(page.pk),
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            status=TaskState.STATUS_IN_PROGRESS,
        )
        .select_related("workflow_state", "revision", "board", "in_charge__user")
        .first()
    )


def contributors(page: "Page", revision: "Revision") -> set[int]:
    """The accounts that wrote any part of what is judged: everybody since the version that is live, and who owns a new page."""
    written = page.revisions.filter(created_at__lte=revision.created_at)
    if page.live_revision_id:
        written = written.filter(pk__gt=page.live_revision_id)
    people = {pk for pk in written.values_list("user_id", flat=True) if pk}
    if not page.live_revision_id and page.owner_id:
        people.add(page.owner_id)
    return people


def judged_digest(state: StepState) -> str:
    """The digest of what this step judges, from the stored revision and the files as they are now."""
    return content_digest(state.revision.content, files_of(state.revision.as_object()))


def step_actions(obj: Any, user: Any) -> list[tuple[str, str, bool]]:
    """The actions of the open step in Wagtail's terms: name, label, whether it asks for words."""
    state = open_step(obj)
    if state is None:
        return []
    act = rules.ACT_OF_KIND[StepKind(state.kind)]
    actions = []
    if ask(user, Act.RETURN, obj, state, reason="…") is None:
        actions.append((RETURN_ACTION, _("Trả lại để sửa"), True))
    refusal = ask(user, act, obj, state)
    if refusal is None or refusal.asks_reason:
        actions.append((POSITIVE_ACTION, consequence(state), refusal is not None))
    return actions


def consequence(state: StepState) -> str:
    """The label of the positive act: what happens when it is pressed."""
    return {
        StepKind.REVIEW: _("Đồng ý, chuyển bước tiếp theo"),
        StepKind.APPROVE: _("Phê duyệt"),
        StepKind.PUBLISH: _("Đăng lên cổng ngay"),
    }[StepKind(state.kind)]


def may_edit_now(page: "Page") -> bool:
    return open_step(page) is None


def require_unfrozen(page: "Page") -> None:
    """Raises `Refused` while the item is judged, whoever edits, code included."""
    if page.pk and (refusal := rules.may(Act.EDIT, Facts(is_active=True, is_step_open=open_step(page) is not None))):
        raise Refused(refusal, page.pk)


def require_certificate(revision: "Revision", page: "Page") -> None:
    """Raises `Refused` unless this revision, with this content and these files, is certified for publication."""
    certificate = Certificate.objects.filter(revision_id=revision.pk, page_id=page.pk).first()
    if certificate is None:
        raise Refused(
            Refusal(
                "not-certified",
                _("Bản này chưa được Ban biên tập duyệt qua đủ các bước của quy chế, nên không đăng được."),
            ),
            page.pk,
        )
    if content_digest(revision.content, certificate.files) != certificate.digest:
        raise Refused(
            Refusal(
                "text-changed", _("Nội dung của bản này không còn đúng như bản đã được duyệt, nên không đăng được.")
            ),
            page.pk,
        )


def _step_facts(
    user: Any, page: "Page", board: Board, state: StepState, seats: list[Member], act: Act
) -> dict[str, Any]:
    step: ChainStep = state.task.specific
    run = state.workflow_state_id
    entitled = list(state.entitled.all())
    known: dict[str, Any] = {
        "step_kind": StepKind(state.kind),
        "step_name": step.name,
        "finished": _finished_sentence(state),
        "is_entitled": bool({seat.pk for seat in seats} & {member.pk for member in entitled}),
        "waits_for": names(entitled),
        "author_may": step.author_may,
        "is_requester": state.workflow_state.requested_by_id == user.pk,
        "exceptions": frozenset(exception.of for exception in board.rules.exception),
    }
    if act in rules.DECIDING and known["is_entitled"]:
        earlier = Decision.objects.filter(run=run, user=user.pk, act__in=[Act.REVIEW, Act.APPROVE, Act.PUBLISH]).first()
        submitted = Decision.objects.filter(run=run, act=Act.SUBMIT).first()
        known["is_contributor"] = user.pk in contributors(page, state.revision) | {state.workflow_state.requested_by_id}
        known["earlier_step"] = earlier.step_name if earlier else ""
        known["is_same_text"] = submitted is not None and submitted.digest == judged_digest(state)
    return known


def _draft_facts(page: Any, board: Board) -> dict[str, Any]:
    revision = page.get_latest_revision()
    draft = revision.as_object() if revision else page
    chain: Chain | None = page.get_workflow()
    known: dict[str, Any] = {
        "drafting_roles": frozenset(RoleKey(role) for role in chain.source["drafted_by"]) if chain else frozenset(),
        "has_changes": revision is not None and revision.pk != page.live_revision_id,
        "is_secret": draft.is_secret,
        "problems": tuple(draft.submission_problems()),
    }
    if chain and revision:
        known["unserved_step"] = _unserved_step(chain, board, contributors(page, revision))
    return known


def _unserved_step(chain: Chain, board: Board, authors: set[int]) -> str:
    """The first judging step that nobody but the authors could do."""
    if any(exception.of == rules.OWN_TEXT for exception in board.rules.exception):
        return ""
    for step in chain.source["step"]:
        if step["kind"] == StepKind.PUBLISH and step.get("author_may"):
            continue
        if not holders(board, step["who"]).filter(user__is_active=True).exclude(user_id__in=authors).exists():
            return str(step["name"])
    return ""


def _finished_sentence(state: StepState) -> str:
    if state.status == TaskState.STATUS_IN_PROGRESS:
        return ""
    row = Decision.objects.filter(run=state.workflow_state_id, step=state.task_id).order_by("-number").first()
    if row is None:
        return ""
    when = timezone.localtime(row.at).strftime("%H:%M %d/%m/%Y")
    return _("Bước này đã xong: %(who)s (%(capacity)s) đã %(act)s lúc %(when)s.") % {
        "who": row.person, "capacity": row.capacity, "act": row.get_act_display(), "when": when,
    }  # fmt: skip


def names(members: list[Member]) -> str:
    """Members as one reads them in a sentence."""
    return ", ".join(f"{member.person_name} ({member.role_title})" for member in members) or _(
        "người được quy chế giao"
    )
