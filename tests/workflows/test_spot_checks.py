"""Public items are looked at again: drawn at random, by somebody who had no part in them, with a result in the ledger (R121, R122, R124)."""

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from tests.board import charter_data, load_board, refuses
from workflows.models import MistakeReport, SpotCheck
from workflows.services.afterwards import spot_checks
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
LAST_WEEK, MONDAY = "2026-06-03 09:00+07:00", "2026-06-08 07:00+07:00"
RULES = {
    "items": 2,
    "per": "week",
    "who": ["thanh-vien", "pho-ban"],
    "within": {"amount": 3, "unit": "working-day"},
    "rule": "R121",
}


@pytest.fixture
def charter():
    return {**charter_data(), "spot_check": RULES}


@pytest.fixture
def drawn(board):
    """A board that published three items last week and drew on Monday."""
    with time_machine.travel(LAST_WEEK, tick=False):
        for number in range(3):
            board.published(title=f"Tin {number}")
    with time_machine.travel(MONDAY, tick=False):
        assert spot_checks.draw(board.board) == 2
    return board


def test_r121_members_who_had_no_part_get_items_of_the_last_week(drawn):
    checks = list(SpotCheck.objects.order_by("pk"))
    assert [check.period for check in checks] == ["2026-W23", "2026-W23"]
    for check in checks:
        assert check.member.role in ("thanh-vien", "pho-ban")
        assert check.member.user not in {check.page.owner, *(row.user for row in check.page.decisions.all())}
        assert not check.page.decisions.filter(
            act__in=["review", "approve", "publish"], user=check.member.user_id
        ).exists()
        assert check.clock.due_at.isoformat() == "2026-06-11T10:00:00+00:00"
    assert list(breaches()) == []


def test_r121_whoever_decided_on_an_item_does_not_check_it():
    board = load_board(data={**charter_data(), "spot_check": {**RULES, "items": 3, "who": ["thanh-vien"]}})
    with time_machine.travel(LAST_WEEK, tick=False):
        for number in range(3):
            board.published(title=f"Tin {number}")
    with time_machine.travel(MONDAY, tick=False):
        assert spot_checks.draw(board.board) == 3
    assert set(SpotCheck.objects.values_list("member__key", flat=True)) == {"thanh-vien-2"}


def test_a_worker_that_starts_again_draws_nothing_twice_and_would_draw_the_same(drawn):
    before = sorted(SpotCheck.objects.values_list("page", "member"))
    with time_machine.travel(MONDAY, tick=False):
        call_command("run_worker", once=True)
        assert spot_checks.draw(drawn.board) == 0
    assert sorted(SpotCheck.objects.values_list("page", "member")) == before


def test_r124_a_late_check_is_reminded_of_once(drawn):
    with time_machine.travel("2026-06-12 09:00+07:00", tick=False):
        call_command("run_worker", once=True)
        call_command("run_worker", once=True)
    late = Email.objects.filter(subject__startswith="Quá hạn: Xem lại sau khi đăng")
    member = SpotCheck.objects.first().member.user
    assert len([letter for letter in late if member.email in letter.to]) >= 1
    seen = [(letter.subject, tuple(letter.to)) for letter in late]
    assert len(seen) == len(set(seen))


def test_a_member_confirms_on_the_screen_and_the_figures_say_so(drawn, client_of_board):
    check = SpotCheck.objects.first()
    client = client_of_board(drawn, check.member.key)
    assert "Bạn xem lại sau khi đăng" in client.get("/admin/").content.decode()
    address = reverse("spot_checks", args=[drawn.board.slug])
    client.post(address, {"check": check.pk, "outcome": "right"})
    check.refresh_from_db()
    assert check.outcome == "right"
    assert "Đúng như đã duyệt, còn đúng" in client.get(address).content.decode()
    assert list(breaches()) == []


def test_r122_a_mistake_that_a_member_finds_becomes_a_report(drawn, client_of_board):
    check = SpotCheck.objects.first()
    client, address = client_of_board(drawn, check.member.key), reverse("spot_checks", args=[drawn.board.slug])
    assert "sai ở chỗ nào" in client.post(address, {"check": check.pk, "outcome": "mistake"}).content.decode()
    client.post(address, {"check": check.pk, "outcome": "mistake", "what": "Sai năm"})
    check.refresh_from_db()
    assert check.report == MistakeReport.objects.get()
    assert check.report.what == "Sai năm"
    assert list(breaches()) == []


def test_only_the_member_who_was_drawn_answers_and_once(drawn):
    check = SpotCheck.objects.first()
    with refuses("not-yours"):
        spot_checks.finish(check, drawn.user("truong-ban"), "right")
    with refuses("outcome-needed"):
        spot_checks.finish(check, check.member.user, "")
    spot_checks.finish(check, check.member.user, "right")
    with refuses("already-done"):
        spot_checks.finish(check, check.member.user, "mistake", "Sai")


def test_a_result_changed_behind_the_ledgers_back_is_refused_and_reported(drawn):
    check = SpotCheck.objects.first()
    check.outcome = "right"
    with refuses("no-decision"):
        check.save()
    with refuses("has-history"):
        check.delete()
    SpotCheck.objects.filter(pk=check.pk).update(outcome="right")
    assert any("Kiểm tra sau khi đăng" in breach for breach in breaches())


@pytest.fixture
def client_of_board():
    def signed_in(board, seat):
        client = Client(headers={"host": board.hostname})
        client.force_login(board.user(seat), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
