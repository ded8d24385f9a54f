"""Vietnamese working days. Pure: dates in, dates out, counted in Vietnam's time.

What a day is comes from three places, the later one having the last word: the `holidays` package (Labour Code, article 112, and
the announced swaps), the swaps that it lacks (`calendars/viet-nam.toml`, with their sources), and a board's own days, which the
caller hands in (`CalendarDay`). How a time limit is counted stands in `workflows/clocks/count.py`.
"""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
from pydantic import BaseModel, ConfigDict

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
END_OF_OFFICE_HOURS = datetime.time(17, 0)


def beginning_of(day: datetime.date) -> datetime.datetime:
    """The first moment of a day in Vietnam."""
    return datetime.datetime.combine(day, datetime.time(), VIETNAM)


CORRECTIONS = Path(__file__).parent / "calendars" / "viet-nam.toml"
LABOUR_CODE = "Điều 112 Bộ luật Lao động và thông báo nghỉ lễ, Tết hằng năm"
DAY_OFF, DAY_WORKED = "Ngày nghỉ (thay cho ngày %s)", "Ngày làm việc (thay cho ngày %s)"
SATURDAY = 5


@dataclass(frozen=True)
class Day:
    """What the calendar says of one day. `name` and `source` are empty for ordinary weekdays and weekends.

    `is_announced` is False for a day off that rests on the law alone, the Government not having announced that year's.
    """

    is_working: bool
    name: str = ""
    source: str = ""
    is_announced: bool = True


class Swap(BaseModel):
    """A weekday off and the day on which it is worked instead."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    off: datetime.date
    worked: datetime.date
    source: str


class Corrections(BaseModel):
    """The file beside the package; see there."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    announced_until: int
    swap: tuple[Swap, ...] = ()


@dataclass(frozen=True)
class WorkingCalendar:
    """The state's calendar with a board's own days upon it."""

    own: Mapping[datetime.date, Day] = field(default_factory=dict)

    def day(self, day: datetime.date) -> Day:
        return self.own.get(day) or state_day(day)

    def is_working_day(self, day: datetime.date) -> bool:
        return self.day(day).is_working

    def working_day_from(self, day: datetime.date) -> datetime.date:
        """This day where one works on it, else the next on which one does."""
        while not self.is_working_day(day):
            day += datetime.timedelta(days=1)
        return day


def state_day(day: datetime.date) -> Day:
    """The day as the whole country has it."""
    if day in _swaps():
        return _swaps()[day]
    year = _year(day.year)
    if name := year.get(day):
        return Day(False, name, LABOUR_CODE, is_announced=day.year <= _corrections().announced_until)
    if day.weekday() < SATURDAY:
        return Day(True)
    if year.is_working_day(day):
        return Day(True, DAY_WORKED % _written(_day_made_up_for(day)), LABOUR_CODE)
    return Day(False)


def _written(day: datetime.date) -> str:
    return f"{day:%d/%m/%Y}"


def _day_made_up_for(worked: datetime.date) -> datetime.date:
    """The day off that this worked day stands for: the package names it by its make-up day, at times in another year."""
    wanted = DAY_OFF % _written(worked)
    years = (_year(worked.year + shift) for shift in (0, -1, 1))
    return next(day for year in years for day, name in sorted(year.items()) if name == wanted)


@lru_cache(maxsize=16)
def _year(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("VN", years=year, language="vi", expand=False)


@lru_cache(maxsize=1)
def _corrections() -> Corrections:
    return Corrections.model_validate(tomllib.loads(CORRECTIONS.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _swaps() -> dict[datetime.date, Day]:
    days: dict[datetime.date, Day] = {}
    for swap in _corrections().swap:
        days[swap.off] = Day(False, DAY_OFF % _written(swap.worked), swap.source)
        days[swap.worked] = Day(True, DAY_WORKED % _written(swap.off), swap.source)
    return days
