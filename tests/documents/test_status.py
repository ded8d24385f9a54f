"""Whether a document is in force on a day: the table, and that the stretches say the same on every day."""

import datetime
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.validity.relation_kinds import Kind
from documents.validity.status import Effect, Standing, periods, status_on

NOT_YET, IN_FORCE, PARTLY = Standing.NOT_YET, Standing.IN_FORCE, Standing.PARTLY
SUSPENDED, ENDED, UNKNOWN = Standing.SUSPENDED, Standing.ENDED, Standing.UNKNOWN


def day(written):
    return datetime.date.fromisoformat(f"2026-{written}") if written else None


def effect(written):
    """«thay-the 05-01», «ngung-hieu-luc 05-01..06-01»: a kind, and a day or the first and the last."""
    kind, _, days = written.partition(" ")
    first, _, last = days.partition("..")
    return Effect(Kind(kind), "other", day(first), day(last))


# what is meant | effective | expired | effects | day asked | standing | since
CASES = [
    ("no date at all", "", "", [], "05-01", UNKNOWN, ""),
    ("the day before the first", "05-02", "", [], "05-01", NOT_YET, "05-02"),
    ("the first day", "05-02", "", [], "05-02", IN_FORCE, "05-02"),
    ("long after the first", "05-02", "", [], "12-31", IN_FORCE, "05-02"),
    ("the day before the end", "01-01", "06-01", [], "05-31", IN_FORCE, "01-01"),
    ("the day of the end", "01-01", "06-01", [], "06-01", ENDED, "06-01"),
    ("after the end", "01-01", "06-01", [], "07-01", ENDED, "06-01"),
    ("an end without a beginning, before", "", "06-01", [], "05-31", UNKNOWN, ""),
    ("an end without a beginning, after", "", "06-01", [], "06-01", ENDED, "06-01"),
    ("the beginning is the end", "06-01", "06-01", [], "06-01", ENDED, "06-01"),
    ("replaced from a later day, before", "01-01", "", ["thay-the 05-01"], "04-30", IN_FORCE, "01-01"),
    ("replaced, on the day", "01-01", "", ["thay-the 05-01"], "05-01", ENDED, "05-01"),
    ("replaced, without any date of its own", "", "", ["thay-the 05-01"], "05-01", ENDED, "05-01"),
    ("replaced, without any date of its own, before", "", "", ["thay-the 05-01"], "04-30", UNKNOWN, ""),
    ("replaced, nobody knows when", "01-01", "", ["thay-the"], "03-01", ENDED, ""),
    ("replaced before it took effect", "09-01", "", ["thay-the 05-01"], "06-01", ENDED, "05-01"),
    ("replaced before its own end", "01-01", "06-01", ["thay-the 05-01"], "05-02", ENDED, "05-01"),
    ("replaced after its own end", "01-01", "04-01", ["thay-the 05-01"], "05-02", ENDED, "04-01"),
    ("replaced on its own last day", "01-01", "05-01", ["thay-the 05-01"], "05-01", ENDED, "05-01"),
    ("replaced twice, the earlier counts", "01-01", "", ["thay-the 07-01", "thay-the 05-01"], "08-01", ENDED, "05-01"),
    ("repealed", "01-01", "", ["bai-bo 05-01"], "05-01", ENDED, "05-01"),
    ("recalled", "01-01", "", ["thu-hoi 05-01"], "05-01", ENDED, "05-01"),
    ("repealed in part, before", "01-01", "", ["bai-bo-mot-phan 05-01"], "04-30", IN_FORCE, "01-01"),
    ("repealed in part", "01-01", "", ["bai-bo-mot-phan 05-01"], "05-01", PARTLY, "05-01"),
    ("amended", "01-01", "", ["sua-doi 05-01"], "06-01", PARTLY, "05-01"),
    ("amended, without a first day", "", "", ["sua-doi 05-01"], "06-01", PARTLY, "05-01"),
    ("amended, nobody knows when", "01-01", "", ["sua-doi"], "06-01", PARTLY, ""),
    ("amended twice, since the first", "01-01", "", ["sua-doi 06-01", "sua-doi 05-01"], "07-01", PARTLY, "05-01"),
    ("amended before it took effect", "07-01", "", ["sua-doi 05-01"], "06-01", NOT_YET, "07-01"),
    ("amended before it took effect, then", "07-01", "", ["sua-doi 05-01"], "07-01", PARTLY, "05-01"),
    ("amended, then replaced", "01-01", "", ["sua-doi 03-01", "thay-the 05-01"], "06-01", ENDED, "05-01"),
    ("amended, later replaced, between", "01-01", "", ["sua-doi 03-01", "thay-the 05-01"], "04-01", PARTLY, "03-01"),
    ("suspended, the day before", "01-01", "", ["ngung-hieu-luc 03-01..03-31"], "02-28", IN_FORCE, "01-01"),
    ("suspended, the first day", "01-01", "", ["ngung-hieu-luc 03-01..03-31"], "03-01", SUSPENDED, "03-01"),
    ("suspended, the last day", "01-01", "", ["ngung-hieu-luc 03-01..03-31"], "03-31", SUSPENDED, "03-01"),
    ("suspended, the day after", "01-01", "", ["ngung-hieu-luc 03-01..03-31"], "04-01", IN_FORCE, "01-01"),
    ("suspended until further notice", "01-01", "", ["ngung-hieu-luc 03-01"], "12-31", SUSPENDED, "03-01"),
    ("suspended from nobody knows when", "01-01", "", ["ngung-hieu-luc ..03-31"], "03-31", SUSPENDED, ""),
    (
        "suspended twice, between", "01-01", "",
        ["ngung-hieu-luc 03-01..03-31", "ngung-hieu-luc 06-01..06-30"], "05-01", IN_FORCE, "01-01",
    ),
    (
        "suspended twice, again", "01-01", "",
        ["ngung-hieu-luc 03-01..03-31", "ngung-hieu-luc 06-01..06-30"], "06-15", SUSPENDED, "06-01",
    ),
    ("suspended and amended", "01-01", "", ["sua-doi 02-01", "ngung-hieu-luc 03-01..03-31"], "03-15", SUSPENDED, "03-01"),
    ("suspended, and amended before, after", "01-01", "", ["sua-doi 02-01", "ngung-hieu-luc 03-01..03-31"], "04-01", PARTLY, "02-01"),
    ("suspended, then ended", "01-01", "03-15", ["ngung-hieu-luc 03-01..03-31"], "03-15", ENDED, "03-15"),
    ("suspended before it took effect", "05-01", "", ["ngung-hieu-luc 03-01..06-01"], "04-01", NOT_YET, "05-01"),
    ("suspended when it should take effect", "05-01", "", ["ngung-hieu-luc 03-01..06-01"], "05-01", SUSPENDED, "03-01"),
    ("suspended, without a first day", "", "", ["ngung-hieu-luc 03-01..06-01"], "04-01", SUSPENDED, "03-01"),
    ("corrected", "01-01", "", ["dinh-chinh 02-01"], "03-01", IN_FORCE, "01-01"),
    ("guided by another", "01-01", "", ["huong-dan 02-01"], "03-01", IN_FORCE, "01-01"),
    ("the basis of another", "01-01", "", ["can-cu 02-01"], "03-01", IN_FORCE, "01-01"),
    ("an end of an amendment means nothing", "01-01", "", ["sua-doi 02-01..02-10"], "03-01", PARTLY, "02-01"),
]  # fmt: skip


