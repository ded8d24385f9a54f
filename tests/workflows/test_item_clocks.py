"""The clocks of items and boards: what starts, moves, pauses, extends and stops them."""

import datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.board import charter_data, load_board, names_moment, refuses, step
from vietnamese.working_days import VIETNAM
from workflows.charter.schema import Duration
from workflows.charter.words import TimeUnit
from workflows.gate import item_state
from workflows.models import CalendarDay, Decision, ItemClock, Reminder
from workflows.rules.act import Act
from workflows.services.chain import recall
from workflows.services.chain.withdraw import withdraw
from workflows.services.clocks import change as change_clock

pytestmark = pytest.mark.django_db

DAYS = {"amount": 3, "unit": "working-day"}
EXTENDS = {"times": 1, "within": {"amount": 15, "unit": "day"}}


def deadline(key, content, starts, within=DAYS, **more):
    return {
        "key": key,
        "name": f"Thời hạn {key}",
        "content": content,
        "starts": starts,
        "within": within,
        "rule": "R74",
        **more,
    }


DEADLINES = [
    deadline("tin", "news", "event"),
    deadline("hoi-nghi", "news", "event-end"),
    deadline("duyet-dang", "news", "approval", {"amount": 1, "unit": "working-day"}),
    deadline("moi-ngay", "news", "publication", {"amount": 1, "unit": "day"}),
    deadline("van-ban", "document", "signature", {"amount": 1, "unit": "working-day"}),
    deadline("thong-ke", "document", "report-sent", {"amount": 8, "unit": "hour"}),
    deadline("hoi-dap", "question", "receipt", {"amount": 15, "unit": "working-day"}, extends=EXTENDS),
    deadline("gioi-thieu", "page", "event", {"amount": 5, "unit": "working-day"}),
]


