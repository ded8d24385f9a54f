"""The schema of a charter (Quy chế). Pure: no query and no Django model.

Reading a charter from its file, with a sentence for each mistake, stands in `workflows/charter/file.py`; what it compiles to in
`workflows/services/board/compiler.py`.
"""

import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from workflows.charter.periodic import Meeting, Quota, Report, Royalty
from workflows.charter.provision import Key, Provision, RoleName, Sourced, Strict, Text
from workflows.charter.words import Condition, Content, Emblem, Palette, RoleKey, StepKind, TickAt, TicketKind, TimeUnit

HostName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", max_length=200)]


class Duration(Strict):
    amount: Annotated[int, Field(ge=1, le=400)]
    unit: TimeUnit


class BoardIdentity(Strict):
    slug: Key
    name: Text
    site_name: Text
    tier: Literal["province", "department", "commune"]
    hostname: HostName
    aliases: tuple[HostName, ...] = ()
    agency: Text
    parent_agency: str = ""
    address: Text
    phone: Text
    email: Text
    responsible: Text
    palette: Palette = Palette.LAM
    emblem: Emblem = Emblem.RICE


class Deed(Strict):
    """The charter as a dated, signed document (R156)."""

    title: Text
    number: str = ""
    issued_on: datetime.date | None = None
    in_force_from: datetime.date
    issuer: Text
    note: str = ""


class LegalBasis(Strict):
    title: Text
    number: str = ""
    issued_on: datetime.date | None = None
    in_force_from: datetime.date | None = None
    expired_on: datetime.date | None = None
    replaced_by: str = ""
    rule: str = ""


class Role(Sourced):
    """`function`: what the rules read it as; a key that is the name of a function says so itself (0043)."""

    key: Key
    title: Text
    function: RoleKey | None = None


class Member(Sourced):
    """`role`: the key of one of the charter's roles; `helps`: of an assistant, the key of the seat whose work they help with."""

    key: Key
    role: Key
    title: Text
    helps: Key | None = None


class FieldOfWork(Sourced):
    key: Key
    name: Text
    in_charge: Key


class Unit(Sourced):
    key: Key
    name: Text
    deputy: Key


class Section(Provision):
    key: Key
    name: Text


class Step(Sourced):
    key: Key
    name: Text
    kind: StepKind
    who: Annotated[tuple[RoleName, ...], Field(min_length=1)]
    in_charge_of: Literal["field", "unit"] | None = None
    when: Condition = Condition.ALWAYS
    within: Duration | None = None
    author_may: bool = False


class Chain(Sourced):
    key: Key
    name: Text
    content: Annotated[tuple[Content, ...], Field(min_length=1)]
    drafted_by: Annotated[tuple[RoleName, ...], Field(min_length=1)]
    step: Annotated[tuple[Step, ...], Field(min_length=2)]


class AllowedException(Sourced):
    """An exception to four eyes that this charter allows, for a board too small (1.20.8). Asked with a reason, and shown."""

    of: Literal["own-text", "two-levels"]
    because: Text
    only_while_others_are_away: bool = False  # while nobody could do the step without it (0042)


class Succession(Sourced):
    """Who stands in for the chief, in this order. `lends_sensitive`: a deed reaches sensitive items unless its giver keeps them."""

    order: tuple[RoleName, ...]
    lends_sensitive: bool = False


class Vote(Sourced):
    """How the board decides together (R47-R52, 1.20.1). `who` votes and `called_by` puts a matter to the vote; without them, the
    leaders and members vote, and the leaders call. `chief_ends`: the chief may take a matter back from a running vote (R52)."""

    quorum: Literal["half-of-members", "two-thirds-of-members"]
    majority: Literal["of-members", "of-present"]
    tie: Literal["chief", "chair", "rejected"]
    secret: bool = False
    within: Duration = Duration(amount=3, unit=TimeUnit.WORKING_DAY)
    called_by: Annotated[tuple[RoleName, ...], Field(min_length=1)] | None = None
    who: Annotated[tuple[RoleName, ...], Field(min_length=1)] | None = None
    chief_ends: bool = False

    @property
    def callers(self) -> tuple[RoleName, ...]:
        return self.called_by or (RoleKey.CHIEF, RoleKey.STANDING_DEPUTY, RoleKey.DEPUTY)

    @property
    def voters(self) -> tuple[RoleName, ...]:
        return self.who or (RoleKey.CHIEF, RoleKey.STANDING_DEPUTY, RoleKey.DEPUTY, RoleKey.MEMBER)


class Withdrawal(Sourced):
    who: Annotated[tuple[RoleName, ...], Field(min_length=1)]


class Mistakes(Sourced):
    """Who handles what citizens report as wrong, who answers them, and within what time (R121-R124, Luật TCTT 2026 Đ22)."""

    handled_by: Annotated[tuple[RoleName, ...], Field(min_length=1)]
    answered_by: Annotated[tuple[RoleName, ...], Field(min_length=1)]
    within: Duration


