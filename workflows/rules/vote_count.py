"""What a vote comes to: the ballots that count, the quorum, the majority, the tie (R47, R48). Pure: no query, no request, no clock."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Choice(StrEnum):
    """What a ballot says. `OPINION` is that of somebody without a vote on this matter."""

    YES = "yes"
    NO = "no"
    OTHER = "other"
    OPINION = "opinion"


CHOICE_LABELS = {
    Choice.YES: _("Đồng ý"),
    Choice.NO: _("Không đồng ý"),
    Choice.OTHER: _("Ý kiến khác"),
    Choice.OPINION: _("Chỉ nêu ý kiến"),
}
VOTES = (Choice.YES, Choice.NO, Choice.OTHER)


class Outcome(StrEnum):
    """What closing comes to. `TIED` and `ANSWERED` wait for somebody's word; the others are final."""

    PASSED = "passed"
    REJECTED = "rejected"
    TIED = "tied"
    NO_QUORUM = "no-quorum"
    STOPPED = "stopped"
    ANSWERED = "answered"
    CONCLUDED = "concluded"


COUNTED = frozenset({Outcome.PASSED, Outcome.REJECTED, Outcome.TIED, Outcome.NO_QUORUM})
WAITING = frozenset({Outcome.TIED, Outcome.ANSWERED})


@dataclass(frozen=True)
class Rule:
    """By what a vote is counted, as the charter in force at its opening says (R156)."""

    quorum: str
    majority: str
    tie: str


@dataclass(frozen=True)
class Count:
    """The ballots that count, one per seat, the last one of each. `decisive` is what the one to whom a tie is left says, if anything;
    `has_decider` is false where that person wrote the text."""

    entitled: int
    yes: int = 0
    no: int = 0
    other: int = 0
    decisive: Choice | None = None
    has_decider: bool = True

    @property
    def present(self) -> int:
        return self.yes + self.no + self.other


def has_quorum(rule: Rule, count: Count) -> bool:
    """Whether enough of those entitled have voted."""
    if rule.quorum == "two-thirds-of-members":
        return count.present > 0 and 3 * count.present >= 2 * count.entitled
    return count.present > 0 and 2 * count.present >= count.entitled


def base(rule: Rule, count: Count) -> int:
    """Over how many the majority is counted: all members, or those for and against, for «ý kiến khác» is present and on neither side."""
    return count.entitled if rule.majority == "of-members" else count.yes + count.no


def outcome(rule: Rule, count: Count, over: int | None = None) -> Outcome:
    """More than half of the base passes (R47). As many for as against, each half of it, is a tie (R48); everything else does not pass.
    `over`: another base than today's, for a recount of what was counted before."""
    if not has_quorum(rule, count):
        return Outcome.NO_QUORUM
    among = base(rule, count) if over is None else over
    if 2 * count.yes > among:
        return Outcome.PASSED
    if 2 * count.yes != among or count.yes != count.no or not count.yes or not _is_left_to_somebody(rule, count):
        return Outcome.REJECTED
    words = {Choice.YES: Outcome.PASSED, Choice.NO: Outcome.REJECTED}
    return words.get(count.decisive, Outcome.TIED) if count.decisive else Outcome.TIED


def _is_left_to_somebody(rule: Rule, count: Count) -> bool:
    """Whether there is somebody whose opinion settles a tie."""
    return rule.tie != "rejected" and count.has_decider


def is_settled(rule: Rule, count: Count) -> bool:
    """Whether no ballot that is still missing could change the outcome; ballots already sent count as they stand."""
    missing = count.entitled - count.present
    found = {
        outcome(
            rule,
            Count(
                count.entitled,
                count.yes + yes,
                count.no + no,
                count.other + other,
                count.decisive,
                count.has_decider,
            ),
        )
        for yes in range(missing + 1)
        for no in range(missing - yes + 1)
        for other in range(missing - yes - no + 1)
    }
    return len(found) == 1 and found <= {Outcome.PASSED, Outcome.REJECTED}
