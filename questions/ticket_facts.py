"""What the rules of tickets look at; `questions/gate.py` gathers it. Pure."""

from dataclasses import dataclass

from workflows.charter.schema import Questions
from workflows.charter.words import TicketKind


@dataclass(frozen=True)
class TicketFacts:
    """What the rules look at. `target_*` is about the member, the unit or the ticket that the form names; `new_kind` what triage chose.
    `is_as_seen`: nothing was done with it since this person read what its asker will read.

    A forwarding stands (`is_forwarded`) until it is taken back; to another body the ticket `is_leaving` until it was sent, then `has_left`.
    `proposed_it`: wrote any version of the private answer; `has_other_sender`: somebody else may send it.
    """

    questions: Questions
    kind: TicketKind
    roles: frozenset[str] = frozenset()
    drafting_roles: frozenset[str] = frozenset()
    is_as_seen: bool = True
    is_handler: bool = False
    is_closed: bool = False
    is_waiting: bool = False
    is_answered: bool = False
    is_private: bool = False
    is_rated: bool = False
    has_field: bool = False
    lacks_unit: bool = False
    has_page: bool = False
    is_page_public: bool = False
    has_person: bool = False
    has_proposal: bool = False
    proposed_it: bool = False
    has_other_sender: bool = True
    new_kind: TicketKind | None = None
    new_is_private: bool = False
    is_forwarded: bool = False
    is_to_be_sent: bool = False
    is_leaving: bool = False
    has_left: bool = False
    has_address: bool = False
    is_letter_waiting: bool = False
    has_way: bool = False
    is_by_letter: bool = False
    has_fitting_day: bool = False
    has_target: bool = False
    target_is_open: bool = False
    target_is_earlier: bool = False
    target_is_confidential: bool = False
    target_is_private: bool = False
    is_proposal_seen: bool = True
    rating: int = 0
    text: str = ""
