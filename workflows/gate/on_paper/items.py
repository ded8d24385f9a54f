"""The gate on paper, about an item: what the charter alone lets each role do to it. Pure: the facts are the charter's, no query is made.

The rules are those of every day, `rules/chain.py`, `rules/appointments.py` and `rules/emergencies.py`. What a person, a seat or a text
would add is taken as the good case: a person at work, a complete text, all confirmed.
"""

from dataclasses import dataclass
from typing import Any

from workflows.charter.schema import Chain, Charter, Step
from workflows.charter.words import Content, RoleKey
from workflows.gate.emergencies import provided_for, taking_back_of
from workflows.gate.on_paper.somebody import LATER, LEFT_OPEN, NOW, Answer, Somebody, answered
from workflows.rules import appointments as appointment_rules
from workflows.rules import chain as chain_rules
from workflows.rules import emergencies as urgent_rules
from workflows.rules.act import Act
from workflows.rules.appointments import AppointmentFacts
from workflows.rules.emergencies import UrgentFacts
from workflows.rules.facts import Facts
from workflows.rules.refusal import Refusal


@dataclass(frozen=True)
class Item:
    """An item of a kind, in a state: a draft; waiting at a step; public."""

    chain: Chain
    content: Content
    step: Step | None = None
    is_appointed: bool = False
    is_flagged: bool = False
    is_sensitive: bool = False
    has_mark: bool = False
    is_live: bool = False
    is_proposed: bool = False
    is_unconfirmed: bool = False  # posted in an emergency

    @classmethod
    def of(cls, chain: Chain, **state: Any) -> "Item":
        """One of the kind that the chain is for in the first place."""
        return cls(chain, chain.content[0], **state)


def ask(rules: Charter, who: Somebody, act: Act, item: Item) -> Answer:
    """Why somebody of this role may not do this to such an item; nothing where they may."""
    if act in (Act.URGENT, Act.AFFIRM):
        return answered(lambda reason: urgent_rules.may(act, _of_urgent(rules, who, item, reason)))
    if act in (Act.APPOINT, Act.CALL_OFF):
        return answered(lambda reason: _of_moment(rules, who, act, item, reason))
    return answered(lambda reason: chain_rules.may(act, _facts(rules, who, item, reason)))


def _facts(rules: Charter, who: Somebody, item: Item, reason: str) -> Facts:
    step = item.step
    takes_back = who.is_named(taking_back_of(rules, item.content)) or who.posted_it
    return Facts(
        is_active=True,
        roles=who.names,
        only_keeps_running=who.function is RoleKey.TECHNICAL,
        is_contributor=who.wrote_it,
        is_requester=who.submitted_it,
        drafting_roles=frozenset(item.chain.drafted_by),
        may_withdraw=who.is_named(rules.withdrawal.who),
        may_take_back=item.is_unconfirmed and takes_back,
        is_proposed=item.is_proposed,
        is_flagged=item.is_flagged,
        may_clear=who.function is RoleKey.CHIEF,
        is_live=item.is_live,
        has_history=item.is_live,
        marks=(LEFT_OPEN,) if item.has_mark else (),
        declaring_roles=rules.declaring_roles,
        step_kind=step.kind if step else None,
        step_name=LEFT_OPEN,
        is_step_open=step is not None,
        is_entitled=step is not None and who.is_named(step.who),
        waits_for=LEFT_OPEN,
        author_may=step is not None and step.author_may,
        earlier_step=LEFT_OPEN if who.decided_before else "",
        exceptions=rules.exceptions,
        reason=reason,
    )


def _of_moment(rules: Charter, who: Somebody, act: Act, item: Item, reason: str) -> Refusal | None:
    known = _facts(rules, who, item, reason)
    facts = AppointmentFacts(
        is_active=True,
        now=NOW,
        against_posting=chain_rules.may(Act.PUBLISH, known),
        is_entitled=known.is_entitled,
        reason=reason,
        asked=LATER,
        standing=LATER if item.is_appointed else None,
        may_withdraw=known.may_withdraw,
    )
    return appointment_rules.may(act, facts)


def _of_urgent(rules: Charter, who: Somebody, item: Item, reason: str) -> UrgentFacts:
    provision = provided_for(rules, item.content)
    may_post = provision is not None and who.is_named(provision.who)
    return UrgentFacts(
        text=Facts(is_active=True, is_contributor=who.wrote_it),
        is_provided=provision is not None,
        may_post=may_post and (not item.is_sensitive or who.function is RoleKey.CHIEF),
        may_confirm=provision is not None and who.is_named(provision.confirmed_by),
        is_waiting=item.is_unconfirmed,
        is_poster=who.posted_it,
        reason=reason,
    )
