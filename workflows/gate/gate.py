"""The gate: it gathers the facts about a person and an item, once, and asks the rules. Every door asks here.

Doors are Wagtail's permission tester, task actions, the review file, services, guards on saving. None of them holds a rule.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from workflows.charter.schema import RoleKey, StepKind
from workflows.content_guard.facts import guard_facts
from workflows.digests.digest import content_digest, files_of, media_of
from workflows.gate import acting_for, corrections, vote_sentence
from workflows.models.account_incident import DoubtedDecision
from workflows.models.board import Board, Member
from workflows.models.chain import Chain, ChainStep, StepState, holders
from workflows.models.consultation import Consultation
from workflows.models.decision import Certificate, Decision
from workflows.models.reviewed import ReviewedPage
from workflows.rules import chain as chain_rules
from workflows.rules.act import Act
from workflows.rules.chain import Facts
from workflows.rules.refusal import Refusal, Refused

if TYPE_CHECKING:
    from wagtail.models import Revision

POSITIVE_ACTION, RETURN_ACTION = "approve", "reject"


def ask(user: Any, act: Act, page: Page, state: StepState | None = None, reason: str = "") -> Refusal | None:
    """Why this person may not do this act to this item now; None where they may."""
    return ask_all(user, [act], page, state, reason)[act]


def ask_all(
    user: Any, acts: Collection[Act], page: Page, state: StepState | None = None, reason: str = ""
) -> dict[Act, Refusal | None]:
    """The same for several acts, from facts gathered once."""
    known = facts(user, acts, page, state, reason)
    return {act: chain_rules.may(act, known) for act in acts}


def require(user: Any, act: Act, page: Page, state: StepState | None = None, reason: str = "") -> Facts:
    """The facts on which the act stands. Raises `Refused`."""
    known = facts(user, [act], page, state, reason)
    if refusal := chain_rules.may(act, known):
        raise Refused(refusal, page.pk)
    return known


def facts(user: Any, acts: Collection[Act], page: Page, state: StepState | None = None, reason: str = "") -> Facts:
    """Everything the rules look at for these acts. About ten queries for a decision, five for the rest."""
    board = page.board if isinstance(page, ReviewedPage) else Board.objects.for_path(page.path)
    if board is None or not getattr(user, "is_active", False):
        return Facts(is_active=False)
    seats = list(Member.objects.of_user(user).filter(board=board))
    if state is None:
        state = open_step(page)
    known: dict[str, Any] = {
        "is_active": True,
        "roles": frozenset(RoleKey(seat.role) for seat in seats),
        "is_live": page.live,
        "is_scheduled": bool({Act.EDIT, Act.SUBMIT, Act.WITHDRAW} & set(acts)) and is_scheduled(page),
        "reason": reason.strip(),
        "may_withdraw": bool({Act.WITHDRAW, Act.MOVE, Act.PROPOSE, Act.DECLINE} & set(acts))
        and acting_for.to_withdraw(user, board, page) is not None,
        "is_step_open": state is not None and state.status == TaskState.STATUS_IN_PROGRESS,
    }
    if {Act.EDIT, Act.SUBMIT, *chain_rules.DECIDING} & set(acts):
        item = page.specific
        known["bar"] = item.bar() if isinstance(item, ReviewedPage) else None
    if state is not None:
        known |= _step_facts(user, page, board, state, acts)
    if Act.SUBMIT in acts and not known["is_step_open"]:
        known |= _draft_facts(page.specific, board)
    if {Act.SUBMIT, Act.DECLARE} & set(acts) and not known["is_step_open"]:
        known |= _draft_guard(user, page.specific, board)
    if Act.MOVE in acts:
        known |= below(page)
    if {Act.FLAG, Act.UNFLAG} & set(acts) and state is not None:
        known["is_flagged"] = state.is_sensitive
        known["may_clear"] = known["is_flagged"] and acting_for.to_clear(user, board) is not None
    if {Act.PROPOSE, Act.DECLINE} & set(acts):
        known["is_proposed"] = corrections.open_proposal(page) is not None
    if Act.DELETE in acts:
        known["has_history"] = Decision.objects.filter(page__path__startswith=page.path).exists()
    return Facts(**known)


def below(page: Page) -> dict[str, bool]:
    """Whether the page, or anything below it, is public, and whether any of it is being judged."""
    pages = Page.objects.filter(path__startswith=page.path)
    waiting = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, object_id__in=pages.annotate(key=Cast("pk", CharField())).values("key")
    )
    return {"is_live": pages.filter(live=True).exists(), "is_step_open": waiting.exists()}


def open_step(page: Page) -> StepState | None:
    """The step at which an item waits now."""
    runs = {"workflow_state__object_id": str(page.pk), "workflow_state__status": WorkflowState.STATUS_IN_PROGRESS}
    state = (
        StepState.objects.filter(**runs, status=TaskState.STATUS_IN_PROGRESS)
        .select_related("workflow_state", "revision", "board__charter", "task")
        .prefetch_related("entitled__user")
        .first()
    )
    if state is not None and isinstance(page, ReviewedPage):
        state.revision.content_object = page
    return state


def is_scheduled(page: Page) -> bool:
    """Whether an approved revision waits for its moment."""
    return page.revisions.filter(approved_go_live_at__isnull=False).exists()


def contributors(page: Page, revision: "Revision", uploaders: Collection[int] = ()) -> set[int]:
    """The accounts that wrote any part of what is judged.

    Everybody since the version that is live, everybody whose revision was never certified (its text may have been brought
    back), who owns a page
    that is not live, and who uploaded its files.
    """
    written = page.revisions.filter(created_at__lte=revision.created_at)
    if page.live_revision_id:
        written = written.filter(Q(pk__gt=page.live_revision_id) | Q(certificates__isnull=True))
    people = set(written.values_list("user_id", flat=True))
    if not page.live_revision_id:
        people.add(page.owner_id)
    return people.union(uploaders) - {None}


def writers(page: Page, revision_id: int, media: Collection[tuple[str, int, Any]]) -> set[int]:
    """Everybody who ever wrote a part of this version: its revisions, its owner, who submitted it, who uploaded its files."""
    people = set(page.revisions.filter(pk__lte=revision_id).values_list("user_id", flat=True))
    people |= set(page.workflow_states.values_list("requested_by_id", flat=True))
    people |= {each.uploaded_by_user_id for _kind, _key, each in media if each}
    return (people | {page.owner_id}) - {None}


def step_actions(obj: Any, user: Any) -> list[tuple[str, str, bool]]:
    """The actions of the open step in Wagtail's terms: name, label, whether it asks for words."""
    state = open_step(obj)
    if state is None:
        return []
    act = chain_rules.ACT_OF_KIND[StepKind(state.kind)]
    answers, actions = ask_all(user, [act, Act.RETURN], obj, state), []
    if _is_possible(answers[Act.RETURN]):
        actions.append((RETURN_ACTION, _("Trả lại để sửa"), True))
    refusal = answers[act]
    if _is_possible(refusal):
        actions.append((POSITIVE_ACTION, consequence(state), refusal is not None))
    return actions


