"""Items that were posted in an emergency: which wait for a second person, until when, and what the rules look at.

The ledger says what happened (URGENT, AFFIRM, LAPSE); a clock of the item says until when, and reminds.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision

from workflows.charter.schema import Charter, Deadline, UrgentPosting
from workflows.charter.words import Content, RoleKey
from workflows.clocks import count as clock
from workflows.clocks.deadlines import said_of
from workflows.content_guard.facts import guard_facts
from workflows.digests.digest import media_of, words_digest
from workflows.gate import acting_for, item_state, vote_standing
from workflows.gate.acting_for import Ground
from workflows.gate.sensitivity import is_sensitive
from workflows.models.account_incident import DoubtedDecision
from workflows.models.appointment import Appointment
from workflows.models.board import Board, Member
from workflows.models.calendar_day import CalendarDay
from workflows.models.chain import StepState
from workflows.models.consultation import Consultation
from workflows.models.decision import CLOSING, OPENING, Certificate, Decision
from workflows.models.item_clock import ItemClock
from workflows.models.judged import Judged
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules import emergencies as urgent_rules
from workflows.rules.act import Act
from workflows.rules.chain import DECIDING
from workflows.rules.emergencies import OfText, OfUrgent, UrgentFacts
from workflows.rules.facts import Facts, Guarded
from workflows.rules.refusal import Refusal, Refused
from workflows.rules.vote_count import Outcome

CLOCK = "dang-khan"


def waiting_posting(page: ReviewedPage) -> Decision | None:
    """The decision by which the page is public without its chain, while nobody has confirmed it."""
    rows = Decision.objects.filter(page_id=page.pk, act__in=[*OPENING, *CLOSING])
    last = rows.select_related("delegation").order_by("-number").first()
    if last is None or last.act != Act.URGENT or confirmations(page).filter(number__gt=last.number).exists():
        return None
    return last


def confirmations(page: ReviewedPage) -> QuerySet[Decision]:
    """The rows by which somebody confirmed a posting of this page, without those that were disowned (R130)."""
    rows = Decision.objects.filter(page_id=page.pk, act=Act.AFFIRM)
    return rows.exclude(doubts__answer__act=Act.DISOWN)


def waiting_on(boards: Iterable[Board]) -> list[ItemClock]:
    """What waits for a second person on these boards, the most pressing first. One query."""
    clocks = ItemClock.objects.running().filter(board__in=[board.pk for board in boards], key=CLOCK)
    return list(clocks.select_related("page").most_pressing_first())


@dataclass
class Posted:
    """What citizens read of an item that was posted in an emergency; `confirmed_at` empty while nobody has confirmed it."""

    at: datetime.datetime
    confirmed_at: datetime.datetime | None = None


def told_on(board: Board) -> dict[int | None, Posted]:
    """By page, what is public now by such a posting. One query."""
    pages = ItemClock.objects.filter(board=board, key=CLOCK).values("page")
    of_live = Q(revision=F("page__live_revision"), act__in=[*OPENING, Act.AFFIRM])
    words = Decision.objects.filter(of_live | Q(act__in=CLOSING), page__in=pages, page__live=True)
    found: dict[int | None, Posted] = {}
    for row in words.exclude(doubts__answer__act=Act.DISOWN).order_by("number"):
        if row.act == Act.URGENT:
            found[row.page_id] = Posted(row.at)
        elif row.act == Act.AFFIRM and row.page_id in found:
            found[row.page_id].confirmed_at = row.at
        else:  # it came down since, or went the whole way
            found.pop(row.page_id, None)
    return found


def provided_for(rules: Charter, content: Content) -> UrgentPosting | None:
    """What the charter says of posting this kind of content in an emergency; None where it lets nobody."""
    return rules.urgent if rules.urgent and content in rules.urgent.content else None


def deadline_of(provision: UrgentPosting, content: Content) -> Deadline:
    """The charter's time for confirming, as a clock knows it."""
    return Deadline.model_construct(
        key=CLOCK,
        name="Xác nhận bản đăng khẩn",
        content=content,
        starts="urgent",
        within=provision.within,
        rule=provision.rule,
        clause=provision.clause,
        law=provision.law,
        default=provision.default,
    )


