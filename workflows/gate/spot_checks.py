"""The gate of spot checks: it gathers the facts about a person and a check, and asks `rules/spot_checks.py`."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.models.board import Member
from workflows.models.some_user import SomeUser
from workflows.models.spot_check import SpotCheck
from workflows.rules import spot_checks as check_rules
from workflows.rules.refusal import Refusal, Refused
from workflows.rules.spot_checks import CheckAct, CheckFacts


@dataclass(frozen=True)
class Said:
    """What the member found: one of `SpotCheck.OUTCOMES`, and where the mistake is."""

    outcome: str
    text: str = ""


def ask(user: SomeUser, act: CheckAct, check: SpotCheck, said: Said) -> Refusal | None:
    """Why this person may not do this with the check now; None where they may. One query."""
    return check_rules.may(act, _facts(_seats_of(user), check, said))


def require(user: SomeUser, act: CheckAct, check: SpotCheck, said: Said) -> None:
    """Raises `Refused`."""
    if refusal := ask(user, act, check, said):
        raise Refused(refusal)


def offered(user: SomeUser, checks: Iterable[SpotCheck]) -> dict[int, dict[CheckAct, Refusal | None]]:
    """What a screen may offer with each check, by its key, before anything is typed: asked as if the form were filled in well. One query."""
    seats, filled_in = _seats_of(user), Said(SpotCheck.RIGHT)
    return {
        check.pk: {act: check_rules.may(act, _facts(seats, check, filled_in)) for act in CheckAct} for check in checks
    }


def _seats_of(user: SomeUser) -> set[int]:
    return set(Member.objects.of_user(user).values_list("pk", flat=True))


def _facts(seats: set[int], check: SpotCheck, said: Said) -> CheckFacts:
    return CheckFacts(
        is_given=check.member_id in seats,
        given_to=str(check.member),
        is_done=bool(check.outcome),
        says_outcome=said.outcome in (SpotCheck.RIGHT, SpotCheck.MISTAKE),
        says_mistake=said.outcome == SpotCheck.MISTAKE,
        text=said.text.strip(),
    )
