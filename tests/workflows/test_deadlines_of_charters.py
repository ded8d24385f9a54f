"""The clocks that charters lay down: their schema, the mistakes in it, the defaults, and what the four say."""

import pytest

from tests.board import charter_data
from tests.workflows.test_item_clocks import deadline
from workflows.charter import file as charter_file
from workflows.charter.file import CharterError
from workflows.charter.schema import Deadline
from workflows.charter.words import TimeUnit
from workflows.clocks import deadlines

BOARDS = ["tuyen-quang", "an-giang", "tan-cuong", "so-noi-vu-ninh-thuan"]


def mistakes(*written):
    data = charter_data()
    data["deadline"] = list(written)
    try:
        charter_file.read(data, "thu.toml")
    except CharterError as error:
        return [(mistake.place, mistake.sentence) for mistake in error.mistakes]
    return []


def test_a_deadline_without_any_of_the_new_words_is_whole():
    assert mistakes(deadline("tin", "news", "event")) == []


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"escalate_to": ["bi-thu"]}, "deadline[0].escalate_to"),
        ({"extends": {"times": 0, "within": {"amount": 1, "unit": "day"}}}, "deadline[0].extends.times"),
        ({"extends": {"times": 1}}, "deadline[0].extends.within"),
        ({"pauses": [""]}, "deadline[0].pauses[0]"),
        ({"remind_before": {"amount": 1, "unit": "tuan"}}, "deadline[0].remind_before.unit"),
        ({"remind": 1}, "deadline[0].remind"),
    ],
)
def test_a_mistake_is_named_by_its_place(more, place):
    assert [where for where, _sentence in mistakes(deadline("tin", "news", "event", **more))] == [place]


def test_roles_that_the_charter_does_not_have_and_keys_used_twice_are_mistakes():
    data = charter_data()
    data["role"] = [role for role in data["role"] if role["key"] != "thanh-vien"]
    data["deadline"] = [
        deadline("tin", "news", "event", escalate_to=["thanh-vien"]),
        deadline(
            "tin",
            "news",
            "event-end",
            extends={"times": 1, "within": {"amount": 1, "unit": "day"}, "by": ["thanh-vien"]},
        ),
        deadline("moi-ngay", "news", "publication", pauses=["chờ"]),
    ]
    with pytest.raises(CharterError) as caught:
        charter_file.read(data, "thu.toml")
    places = [mistake.place for mistake in caught.value.mistakes]
    for place in ("deadline", "deadline[0].escalate_to", "deadline[1].extends.by", "deadline[2]"):
        assert place in places


def test_the_defaults_are_those_that_the_module_states():
    news = Deadline.model_validate(deadline("tin", "news", "event"))
    question = Deadline.model_validate(deadline("hoi-dap", "question", "receipt"))
    assert deadlines.lawful_pauses(news) == ()
    assert deadlines.lawful_pauses(question) == (
        "chờ người gửi bổ sung thông tin",
        "chờ ý kiến của cơ quan có thẩm quyền khác",
    )
    assert deadlines.lawful_pauses(question.model_copy(update={"pauses": ()})) == ()
    policy = deadlines.policy_for(news.within, news)
    assert (policy.before.amount, policy.escalate_after.amount, policy.before.unit) == (1, 2, TimeUnit.WORKING_DAY)


@pytest.mark.parametrize("slug", BOARDS)
def test_each_of_the_four_answers_questions_within_fifteen_working_days_and_extends_once(slug):
    """R78, R144, 2.11: what the charter does not say is marked as a default."""
    charter = charter_file.load(charter_file.find(slug))
    answer = next(one for one in charter.deadline if one.key == "tra-loi-cau-hoi")
    assert (answer.within.amount, answer.within.unit, answer.starts) == (15, TimeUnit.WORKING_DAY, "receipt")
    assert answer.extends is not None
    assert answer.extends.times == 1
    assert answer.default


def test_tan_cuong_is_alarmed_when_a_day_brings_nothing():
    """R73."""
    charter = charter_file.load(charter_file.find("tan-cuong"))
    (daily,) = [one for one in charter.deadline if one.starts == "publication"]
    assert (daily.rule, daily.within.amount) == ("R73", 1)


@pytest.mark.parametrize("slug", BOARDS)
def test_every_clock_of_the_four_has_a_way_to_start(slug):
    """By a date of its kind of content, by approval, by publication, or by a recorded moment: and each is named."""
    for one in charter_file.load(charter_file.find(slug)).deadline:
        assert deadlines.said_of(one.starts)
