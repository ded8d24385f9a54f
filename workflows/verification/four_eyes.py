"""Whether nobody passed what they wrote, nobody decided at two levels of one run, and every run went by the charter of its day.

Who wrote and who decided is in the ledger; deeds, steps and chains beside it are verified by `deeds.py` and `constitution.py`. Where an
exception holds only while the others are away, it is asked who of them was there, on their own seats: whom a deed let stand in is not
asked again.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from wagtail.models import WorkflowState

from workflows.charter.schema import Chain as CharterChain
from workflows.charter.words import StepKind
from workflows.models.board import Board
from workflows.models.chain import Chain, StepState, step_model
from workflows.models.decision import Decision
from workflows.models.delegation import Delegation
from workflows.rules.act import Act
from workflows.rules.chain import OWN_TEXT, PASSING, TWO_LEVELS
from workflows.verification.attendance import Attendance
from workflows.verification.charter_then import CharterThen

SAID = (
    "number", "act", "run", "step", "user", "delegation", "exception", "writers", "digest", "member", "at",
)  # fmt: skip


@dataclass
class _Run:
    """What the ledger has said of a run so far."""

    writers: set[int] | None = None  # None: submitted before the ledger said who wrote
    passed: dict[int | None, set[int]] = field(
        default_factory=lambda: defaultdict(set)
    )  # by step, who and in whose stead


def breaches(board: Board) -> Iterator[str]:
    """A sentence per row by somebody who should not have decided there, and per run on a chain that no charter in force then had."""
    told = f"Sổ quyết định {board.slug}: dòng"
    givers = dict(Delegation.objects.filter(board=board).values_list("pk", "giver_user"))
    author_may = set(step_model(StepKind.PUBLISH)._default_manager.filter(author_may=True).values_list("pk", flat=True))
    chains, others = _Chains(board), _Others(board)
    runs: dict[int, _Run] = defaultdict(_Run)
    wanted = [Act.CHARTER, Act.SEAT, Act.SUBMIT, *PASSING]
    rows = Decision.objects.filter(board=board, act__in=wanted).order_by("number")
    for number, act, run, step, user, deed, exception, writers, digest, member, at in rows.values_list(
        *SAID
    ).iterator():
        others.then.follow(act, digest, member, user)
        if act == Act.SEAT:
            continue
        if act == Act.CHARTER:
            chains.in_force = digest
        elif act == Act.SUBMIT:
            runs[run] = _Run(None if writers is None else set(writers))
            if not chains.has_run(run):
                yield f"{told} {number}: lần trình theo một quy trình không có trong quy chế lúc đó."
        elif act != Act.VOTE:
            people = {user, givers.get(deed)} - {None}
            for needed, why in _needed(runs[run], act, step, people, by_author=step in author_may):
                if needed not in exception.split(",") and not (exception and runs[run].writers is None):
                    yield f"{told} {number}: {why}"
            if others.were_there(runs[run], exception, run, step, people, number, at):
                yield f"{told} {number}: một người giữ hai bước, hoặc tự duyệt bài của mình, khi người khác không vắng."
            runs[run].passed[step] |= people


def _needed(run: _Run, act: str, step: int | None, people: set[int], *, by_author: bool) -> Iterator[tuple[str, str]]:
    """The exceptions of the charter without which this could not be decided, with what is told where the row does not stand on one.

    Rows of before named one where they stood on both.
    """
    if people & (run.writers or set()) and not (act == Act.PUBLISH and by_author):
        yield OWN_TEXT, "người quyết định đã viết một phần nội dung."
    if any(people & others for other, others in run.passed.items() if other != step):
        yield TWO_LEVELS, "một người quyết định ở hai bước của một lần trình."


class _Chains:
    """Which chains each version of the charter has, and on which one each run goes."""

    def __init__(self, board: Board):
        self.in_force = ""  # the digest of the version; empty where the row of its loading said none yet
        self.had = {version.digest: list(version.parsed.chain) for version in board.charter_versions.all()}
        self.source = {
            pk: CharterChain.model_validate(source)
            for pk, source in Chain.objects.filter(board=board).values_list("pk", "source")
        }
        self.of_run = dict(WorkflowState.objects.filter(workflow__in=self.source).values_list("pk", "workflow"))

    def has_run(self, run: int | None) -> bool:
        """Whether the charter in force has the chain of this run. A run that is gone is named elsewhere (`verification/runs.py`)."""
        chain = self.source.get(self.of_run.get(run or 0, 0))
        return chain is None or not self.in_force or chain in self.had.get(self.in_force, [])


class _Others:
    """Who else could have passed a step, where an exception holds only while they are away."""

    def __init__(self, board: Board):
        self.then = CharterThen(board)
        self._board = board

    def were_there(
        self,
        run: _Run,
        exception: str,
        number_of_run: int,
        step: int,
        people: set[int],
        number: int,
        at: datetime.datetime,
    ) -> bool:
        """Whether one of them was, at the row of this number, which stands on these exceptions."""
        charter = self.then.in_force
        if not exception or charter is None or not set(exception.split(",")) & charter.exceptions_of_absence:
            return False
        roles, author_may = self._steps.get(step, ((), False))
        seen = {person for other, others in run.passed.items() if other != step for person in others}
        seen |= set() if author_may else run.writers or set()
        free = [
            seat
            for seat, user in self.then.seated.items()
            if user not in seen and not self.then.names_of(seat).isdisjoint(roles)
        ]
        charged = [seat for seat in free if seat == self._in_charge.get((number_of_run, step))]
        return bool(self._attendance.there(charged or free, number, at, people))

    @cached_property
    def _attendance(self) -> Attendance:
        return Attendance(self._board, self.then)

    @cached_property
    def _steps(self) -> dict[int, tuple[list[str], bool]]:
        """By step: the roles that pass it, and whether who wrote the text may."""
        kinds = [step_model(kind)._default_manager for kind in StepKind]
        return {
            pk: (roles, may) for steps in kinds for pk, roles, may in steps.values_list("pk", "roles", "author_may")
        }

    @cached_property
    def _in_charge(self) -> dict[tuple[int, int], int]:
        """By run and step: the seat in charge of the item there."""
        states = StepState.objects.filter(board=self._board).exclude(in_charge=None)
        return {(run, task): seat for run, task, seat in states.values_list("workflow_state", "task", "in_charge")}