def is_overdue(posting: Decision, board: Board, now: Any) -> bool:
    """Whether the time to confirm, counted anew from the ledger's row by the charter in force, is over."""
    provision = board.rules.urgent
    if provision is None:
        return True
    begun = clock.Start(posting.at, said_of("urgent"))
    counted = clock.count(begun, provision.within, CalendarDay.objects.calendar_of(board))
    return counted.due_at is None or counted.due_at < now


def ground_to_post(user: SomeUser, page: ReviewedPage, draft: ReviewedPage) -> Ground | None:
    """On what this person may post it at once: whom the charter lets, or under a deed of theirs that names it; a sensitive item only as the
    chief, or under a deed of the chief that names those too (R59)."""
    board, provision = page.own_board, page.own_board.rules.urgent
    ground = acting_for.for_board(user, board, Act.URGENT, provision.who if provision else (), item=draft)
    if ground is None or not is_sensitive(draft):
        return ground
    return acting_for.for_board(user, board, Act.URGENT, [RoleKey.CHIEF], is_sensitive=True, item=draft)


def ground_to_confirm(user: SomeUser, page: ReviewedPage) -> Ground | None:
    """On what this person may confirm what another has posted."""
    provision = page.own_board.rules.urgent
    roles = provision.confirmed_by if provision else ()
    return acting_for.for_board(user, page.own_board, Act.APPROVE, roles, is_sensitive=is_sensitive(page), item=page)


def ground_to_take_back(user: SomeUser, page: Page) -> Ground | None:
    """On what this person may take down what nobody has confirmed yet: who may confirm it, decides at a step of its chain, or posted it."""
    posting = waiting_posting(page) if isinstance(page, ReviewedPage) and page.live else None
    if posting is None or not isinstance(page, ReviewedPage):
        return None
    board = page.own_board
    if ground := acting_for.for_board(
        user, board, Act.APPROVE, taking_back(page), is_sensitive=is_sensitive(page), item=page
    ):
        return ground
    seat = Member.objects.of_user(user).filter(board=board).select_related("user").order_by("pk").first()
    return Ground(seat) if seat is not None and posting.user == user.pk else None


def taking_back(page: ReviewedPage) -> set[str]:
    """The roles that may take down what nobody has confirmed yet."""
    return taking_back_of(page.own_board.rules, page.content_kind)


def taking_back_of(rules: Charter, content: Content) -> set[str]:
    """The same of every item of this kind: who decides at a step of its chain, or may confirm it."""
    steps = (step for chain in rules.chain if content in chain.content for step in chain.step)
    return {role for step in steps for role in step.who} | set(rules.urgent.confirmed_by if rules.urgent else ())


def require(user: SomeUser, act: Act, page: ReviewedPage, reason: str = "") -> None:
    """Raises `Refused`."""
    if refusal := ask(user, act, page, item_state.open_step(page), reason):
        raise Refused(refusal, page.pk)


def ask(user: SomeUser, act: Act, page: ReviewedPage, state: StepState | None, reason: str = "") -> Refusal | None:
    """Why this person may not post the item at once (URGENT), or confirm that (AFFIRM); None where they may. `state`: its open step."""
    if provided_for(page.own_board.rules, page.content_kind) is None:
        return urgent_rules.may(act, UrgentFacts(Facts(is_active=True)))
    known, text, guard = _of_posted(user, page) if act is Act.AFFIRM else _of_draft(user, page, state)
    is_active = bool(getattr(user, "is_active", False))
    return urgent_rules.may(
        act, UrgentFacts(Facts(is_active=is_active, **text, **guard), is_provided=True, reason=reason.strip(), **known)
    )


def require_lapsed(page: ReviewedPage, due_at: datetime.datetime | None) -> None:
    """Raises `Refused` unless the item waits for a second person and the time for that, `due_at`, is over."""
    certificate = Certificate.objects.of_live(page.pk, page.live_revision_id)
    is_waiting = page.live and certificate is not None and waiting_posting(page) is not None
    known = UrgentFacts(Facts(is_active=False), is_waiting=is_waiting, due_at=due_at, now=timezone.now())
    if refusal := urgent_rules.may(Act.LAPSE, known):
        raise Refused(refusal, page.pk)


