"""What was returned and is submitted again unchanged says so, and asks for a word; a changed text does not."""

import pytest
from django.urls import reverse

from tests.board import refuses
from workflows.models import Decision
from workflows.rules.act import Act
from workflows.services.chain import submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def returned(board):
    page = board.news(by="cong-tac-vien")
    board.submitted(page)
    board.returned(page)
    return page


def test_the_review_file_asks_why_and_the_ledger_and_the_next_reader_have_it(returned, client_of):
    file, act = (reverse(name, args=[returned.pk]) for name in ("review_file", "review_act"))
    author = client_of("cong-tac-vien")
    assert "Vì sao trình lại nguyên bản đã bị trả lại" in author.get(file).content.decode()
    page = author.post(act, {"act": "submit", "reason": " "}, follow=True).content.decode()
    assert "giống hệt bản đã bị trả lại" in page
    author.post(act, {"act": "submit", "reason": "Số liệu đã đúng, kèm công văn 12"})
    row = Decision.objects.filter(page=returned).latest("number")
    assert (row.act, row.comment) == (Act.SUBMIT, "Số liệu đã đúng, kèm công văn 12")
    assert "kèm công văn 12" in client_of("thanh-vien").get(file).content.decode()


def test_wagtails_own_button_is_refused_with_the_same_sentence(returned, board):
    with refuses("unchanged"):
        returned.get_workflow().start(returned, board.user("cong-tac-vien"))


def test_what_was_mended_is_submitted_as_ever(returned, board, client_of):
    draft = returned.get_latest_revision_as_object()
    draft.lead = "Số liệu đã sửa."
    draft.save_revision(user=returned.owner)
    file = client_of("cong-tac-vien").get(reverse("review_file", args=[returned.pk])).content.decode()
    assert "nguyên bản đã bị trả lại" not in file
    submit.submit(returned, board.user("cong-tac-vien"))
    assert Decision.objects.filter(page=returned).latest("number").comment == ""
