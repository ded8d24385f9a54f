"""The days that a form may ask the calendar about: nobody means the year 0202, and arithmetic ends at the year 9999."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1945, 2200  # the State's first documents are of 1945


def is_sensible(day: datetime.date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def sensible(day: datetime.date) -> None:
    """A validator, for moments too. Raises `ValidationError`."""
    if not is_sensible(day):
        limits = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(_("Năm phải từ %(first)s đến %(last)s. Hãy xem lại ngày đã nhập.") % limits)


def past(day: datetime.date) -> None:
    """A validator of days on which something has happened. Raises `ValidationError`."""
    if day > timezone.localdate():
        raise ValidationError(_("Ngày này chưa đến. Hãy xem lại ngày đã nhập."))
