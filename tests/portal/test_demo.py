"""The demo: four boards walked by their people, with items waiting at every step, and nothing that verification minds."""

import pytest
from django.core.management import call_command

from documents.models import DocumentPage
from news.models import NewsPage
from questions.models import QuestionPage
from tests.four_boards import SLUGS, demo_of
from tests.portal.queries import BOUNDS, asked_twice, biggest_item, counted, whole_way
from workflows.models import Board, Consultation, StepState
from workflows.rules.act import Act
from workflows.verification.publications import breaches


@pytest.fixture
def stands_on(slug, plain_settings):
    return demo_of(slug)


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("slug", [SLUGS[0], *(pytest.param(slug, marks=pytest.mark.long) for slug in SLUGS[1:])])
def test_a_board_of_the_demo(slug, capsys):
    board = Board.objects.get(slug=slug)
    for model, least in ((NewsPage, 8), (DocumentPage, 5), (QuestionPage, 4)):
        assert model.objects.descendant_of(board.root_page).live().count() >= least
    waiting = set(StepState.objects.filter(board=board, status="in_progress").values_list("task__name", flat=True))
    news = next(chain for chain in board.chains.filter(is_current=True) if "news" in chain.content)
    assert {step["name"] for step in news.source["step"]} <= waiting
    if slug == "tuyen-quang":
        assert {each.step is not None for each in Consultation.objects.open().filter(board=board)} == {True, False}
        assert set(board.mistake_reports.values_list("state", flat=True)) == {"new", "fixed"}
        acts = board.decisions.filter(act__in=["correct", "withdraw"]).values_list("act", flat=True)
        assert sorted(acts) == ["correct", "withdraw"]
    assert list(breaches()) == []
    call_command("load_demo", "--board", slug)
    assert "thêm 0 người, 0 mục" in capsys.readouterr().out
    if slug == "tuyen-quang":
        asked = whole_way(board, biggest_item(board))
        assert {act: n for act, bound in BOUNDS.items() if (n := len(counted(asked[act]))) > bound} == {}
        assert [sql for act in (Act.SUBMIT, Act.REVIEW, Act.APPROVE) for sql in asked_twice(asked[act])] == []
        assert list(breaches()) == []
