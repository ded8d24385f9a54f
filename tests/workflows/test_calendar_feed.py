"""The personal calendar: secret, revocable, read-only, and without anything of a citizen in it."""

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from tests.board import charter_data
from tests.workflows.test_item_clocks import DEADLINES, at, client_for, day
from workflows.models import CalendarFeed

pytestmark = pytest.mark.django_db


@pytest.fixture
def made_at():
    return at("2026-06-02T09:00")


@pytest.fixture
def now(made_at):
    with time_machine.travel(made_at, tick=False) as traveller:
        yield traveller


@pytest.fixture
def charter():
    return {**charter_data(), "deadline": DEADLINES}


@pytest.fixture
def timed(board, now):
    return board


def subscribed(timed, seat):
    feed = CalendarFeed.objects.renew(timed.user(seat))
    return reverse("due_calendar", args=[feed.token])


def read(timed, url):
    answer = Client(headers={"host": timed.hostname}).get(url)
    assert answer.status_code == 200
    return answer.content.decode(), Calendar.from_ical(answer.content)


def events(calendar):
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def test_the_calendar_holds_what_waits_for_the_member_and_what_runs_for_the_own_items(timed):
    page = timed.news(title="Khánh thành cầu", event_date=day("2026-06-01"))
    timed.submitted(page)
    _text, of_author = read(timed, subscribed(timed, "cong-tac-vien"))
    (event,) = events(of_author).values()
    assert str(event["summary"]) == "Còn hạn: Thời hạn tin – Khánh thành cầu"
    assert event["dtstart"].dt == at("2026-06-04T17:00")
    assert f"/admin/duyet/{page.pk}/" in str(event["url"])
    _text, of_reviewer = read(timed, subscribed(timed, "thanh-vien"))
    assert list(events(of_reviewer)) == ["Sắp đến hạn: Bước tham-dinh – Khánh thành cầu"]
    _text, of_secretary = read(timed, subscribed(timed, "thu-ky"))
    assert {str(one["summary"]) for one in of_secretary.walk("VEVENT")} == {
        "Còn hạn: Thời hạn tin – Khánh thành cầu",
        "Sắp đến hạn: Thời hạn moi-ngay",
    }


def test_an_event_keeps_its_identity_when_its_date_moves(timed):
    page = timed.news(event_date=day("2026-06-01"))
    url = subscribed(timed, "cong-tac-vien")
    before = next(iter(events(read(timed, url)[1]).values()))
    page.event_date = day("2026-06-02")
    page.save_revision(user=page.owner)
    after = next(iter(events(read(timed, url)[1]).values()))
    assert before["uid"] == after["uid"]
    assert before["dtstart"].dt < after["dtstart"].dt


def test_nothing_of_a_citizen_and_nothing_sensitive_leaves_the_portal(timed):
    """R139: the feed is read by foreign servers."""
    timed.question(
        title="Bà Nguyễn Thị Hoa hỏi về giấy khai sinh",
        asker="Bà Nguyễn Thị Hoa",
        question="Số điện thoại 0912 345 678",
        answered_on=day("2026-06-01"),
        asked_on=day("2026-06-01"),
    )
    timed.document(title="Quyết định về ông Trần Văn Nam", signed_on=day("2026-06-01"))
    timed.news(title="Vụ việc nóng", is_sensitive=True, event_date=day("2026-06-01"))
    text, calendar = read(timed, subscribed(timed, "thu-ky"))
    assert len(calendar.walk("VEVENT")) == 4
    for secret in ("Hoa", "0912", "khai sinh", "Trần", "Vụ việc nóng"):
        assert secret not in text, secret
    assert "câu hỏi và trả lời số" in str([str(event["summary"]) for event in calendar.walk("VEVENT")])


def test_a_renewed_or_revoked_address_answers_no_longer(timed):
    client = client_for(timed, "thu-ky")
    page = reverse("my_calendar")
    assert "Bạn chưa có địa chỉ" in client.get(page).content.decode()
    client.post(page, {"do": "renew"})
    first = CalendarFeed.objects.get().token
    assert f"/lich/{first}.ics" in client.get(page).content.decode()
    client.post(page, {"do": "renew"})
    second = CalendarFeed.objects.get().token
    citizen = Client(headers={"host": timed.hostname})
    assert citizen.get(reverse("due_calendar", args=[first])).status_code == 404
    assert citizen.get(reverse("due_calendar", args=[second])).status_code == 200
    client.post(page, {"do": "revoke"})
    assert citizen.get(reverse("due_calendar", args=[second])).status_code == 404


def test_looking_at_the_page_makes_no_address(timed):
    client_for(timed, "thu-ky").get(reverse("my_calendar"))
    assert not CalendarFeed.objects.exists()


def test_whoever_left_the_board_or_was_shut_out_reads_nothing(timed):
    url = subscribed(timed, "thu-ky")
    citizen = Client(headers={"host": timed.hostname})
    account = get_user_model().objects.filter(pk=timed.user("thu-ky").pk)
    account.update(is_active=False)
    assert citizen.get(url).status_code == 404
    account.update(is_active=True)
    assert citizen.get(url).status_code == 200
    timed.board.members.filter(key="thu-ky").update(is_active=False)
    assert citizen.get(url).status_code == 404


def test_the_address_is_read_only_unguessable_and_not_kept_on_the_way(timed):
    url = subscribed(timed, "thu-ky")
    citizen = Client(headers={"host": timed.hostname})
    answer = citizen.get(url)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert citizen.post(url).status_code == 405
    assert len(CalendarFeed.objects.get().token) >= 43
    for guessed in ("abc", "x" * 500):
        assert citizen.get(f"/lich/{guessed}.ics").status_code == 404


def test_the_technician_without_a_seat_gets_no_calendar(timed):
    user = get_user_model().objects.create(username="quan-tri", is_superuser=True)
    client = Client(headers={"host": timed.hostname})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert "Chỉ thành viên" in client.post(reverse("my_calendar"), {"do": "renew"}, follow=True).content.decode()
    assert not CalendarFeed.objects.exists()


@pytest.mark.once
def test_a_calendar_of_30_items_takes_no_more_queries_than_one_of_3(timed):
    url, counts = subscribed(timed, "thu-ky"), []
    for more in (3, 27):
        for number in range(more):
            timed.news(title=f"Tin {number}", event_date=day("2026-06-01"))
        with CaptureQueriesContext(connection) as captured:
            read(timed, url)
        counts.append(len(captured))
    assert counts[1] <= counts[0] <= 20, counts