def judged(page: ReviewedPage, state: StepState | None) -> Judged | None:
    """What would be posted: what is being judged, else the latest draft."""
    return state.judged if state else Judged.latest(page)


def _of_draft(user: SomeUser, page: ReviewedPage, state: StepState | None) -> tuple[OfUrgent, OfText, Guarded]:
    item = judged(page, state)
    if item is None or page.first_published_at:
        return {"may_post": item is not None, "was_public": True}, {}, {}
    draft = item.draft
    if ground_to_post(user, page, draft) is None:
        return {"may_post": False}, {}, {}
    known: OfUrgent = {
        "may_post": True,
        "was_public": item_state.is_scheduled(page),
        "is_appointed": draft.go_live_at is not None or Appointment.of(state) is not None,
        "is_voting": state is not None and _is_voted_on(state),
        **_said_no(item),
    }
    if state is not None:
        submitted = Decision.objects.filter(run=state.workflow_state_id, act=Act.SUBMIT).first()
        known["is_same_text"] = submitted is not None and submitted.digest == state.digest
    text: OfText = {
        "bar": page.bar(),
        "is_secret": draft.is_secret,
        "problems": tuple(item.problems),
    }
    return known, text, guard_facts(user, Act.URGENT, item)


def _is_voted_on(state: StepState) -> bool:
    """Whether a vote runs at the step; one that stands otherwise than the ledger says is waited for by nobody."""
    running = list(Consultation.objects.unsettled().filter(step=state))
    return len(vote_standing.altered(running)) < len(running)


def _said_no(item: Judged) -> OfUrgent:
    """What was said against the item, or against what it was copied from, by returns and votes, those too that only advise; but for what
    was done with an account in foreign hands and disowned."""
    page, board = item.page, item.board
    twins = Revision.objects.filter(created_at__in=page.revisions.values("created_at"))  # a copy has its original's
    keys = [int(key) for key in twins.values_list("object_id", flat=True).distinct()]
    of_item = Decision.objects.filter(board=board, page__in=keys).exclude(doubts__answer__act=Act.DISOWN)
    rows = list(of_item.select_related("revision").order_by("number"))
    by_the_board = [row for row in rows if row.act in DECIDING and row.run is not None and row.user is None]
    on_the_way = [row for row in rows if row.act in (Act.SUBMIT, Act.RETURN)]
    votes = Consultation.objects.filter(step__workflow_state__object_id__in=map(str, keys), board=board)
    last_vote = votes.filter(outcome__in=[Outcome.PASSED, Outcome.REJECTED]).order_by("settled_at").last()
    is_advised = last_vote is not None and last_vote.outcome == Outcome.REJECTED and last_vote.result.get("is_advice")
    words = words_digest(item.revision.content)
    return {
        "is_voted_down": bool(is_advised or (by_the_board and by_the_board[-1].act == Act.RETURN)),
        "was_returned": bool(on_the_way) and on_the_way[-1].act == Act.RETURN,
        "is_returned_text": any(
            row.digest == item.digest or (row.revision is not None and words_digest(row.revision.content) == words)
            for row in rows
            if row.act == Act.RETURN
        ),
    }


def _of_posted(user: SomeUser, page: ReviewedPage) -> tuple[OfUrgent, OfText, Guarded]:
    posting = waiting_posting(page) if page.live else None
    ground = ground_to_confirm(user, page) if posting else None
    if posting is None or ground is None or page.live_revision is None:
        return {"is_waiting": posting is not None}, {}, {}
    people = {user.pk, ground.deed.giver_user_id if ground.deed else None} - {None}
    behind = {posting.user, posting.delegation.giver_user_id if posting.delegation else None}
    authors = item_state.writers(page, posting.revision_id or 0, media_of(page))
    known: OfUrgent = {
        "is_waiting": True,
        "may_confirm": True,
        "is_poster": bool(people & behind),
        "is_doubted": DoubtedDecision.spoils(posting),
    }
    guard = guard_facts(user, Act.AFFIRM, Judged(page, page.live_revision))
    return known, {"is_contributor": bool(people & authors)}, guard