def _is_possible(refusal: Refusal | None) -> bool:
    return refusal is None or refusal.asks_reason


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


def require_certificate(revision: "Revision", page: Page) -> Certificate:
    """Raises `Refused` unless this revision, with this content and these files, is certified for publication."""
    if refusal := page.specific.bar():
        raise Refused(refusal, page.pk)
    certificate = Certificate.objects.standing(page.pk, revision.pk)
    if certificate is None:
        raise Refused(
            Refusal(
                "not-certified",
                _("Bản này chưa được Ban biên tập duyệt qua đủ các bước của quy chế, nên không đăng được."),
            ),
            page.pk,
        )
    if DoubtedDecision.spoils(certificate.decision):
        raise Refused(
            Refusal(
                "doubted",
                _("Một quyết định duyệt bản này ra từ tài khoản bị lộ và chưa được thừa nhận, nên không đăng được."),
            ),
            page.pk,
        )
    if content_digest(revision.content, files_of(revision.as_object())) != certificate.digest:
        raise Refused(
            Refusal(
                "text-changed", _("Nội dung của bản này không còn đúng như bản đã được duyệt, nên không đăng được.")
            ),
            page.pk,
        )
    return certificate


def _step_facts(user: Any, page: Page, board: Board, state: StepState, acts: Collection[Act]) -> dict[str, Any]:
    step: ChainStep = state.task.specific
    run = state.workflow_state_id
    stand = acting_for.at_step(user, state)
    known: dict[str, Any] = {
        "step_kind": StepKind(state.kind),
        "step_name": step.name,
        "finished": _finished_sentence(state),
        "is_entitled": stand is not None,
        "waits_for": names(list(state.entitled.all())),
        "author_may": step.author_may,
        "is_requester": state.workflow_state.requested_by_id == user.pk,
        "exceptions": frozenset(exception.of for exception in board.rules.exception),
    }
    if known["is_entitled"] and state.status == TaskState.STATUS_IN_PROGRESS:
        running = Consultation.objects.unsettled().filter(step=state).with_ballots().first()
        known["running_vote"] = vote_sentence.waiting(running) if running else ""
    if chain_rules.DECIDING & set(acts) and known["is_entitled"]:
        rows = list(Decision.objects.filter(run=run).select_related("delegation"))
        passing = (Act.REVIEW, Act.APPROVE, Act.VOTE, Act.PUBLISH)
        giver = stand.deed.giver_user_id if stand and stand.deed else None
        people = {user.pk, giver} - {None}
        others = (row for row in rows if row.act in passing and row.step != state.task_id)
        earlier = next((row for row in others if _behind(row) & people), None)
        submitted = next((row for row in rows if row.act == Act.SUBMIT), None)
        authors = contributors(page, state.revision, state.uploaders) | {state.workflow_state.requested_by_id}
        known["is_contributor"] = bool(authors & people)
        known["is_for_author"] = giver in authors and user.pk not in authors
        known["earlier_step"] = earlier.step_name if earlier else ""
        known["is_same_text"] = submitted is not None and submitted.digest == state.digest
        known["doubted"] = doubted_sentence(run)
        act = chain_rules.ACT_OF_KIND[StepKind(state.kind)]
        if act in acts:
            known |= guard_facts(user, act, page, board, state.revision, state.draft, state.media)
    return known


