"""What a seat holds by its charter and may lend, and to whom; asked by the gate of deeds and by the form in which one is written."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from workflows.charter.schema import Charter
from workflows.charter.words import RoleKey
from workflows.models.board import Member
from workflows.rules import deeds as deed_rules
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.rules.votes import rule_of


def held_by(member: Member) -> frozenset[str]:
    """The acts that the charter gives to this seat itself."""
    return held_by_names(member.board.rules, member.names, member.role)


def held_by_names(rules: Charter, names: Set[str], function: str) -> frozenset[str]:
    """The acts that the charter gives by these names; `function`: that of the seat."""
    held = {
        ACT_OF_KIND[step.kind].value for chain in rules.chain for step in chain.step if not names.isdisjoint(step.who)
    }
    if not names.isdisjoint(rules.withdrawal.who):
        held.add(Act.WITHDRAW.value)
    if rules.urgent and not names.isdisjoint(rules.urgent.who):
        held.add(Act.URGENT.value)
    if not names.isdisjoint(rule_of(rules).voters):
        held.add(Act.VOTE.value)
    if function == RoleKey.CHIEF:
        held.add(Act.CONCLUDE.value)
    return frozenset(held)


@dataclass(frozen=True)
class Receivable:
    """A seat, and why the giver may not lend to it (empty: they may)."""

    member: Member
    why_not: str


def receivers_of(giver: Member) -> list[Receivable]:
    """Everybody else with a seat on the board, in their order, as the charter lets this giver choose them."""
    order = succession_of(giver)
    others = giver.board.members.active().filter(user__is_active=True).exclude(user=giver.user)
    return [Receivable(each, _why_not(each, order)) for each in others.select_related("user").order_by("pk")]


def _why_not(receiver: Member, order: tuple[str, ...]) -> str:
    if receiver.role == RoleKey.TECHNICAL:
        return deed_rules.keeps_running().sentence
    return deed_rules.not_in_order() if order and not receiver.is_named(order) else ""


def place_in(order: Sequence[str], names: Set[str], otherwise: str) -> tuple[str, tuple[str, ...]]:
    """By which of its names a seat stands in an order of succession, and the names before that one; `otherwise`, and none, where it does not."""
    place = next((name for name in order if name in names), otherwise)
    return place, tuple(order[: order.index(place)]) if place in order else ()


def succession_of(giver: Member) -> tuple[str, ...]:
    """The charter's order of who stands in for the chief; empty for other seats, and where the charter sets none."""
    return succession_of_role(giver.board.rules, giver.role)


def succession_of_role(rules: Charter, role: str) -> tuple[str, ...]:
    """The same of whoever holds this role."""
    return tuple(rules.succession.order) if rules.succession and role == RoleKey.CHIEF else ()
