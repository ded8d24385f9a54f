"""The charter's `[questions]`: its defaults, the four boards' own, and a sentence for each mistake."""

import pytest

from questions.charter_values import DEFAULT_QUESTIONS, DEFAULT_WITHIN, questions_of, within_of
from tests.board import charter_data
from workflows.charter.file import CHARTERS_FOLDER, CharterError, load, read
from workflows.charter.words import TicketKind

TABLE = {
    "triaged_by": ["thu-ky"],
    "answered_by": ["truong-ban"],
    "personal_data": ["thu-ky"],
    "confidential_to": ["truong-ban"],
    "waits_for_asker": {"amount": 10, "unit": "working-day"},
    "kept_for": {"amount": 180, "unit": "day"},
    "rule": "R78",
}


def with_table(**values):
    return {**charter_data(), "questions": {**TABLE, **values}}


def test_a_charter_that_says_nothing_has_the_defaults():
    assert questions_of(read(charter_data(), "x.toml")) is DEFAULT_QUESTIONS
    assert set(DEFAULT_WITHIN) == set(TicketKind)


def test_a_kind_that_the_charter_leaves_out_has_the_default():
    rules = questions_of(read(with_table(within={"question": {"amount": 5, "unit": "day"}}), "x.toml"))
    assert within_of(rules, TicketKind.QUESTION).amount == 5
    assert within_of(rules, TicketKind.DENUNCIATION) == DEFAULT_WITHIN[TicketKind.DENUNCIATION]


@pytest.mark.parametrize("file", sorted(CHARTERS_FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_r78_each_board_answers_a_question_in_fifteen_working_days_and_says_what_it_chose_itself(file):
    rules = load(file).questions
    assert rules is not None
    assert (within_of(rules, TicketKind.QUESTION).amount, within_of(rules, TicketKind.QUESTION).unit) == (
        15,
        "working-day",
    )
    assert rules.default


@pytest.mark.parametrize(
    ("values", "place", "sentence"),
    [
        ({"triaged_by": ["thu-ky", "giam-doc"]}, "questions.triaged_by", "chưa được khai"),
        ({"triaged_by": []}, "questions.triaged_by", "ít nhất 1 mục"),
        ({"kept_for": {"amount": 5, "unit": "hour"}}, "questions.kept_for", "phải tính bằng ngày"),
        ({"waits_for_asker": {"amount": 5, "unit": "hour"}}, "questions.waits_for_asker", "không bằng giờ"),
        ({"within": {"question": {"amount": 5, "unit": "hour"}}}, "questions.within.question", "không bằng giờ"),
        ({"within": {"hoi": {"amount": 5, "unit": "day"}}}, "questions.within.hoi.[key]", "không dùng được"),
        ({"mau": 1}, "questions.mau", "Không có mục nào tên như vậy"),
    ],
)
def test_each_mistake_is_said_in_a_sentence(values, place, sentence):
    with pytest.raises(CharterError) as caught:
        read(with_table(**values), "x.toml")
    assert [mistake.place for mistake in caught.value.mistakes] == [place]
    assert sentence in caught.value.mistakes[0].sentence


@pytest.mark.parametrize(
    ("given", "sentence"),
    [("confidential_to", "đơn tố cáo không ai đọc được"), ("assigned_by", "câu hỏi không ai phân công")],
)
def test_what_is_given_to_a_role_that_nobody_holds_is_said(given, sentence):
    data = with_table(**{given: ["pho-ban"]})
    data["member"] = [member for member in data["member"] if member["role"] != "pho-ban"]
    data["unit"] = []
    for chain in data["chain"]:
        chain["drafted_by"] = ["thu-ky"]
        for step in chain["step"]:
            step["who"] = [role for role in step["who"] if role != "pho-ban"] or ["truong-ban"]
    data["urgent"]["confirmed_by"] = ["truong-ban", "pho-truc"]
    with pytest.raises(CharterError) as caught:
        read(data, "x.toml")
    assert sentence in str(caught.value)