def doubted_sentence(run: int) -> str:
    """A decision of this run was made with an account that was in foreign hands, and nobody has answered for it (R130)."""
    doubted = DoubtedDecision.waiting_in(run).first()
    if doubted is None:
        return ""
    return _("Tài khoản của %(who)s bị báo lộ, nên «%(act)s» của người đó ở lần trình này chưa được tính.") % {
        "who": doubted.decision.person, "act": doubted.decision.get_act_display(),
    }  # fmt: skip


def _behind(row: Decision) -> set[int | None]:
    """Who decided, and in whose stead."""
    return {row.user, row.delegation.giver_user_id} if row.delegation else {row.user}


def _draft_facts(page: Any, board: Board) -> dict[str, Any]:
    revision = page.get_latest_revision()
    draft = page.as_of(revision) if revision else page
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


def _draft_guard(user: Any, page: Any, board: Board) -> dict[str, Any]:
    """What the content guard knows of the latest revision; nothing where there is none."""
    revision = page.get_latest_revision()
    if revision is None:
        return {}
    draft = page.as_of(revision)
    media = media_of(draft)
    uploaders = {each.uploaded_by_user_id for _kind, _key, each in media if each} - {None}
    is_contributor = user.pk in contributors(page, revision, uploaders)
    return {"is_contributor": is_contributor, **guard_facts(user, Act.SUBMIT, page, board, revision, draft, media)}


def _unserved_step(chain: Chain, board: Board, authors: set[int]) -> str:
    """The first judging step that nobody but the authors could do."""
    if any(exception.of == chain_rules.OWN_TEXT for exception in board.rules.exception):
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
