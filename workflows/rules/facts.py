"""What the rules of the chain look at, about one person, one item, and the step that it stands at; and the parts in which a gate gathers it."""

from dataclasses import dataclass, field
from typing import TypedDict

from workflows.charter.words import StepKind
from workflows.rules.refusal import Refusal


@dataclass(frozen=True)
class Facts:
    """What the rules look at, about one person, one item, and the step that it stands at."""

    is_active: bool
    roles: frozenset[str] = frozenset()
    only_keeps_running: bool = False
    is_contributor: bool = False
    is_for_author: bool = False
    is_requester: bool = False
    drafting_roles: frozenset[str] = frozenset()
    may_withdraw: bool = False
    may_take_back: bool = False
    is_proposed: bool = False
    is_flagged: bool = False
    may_clear: bool = False
    is_live: bool = False
    is_scheduled: bool = False
    changes_board: bool = False
    has_history: bool = False
    has_changes: bool = True
    is_secret: bool = False
    bar: Refusal | None = None
    marks: tuple[str, ...] = ()
    declaring_roles: frozenset[str] = frozenset()
    without_file: tuple[str, ...] = ()
    unticked: tuple[str, ...] = ()
    tells_asker: tuple[str, ...] = ()  # where, and what of whom it answers
    may_tell_asker: tuple[str, ...] = ()  # where a name stands that may be another's, and nobody has said why it stays
    problems: tuple[str, ...] = ()
    unserved_step: str = ""
    was_returned: bool = False  # these very words
    step_kind: StepKind | None = None
    step_name: str = ""
    is_step_open: bool = False
    finished: str = ""
    is_entitled: bool = False
    waits_for: str = ""
    running_vote: str = ""
    author_may: bool = False
    earlier_step: str = ""
    others_there: str = ""  # who could pass it, where the charter lets this person only while they are away
    is_same_text: bool = True
    doubted: str = ""
    exceptions: frozenset[str] = field(default_factory=frozenset)
    reason: str = ""


class Below(TypedDict):
    """A page together with everything below it."""

    is_live: bool
    is_step_open: bool


class OfItem(Below):
    """The part of the facts about the person and the item."""

    roles: frozenset[str]
    only_keeps_running: bool
    is_scheduled: bool
    may_withdraw: bool
    may_take_back: bool
    is_proposed: bool
    has_history: bool
    bar: Refusal | None


class AtStep(TypedDict, total=False):
    """The part about the step at which the item stands, and what has happened in its run."""

    step_kind: StepKind
    step_name: str
    finished: str
    is_entitled: bool
    waits_for: str
    author_may: bool
    is_requester: bool
    exceptions: frozenset[str]
    is_flagged: bool
    may_clear: bool
    running_vote: str
    is_for_author: bool
    earlier_step: str
    others_there: str
    is_same_text: bool
    doubted: str


class OfDraft(TypedDict, total=False):
    """The part about a draft that would be submitted."""

    drafting_roles: frozenset[str]
    has_changes: bool
    is_secret: bool
    problems: tuple[str, ...]
    unserved_step: str
    was_returned: bool


class Guarded(TypedDict, total=False):
    """The part that the content guard and the checklist say."""

    marks: tuple[str, ...]
    declaring_roles: frozenset[str]
    without_file: tuple[str, ...]
    unticked: tuple[str, ...]
    tells_asker: tuple[str, ...]
    may_tell_asker: tuple[str, ...]