def at(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


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
    """A board with clocks, on Tuesday 2 June 2026 at nine."""
    return board


def running(page, key):
    return ItemClock.objects.running().get(page=page, key=key)


def keys(page):
    return sorted(ItemClock.objects.running().filter(page=page).values_list("key", flat=True))


def day(text):
    return datetime.date.fromisoformat(text)


def test_a_news_draft_runs_from_the_day_of_its_event(timed):
    """R74."""
    page = timed.news(event_date=day("2026-06-01"))
    clock = running(page, "tin")
    assert clock.due_at == at("2026-06-04T17:00")
    assert clock.counted == "3 ngày làm việc kể từ sự kiện ngày 01/06/2026: hạn 17:00 ngày 04/06/2026."
    assert clock.soon_at == at("2026-06-03T08:00")


def test_without_a_date_no_clock_of_the_content_runs(timed):
    assert keys(timed.news()) == []


def test_what_lasts_several_days_runs_from_its_end_alone(timed):
    """R76, 1.20.10: of the two that overlap, the one from the end."""
    page = timed.news(event_date=day("2026-06-01"), event_ended_on=day("2026-06-03"))
    assert keys(page) == ["hoi-nghi"]
    assert running(page, "hoi-nghi").due_at == at("2026-06-08T17:00")


def test_a_document_runs_from_its_signature_and_a_question_from_its_receipt(timed):
    """R75, R78."""
    assert running(timed.document(signed_on=day("2026-06-01")), "van-ban").due_at == at("2026-06-02T17:00")
    assert running(timed.question(asked_on=day("2026-06-01"), answered_on=day("2026-06-02")), "hoi-dap").due_at == at(
        "2026-06-22T17:00"
    )


def test_another_date_in_the_draft_moves_the_due_moment_and_none_stops_the_clock(timed):
    page = timed.news(event_date=day("2026-06-01"))
    first = running(page, "tin")
    page.event_date = day("2026-06-05")
    page.save_revision(user=page.owner)
    assert running(page, "tin").pk == first.pk
    assert running(page, "tin").due_at == at("2026-06-10T17:00")
    page.event_date = None
    page.save_revision(user=page.owner)
    assert keys(page) == []
    first.refresh_from_db()
    assert first.stopped_at is not None
    assert not Reminder.objects.filter(clock=first, done_at=None).exists()


def test_publication_stops_the_clocks_and_a_new_draft_starts_none(timed):
    page = timed.published(timed.news(event_date=day("2026-06-01")))
    assert keys(page) == []
    stopped = ItemClock.objects.get(page=page, key="tin")
    assert stopped.stopped_by == "đã đăng"
    assert not stopped.was_late
    page.lead = "Sửa lời"
    page.save_revision(user=page.owner)
    assert keys(page) == []


def test_a_clock_that_stopped_after_its_due_moment_was_late(timed, now):
    page = timed.news(event_date=day("2026-05-25"))
    timed.published(page)
    assert ItemClock.objects.get(page=page, key="tin").was_late


def test_what_is_approved_waits_to_be_posted(timed):
    """R45."""
    page = timed.at_step("dang-tai")
    clock = running(page, "duyet-dang")
    assert clock.due_at == at("2026-06-03T17:00")
    assert "khi phê duyệt lúc 09:00 ngày 02/06/2026" in clock.counted


def test_what_goes_back_to_its_author_is_no_longer_approved(timed):
    """R45."""
    page = timed.at_step("dang-tai")
    timed.returned(page, "thu-ky")
    assert keys(page) == []
    other = timed.at_step("dang-tai")
    recall.recall(timed.step(other), other.owner, "Viết thêm")
    assert keys(other) == []


def test_an_appointed_publication_stops_the_clock_of_posting_at_once_and_the_others_when_it_is_public(timed, now):
    page = names_moment(timed.news(event_date=day("2026-06-01")), at("2026-06-03T07:00"))
    timed.published(page)
    assert keys(page) == ["tin"]
    now.move_to(at("2026-06-03T08:00"))
    from workflows.services.chain.post_due import post_due

    post_due()
    assert keys(page) == []


def test_posting_a_new_version_for_a_later_moment_stops_the_clock_of_posting(timed):
    page = timed.published()
    draft = page.get_latest_revision_as_object()
    draft.lead = "Bản mới"
    draft.save_revision(user=page.owner)
    timed.published(names_moment(type(page).objects.get(pk=page.pk), at("2026-06-03T07:00")))
    assert keys(page) == []


def test_the_board_counts_since_its_last_publication(timed, now):
    """R73."""
    assert ItemClock.objects.running().get(page=None).started_at == at("2026-06-02T09:00")
    timed.published(title="Tin một")
    first = ItemClock.objects.running().get(board=timed.board, page=None)
    assert first.due_at == at("2026-06-03T17:00")
    now.move_to(at("2026-06-04T09:00"))
    assert first.timeliness == "overdue"
    timed.published(title="Tin hai")
    second = ItemClock.objects.running().get(board=timed.board, page=None)
    assert second.pk != first.pk
    assert second.due_at == at("2026-06-05T17:00")


def test_a_step_says_how_its_time_was_counted(timed):
    page = timed.news()
    state = timed.submitted(page)
    assert state.due_at == at("2026-06-03T17:00")
    assert (
        state.counted == "1 ngày làm việc kể từ khi tới bước này lúc 09:00 ngày 02/06/2026: hạn 17:00 ngày 03/06/2026."
    )


def test_a_changed_day_moves_the_due_moments_of_what_runs(timed, other_board):
    """A day of the own board moves its clocks and its steps; taking it back moves them back; another board's changes nothing."""
    page = timed.news(event_date=day("2026-06-01"))
    state = timed.submitted(page)
    CalendarDay.objects.create(board=other_board.board, day=day("2026-06-03"), name="Nghỉ", source="CV")
    assert running(page, "tin").due_at == at("2026-06-04T17:00")
    closed = CalendarDay.objects.create(board=timed.board, day=day("2026-06-03"), name="Nghỉ do bão", source="CV")
    assert running(page, "tin").due_at == at("2026-06-05T17:00")
    assert "nghỉ riêng 03/06/2026 (Nghỉ do bão)" in running(page, "tin").counted
    state.refresh_from_db()
    assert state.due_at == at("2026-06-04T17:00")
    closed.delete()
    assert running(page, "tin").due_at == at("2026-06-04T17:00")
    CalendarDay.objects.create(day=day("2026-06-03"), name="Nghỉ", source="CV")
    assert running(page, "tin").due_at == at("2026-06-05T17:00")


def test_a_stopped_clock_is_not_counted_anew(timed):
    page = timed.published(timed.news(event_date=day("2026-06-01")))
    CalendarDay.objects.create(day=day("2026-06-03"), name="Nghỉ", source="CV")
    assert ItemClock.objects.get(page=page, key="tin").due_at == at("2026-06-04T17:00")


def test_a_clock_that_no_date_starts_is_started_by_a_recorded_act(timed):
    """R77, R82: the two starts of NĐ 244/2026 are told apart by what is recorded."""
    page = timed.document()
    change_clock.start(page, timed.user("thu-ky"), "thong-ke", at("2026-06-02T08:15"), "Báo cáo số 5 gửi 08:15")
    assert running(page, "thong-ke").due_at == at("2026-06-02T16:15")
    row = Decision.objects.get(act=Act.CLOCK)
    assert "8 giờ kể từ khi gửi báo cáo lúc 08:15" in row.comment
    assert "Báo cáo số 5" in row.comment
    with refuses("running"):
        change_clock.start(page, timed.user("thu-ky"), "thong-ke", at("2026-06-02T08:15"), "Lần hai")


@pytest.mark.parametrize(
    ("code", "who", "key", "moment", "ground"),
    [
        ("future", "thu-ky", "thong-ke", "2026-06-02T10:00", "x"),
        ("moment-needed", "thu-ky", "thong-ke", None, "x"),
        ("reason-needed", "thu-ky", "thong-ke", "2026-06-02T08:00", " "),
        ("no-deadline", "thu-ky", "tin", "2026-06-02T08:00", "x"),
        ("no-deadline", "thu-ky", "khong-co", "2026-06-02T08:00", "x"),
    ],
)
def test_a_start_by_hand_is_refused_with_a_reason(timed, code, who, key, moment, ground):
    with refuses(code):
        change_clock.start(timed.document(), timed.user(who), key, at(moment) if moment else None, ground)
    assert not Decision.objects.filter(act=Act.CLOCK).exists()


def test_somebody_without_a_seat_starts_nothing(timed, other_board):
    stranger = other_board.user("thu-ky")
    with refuses("not-yours"):
        change_clock.start(timed.document(), stranger, "thong-ke", at("2026-06-02T08:00"), "x")


GROUND = "chờ người gửi bổ sung thông tin"


def test_a_question_stands_still_while_one_waits_for_its_asker(timed, now):
    page = timed.question(asked_on=day("2026-06-01"), answered_on=day("2026-06-02"))
    change_clock.pause(running(page, "hoi-dap"), page, timed.user("thu-ky"), GROUND)
    paused = running(page, "hoi-dap")
    assert (paused.due_at, paused.timeliness) == (None, "paused")
    assert "còn lại 15 ngày làm việc" in paused.counted
    assert not Reminder.objects.filter(clock=paused, done_at=None).exists()
    with refuses("not-running"):
        change_clock.pause(paused, page, timed.user("thu-ky"), GROUND)
    now.move_to(at("2026-06-04T09:00"))
    change_clock.resume(paused, page, timed.user("thu-ky"))
    assert running(page, "hoi-dap").due_at == at("2026-06-24T17:00")
    with refuses("not-paused"):
        change_clock.resume(paused, page, timed.user("thu-ky"))
    assert Decision.objects.filter(act=Act.CLOCK).count() == 2


def test_a_pause_ends_when_the_draft_says_that_the_time_had_run_out_before_it_began(timed, now):
    page = timed.question(asked_on=day("2026-06-01"), answered_on=day("2026-06-02"))
    change_clock.pause(running(page, "hoi-dap"), page, timed.user("thu-ky"), GROUND)
    page.asked_on = day("2026-04-01")
    page.save_revision(user=timed.user("thu-ky"))
    late = running(page, "hoi-dap")
    assert (late.timeliness, late.pauses.filter(until=None).exists()) == ("overdue", False)
    with refuses("too-late"):
        change_clock.pause(late, page, timed.user("thu-ky"), GROUND)
    page.asked_on = day("2026-06-01")
    page.save_revision(user=timed.user("thu-ky"))
    change_clock.pause(running(page, "hoi-dap"), page, timed.user("thu-ky"), GROUND)
    assert running(page, "hoi-dap").is_paused


def test_a_pause_needs_a_ground_of_the_charter_and_a_keeper(timed):
    page = timed.question()
    with refuses("ground-needed"):
        change_clock.pause(running(page, "hoi-dap"), page, timed.user("thu-ky"), "bận")
    with refuses("not-yours"):
        change_clock.pause(running(page, "hoi-dap"), page, timed.user("cong-tac-vien"), GROUND)
    news = timed.news(event_date=day("2026-06-01"))
    with refuses("no-pause"):
        change_clock.pause(running(news, "tin"), news, timed.user("thu-ky"), GROUND)


def test_an_extension_is_as_often_and_as_long_as_the_charter_says(timed, now):
    page = timed.question(asked_on=day("2026-06-01"), answered_on=day("2026-06-02"))
    clock, chief = running(page, "hoi-dap"), timed.user("truong-ban")

    def more(amount, unit=TimeUnit.DAY):
        return Duration(amount=amount, unit=unit)

    with refuses("too-long"):
        change_clock.extend(clock, page, chief, more(16), "Phức tạp")
    with refuses("too-long"):
        change_clock.extend(clock, page, chief, more(5, TimeUnit.WORKING_DAY), "Phức tạp")
    with refuses("too-long"):
        change_clock.extend(clock, page, chief, None, "Phức tạp")
    with refuses("reason-needed"):
        change_clock.extend(clock, page, chief, more(15), "")
    with refuses("not-yours"):
        change_clock.extend(clock, page, timed.user("thu-ky"), more(15), "Phức tạp")
    change_clock.extend(clock, page, chief, more(15), "Phức tạp")
    assert running(page, "hoi-dap").due_at == at("2026-07-07T17:00")
    with refuses("extended"):
        change_clock.extend(clock, page, chief, more(1), "Nữa")


def test_an_extension_comes_before_the_clock_has_run_out_and_only_where_the_charter_has_one(timed, now):
    page = timed.question(asked_on=day("2026-06-01"), answered_on=day("2026-06-02"))
    now.move_to(at("2026-06-23T08:00"))
    with refuses("too-late"):
        change_clock.extend(
            running(page, "hoi-dap"), page, timed.user("truong-ban"), Duration(amount=1, unit=TimeUnit.DAY), "Muộn"
        )
    news = timed.news(event_date=day("2026-06-01"))
    with refuses("no-extension"):
        change_clock.extend(
            running(news, "tin"), news, timed.user("truong-ban"), Duration(amount=1, unit=TimeUnit.DAY), "Muộn"
        )


def test_a_deadline_that_the_charter_has_no_longer_runs_on_but_is_not_changed(timed):
    page = timed.question()
    data = charter_data()
    data["deadline"] = []
    load_board(data=data)
    page = type(page).objects.get(pk=page.pk)
    assert running(page, "hoi-dap").due_at
    with refuses("no-deadline"):
        change_clock.pause(running(page, "hoi-dap"), page, timed.user("thu-ky"), GROUND)


def test_a_withdrawn_item_has_no_clock(timed):
    page = timed.published(timed.news(event_date=day("2026-06-01")))
    withdraw(page, timed.user("truong-ban"), "Sai")
    assert keys(page) == []
    assert item_state.open_step(page) is None


def test_a_draft_that_is_deleted_takes_its_clocks_along(timed):
    page = timed.news(event_date=day("2026-06-01"))
    page.delete()
    assert not ItemClock.objects.filter(page=page.pk).exists()


def test_steps_without_a_time_have_no_clock(db, now):
    data = charter_data()
    data["chain"][0]["step"][0] = step("tham-dinh", "review", ["thanh-vien"])
    board = load_board(data=data)
    state = board.submitted(board.news())
    assert (state.due_at, state.counted) == (None, "")
    assert not Reminder.objects.exists()


# The screens.


def act(client, page, **sent):
    return client.post(reverse("clock_act", args=[page.pk]), sent, follow=True).content.decode()


def client_for(timed, seat):
    client = Client(headers={"host": timed.hostname})
    client.force_login(timed.user(seat), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_every_screen_shows_date_word_and_count(timed, now):
    """On the review file, the desk, the queue and the board's page; never by colour alone."""
    page = timed.news(event_date=day("2026-06-01"))
    timed.submitted(page)
    now.move_to(at("2026-06-05T09:00"))
    counted = "3 ngày làm việc kể từ sự kiện ngày 01/06/2026: hạn 17:00 ngày 04/06/2026."
    step_counted = "1 ngày làm việc kể từ khi tới bước này"
    for seat, url, wanted in (
        ("thanh-vien", reverse("review_file", args=[page.pk]), [counted, step_counted, "Quá hạn"]),
        ("cong-tac-vien", reverse("wagtailadmin_home"), [counted, step_counted, "Quá hạn"]),
        ("thu-ky", reverse("wagtailadmin_home"), [counted, "Quá hạn"]),
        ("thanh-vien", reverse("queue"), [counted, step_counted, "Quá hạn"]),
        ("truong-ban", reverse("board", args=[timed.board.slug]), [counted, "Quá hạn", "clock--overdue"]),
    ):
        text = client_for(timed, seat).get(url).content.decode()
        for words in wanted:
            assert words in text, (seat, url, words)


def test_the_boards_page_says_how_many_days_nothing_was_published(timed, now):
    """R73."""
    timed.published()
    now.move_to(at("2026-06-08T09:00"))
    text = client_for(timed, "thu-ky").get(reverse("board", args=[timed.board.slug])).content.decode()
    assert "Đã 6 ngày" in text
    assert "kể từ lần đăng gần nhất" in text


def test_standing_is_ample_then_soon_then_overdue(timed, now):
    clock = running(timed.news(event_date=day("2026-06-01")), "tin")
    seen = []
    for moment in ("2026-06-02T10:00", "2026-06-03T10:00", "2026-06-04T17:01"):
        now.move_to(at(moment))
        seen.append((clock.timeliness, clock.timeliness_label))
    assert seen == [("ample", "Còn hạn"), ("soon", "Sắp đến hạn"), ("overdue", "Quá hạn")]


def test_a_clock_is_kept_from_the_review_file(timed):
    page = timed.question(asked_on=day("2026-06-01"), answered_on=day("2026-06-02"))
    clock = running(page, "hoi-dap")
    assert "Đã ghi vào sổ quyết định" in act(
        client_for(timed, "thu-ky"), page, do="pause", clock=clock.pk, ground=GROUND
    )
    assert running(page, "hoi-dap").is_paused
    assert "Chạy tiếp từ bây giờ" not in act(client_for(timed, "thu-ky"), page, do="resume", clock=clock.pk)
    chief = client_for(timed, "truong-ban")
    refused = act(chief, page, do="extend", clock=clock.pk, amount="40", ground="Cả một đoạn lý do")
    assert "không quá 15 ngày" in refused
    assert "Cả một đoạn lý do" in refused
    assert 'value="40"' in refused
    assert "gia hạn thêm 15 ngày (Phức tạp)" in act(
        chief, page, do="extend", clock=clock.pk, amount="15", ground="Phức tạp"
    )


def test_a_start_is_recorded_from_the_review_file_and_a_refused_one_keeps_what_was_typed(timed):
    page = timed.document()
    client = client_for(timed, "thu-ky")
    sent = {"do": "start", "key": "thong-ke", "ground": "Báo cáo số 5"}
    refused = act(client, page, at="2026-06-09T08:00", **sent)
    assert "không thể ở tương lai" in refused
    assert "2026-06-09T08:00" in refused
    assert "Báo cáo số 5" in refused
    assert "Đã ghi vào sổ quyết định" in act(client, page, at="2026-06-02T08:00", **sent)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"do": "xyz", "clock": "1"},
        {"do": "pause", "clock": "٣"},
        {"do": "extend", "clock": "9" * 30, "amount": "abc"},
        {"do": "start", "key": "\x00", "at": "2026-13-45T99:99"},
        {"do": "start", "key": "thong-ke", "at": "hôm qua", "ground": "x"},
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(timed, sent):
    page = timed.document()
    before = list(ItemClock.objects.values())
    text = act(client_for(timed, "thu-ky"), page, **sent)
    assert "Hồ sơ duyệt" in text
    assert list(ItemClock.objects.values()) == before


def test_a_stranger_does_not_reach_the_clocks(timed, other_board):
    page = timed.question(asked_on=day("2026-06-01"), answered_on=day("2026-06-02"))
    client = Client(headers={"host": timed.hostname})
    user = get_user_model().objects.get(username="thu-ky.ban-khac")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    act(client, page, do="pause", clock=running(page, "hoi-dap").pk, ground=GROUND)
    assert not running(page, "hoi-dap").is_paused


@pytest.mark.once
@pytest.mark.parametrize(
    ("seat", "name"), [("thu-ky", "wagtailadmin_home"), ("cong-tac-vien", "wagtailadmin_home"), ("truong-ban", "board")]
)
def test_screens_with_clocks_take_no_more_queries_with_30_items_than_with_3(timed, seat, name):
    url = reverse(name, args=[timed.board.slug] if name == "board" else [])
    client, counts = client_for(timed, seat), []
    for more in (3, 27):
        for number in range(more):
            timed.news(title=f"Tin {number}", event_date=day("2026-05-01"))
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        counts.append(len(captured))
    assert counts[1] <= counts[0] <= 45, counts


def test_a_new_charter_starts_the_clocks_of_the_drafts_that_were_there_before_it(db, now):
    board = load_board()
    page = board.news(event_date=day("2026-06-01"))
    assert keys(page) == []
    load_board(data=charter_data() | {"deadline": DEADLINES})
    assert keys(page) == ["tin"]


def test_the_editor_shows_until_when_and_how_it_was_counted(timed):
    page = timed.news(event_date=day("2026-06-01"))
    client = Client(headers={"host": timed.hostname})
    client.force_login(timed.user("cong-tac-vien"))
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert running(page, "tin").counted in text
