"""Who was there at a row of the ledger: on a seat, with an account that was open, not on leave; each as the ledger says it."""

import datetime
from collections import defaultdict
from collections.abc import Collection

from workflows.models.account_change import AccountChange
from workflows.models.account_incident import AccountIncident
from workflows.models.board import Board
from workflows.models.decision import Decision
from workflows.models.leave import Leave
from workflows.verification.charter_then import CharterThen


class Attendance:
    """Of one board, over all its rows; leaves, changes of accounts and incidents beside them are verified by their own modules."""

    def __init__(self, board: Board, then: CharterThen):
        self._then = then
        self._leaves = list(Leave.objects.filter(board=board).select_related("stated", "ended"))
        self._changes: dict[int | None, list[AccountChange]] = defaultdict(list)
        for change in AccountChange.objects.select_related("answer").order_by("answer__at", "pk"):
            self._changes[change.account_id].append(change)
        self._incidents = list(AccountIncident.objects.select_related("report", "reopened"))

    def there(
        self, seats: Collection[int], number: int, at: datetime.datetime, people: Collection[int | None]
    ) -> set[int]:
        """The accounts on these seats, besides `people`, that were there at the row of this number and moment."""
        sitting = {user for seat in seats if (user := self._then.seated.get(seat)) and user not in people}
        away = {leave.user_id for leave in self._leaves if self._holds(leave, number, at, people)}
        return {user for user in sitting - away if self._is_open(user, at, people)}

    def _holds(self, leave: Leave, number: int, at: datetime.datetime, people: Collection[int | None]) -> bool:
        """Whether it was a leave then: stated before, not over, of who sat there; not what one of these people stated of another."""
        is_said = leave.stated.number < number and (leave.ended is None or leave.ended.number > number)
        is_whose = self._then.seated.get(leave.member_id) == leave.user_id
        is_own_word = leave.stated.user == leave.user_id or leave.stated.user not in people
        return is_said and is_whose and is_own_word and leave.starts_at <= at < leave.ends_at

    def _is_open(self, user: int, at: datetime.datetime, people: Collection[int | None]) -> bool:
        """By the last word on it, but not closed by what these people reported; one about which nobody had said anything is not there."""
        for incident in self._incidents:
            is_of_others = incident.user_id == user and incident.report.user not in people
            if is_of_others and incident.report.at <= at and not _before(incident.reopened, at):
                return False
        changes, is_open = self._changes[user], False
        for change in changes:
            if "is_active" in change.values and _before(change.answer, at) and change.is_agreed(changes):
                is_open = bool(change.values["is_active"])
        return is_open


def _before(row: Decision | None, at: datetime.datetime) -> bool:
    return row is not None and row.at <= at
