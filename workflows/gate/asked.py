"""One person before one item: everything that the rules look at for some acts, each part read once, when it is needed."""

from collections.abc import Collection
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from workflows.charter.words import StepKind
from workflows.content_guard.facts import guard_facts
from workflows.gate import absence, acting_for, corrections, emergencies, vote_sentence
from workflows.gate.applicable import unserved_step
from workflows.gate.item_state import below, has_history, is_scheduled, names, open_step
from workflows.models.account_incident import DoubtedDecision
from workflows.models.board import Board, Member, names_of, only_keeps_running
from workflows.models.chain import Chain, StepState
from workflows.models.consultation import Consultation
from workflows.models.decision import Decision
from workflows.models.judged import Judged
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules import chain as chain_rules
from workflows.rules.act import Act
from workflows.rules.facts import AtStep, Facts, Guarded, OfDraft, OfItem

OF_DRAFTS = frozenset({Act.SUBMIT, Act.DECLARE})
OF_PUBLIC = frozenset({Act.WITHDRAW, Act.MOVE, Act.PROPOSE, Act.DECLINE})


class Asked:
    """One person before one item: everything that the rules look at for some acts, each part read once, when it is needed."""

    def __init__(
        self,
        user: SomeUser,
        acts: Collection[Act],
        page: Page,
        state: StepState | None = None,
        reason: str = "",
        judged: Judged | None = None,
        *,
        has_step: bool = True,
    ):
        self.user, self.acts, self.page, self.reason = user, frozenset(acts), page, reason.strip()
        self.board = page.board if isinstance(page, ReviewedPage) else Board.objects.for_path(page.path)
        self._state, self._draft, self._has_step = state, judged, has_step

    @cached_property
    def facts(self) -> Facts:
        """About ten queries for a decision, five for the rest."""
        if self.board is None or not getattr(self.user, "is_active", False):
            return Facts(is_active=False)
        return Facts(
            is_active=True,
            reason=self.reason,
            is_contributor=self._is_contributor(),
            **self._item(),
            **self._step(),
            **self._of_draft(),
            **self._guard(),
        )

    @cached_property
    def state(self) -> StepState | None:
        return self._state or (open_step(self.page) if self._has_step else None)

    @cached_property
    def ground(self) -> acting_for.Ground | None:
        """On what this person decides at the step; None where there is no step, or nothing to stand on."""
        return acting_for.at_step(self.user, self.state) if self.state else None

    @cached_property
    def seats(self) -> list[Member]:
        """This person's seats on the board, in their order."""
        seats = Member.objects.of_user(self.user).filter(board=self.board_there)
        return list(seats.select_related("user").order_by("pk"))

    @property
    def board_there(self) -> Board:
        if self.board is None:
            raise LookupError("this page belongs to no board")
        return self.board

    @property
    def is_step_open(self) -> bool:
        return self.state is not None and self.state.status == TaskState.STATUS_IN_PROGRESS

    @cached_property
    def judged(self) -> Judged | None:
        """What is judged at the step, else what would be submitted."""
        if self.state is not None and self.is_step_open:
            return self.state.judged
        return self._draft or Judged.latest(self.page.specific)

    @property
    def _giver(self) -> int | None:
        """In whose stead this person decides at the step."""
        return self.ground.deed.giver_user_id if self.ground and self.ground.deed else None

    @property
    def people(self) -> set[int | None]:
        """Who stands behind what this person does at the step."""
        return acting_for.people_behind(self.user, self.ground)

    @cached_property
    def _acting(self) -> list[Member]:
        """Who decides at a step has at least the seat on which they stand there; for the rest it is asked what seats they have."""
        return [self.ground.seat] if self.ground is not None and self.acts <= chain_rules.DECIDING else self.seats

    def _is_contributor(self) -> bool:
        """Whether any of them wrote a part of what is judged, or this person of the draft."""
        if self.state is not None and self.is_step_open:
            is_asked = self.ground is not None and bool(chain_rules.DECIDING & self.acts)
            return is_asked and bool(self.state.authors & self.people)
        return bool(OF_DRAFTS & self.acts) and self.judged is not None and self.user.pk in self.judged.authors

    def _item(self) -> OfItem:
        asks_bar, page = {Act.EDIT, Act.SUBMIT, *chain_rules.DECIDING} & self.acts, self.page
        item = page.specific if asks_bar else None
        known: OfItem = {
            "roles": names_of(self._acting),
            "only_keeps_running": only_keeps_running(self._acting),
            "is_live": page.live,
            "is_step_open": self.is_step_open,
            "is_scheduled": bool({Act.EDIT, Act.SUBMIT, Act.WITHDRAW} & self.acts) and is_scheduled(page),
            "may_withdraw": bool(OF_PUBLIC & self.acts)
            and acting_for.to_withdraw(self.user, self.board_there, page) is not None,
            "may_take_back": bool({Act.WITHDRAW, Act.PROPOSE} & self.acts)
            and emergencies.ground_to_take_back(self.user, page) is not None,
            "is_proposed": bool({Act.PROPOSE, Act.DECLINE} & self.acts) and corrections.open_proposal(page) is not None,
            "has_history": Act.DELETE in self.acts and has_history(page),
            "bar": item.bar() if isinstance(item, ReviewedPage) else None,
        }
        return {**known, **below(page)} if Act.MOVE in self.acts else known

    def _step(self) -> AtStep:
        state, user = self.state, self.user
        if state is None:
            return {}
        step, marks = state.task.specific, bool({Act.FLAG, Act.UNFLAG} & self.acts) and state.is_sensitive
        known: AtStep = {
            "step_kind": StepKind(state.kind),
            "step_name": step.name,
            "finished": _finished_sentence(state),
            "is_entitled": self.ground is not None,
            "waits_for": names(list(state.entitled.all())),
            "author_may": step.author_may,
            "is_requester": state.workflow_state.requested_by_id == user.pk,
            "exceptions": self.board_there.rules.exceptions,
            "is_flagged": marks,
            "may_clear": marks and acting_for.to_clear(user, self.board_there) is not None,
        }
        if self.ground is None or not self.is_step_open:
            return known
        running = Consultation.objects.unsettled().filter(step=state).with_ballots().first()
        known["running_vote"] = vote_sentence.waiting(running) if running else ""
        return {**known, **self._run(state)} if chain_rules.DECIDING & self.acts else known

    def _run(self, state: StepState) -> AtStep:
        """What has happened in the run so far, and whose text it is."""
        rows = [row for row in state.judged.rows if row.run == state.workflow_state_id]
        others = (row for row in rows if row.act in chain_rules.PASSING and row.step != state.task_id)
        earlier = next((row for row in others if _behind(row) & self.people), None)
        submitted = next((row for row in rows if row.act == Act.SUBMIT), None)
        return {
            "is_for_author": self._giver in state.authors and self.user.pk not in state.authors,
            "earlier_step": earlier.step_name if earlier else "",
            "others_there": names(first) if (first := absence.others_before(state, self.people)) else "",
            "is_same_text": submitted is not None and submitted.digest == state.digest,
            "doubted": doubted_sentence(state.workflow_state_id) if any(row.is_doubted for row in rows) else "",
        }

    def _of_draft(self) -> OfDraft:
        if self.is_step_open or Act.SUBMIT not in self.acts:
            return {}
        judged, page = self.judged, self.page.specific
        chain: Chain | None = page.get_workflow()
        draft = judged.draft if judged else page
        return {
            "drafting_roles": frozenset(chain.source["drafted_by"] if chain else ()),
            "has_changes": judged is not None and judged.revision.pk != page.live_revision_id,
            "is_secret": draft.is_secret,
            "problems": tuple(judged.problems if judged else draft.submission_problems()),
            "was_returned": judged is not None and judged.was_returned,
            "unserved_step": unserved_step(chain, judged, self.user.pk) if chain and judged else "",
        }

    def _guard(self) -> Guarded:
        """What the guard says is asked for passing an item on, and for submitting it."""
        if self.judged is None:
            return {}
        if not self.is_step_open:
            return guard_facts(self.user, Act.SUBMIT, self.judged) if OF_DRAFTS & self.acts else {}
        act = chain_rules.ACT_OF_KIND[StepKind(self.state.kind)] if self.state else None
        return guard_facts(self.user, act, self.judged) if act in self.acts and self.ground else {}


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
