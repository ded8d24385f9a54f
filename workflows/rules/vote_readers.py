"""Who reads what of a vote: who is missing while it runs, who said what after it: `may(reading, facts)` says why not, or nothing. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from workflows.charter.words import RoleKey
from workflows.rules.refusal import Refusal

GATHERING = frozenset({RoleKey.SECRETARY, RoleKey.ASSISTANT})  # who gathers the opinions (AG Đ12.1)
OF_THE_BOARD = GATHERING | {RoleKey.CHIEF, RoleKey.STANDING_DEPUTY, RoleKey.DEPUTY, RoleKey.MEMBER}
OUTSIDE = frozenset({RoleKey.CONTRIBUTOR, RoleKey.TECHNICAL})  # whom no list of votes is for
# Who drafts for the board, its contributors and editors, does not sit on it, nor does who keeps it running.


class VoteReading(StrEnum):
    NAMES = "names"
    MISSING = "missing"


@dataclass(frozen=True)
class ReaderFacts:
    """The roles of a person on the board, whether they were asked themselves, and whether they have called the vote or preside over it."""

    roles: frozenset[RoleKey] = frozenset()
    is_asked: bool = False
    leads: bool = False


def may(act: VoteReading, facts: ReaderFacts) -> Refusal | None:
    """None where this person may read it."""
    return _may_read_names(facts) if act is VoteReading.NAMES else _may_read_missing(facts)


def _may_read_names(facts: ReaderFacts) -> Refusal | None:
    """Named ballots are the board's own; everybody else reads what it came to, and what was said."""
    if facts.is_asked or facts.roles & OF_THE_BOARD:
        return None
    return Refusal(
        "names-of-board", _("Ai chọn gì là việc của riêng Ban biên tập; bạn đọc kết quả và tổng hợp ý kiến.")
    )


def _may_read_missing(facts: ReaderFacts) -> Refusal | None:
    """Who called it, who presides, and who gathers the opinions."""
    if facts.leads or facts.roles & GATHERING:
        return None
    return Refusal(
        "not-caller", _("Còn thiếu phiếu của ai thì người đưa ra, người chủ trì, Thư ký và người giúp việc xem được.")
    )
