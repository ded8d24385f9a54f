"""The gate of reported mistakes: it gathers the facts about a person and a report, and asks `rules/mistakes.py`."""

from dataclasses import dataclass, replace

from workflows.charter.after_publication import mistakes_of
from workflows.models.board import Member, names_of
from workflows.models.mistake import MistakeReport, MistakeState
from workflows.models.some_user import SomeUser
from workflows.rules import mistakes as mistake_rules
from workflows.rules.mistakes import MistakeAct, MistakeFacts
from workflows.rules.refusal import Refusal, Refused


@dataclass(frozen=True)
class Said:
    """What somebody names or writes with an act: the member to look at it, the other report, the finding, the answer."""

    member: Member | None = None
    other: MistakeReport | None = None
    finding: str = ""
    text: str = ""


UNSAID = Said()


def ask(user: SomeUser, act: MistakeAct, report: MistakeReport, said: Said = UNSAID) -> Refusal | None:
    """Why this person may not do this with the report now; None where they may. Two queries."""
    return mistake_rules.may(act, _facts(user, report, said))


def require(user: SomeUser, act: MistakeAct, report: MistakeReport, said: Said = UNSAID) -> None:
    """Raises `Refused`."""
    if refusal := ask(user, act, report, said):
        raise Refused(refusal)


def offered(user: SomeUser, report: MistakeReport) -> dict[MistakeAct, Refusal | None]:
    """What a screen may offer, before anything is typed: asked as if every form were filled in well."""
    known = replace(_facts(user, report, UNSAID), has_target=True, target_is_open=True, says_finding=True, text="-")
    return {act: mistake_rules.may(act, known) for act in MistakeAct}


def _facts(user: SomeUser, report: MistakeReport, said: Said) -> MistakeFacts:
    seats = list(Member.objects.of_user(user).filter(board=report.board_id))
    other = said.other
    return MistakeFacts(
        roles=names_of(seats),
        mistakes=mistakes_of(report.board.rules),
        is_handler=any(seat.pk == report.handler_id for seat in seats),
        is_closed=report.is_closed,
        is_correcting=report.state == MistakeState.CORRECTING,
        has_contact=hasattr(report, "contact"),
        has_target=(said.member is not None and said.member.takes_of(report.board_id)) or other is not None,
        target_is_open=other is not None and not other.is_closed,
        target_is_earlier=other is None or other.received_at <= report.received_at,
        says_finding=said.finding in (MistakeState.FIXED, MistakeState.NO_MISTAKE),
        text=said.text.strip(),
    )
