"""Letters before, on and after a due moment, and to the levels above; nothing twice, whatever happens to the worker."""

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from post_office.models import Email

from tests.board import charter_data, load_board
from tests.workflows.test_item_clocks import DEADLINES, GROUND, at, day, deadline, running
from workflows.clocks.deadlines import Stage
from workflows.models import CalendarDay, Reminder, StepState
from workflows.services.clocks import change as change_clock
from workflows.services.clocks.remind import recipients, send_due
from workflows.services.deeds import delegate

pytestmark = pytest.mark.django_db


@pytest.fixture
def made_at():
    return at("2026-06-01T09:00")


@pytest.fixture
def now(made_at):
    with time_machine.travel(made_at, tick=False) as traveller:
        yield traveller


@pytest.fixture
def charter():
    return {**charter_data(), "deadline": [one for one in DEADLINES if one["key"] != "moi-ngay"]}


@pytest.fixture
def timed(board, now):
    """A board with clocks, on Monday 1 June 2026 at nine."""
    return board


def letters(*headings):
    """To which seats letters with these headings went, in order."""
    found = Email.objects.order_by("pk")
    return [
        (str(letter.to[0]).split(".")[0], letter.subject.split(":")[0])
        for letter in found
        if not headings or letter.subject.startswith(headings)
    ]


REMINDING = ("Sắp", "Hôm nay", "Quá hạn", "Báo")


def on(now, moment):
    now.move_to(at(moment))
    send_due()
    return letters(*REMINDING)


def test_letters_go_out_before_on_and_after_and_then_to_the_levels_above(timed, now):
    """R74: three working days from 1 June end on 4 June; the author's next level is the editor above a contributor."""
    timed.news(event_date=day("2026-06-01"))
    before = [("cong-tac-vien", "Sắp đến hạn")]
    assert on(now, "2026-06-03T07:59") == []
    assert on(now, "2026-06-03T08:00") == before
    on_the_day = [*before, ("cong-tac-vien", "Hôm nay đến hạn")]
    assert on(now, "2026-06-04T08:00") == on_the_day
    late = [*on_the_day, ("cong-tac-vien", "Quá hạn"), ("thu-ky", "Quá hạn")]
    assert on(now, "2026-06-05T08:00") == late
    above = on(now, "2026-06-08T08:00")
    assert sorted(above[4:]) == [
        ("bien-tap-vien", "Báo cấp trên, quá hạn"),
        ("bien-tap-vien-2", "Báo cấp trên, quá hạn"),
    ]
    assert on(now, "2026-06-10T08:00")[6:] == [("truong-ban", "Báo Trưởng ban, quá hạn")]
    assert on(now, "2026-07-01T08:00")[7:] == []


def test_a_letter_says_what_until_when_how_counted_and_for_whom_it_waits(timed, now):
    page = timed.news(title="Khánh thành cầu", event_date=day("2026-06-01"))
    on(now, "2026-06-05T08:00")
    letter = Email.objects.filter(subject__startswith="Quá hạn").first()
    assert "Khánh thành cầu" in letter.subject
    for words in (
        "Đã quá hạn 17:00 ngày 04/06/2026",
        "3 ngày làm việc kể từ sự kiện ngày 01/06/2026",
        "Đang chờ: cong-tac-vien Người (Cộng tác viên)",
        f"/admin/duyet/{page.pk}/",
    ):
        assert words in letter.message, words


def test_what_is_in_review_is_asked_of_those_for_whom_it_waits(timed, now):
    page = timed.news(event_date=day("2026-06-01"))
    timed.submitted(page)
    timed.pass_on(page, "thanh-vien")
    assert sorted(on(now, "2026-06-03T08:00")) == [("pho-ban", "Sắp đến hạn"), ("pho-truc", "Sắp đến hạn")]


def test_a_step_reminds_and_escalates_too(timed, now):
    timed.submitted(timed.news())
    assert on(now, "2026-06-02T08:00") == [("thanh-vien", "Hôm nay đến hạn")]
    assert sorted(on(now, "2026-06-03T08:00")[1:]) == [("thanh-vien", "Quá hạn"), ("thu-ky", "Quá hạn")]
    assert on(now, "2026-06-04T08:00")[3:] == [("thu-ky", "Báo cấp trên, quá hạn")]


def test_a_step_that_is_passed_reminds_nobody(timed, now):
    page = timed.news()
    timed.submitted(page)
    timed.pass_on(page, "thanh-vien")
    assert on(now, "2026-06-03T08:00") == []
    assert Reminder.objects.filter(done_at=None, step=None).count() == 0


