"""The gate on paper, about deciding together: what the charter alone lets each role do with a vote or a consultation. Pure."""

from collections.abc import Collection
from dataclasses import replace

from workflows.charter.schema import Charter
from workflows.charter.words import HELPING, RoleKey, StepKind
from workflows.gate.on_paper.somebody import LATER, NOW, Answer, Somebody, answered
from workflows.rules import vote_readers as reader_rules
from workflows.rules import votes as vote_rules
from workflows.rules.vote_count import Choice, Outcome
from workflows.rules.vote_readers import ReaderFacts, VoteReading
from workflows.rules.votes import Course, Matter, Sending, VoteAct, VoteFacts, rule_of


def ask(
    rules: Charter,
    who: Somebody,
    act: VoteAct,
    *,
    is_about_item: bool = True,
    waits_for_them: bool = False,
    voters: Collection[str] | None = None,
) -> Answer:
    """Why somebody of this role may not do this with a vote on an item, or with a written consultation about none. `voters`: whose vote it
    is where a step of a chain names them."""
    if act in (VoteAct.CALL, VoteAct.CONSULT):
        return answered(
            lambda text: vote_rules.may(act, VoteFacts(matter=_matter(rules, who, text, waits_for_them=waits_for_them)))
        )
    if act is VoteAct.CAST:
        is_asked = who.function not in HELPING and who.is_named(voters or rule_of(rules).voters)
        sent = Sending(is_open=True, is_elector=is_asked, has_vote=not who.wrote_it, choice=Choice.YES)
        return answered(lambda text: vote_rules.may(act, VoteFacts(sending=replace(sent, opinion=text))))
    return answered(
        lambda text: vote_rules.may(act, VoteFacts(course=_course(rules, who, act, text, is_about_item=is_about_item)))
    )


def ask_to_read(who: Somebody, reading: VoteReading) -> Answer:
    """Why somebody of this role, who was not asked, may not read this of a vote."""
    return answered(lambda _text: reader_rules.may(reading, ReaderFacts(roles=frozenset({who.function}))))


def has_judging_step(rules: Charter, who: Somebody) -> bool:
    """Whether the charter lets items wait for them before they are approved."""
    return any(
        who.is_named(step.who) and step.kind in (StepKind.REVIEW, StepKind.APPROVE)
        for chain in rules.chain
        for step in chain.step
    )


def _matter(rules: Charter, who: Somebody, text: str, *, waits_for_them: bool) -> Matter:
    return Matter(
        roles=who.names,
        callers=frozenset(rule_of(rules).callers),
        voters=1,
        text=text,
        ends_at=LATER,
        now=NOW,
        step_kind=StepKind.REVIEW,
        is_step_open=True,
        is_entitled=waits_for_them and has_judging_step(rules, who),
    )


def _course(rules: Charter, who: Somebody, act: VoteAct, text: str, *, is_about_item: bool) -> Course:
    vote, is_chief = rule_of(rules), who.function is RoleKey.CHIEF
    came_to = Outcome.REJECTED if vote.tie == "rejected" else Outcome.TIED
    is_closed = act in (VoteAct.DECIDE_TIE, VoteAct.CONCLUDE)
    return Course(
        is_about_item=is_about_item,
        is_open=not is_closed,
        is_decided=True,
        outcome=(came_to if act is VoteAct.DECIDE_TIE else Outcome.ANSWERED) if is_closed else None,
        chief_ends=vote.chief_ends,
        is_chief=is_chief,
        presides=is_chief,
        leads=is_chief,
        decides_tie=is_chief,
        choice=Choice.YES,
        text=text,
    )
