"""Tân Cương: who judged an item posts it only while the others are away (the default beside Điều 6 and Điều 8; 1.20.8, decision 0042)."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import models
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from tests.board import TestBoard, refuses
from tests.four_boards import only
from tests.workflows.test_chains_of_charters import news, ticks
from vietnamese.working_days import VIETNAM, beginning_of
from workflows.gate import absence, gate
from workflows.gate.leaves import Said
from workflows.ledger import ledger
from workflows.models import Board, Decision, Leave
from workflows.rules.act import Act
from workflows.screens import desk
from workflows.services.chain import appoint, decide, follow_absence, publish, return_for_changes, submit
from workflows.services.chain.post_due import post_due
from workflows.services.deeds import delegate
from workflows.services.incidents import settle
from workflows.services.incidents.lock_account import lock_account
from workflows.services.leaves.end import end
from workflows.services.leaves.state import state as state_leave
from workflows.verification import four_eyes

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
REVIEWER, OTHERS = "thanh-vien", ("thanh-vien-2", "thanh-vien-3", "thu-ky")


@pytest.fixture
def stands_on(plain_settings):
    return only("tan-cuong")


@pytest.fixture
def board(db):
    return TestBoard(Board.objects.get(slug="tan-cuong"))


def committed():
    return TestCase.captureOnCommitCallbacks(execute=True)


def away(board, *seats, by=None, first=0, last=3):
    today = timezone.localdate(timezone=VIETNAM)
    first_day, after = today + first * DAY, today + (last + 1) * DAY
    for seat in seats:
        said = Said(board.member(seat), beginning_of(first_day), beginning_of(after))
        with committed():
            state_leave(said, board.user(by or seat), "Đi công tác")


def approved(board, by="cong-tac-vien"):
    """News that the member of the field has judged, the chief has approved, and that waits to be posted."""
    page = news(board, by, "van-hoa-xa-hoi")
    submit.submit(page, page.owner, ticks(board))
    decide.decide(board.step(page), board.user(REVIEWER), ticks=ticks(board))
    decide.decide(board.step(page), board.user("truong-ban"), ticks=ticks(board))
    return page


def asks(board, page, seat=REVIEWER, reason="Những người khác đi vắng", act=Act.PUBLISH):
    refusal = gate.ask(board.user(seat), act, page, board.step(page), reason)
    return refusal.code if refusal else None


def posts(board, page, seat=REVIEWER, reason="Những người khác đi vắng"):
    publish.publish(board.step(page), board.user(seat), reason, ticks(board))


def waits_for(board, page):
    return {member.key for member in board.step(page).entitled.all()}


def is_in_queue(board, page, seat=REVIEWER):
    return board.step(page).pk in desk.my_queue(board.user(seat)).values_list("pk", flat=True)


def test_tan_cuong_who_judged_it_is_refused_while_another_could_and_is_told_who(board):
    page = approved(board)
    away(board, "thanh-vien-2", "thanh-vien-3")
    refusal = gate.ask(board.user(REVIEWER), Act.PUBLISH, page, board.step(page), "Đi vắng")
    assert refusal.code == "others-there"
    assert board.member("thu-ky").person_name in refusal.sentence
    assert board.member("thanh-vien-2").person_name not in refusal.sentence
    with refuses("others-there"):
        posts(board, page)
    with refuses("others-there"):
        return_for_changes.return_for_changes(board.step(page), board.user(REVIEWER), "Sai")
    assert waits_for(board, page) == set(OTHERS)
    assert not is_in_queue(board, page)


def test_tan_cuong_who_judged_it_posts_it_with_a_reason_while_all_others_are_away(board):
    page = approved(board)
    away(board, *OTHERS)
    assert asks(board, page, reason="") == "exception-needs-reason"
    posts(board, page)
    row = Decision.objects.filter(page=page).latest("number")
    assert (row.act, row.exception, row.user) == (Act.PUBLISH, "two-levels", board.user(REVIEWER).pk)
    assert list(four_eyes.breaches(board.board)) == []


def test_the_review_file_says_who_could_and_asks_for_the_reason_once_they_are_away(board, client_of):
    page = approved(board)
    file = reverse("review_file", args=[page.pk])
    shown = client_of(REVIEWER).get(file).content.decode()
    assert "nên chỉ làm bước «Thành viên đăng tải» khi những người khác đều vắng" in shown
    away(board, *OTHERS)
    shown = client_of(REVIEWER).get(file).content.decode()
    assert "Lý do dùng ngoại lệ của quy chế (bắt buộc)" in shown
    assert shown.count("đang nghỉ đến hết") >= len(OTHERS)


def test_the_chief_who_approved_does_not_post_since_posting_is_not_the_chiefs(board):
    page = approved(board)
    away(board, *OTHERS)
    assert asks(board, page, "truong-ban") == "not-yours"


def test_who_judged_it_is_told_when_the_last_of_the_others_leaves_and_not_asked_when_one_is_back(board):
    page = approved(board)
    Email.objects.all().delete()
    away(board, "thanh-vien-2", "thu-ky")
    assert not is_in_queue(board, page)
    away(board, "thanh-vien-3")
    assert is_in_queue(board, page)
    assert any(board.user(REVIEWER).email in email.to for email in Email.objects.filter(subject__contains="Tin thử"))
    with committed():
        end(Leave.objects.get(member=board.member("thu-ky")), board.user("thu-ky"), "Về sớm")
    assert not is_in_queue(board, page)
    assert asks(board, page) == "others-there"


def test_a_leave_that_begins_and_ends_by_itself_is_followed_by_the_worker(board):
    page = approved(board)
    away(board, *OTHERS, first=2, last=4)
    assert asks(board, page) == "others-there"
    for days, is_asked in ((3, True), (5, False)):
        with time_machine.travel(timezone.now() + days * DAY, tick=False):
            call_command("run_worker", once=True)
            assert is_in_queue(board, page) is is_asked, days
            assert (asks(board, page) is None) is is_asked, days


def test_whoever_states_a_leave_does_not_hold_the_board_while_runs_are_locked(board, monkeypatch):
    approved(board)
    holding = []
    follow, write_many = follow_absence.follow, ledger.write_many
    monkeypatch.setattr(ledger, "write_many", lambda *rows: (holding.append("board"), write_many(*rows))[1])
    monkeypatch.setattr(follow_absence, "follow", lambda its: (holding.append("runs"), follow(its))[1])
    today = beginning_of(timezone.localdate(timezone=VIETNAM))
    with TestCase.captureOnCommitCallbacks() as after:
        leave = state_leave(Said(board.member("thu-ky"), today, today + DAY), board.user("thu-ky"), "Đi công tác")
        end(leave, board.user("thu-ky"), "Về sớm")
    assert holding == ["board", "board"]
    for each in after:
        each()
    assert holding == ["board", "board", "runs", "runs"]


def test_a_step_that_begins_while_all_others_are_away_waits_for_who_judged_it_too(board):
    away(board, *OTHERS)
    assert waits_for(board, approved(board)) == {*OTHERS, REVIEWER}


def test_an_author_who_may_post_the_own_item_is_another_who_could(board):
    page = approved(board, by="thanh-vien-2")
    away(board, "thanh-vien-3", "thu-ky")
    assert asks(board, page) == "others-there"
    assert asks(board, page, "thanh-vien-2", reason="") in (None, "checklist")


def test_nobody_is_away_by_the_word_of_who_would_post(board):
    step = board.step(approved(board))
    away(board, "thanh-vien-2", by="thu-ky")
    away(board, "thanh-vien-3")
    there = absence.others_there(step, {board.user("thu-ky").pk})
    assert [member.key for member in there] == ["thanh-vien-2"]
    assert [member.key for member in absence.others_there(step)] == ["thu-ky"]


def judged_by_the_secretary(board):
    """The same news, judged by the secretary under the member's deed."""
    now = timezone.now()
    deed = delegate.Deed(
        giver=board.member(REVIEWER), receiver=board.member("thu-ky"), acts=["review"], starts_at=now - DAY,
        ends_at=now + 7 * DAY, document_number="9/GUQ", document_date=(now - 2 * DAY).date(),
    )  # fmt: skip
    delegate.write_deed(deed, board.user(REVIEWER))
    page = news(board, "cong-tac-vien", "van-hoa-xa-hoi")
    submit.submit(page, page.owner, ticks(board))
    decide.decide(board.step(page), board.user("thu-ky"), ticks=ticks(board))
    decide.decide(board.step(page), board.user("truong-ban"), ticks=ticks(board))
    return page


