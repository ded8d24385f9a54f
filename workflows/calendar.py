"""Vietnamese working days. Pure: dates in, dates out, counted in Vietnam's time."""

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from workflows.charter import Duration, TimeUnit

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
END_OF_OFFICE_HOURS = datetime.time(17, 0)


@lru_cache(maxsize=8)
def _year(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("VN", years=year)


def is_working_day(day: datetime.date) -> bool:
    """Monday to Friday without public holidays, and the Saturdays that make up for swapped days."""
    return bool(_year(day.year).is_working_day(day))


def due(start: datetime.datetime, within: Duration) -> datetime.datetime:
    """The moment by which something begun at `start` must be done.

    Hours run on; days and working days end with office hours of the last one, the first being the day after `start`.
    """
    if within.unit is TimeUnit.HOUR:
        return start + datetime.timedelta(hours=within.amount)
    day = start.astimezone(VIETNAM).date()
    if within.unit is TimeUnit.DAY:
        day += datetime.timedelta(days=within.amount)
    else:
        for _number in range(within.amount):
            day += datetime.timedelta(days=1)
            while not is_working_day(day):
                day += datetime.timedelta(days=1)
    return datetime.datetime.combine(day, END_OF_OFFICE_HOURS, VIETNAM)
