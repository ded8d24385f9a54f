"""The gate of deciding together: it gathers the facts about a person and a vote, a consultation or a step, and asks `rules/votes.py`."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from workflows.charter.schema import Duration
from workflows.charter.words import RoleKey, StepKind
from workflows.clocks import count as clock
from workflows.content_guard.facts import guard_facts
from workflows.gate import absence, acting_for, electorate, presiding, vote_result, vote_sentence, vote_standing
from workflows.gate.asked import doubted_sentence
from workflows.gate.item_state import names
from workflows.models.board import Board, Member, names_of
from workflows.models.calendar_day import CalendarDay
from workflows.models.chain import StepState
from workflows.models.consultation import Consultation
from workflows.models.decision import Decision
from workflows.models.some_user import SomeUser
from workflows.rules import votes as vote_rules
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.rules.refusal import Refusal, Refused
from workflows.rules.vote_count import Choice, Outcome
from workflows.rules.votes import Course, Matter, Sending, VoteAct, VoteFacts, rule_of

Subject = StepState | Board | Consultation
OF_COURSE = (VoteAct.CORRECT, VoteAct.CLOSE, VoteAct.STOP, VoteAct.DECIDE_TIE, VoteAct.CONCLUDE)


@dataclass(frozen=True)
class Said:
    """What somebody writes with an act. `text`: the question, the opinion, the reason for stopping, the conclusion; `elector`: the key of the
    seat for which a ballot is sent."""

    subject: str = ""
    text: str = ""
    ends_at: datetime.datetime | None = None
    choice: str = ""
    elector: int = 0


UNSAID = Said()


def ask(user: SomeUser, act: VoteAct, subject: Subject, said: Said = UNSAID) -> Refusal | None:
    """Why this person may not do this now; None where they may. One calls a vote at a step, consults a board, does the rest with a
    consultation. About ten queries for calling, five for the rest."""
    if isinstance(subject, StepState):
        return vote_rules.may(act, VoteFacts(matter=_looked_at(user, subject, _at_step(user, subject, said))))
    if isinstance(subject, Board):
        voters = len(electorate.electors_of(subject, rule_of(subject.rules).voters))
        return vote_rules.may(act, VoteFacts(matter=replace(_of_board(user, subject, said), voters=voters)))
    if act is VoteAct.CAST:
        return _may_cast(user, subject, electorate.seat_of(user, subject, said.elector), said)
    return vote_rules.may(act, VoteFacts(course=_course(user, [act], subject, said)))


def require(user: SomeUser, act: VoteAct, subject: Subject, said: Said = UNSAID) -> None:
    """Raises `Refused`."""
    if refusal := ask(user, act, subject, said):
        page = int(subject.workflow_state.object_id) if isinstance(subject, StepState) else None
        raise Refused(refusal, subject.page_id if isinstance(subject, Consultation) else page)


def offered(user: SomeUser, subject: Subject) -> dict[VoteAct, Refusal | None]:
    """What a screen may offer, before anything is typed: asked as if the form were filled in well. Of calling and consulting only who may
    do it is asked: who would vote, the text and its files are looked at when it is pressed."""
    filled_in = _filled_in()
    if isinstance(subject, StepState):
        return {VoteAct.CALL: vote_rules.may(VoteAct.CALL, VoteFacts(matter=_at_step(user, subject, filled_in)))}
    if isinstance(subject, Board):
        return {VoteAct.CONSULT: vote_rules.may(VoteAct.CONSULT, VoteFacts(matter=_of_board(user, subject, filled_in)))}
    known = VoteFacts(course=_course(user, OF_COURSE, subject, filled_in))
    return {act: vote_rules.may(act, known) for act in OF_COURSE}


def offered_ballots(user: SomeUser, asked: Consultation) -> list[tuple[electorate.Seat, Refusal | None]]:
    """The seats for which this person may send a ballot, each with why not now: asked like `offered`. None once it is closed."""
    seats = electorate.seats_of(user, asked) if asked.is_open else []
    return [(seat, _may_cast(user, asked, seat, _filled_in())) for seat in seats]


def default_end(board: Board, within: Duration | None = None) -> datetime.datetime:
    """The last moment for ballots where nobody names one: the charter's length, in the board's calendar."""
    begun = clock.Start(timezone.now(), _("khi mở biểu quyết"))
    length = within or rule_of(board.rules).within
    return clock.count(begun, length, CalendarDay.objects.calendar_of(board)).due_at or timezone.now()


def _filled_in() -> Said:
    return Said("-", "-", timezone.now() + datetime.timedelta(days=1), Choice.YES)


def _of_board(user: SomeUser, board: Board, said: Said) -> Matter:
    return Matter(
        roles=names_of(Member.objects.of_user(user).filter(board=board)),
        callers=frozenset(rule_of(board.rules).callers),
        voters=1,
        subject=said.subject.strip(),
        text=said.text.strip(),
        ends_at=said.ends_at,
        now=timezone.now(),
    )


def _at_step(user: SomeUser, state: StepState, said: Said) -> Matter:
    ground = acting_for.at_step(user, state) if state.kind != StepKind.VOTE else None
    others = absence.others_before(state, acting_for.people_behind(user, ground)) if ground else []
    return replace(
        _of_board(user, state.board, said),
        step_kind=StepKind(state.kind),
        step_name=state.task.name,
        is_step_open=state.status == TaskState.STATUS_IN_PROGRESS,
        is_entitled=ground is not None,
        others_there=names(others) if others else "",
    )


def _looked_at(user: SomeUser, state: StepState, matter: Matter) -> Matter:
    """The same with what is looked at when it is pressed: who would vote, what runs, the text, its files, the run."""
    act = ACT_OF_KIND[StepKind(state.kind)]
    running = Consultation.objects.unsettled().filter(step=state).with_ballots().first()
    submitted = Decision.objects.filter(run=state.workflow_state_id, act=Act.SUBMIT).first()
    return replace(
        matter,
        voters=sum(each.has_vote for each in electorate.voters_at(state)),
        running_vote=vote_sentence.waiting(running) if running else "",
        marks=guard_facts(user, act, state.judged).get("marks", ()),
        is_same_text=submitted is not None and submitted.digest == state.digest,
        doubted=doubted_sentence(state.workflow_state_id),
    )


def _may_cast(user: SomeUser, asked: Consultation, seat: electorate.Seat | None, said: Said) -> Refusal | None:
    return vote_rules.may(VoteAct.CAST, VoteFacts(sending=_sending(user, asked, seat, said)))


def _sending(user: SomeUser, asked: Consultation, seat: electorate.Seat | None, said: Said) -> Sending:
    if seat is None:
        return Sending(is_open=asked.is_open, is_elector=False)
    stands_in, last = seat.deed is not None, seat.ballot
    return Sending(
        is_open=asked.takes_ballots,
        is_elector=True,
        altered=_altered(asked),
        holds_seat=seat.elector.holds_seat,
        has_vote=seat.elector.has_vote,
        stands_in=stands_in,
        stand_in_wrote=stands_in and asked.step is not None and user.pk in electorate.authors_of(asked.step),
        has_voted_in_person=last is not None and last.delegation_id is None,
        choice=said.choice,
        opinion=said.text.strip(),
    )


def _course(user: SomeUser, acts: Collection[VoteAct], asked: Consultation, said: Said) -> Course:
    """Only what these acts are asked by is read."""
    outcome = Outcome(asked.outcome) if asked.outcome else None
    is_unsettled, is_open, wanted = asked.settled_at is None, asked.takes_ballots, set(acts)
    of_who_presides = {VoteAct.CLOSE, VoteAct.CONCLUDE, VoteAct.CORRECT, VoteAct.STOP}
    may_preside = is_unsettled and bool(of_who_presides & wanted)
    presides = may_preside and presiding.presides(user, asked) is not None
    return Course(
        altered=_altered(asked) if is_unsettled else "",
        is_about_item=asked.step is not None,
        is_open=is_open,
        is_decided=VoteAct.CLOSE in acts and presides and is_open and vote_result.is_decided(asked),
        is_settled=asked.settled_at is not None,
        outcome=outcome,
        chief_ends=asked.chief_ends,
        is_chief=VoteAct.STOP in acts and _is_chief(user, asked.board),
        presides=presides,
        leads=is_open and (presides or presiding.called(user, asked) is not None),
        decides_tie=VoteAct.DECIDE_TIE in acts and _decides_tie(user, asked),
        choice=said.choice,
        text=said.text.strip(),
    )


def _altered(asked: Consultation) -> str:
    return vote_standing.sentence() if vote_standing.is_altered(asked) else ""


def _is_chief(user: SomeUser, board: Board) -> bool:
    return user.is_active and any(seat.user_id == user.pk and seat.role == RoleKey.CHIEF for seat in board.seats)


def _decides_tie(user: SomeUser, asked: Consultation) -> bool:
    return asked.outcome == Outcome.TIED and presiding.decides_tie(user, asked) is not None