def test_a_moment_that_rests_on_a_leave_which_ends_early_is_told_at_once(board):
    page = approved(board)
    away(board, *OTHERS)
    state, at = board.step(page), timezone.now() + DAY
    appoint.appoint(state, board.user(REVIEWER), at, "Mọi người khác đi vắng", ticks(board))
    Email.objects.all().delete()
    with committed():
        end(Leave.objects.get(member=board.member("thu-ky")), board.user("thu-ky"), "Về sớm")
    told = Email.objects.filter(subject__startswith="Giờ hẹn đăng không còn giữ được")
    assert {to for each in told for to in each.to} == {
        board.user(name).email for name in ("cong-tac-vien", REVIEWER, "thu-ky")
    }
    assert board.member("thu-ky").person_name in told[0].message
    with time_machine.travel(at + datetime.timedelta(minutes=1), tick=False):
        post_due()
    page.refresh_from_db()
    assert not page.live


def test_so_is_one_that_rests_on_a_closed_account_which_is_given_back(board):
    page = approved(board)
    away(board, "thanh-vien-2", "thanh-vien-3")
    with committed():
        (incident,) = lock_account(board.user("thu-ky"), timezone.now(), "Máy lạ", board.user("truong-ban"))
    appoint.appoint(
        board.step(page), board.user(REVIEWER), timezone.now() + DAY, "Mọi người khác đi vắng", ticks(board)
    )
    Email.objects.all().delete()
    with committed():
        settle.reopen(incident, board.user("truong-ban"))
    told = Email.objects.filter(subject__startswith="Giờ hẹn đăng không còn giữ được")
    assert board.user(REVIEWER).email in {to for each in told for to in each.to}


