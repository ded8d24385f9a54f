"""One line of an archive that is taken over: its fields as text, dates, addresses and names, or a sentence about what is wrong with it."""

import datetime
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from vietnamese.days import is_sensible
from vietnamese.signs import mended

FIRST_YEAR, LAST_DAY = 2015, datetime.date(2026, 6, 30)


class BadRecord(Exception):
    """A record that cannot become a page; the message is a sentence for the person who prepared the file."""


@dataclass
class Record:
    """One line of an archive, its text as people mean it (`vietnamese.signs.mended`)."""

    number: int
    data: dict[str, Any]

    def text(self, name: str, *, required: bool = False, at_most: int = 0) -> str:
        value = self.data.get(name)
        if value is not None and not isinstance(value, str):
            raise BadRecord(f"mục «{name}» phải là chữ")
        cleaned = mended(value or "").strip()
        if required and not cleaned:
            raise BadRecord(f"thiếu mục «{name}»")
        return cleaned[:at_most].rstrip() if at_most else cleaned

    def names(self, name: str) -> list[str]:
        value = self.data.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise BadRecord(f"mục «{name}» phải là danh sách chữ")
        return [name[:100] for item in value if (name := mended(item).strip())]

    def moment(self, name: str) -> datetime.datetime | None:
        """A date (ISO, or as Vietnamese write it) or a moment, in Vietnam's time where the record does not say."""
        written = self.text(name)
        if not written:
            return None
        if vietnamese := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", written):
            written = "{2}-{1:0>2}-{0:0>2}".format(*vietnamese.groups())
        try:
            found = parse_datetime(written)
            day = None if found else parse_date(written)
        except ValueError:
            raise BadRecord(f"ngày «{written}» ở mục «{name}» không có thật") from None
        if found is None and day is None:
            raise BadRecord(f"không đọc được ngày «{written}» ở mục «{name}»")
        moment = found or datetime.datetime.combine(day or LAST_DAY, datetime.time(8))
        if not is_sensible(moment):
            raise BadRecord(f"ngày «{written}» ở mục «{name}» không thể có")
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment)

    def day(self, name: str) -> datetime.date | None:
        moment = self.moment(name)
        return timezone.localdate(moment) if moment else None

    def address(self, name: str, at_most: int) -> str:
        """An http(s) address; empty where the record has something else there, which could not be followed anyway."""
        written = self.text(name)
        try:
            URLValidator(schemes=["http", "https"])(written)
        except ValidationError:
            return ""
        return written if len(written) <= at_most else ""

    @property
    def key(self) -> str:
        """What the old portal knows the item by; a digest of the line where it says nothing."""
        return (
            self.text("id", at_most=200) or hashlib.sha256(json.dumps(self.data, sort_keys=True).encode()).hexdigest()
        )

    @property
    def stable_moment(self) -> datetime.datetime:
        """A moment spread over the years by the record's key, the same at every import, for records without a date."""
        days = (LAST_DAY - datetime.date(FIRST_YEAR, 1, 1)).days
        offset = int.from_bytes(hashlib.sha256(self.key.encode()).digest()[:8], "big")
        day = datetime.date(FIRST_YEAR, 1, 1) + datetime.timedelta(days=offset % days)
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time(8, offset % 60)))