@pytest.mark.parametrize(("meant", "effective", "expired", "effects", "asked", "standing", "since"), CASES)
def test_how_a_document_stands_on_a_day(meant, effective, expired, effects, asked, standing, since):
    status = status_on(day(asked), day(effective), day(expired), map(effect, effects))
    assert (status.standing, status.since) == (standing, day(since)), meant
    assert status.sentence.endswith(".")
    assert status.sentence[0].isupper()
    assert not status.sentence.isupper()


@pytest.mark.parametrize(
    ("suspended", "words"),
    [
        ("03-01..03-31", "Văn bản bị ngưng hiệu lực từ ngày 01/03/2026 đến hết ngày 31/03/2026."),
        ("..03-31", "Văn bản bị ngưng hiệu lực đến hết ngày 31/03/2026."),
        ("03-01", "Văn bản bị ngưng hiệu lực từ ngày 01/03/2026."),
    ],
)
def test_a_suspension_is_said_with_the_days_that_are_known(suspended, words):
    assert status_on(day("03-05"), day("01-01"), None, [effect(f"ngung-hieu-luc {suspended}")]).sentence == words


def test_the_table_has_forty_cases():
    assert len(CASES) >= 40
    assert {case[5] for case in CASES} == set(Standing)


def test_what_decides_comes_with_the_status():
    first, second = effect("thay-the 07-01"), effect("bai-bo 05-01")
    status = status_on(day("08-01"), day("01-01"), None, [first, second, effect("sua-doi 02-01")])
    assert status.effects == (second, first)


