"""The days that a form may ask the calendar about."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from vietnamese.days import is_sensible, sensible


@pytest.mark.parametrize(("year", "wanted"), [(202, False), (1944, False), (1945, True), (2200, True), (2201, False)])
def test_nobody_means_a_year_before_1945_or_after_2200(year, wanted):
    assert is_sensible(datetime.date(year, 6, 1)) is wanted


def test_a_form_is_told_which_years_there_are():
    sensible(datetime.date(2026, 6, 1))
    with pytest.raises(ValidationError) as refused:
        sensible(datetime.date(202, 6, 1))
    assert refused.value.messages == ["Năm phải từ 1945 đến 2200. Hãy xem lại ngày đã nhập."]
