"""The gate on paper, about what is no item: deeds, clocks, what follows publication. Pure."""

from dataclasses import replace

from workflows.charter.after_publication import mistakes_of, spot_check_of
from workflows.charter.roles import titles_of
from workflows.charter.schema import Charter, Deadline
from workflows.charter.words import RoleKey
from workflows.clocks import deadlines
from workflows.gate.lendable import place_in, succession_of_role
from workflows.gate.on_paper.somebody import LATER, LEFT_OPEN, NOW, Answer, Somebody, answered
from workflows.rules import clocks as clock_rules
from workflows.rules import deeds as deed_rules
from workflows.rules import mistakes as mistake_rules
from workflows.rules import spot_checks as check_rules
from workflows.rules.clocks import ClockAct, ClockFacts
from workflows.rules.deeds import DeedAct, DeedFacts, Writing
from workflows.rules.mistakes import MistakeAct, MistakeFacts
from workflows.rules.spot_checks import CheckAct, CheckFacts

SOME_ACT = frozenset({LEFT_OPEN})


def ask_to_write_for_another(who: Somebody) -> Answer:
    """Why somebody of this role may not write the deed of another."""
    is_secretary = who.function is RoleKey.SECRETARY
    return answered(
        lambda ground: deed_rules.may(DeedAct.WRITE, DeedFacts(_writing(ground, by_secretary=is_secretary)))
    )


def ask_to_stand_in(rules: Charter, who: Somebody, giver: RoleKey) -> Answer:
    """Why whoever holds `giver` may not lend to somebody of this role: asked while those who come before them could be asked."""
    order, titles = succession_of_role(rules, giver), titles_of(rules)
    place, before = place_in(order, who.names, who.key)
    skipped = tuple(titles[name] for name in before if name in titles)

    def writing(ground: str) -> Writing:
        own = _writing(ground, is_own=True)
        return replace(
            own,
            is_same_person=who.function is giver,
            succession=order,
            receiver_role=place,
            skipped=skipped,
        )

    return answered(lambda ground: deed_rules.may(DeedAct.WRITE, DeedFacts(writing(ground))))


def _writing(ground: str, *, is_own: bool = False, by_secretary: bool = False) -> Writing:
    """A deed in which nothing is missing."""
    return Writing(
        is_written_by_giver=is_own,
        is_written_by_secretary=by_secretary,
        is_on_board=True,
        has_giver=True,
        has_receiver=True,
        is_same_person=False,
        asked=SOME_ACT,
        held=SOME_ACT,
        starts_at=NOW,
        ends_at=LATER,
        now=NOW,
        document_number=LEFT_OPEN,
        document_day=NOW,
        is_twice=False,
        has_other_paper=False,
        succession=(),
        receiver_role="",
        skipped=(),
        ground=ground,
    )


def ask_clock(who: Somebody, act: ClockAct, deadline: Deadline) -> Answer:
    """Why somebody of this role may not do this to the running clock of an item."""
    grounds, extends = deadlines.lawful_pauses(deadline), deadline.extends

    def facts(reason: str) -> ClockFacts:
        return ClockFacts(
            roles=who.names,
            deadline=deadline,
            now=NOW,
            is_running=True,
            is_paused=act is ClockAct.RESUME,
            reason=grounds[0] if reason and grounds else reason,
            more=extends.within if extends else None,
        )

    return answered(lambda reason: clock_rules.may(act, facts(reason)))


def ask_mistake(rules: Charter, who: Somebody, act: MistakeAct) -> Answer:
    """Why somebody of this role may not do this with a report of a mistake."""

    def facts(text: str) -> MistakeFacts:
        return MistakeFacts(
            roles=who.names,
            mistakes=mistakes_of(rules),
            has_contact=True,
            has_target=True,
            target_is_open=True,
            says_finding=True,
            text=text,
        )

    return answered(lambda text: mistake_rules.may(act, facts(text)))


def ask_check(rules: Charter, who: Somebody) -> Answer:
    """Why the draw gives somebody of this role nothing to look at again."""
    is_given = who.is_named(spot_check_of(rules).who)
    facts = CheckFacts(is_given=is_given, given_to=LEFT_OPEN, says_outcome=True)
    return answered(lambda _text: check_rules.may(CheckAct.FINISH, facts))