@pytest.mark.parametrize("said", ["sua-doi 02-01", "ngung-hieu-luc 02-01..03-31"])
def test_what_amends_and_what_suspends_comes_with_the_status_too(said):
    assert status_on(day("03-05"), day("01-01"), None, [effect(said)]).effects == (effect(said),)


def test_a_suspension_until_the_end_of_the_calendar_is_one():
    for_ever = replace(effect("ngung-hieu-luc 03-01..03-31"), until_on=datetime.date.max)
    found = periods(day("01-01"), None, [for_ever])
    assert found[-1] == (day("03-01"), datetime.date.max, SUSPENDED)


def test_a_suspension_says_until_when():
    status = status_on(day("03-05"), day("01-01"), None, [effect("ngung-hieu-luc 03-01..03-31")])
    assert status.until == day("03-31")
    assert "đến hết ngày" in status.sentence


def test_a_suspension_with_an_end_is_a_stretch_of_its_own():
    assert periods(day("01-01"), None, [effect("ngung-hieu-luc 03-01..03-31")]) == [
        (datetime.date.min, day("01-01"), NOT_YET),
        (day("01-01"), day("03-01"), IN_FORCE),
        (day("03-01"), day("04-01"), SUSPENDED),
        (day("04-01"), datetime.date.max, IN_FORCE),
    ]


DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 1, 20))
EFFECTS = st.lists(
    st.builds(Effect, st.sampled_from(Kind), st.integers(), st.none() | DAYS, st.none() | DAYS), max_size=5
)


@given(st.none() | DAYS, st.none() | DAYS, EFFECTS)
def test_the_stretches_cover_the_calendar_and_say_the_same_on_every_day(effective, expired, effects):
    found = periods(effective, expired, effects)
    assert found[0][0] == datetime.date.min
    assert found[-1][1] == datetime.date.max
    assert all(before == after for (_, before, _), (after, _, _) in pairwise(found))
    assert all(one[2] != two[2] for one, two in pairwise(found))
    for number in range(-2, 24):
        asked = datetime.date(2026, 1, 1) + datetime.timedelta(days=number)
        [said] = [standing for first, before, standing in found if first <= asked < before]
        assert said == status_on(asked, effective, expired, effects).standing


@given(st.none() | DAYS, st.none() | DAYS, EFFECTS, DAYS, st.randoms())
def test_the_order_in_which_relations_are_read_means_nothing(effective, expired, effects, asked, chance):
    mixed = list(effects)
    chance.shuffle(mixed)
    one, two = (status_on(asked, effective, expired, each) for each in (effects, mixed))
    assert (one.standing, one.since, one.until, set(one.effects)) == (
        two.standing,
        two.since,
        two.until,
        set(two.effects),
    )
