"""What a charter says about the time after publication (R121-R124), with the defaults where it is silent. Pure."""

import datetime

from workflows.charter.schema import Charter, Duration, Mistakes, SpotCheck
from workflows.charter.words import RoleKey, TimeUnit

DEFAULT_MISTAKES = Mistakes(
    handled_by=(RoleKey.SECRETARY, RoleKey.STANDING_DEPUTY, RoleKey.DEPUTY),
    answered_by=(RoleKey.SECRETARY, RoleKey.STANDING_DEPUTY, RoleKey.DEPUTY),
    within=Duration(amount=10, unit=TimeUnit.DAY),
    rule="R121",
    law="Điều 22 Luật Tiếp cận thông tin (sửa đổi) năm 2026",
)
DEFAULT_SPOT_CHECK = SpotCheck(
    items=2,
    per="month",
    who=(RoleKey.MEMBER, RoleKey.DEPUTY),
    within=Duration(amount=5, unit=TimeUnit.WORKING_DAY),
    rule="R122",
)


def mistakes_of(charter: Charter) -> Mistakes:
    """Who handles and answers reports of mistakes, and within what time."""
    return charter.mistakes or DEFAULT_MISTAKES


def spot_check_of(charter: Charter) -> SpotCheck:
    """How many items are drawn, how often, for whom."""
    return charter.spot_check or DEFAULT_SPOT_CHECK


def last_period(per: str, today: datetime.date) -> tuple[str, datetime.date, datetime.date]:
    """The week or month that ended before today: its name, as in `2026-W46` or `2026-10`, its first day, and the day after its last."""
    if per == "month":
        end = today.replace(day=1)
        first = (end - datetime.timedelta(days=1)).replace(day=1)
        return first.strftime("%Y-%m"), first, end
    end = today - datetime.timedelta(days=today.weekday())
    first = end - datetime.timedelta(days=7)
    year, week, _day = first.isocalendar()
    return f"{year}-W{week:02}", first, end
