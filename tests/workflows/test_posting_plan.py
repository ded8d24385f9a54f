"""Approved and not yet posted (R45): the plan as a calendar, what is late, and somebody told when an appointed posting fails."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Revision

from news.models import NewsPage
from tests.board import names_moment
from workflows.models import FailedPosting
from workflows.screens import posting_plan
from workflows.services.chain import appoint, withdraw
from workflows.services.chain.post_due import AGAIN_AFTER
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def appointed(board, title="Tin hẹn giờ", within=HOUR):
    page = board.at_step("dang-tai", title=title)
    appoint.appoint(board.step(page), board.user("thu-ky"), timezone.now() + within, "Theo kế hoạch")
    return page


def appointed_before(board, title="Tin hẹn giờ", within=HOUR):
    """By a moment in its text, as before that was an act."""
    return board.published(names_moment(board.news(title=title), timezone.now() + within))


def screen(board, client_of, seat="thu-ky", **asked):
    response = client_of(seat).get(reverse("posting_plan", args=[board.board.slug]), asked)
    assert response.status_code == 200
    return response.content.decode()


def test_the_month_shows_when_each_item_appears_and_comes_down(board, client_of):
    page = appointed(board)
    ending = board.published(title="Thông báo tạm", expire_at=timezone.now() + 3 * HOUR)
    text = screen(board, client_of)
    moment = timezone.localtime(page.current_workflow_task_state.specific.appointment.at)
    assert f"{moment:%H:%M} hiện: " in text
    assert page.draft_title in text
    assert f"Hẹn đăng lúc {moment:%H:%M %d/%m/%Y}" in text
    assert f"{timezone.localtime(ending.expire_at):%H:%M} gỡ: " in text


def test_another_month_and_nonsense_in_the_address_are_shown_too(board, client_of):
    appointed(board, within=datetime.timedelta(days=40))
    later = timezone.localdate() + datetime.timedelta(days=40)
    assert "hiện: " in screen(board, client_of, thang=f"{later:%Y-%m}")
    for nonsense in ("2026-13", "\x00", "9999-12", "0001-01", "x" * 500):
        screen(board, client_of, thang=nonsense)


def test_what_is_approved_and_waits_to_be_posted_is_listed_with_its_person_r45(board, client_of):
    board.at_step("dang-tai", title="Tin đã duyệt")
    text = screen(board, client_of)
    assert "Đã duyệt, chưa đăng: 1 mục" in text
    assert "Tin đã duyệt" in text


def test_other_boards_and_strangers_see_nothing_of_it(board, client_of, client, other_board):
    appointed(other_board, "Tin của ban khác")
    assert "Tin của ban khác" not in screen(board, client_of)
    assert client_of("thu-ky").get(reverse("posting_plan", args=["ban-khac"])).status_code == 302
    assert client.get(reverse("posting_plan", args=[board.board.slug])).status_code == 302


@pytest.mark.parametrize("made", [appointed, appointed_before])
def test_an_approved_item_appears_late_rather_than_never_when_the_worker_was_stopped(board, client_of, made):
    page = made(board)
    with time_machine.travel(timezone.now() + 5 * HOUR):
        assert [each.page.pk for each in posting_plan.late(board.board)] == [page.pk]
        assert "Trình nền có thể đang dừng" in screen(board, client_of)
        call_command("run_worker", once=True)
        assert NewsPage.objects.get(pk=page.pk).live
        assert posting_plan.late(board.board) == []
        assert list(breaches()) == []


def test_a_posting_that_fails_is_told_once_and_tried_again(board, client_of):
    page = appointed_before(board)
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    approved = revision.content
    Revision.objects.filter(pk=revision.pk).update(content={**approved, "lead": "Đã bị sửa"})
    with time_machine.travel(timezone.now() + 2 * HOUR, tick=False) as clock:
        for _turn in range(3):
            call_command("run_worker", once=True)
            clock.shift(AGAIN_AFTER * 1.1)
        assert not NewsPage.objects.get(pk=page.pk).live
        told = Email.objects.filter(subject__startswith="Không đăng được theo giờ hẹn")
        assert board.user("thu-ky").email in {address for email in told for address in email.to}
        assert len(told) == len({tuple(email.to) for email in told})
        assert "không còn đúng như bản đã được duyệt" in screen(board, client_of)
        assert FailedPosting.objects.get().last_at > FailedPosting.objects.get().first_at
        Revision.objects.filter(pk=revision.pk).update(content=approved)
        call_command("run_worker", once=True)
        assert NewsPage.objects.get(pk=page.pk).live
        assert not FailedPosting.objects.exists()


def test_what_is_taken_back_is_not_late(board):
    page = appointed_before(board)
    withdraw.withdraw(page, board.user("truong-ban"), "Hoãn")
    with time_machine.travel(timezone.now() + 2 * HOUR):
        assert posting_plan.late(board.board) == []


@pytest.mark.once
def test_the_plan_takes_no_more_queries_with_many_items(board, client_of):
    client, url = client_of("thu-ky"), reverse("posting_plan", args=[board.board.slug])

    def queries():
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    def fill(number):
        for count in range(number):
            appointed(board, f"Tin {count}")
            board.at_step("dang-tai", title=f"Chờ {count}")

    fill(3)
    few = queries()
    fill(9)
    assert queries() <= few