class Questions(Sourced):
    """How citizens' questions are handled (R67, R78, R144-R145, 2.13, 2.14).

    `triaged_by` registers: sorts, refuses, merges, asks back; `assigned_by` gives it to a member and forwards it, as those who sort do where it is
    left out; `answered_by` sends an answer that is not published; `personal_data` reads who asked;
    `confidential_to` alone reads complaints and denunciations. `waits_for_asker`: how long a question asked back stands still;
    `kept_for`: how long after the end the asker's data and words are kept; `within`: the time for each kind, with defaults for those left out.
    """

    triaged_by: Annotated[tuple[RoleName, ...], Field(min_length=1)]
    assigned_by: tuple[RoleName, ...] = ()
    answered_by: Annotated[tuple[RoleName, ...], Field(min_length=1)]
    personal_data: Annotated[tuple[RoleName, ...], Field(min_length=1)]
    confidential_to: Annotated[tuple[RoleName, ...], Field(min_length=1)]
    waits_for_asker: Duration
    kept_for: Duration
    within: dict[TicketKind, Duration] = {}


class SpotCheck(Sourced):
    """How many public items are drawn at random and looked at again, how often, by whom, within what time (R121, R122)."""

    items: Annotated[int, Field(ge=1, le=50)]
    per: Literal["week", "month"]
    who: Annotated[tuple[RoleName, ...], Field(min_length=1)]
    within: Duration


class Extending(Strict):
    """How often a time limit may lawfully be extended, by how much at most each time, and who decides it."""

    times: Annotated[int, Field(ge=1, le=10)]
    within: Duration
    by: tuple[RoleName, ...] = ()


class ChecklistItem(Sourced):
    """What a person confirms before an act, one by one (R61, R125-R128, NĐ 13/2018 Đ7). `needs_file`: by comparing with the signed copy
    that stands with a document as a file; it says nothing of what is no signed document."""

    key: Key
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
    content: Annotated[tuple[Content, ...], Field(min_length=1)]
    at: Annotated[tuple[TickAt, ...], Field(min_length=1)]
    needs_file: bool = False


class SecrecyDeclaration(Sourced):
    """Who may declare in writing that what looks like a secrecy mark is none (R60, R132)."""

    who: Annotated[tuple[RoleName, ...], Field(min_length=1)]


class Sensitivity(Sourced):
    """The words that suggest to authors and reviewers that an item is sensitive (R59)."""

    words: Annotated[tuple[Text, ...], Field(min_length=1)]


class UrgentPosting(Sourced):
    """Who may post at once in an emergency, who confirms it afterwards, and within how long it comes down unconfirmed (R52, 2.10)."""

    who: Annotated[tuple[RoleName, ...], Field(min_length=1)]
    confirmed_by: Annotated[tuple[RoleName, ...], Field(min_length=1)]
    content: Annotated[tuple[Content, ...], Field(min_length=1)]
    within: Duration


class Deadline(Sourced):
    """A clock of one kind of content (1.6). What is left out takes the defaults of `workflows/clocks/deadlines.py`.

    `publication` is the board's own clock: since its last item of this kind became public (R73).
    """

    key: Key
    name: Text
    content: Content
    starts: Literal["event", "event-end", "signature", "receipt", "approval", "report-sent", "publication"]
    within: Duration
    pauses: tuple[Text, ...] | None = None
    extends: Extending | None = None
    remind_before: Duration | None = None
    escalate_after: Duration | None = None
    escalate_to: tuple[RoleName, ...] | None = None


class Charter(Strict):
    board: BoardIdentity
    charter: Deed
    legal_basis: Annotated[tuple[LegalBasis, ...], Field(min_length=1)]
    role: Annotated[tuple[Role, ...], Field(min_length=1)]
    member: Annotated[tuple[Member, ...], Field(min_length=1)]
    field: Annotated[tuple[FieldOfWork, ...], Field(min_length=1)]
    unit: tuple[Unit, ...] = ()
    section: Annotated[tuple[Section, ...], Field(min_length=1)]
    chain: Annotated[tuple[Chain, ...], Field(min_length=1)]
    withdrawal: Withdrawal
    mistakes: Mistakes | None = None
    spot_check: SpotCheck | None = None
    questions: Questions | None = None
    exception: tuple[AllowedException, ...] = ()
    succession: Succession | None = None
    vote: Vote | None = None
    checklist: tuple[ChecklistItem, ...] = ()
    secrecy_declaration: SecrecyDeclaration | None = None
    sensitivity: Sensitivity | None = None
    urgent: UrgentPosting | None = None
    deadline: tuple[Deadline, ...] = ()
    quota: tuple[Quota, ...] = ()
    meeting: tuple[Meeting, ...] = ()
    report: tuple[Report, ...] = ()
    royalty: Royalty | None = None

    @property
    def exceptions(self) -> frozenset[str]:
        return frozenset(exception.of for exception in self.exception)

    @property
    def declaring_roles(self) -> frozenset[str]:
        """Who may declare that what looks like a secrecy mark is none; nobody where the charter names nobody."""
        return frozenset(self.secrecy_declaration.who if self.secrecy_declaration else ())

    @property
    def exceptions_of_absence(self) -> frozenset[str]:
        """Those to four eyes that hold only while the others are away."""
        return frozenset(exception.of for exception in self.exception if exception.only_while_others_are_away)