def test_a_second_run_sends_nothing(timed, now):
    timed.news(event_date=day("2026-06-01"))
    once = on(now, "2026-06-03T08:00")
    assert len(once) == 1
    assert send_due() == 0
    call_command("run_worker", "--once")
    call_command("run_worker", "--once")
    assert letters(*REMINDING) == once


def test_a_worker_killed_before_its_transaction_ends_has_sent_nothing_and_the_next_sends_once(timed, now):
    timed.news(event_date=day("2026-06-01"))
    now.move_to(at("2026-06-03T08:00"))
    with transaction.atomic():
        assert send_due() == 1
        assert letters(*REMINDING)
        transaction.set_rollback(True)
    assert letters(*REMINDING) == []
    assert send_due() == 1
    assert send_due() == 0
    assert len(letters(*REMINDING)) == 1


def test_a_worker_killed_after_writing_and_before_mailing_writes_nothing_again(timed, now):
    """The letter stands in the outbox; the next worker mails it, and mails it once."""
    timed.news(event_date=day("2026-06-01"))
    now.move_to(at("2026-06-03T08:00"))
    send_due()
    call_command("run_worker", "--once")
    call_command("run_worker", "--once")
    assert len(letters(*REMINDING)) == 1


def test_after_a_long_stop_only_the_last_of_the_missed_letters_is_written(timed, now):
    timed.news(event_date=day("2026-06-01"))
    assert on(now, "2026-06-05T10:00") == [("cong-tac-vien", "Quá hạn"), ("thu-ky", "Quá hạn")]
    assert Reminder.objects.filter(clock__key="tin", done_at__isnull=False, letters=None).count() == 2


def test_publication_silences_the_letters(timed, now):
    timed.published(timed.news(event_date=day("2026-06-01")))
    assert on(now, "2026-06-10T08:00") == []


def test_a_moved_due_moment_reminds_anew_and_one_moved_back_does_not_remind_twice(timed, now):
    timed.news(event_date=day("2026-06-01"))
    assert len(on(now, "2026-06-03T08:00")) == 1
    closed = CalendarDay.objects.create(board=timed.board, day=day("2026-06-04"), name="Nghỉ", source="CV")
    assert on(now, "2026-06-03T08:30") == [("cong-tac-vien", "Sắp đến hạn")]
    closed.delete()
    assert len(on(now, "2026-06-03T09:00")) == 1
    assert len(on(now, "2026-06-04T08:00")) == 2


def test_a_paused_clock_is_silent(timed, now):
    page = timed.question(asked_on=day("2026-06-01"), answered_on=day("2026-06-01"))
    change_clock.pause(running(page, "hoi-dap"), page, timed.user("thu-ky"), GROUND)
    assert on(now, "2026-07-30T08:00") == []


def test_a_draft_of_an_old_event_is_told_late_at_once_and_goes_up_from_there(timed, now):
    timed.news(event_date=day("2026-05-01"))
    assert on(now, "2026-06-01T09:00") == [("cong-tac-vien", "Quá hạn"), ("thu-ky", "Quá hạn")]


def test_the_board_that_publishes_nothing_is_reminded_and_the_charter_may_name_who_hears_of_it(db, now):
    """R73: the secretary first; then whom the charter names."""
    data = charter_data()
    data["deadline"] = [
        deadline("moi-ngay", "news", "publication", {"amount": 1, "unit": "day"}, escalate_to=["pho-truc"])
    ]
    load_board(data=data)
    assert on(now, "2026-06-02T08:00") == [("thu-ky", "Hôm nay đến hạn")]
    assert on(now, "2026-06-04T08:00")[-1] == ("pho-truc", "Báo cấp trên, quá hạn")


def test_whoever_stands_in_is_reminded_too(timed, now):
    board = timed
    deed = delegate.Deed(
        giver=board.member("pho-truc"),
        receiver=board.member("pho-ban"),
        acts=["approve"],
        starts_at=at("2026-06-01T00:00"),
        ends_at=at("2026-07-01T00:00"),
        document_number="12/GUQ-BBT",
        document_date=day("2026-06-01"),
    )
    delegate.write_deed(deed, board.user("pho-truc"))
    board.submitted(board.news(unit=board.board.units.first()))
    state = StepState.objects.get(status="in_progress")
    state.entitled.set([board.member("pho-truc")])
    StepState.objects.filter(pk=state.pk).update(kind="approve")
    reminder = Reminder(step=StepState.objects.get(pk=state.pk), stage=Stage.BEFORE)
    told = recipients(reminder, board.board, [board.member("pho-truc")])
    assert {seat.key for seat in told} == {"pho-truc", "pho-ban"}