def test_nobody_is_asked_to_post_who_would_be_refused(board):
    page = judged_by_the_secretary(board)
    away(board, "thanh-vien-2", "thanh-vien-3", by="thu-ky")
    assert asks(board, page, "thu-ky") == "others-there"
    assert not is_in_queue(board, page, "thu-ky")


def test_nobody_makes_others_away_for_the_own_sake_by_locking_their_accounts(board, monkeypatch):
    page = judged_by_the_secretary(board)
    for seat in ("thanh-vien-2", "thanh-vien-3"):
        lock_account(board.user(seat), timezone.now(), "Bị lộ", board.user("thu-ky"))
    assert asks(board, page, "thu-ky") == "others-there"
    monkeypatch.setattr(absence, "others_there", lambda *_: [])  # a gate that lets it through
    posts(board, page, "thu-ky")
    assert any("khi người khác không vắng" in breach for breach in four_eyes.breaches(board.board))


def test_a_closed_account_is_away(board):
    page = approved(board)
    away(board, "thanh-vien-2", "thanh-vien-3")
    lock_account(board.user("thu-ky"), timezone.now(), "Bị lộ", board.user("truong-ban"))
    assert asks(board, page) in (None, "checklist")
    posts(board, page)
    assert list(four_eyes.breaches(board.board)) == []


@pytest.mark.parametrize("is_told_at_once", [True, False])
def test_who_judged_it_is_asked_once_the_accounts_of_all_others_are_closed(board, is_told_at_once):
    page = approved(board)
    with TestCase.captureOnCommitCallbacks(execute=is_told_at_once):
        for seat in OTHERS:
            lock_account(board.user(seat), timezone.now(), "Bị lộ", board.user("truong-ban"))
    if not is_told_at_once:
        call_command("run_worker", once=True)
    assert asks(board, page) in (None, "checklist")
    assert is_in_queue(board, page)


def test_who_stands_in_under_a_deed_is_there(board):
    page = approved(board)
    now = timezone.now()
    deed = delegate.Deed(
        giver=board.member("thu-ky"), receiver=board.member("truong-ban"), acts=["publish"], starts_at=now - DAY,
        ends_at=now + 7 * DAY, document_number="9/GUQ", document_date=(now - 2 * DAY).date(),
    )  # fmt: skip
    away(board, *OTHERS)
    delegate.write_deed(deed, board.user("thu-ky"))
    assert asks(board, page) in (None, "checklist")  # the chief has approved it, so the chief's eyes are not new
    deed.receiver, deed.document_number = board.member("cong-tac-vien-2"), "10/GUQ"
    delegate.write_deed(deed, board.user("thu-ky"))
    assert asks(board, page) == "others-there"


def test_a_posting_while_somebody_was_there_is_named_by_verification(board):
    page = approved(board)
    away(board, *OTHERS)
    posts(board, page)
    leaves = models.QuerySet(Leave).filter(member=board.member("thu-ky"))
    models.QuerySet.update(leaves, starts_at=timezone.now() + DAY)
    assert any("khi người khác không vắng" in breach for breach in four_eyes.breaches(board.board))


def test_an_exception_of_which_a_charter_says_no_more_holds_whoever_is_there(board):
    rules = board.board.rules
    plain = [each.model_copy(update={"only_while_others_are_away": False}) for each in rules.exception]
    loose = rules.model_copy(update={"exception": tuple(plain)})
    assert (rules.exceptions, rules.exceptions_of_absence) == ({"two-levels"}, {"two-levels"})
    assert (loose.exceptions, loose.exceptions_of_absence) == ({"two-levels"}, frozenset())


def test_the_boards_page_says_the_exception_and_that_it_is_a_default(board, client_of):
    shown = client_of("cong-tac-vien").get(reverse("board", args=["tan-cuong"])).content.decode()
    assert "khi những người khác đi vắng" in shown
    assert "người khác đang ghi là nghỉ" in shown
