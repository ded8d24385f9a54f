"""The moment of posting is an act of the posting step (R45): set, moved, called off; and asked again when it comes."""

import datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from news.models import NewsPage
from tests.board import charter_data, load_board, names_moment, refuses, reseat
from vietnamese.working_days import VIETNAM
from workflows.models import Appointment, Decision, FailedPosting, Tick
from workflows.rules.act import Act
from workflows.screens.acts_on_offer import offered
from workflows.services.chain import appoint, flag, publish, recall, return_for_changes
from workflows.services.deeds import delegate
from workflows.services.incidents import settle
from workflows.services.incidents.lock_account import lock_account
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def in_hours(hours):
    return (timezone.now() + hours * HOUR).replace(second=0, microsecond=0)


def appointed(board, hours=2, seat="thu-ky", **values):
    page = board.at_step("dang-tai", **values)
    appoint.appoint(board.step(page), board.user(seat), in_hours(hours), "Đăng sau lễ khởi công")
    return page


def after(hours=3):
    return time_machine.travel(timezone.now() + hours * HOUR, tick=False)


def work():
    call_command("run_worker", once=True)


def is_live(page):
    return NewsPage.objects.get(pk=page.pk).live


def words(page):
    rows = Decision.objects.filter(page=page, act__in=[Act.APPOINT, Act.CALL_OFF, Act.PUBLISH]).order_by("number")
    return [(row.act, row.person) for row in rows]


def told(subject):
    return {address for email in Email.objects.filter(subject__startswith=subject) for address in email.to}


def person(board, seat):
    return board.member(seat).person_name


# -- through the review file


def press(client, page, act, **typed):
    state = NewsPage.objects.get(pk=page.pk).current_workflow_task_state
    return client.post(
        reverse("review_act", args=[page.pk]), {"act": act, "step": state.pk, **typed}, follow=True
    ).content.decode()


def typed(moment):
    return f"{timezone.localtime(moment, VIETNAM):%Y-%m-%dT%H:%M}"


def shown(moment):
    return f"{timezone.localtime(moment, VIETNAM):%H:%M %d/%m/%Y}"


def test_the_poster_sets_moves_and_calls_off_the_moment_from_the_file(board, client_of):
    page, secretary = board.at_step("dang-tai"), client_of("thu-ky")
    text = secretary.get(reverse("review_file", args=[page.pk])).content.decode()
    assert 'type="datetime-local"' in text
    first, second = in_hours(24), in_hours(48)
    text = press(secretary, page, "appoint", at=typed(first), reason="Sau lễ")
    assert "Đã hẹn giờ đăng" in text
    assert f'value="{typed(first)}"' in text
    assert f"Hẹn đăng lúc {shown(first)}" in text
    text = press(secretary, page, "appoint", at=typed(second), reason="Lễ lùi một ngày")
    assert f"Hẹn đăng lúc {shown(second)}" in text
    comment = Decision.objects.filter(act=Act.APPOINT).order_by("-number")[0].comment
    assert "thay cho" in comment
    assert "Lễ lùi một ngày" in comment
    text = press(secretary, page, "call-off", reason="Chưa có ảnh")
    assert "Đã hủy giờ hẹn" in text
    assert not Appointment.objects.exists()
    assert [act for act, _person in words(page)] == ["appoint", "appoint", "call-off"]
    assert list(breaches()) == []


def test_what_was_typed_with_a_moment_that_is_refused_stands_in_the_form_again(board, client_of):
    page = board.at_step("dang-tai")
    past = in_hours(-5)
    text = press(client_of("thu-ky"), page, "appoint", at=typed(past), reason="Lý do rất riêng")
    assert "Giờ hẹn phải ở sau lúc này" in text
    assert f'value="{typed(past)}"' in text
    assert "Lý do rất riêng" in text
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("nonsense", ["", "hôm nào đó", "2026-13-45T25:61", "\x00", "9" * 400])
def test_what_is_no_moment_is_refused_and_nothing_breaks(board, client_of, nonsense):
    page = board.at_step("dang-tai")
    text = press(client_of("thu-ky"), page, "appoint", at=nonsense, reason="Sau lễ")
    assert "Hãy chọn ngày và giờ đăng" in text
    assert not Appointment.objects.exists()


def test_the_editor_asks_for_no_moment_of_posting(board, client_of):
    page = board.news()
    text = client_of("cong-tac-vien").get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'name="expire_at"' in text
    assert 'name="go_live_at"' not in text


def test_desk_and_plan_say_when_it_is_to_be_posted(board, client_of):
    page = appointed(board)
    moment = Appointment.objects.get().at
    for address in (reverse("wagtailadmin_home"), reverse("posting_plan", args=[board.board.slug])):
        assert f"Hẹn đăng lúc {shown(moment)}" in client_of("thu-ky").get(address).content.decode()
    assert page.title in client_of("thu-ky").get(reverse("wagtailadmin_home")).content.decode()


# -- who, and which moments


@pytest.mark.parametrize("seat", ["cong-tac-vien", "thanh-vien", "thanh-vien-2"])
def test_only_who_may_post_appoints(board, seat):
    page = board.at_step("dang-tai")
    with refuses():
        appoint.appoint(board.step(page), board.user(seat), in_hours(2), "Sau lễ")
    assert not Appointment.objects.exists()


def test_nothing_is_appointed_before_the_posting_step(board):
    page = board.at_step("phe-duyet")
    with refuses("not-yours"):
        appoint.appoint(board.step(page), board.user("thu-ky"), in_hours(2), "Sau lễ")
    with refuses("other-act"):
        appoint.appoint(board.step(page), board.user("pho-truc"), in_hours(2), "Sau lễ")


@pytest.mark.parametrize(
    ("hours", "reason", "code"),
    [
        (2, " ", "reason-needed"),
        (0, "Sau lễ", "moment-past"),
        (24 * 366, "Sau lễ", "moment-too-far"),
        (100, "Sau lễ", "comes-down"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(board, hours, reason, code):
    page = board.at_step("dang-tai", expire_at=in_hours(99))
    with refuses(code):
        appoint.appoint(board.step(page), board.user("thu-ky"), in_hours(hours), reason)


def test_the_same_moment_again_is_refused(board):
    page = appointed(board)
    with refuses("same-moment"):
        appoint.appoint(board.step(page), board.user("thu-ky"), Appointment.objects.get().at, "Sau lễ")


def test_who_may_take_down_may_call_off_and_nobody_else_besides_the_poster(board):
    page = appointed(board)
    for seat in ("cong-tac-vien", "thanh-vien-2"):
        with refuses("not-yours"):
            appoint.call_off(board.step(page), board.user(seat), "Chưa được")
    with refuses("reason-needed"):
        appoint.call_off(board.step(page), board.user("truong-ban"), " ")
    appoint.call_off(board.step(page), board.user("truong-ban"), "Chưa được")
    assert words(page)[-1] == ("call-off", person(board, "truong-ban"))
    assert board.user("thu-ky").email in told("Hủy giờ hẹn đăng")
    with refuses("not-appointed"):
        appoint.call_off(board.step(page), board.user("truong-ban"), "Chưa được")


def test_a_deed_of_posting_appoints_within_its_time_only(board):
    now = timezone.now()
    deed = delegate.Deed(
        giver=board.member("thu-ky"), receiver=board.member("thanh-vien-2"), acts=["publish"], starts_at=now - HOUR,
        ends_at=now + 24 * HOUR, document_number="9/GUQ", document_date=(now - 72 * HOUR).date(),
    )  # fmt: skip
    delegate.write_deed(deed, board.user("thu-ky"))
    page = board.at_step("dang-tai")
    with refuses("deed-ends"):
        appoint.appoint(board.step(page), board.user("thanh-vien-2"), in_hours(25), "Sau lễ")
    appoint.appoint(board.step(page), board.user("thanh-vien-2"), in_hours(2), "Sau lễ")
    with after():
        work()
        assert is_live(page)
        row = Decision.objects.get(page=page, act=Act.PUBLISH)
        assert row.delegation is not None
        assert row.person == person(board, "thanh-vien-2")
        assert list(breaches()) == []


# -- the text


def test_what_was_approved_does_not_change_with_the_moment(board):
    page = board.at_step("dang-tai")
    digest, revision = board.step(page).digest, page.latest_revision_id
    for hours in (5, 9, 2):
        appoint.appoint(board.step(page), board.user("thu-ky"), in_hours(hours), "Dời")
    page.refresh_from_db()
    assert (board.step(page).digest, page.latest_revision_id) == (digest, revision)
    with after():
        work()
    assert Decision.objects.get(page=page, act=Act.PUBLISH).digest == digest
    assert is_live(page)


def test_a_new_draft_of_an_older_text_names_no_moment(board):
    page = board.published()
    draft = page.get_latest_revision_as_object()
    draft.lead, draft.go_live_at = "Bản mới", in_hours(5)
    draft.save_revision(user=page.owner)
    assert NewsPage.objects.get(pk=page.pk).get_latest_revision().content["go_live_at"] is None


# -- at the moment


def test_at_its_moment_and_not_before_the_item_is_posted_by_who_appointed_it(board, citizen):
    page = appointed(board)
    work()
    assert not is_live(page)
    with after():
        work()
        assert is_live(page)
        row = Decision.objects.get(page=page, act=Act.PUBLISH)
        assert row.person == person(board, "thu-ky")
        assert row.comment.startswith("Theo giờ hẹn")
        assert citizen.get(board.address(NewsPage.objects.get(pk=page.pk))).status_code == 200
        assert not Appointment.objects.exists()
        assert list(breaches()) == []


def test_who_posts_by_hand_ends_the_appointment(board):
    page = appointed(board)
    publish.publish(board.step(page), board.user("thu-ky"))
    assert not Appointment.objects.exists()
    with after():
        work()
    assert [act for act, _person in words(page)] == ["appoint", "publish"]
    assert list(breaches()) == []


def test_what_was_moved_is_not_posted_at_the_first_moment(board):
    page = appointed(board)
    appoint.appoint(board.step(page), board.user("thu-ky"), in_hours(10), "Dời")
    with after():
        work()
        assert not is_live(page)
    with after(11):
        work()
        assert is_live(page)


def lose_the_seat(board, page):
    reseat(board.member("thu-ky"), get_user_model().objects.create_user("nguoi-moi", "moi@example.vn"), "Điều động")


def lose_the_account(board, page):
    technician = get_user_model().objects.create_superuser("ky-thuat")
    lock_account(board.user("thu-ky"), timezone.now() - 9 * HOUR, "Mất máy", technician)


def doubt_an_approval(board, page):
    technician = get_user_model().objects.create_superuser("ky-thuat")
    lock_account(board.user("pho-truc"), timezone.now() - 9 * HOUR, "Mất máy", technician)


def mark_as_sensitive(board, page):
    flag.flag(board.step(page), board.user("thanh-vien-2"), "Dư luận quan tâm")


def send_back(board, page):
    return_for_changes.return_for_changes(board.step(page), board.user("thu-ky"), "Sai số liệu")


def take_back(board, page):
    recall.recall(board.step(page), page.owner, "Viết thêm")


def change_the_text(board, page):
    revision = board.step(page).revision
    revision.content["lead"] = "Đã bị sửa"
    revision.save()


def move_it_behind_the_back(board, page):
    Appointment.objects.update(at=in_hours(1))


@pytest.mark.parametrize(
    "meanwhile",
    [
        lose_the_seat,
        lose_the_account,
        doubt_an_approval,
        mark_as_sensitive,
        send_back,
        take_back,
        change_the_text,
        move_it_behind_the_back,
    ],
    ids=lambda each: each.__name__,
)
def test_what_may_not_be_posted_any_more_is_told_and_not_posted(board, meanwhile):
    page, secretary = appointed(board), board.user("thu-ky").email
    meanwhile(board, page)
    with after():
        work()
        assert not is_live(page)
        assert not Appointment.objects.exists()
        row = Decision.objects.filter(page=page, act=Act.CALL_OFF).get()
        assert row.person == ""
        assert row.comment.startswith("Không đăng theo giờ hẹn")
        assert told("Không đăng được theo giờ hẹn")
        if meanwhile is not lose_the_account:
            assert secretary in told("Không đăng được theo giờ hẹn") or meanwhile is lose_the_seat
        work()
        assert Decision.objects.filter(page=page, act=Act.CALL_OFF).count() == 1


@pytest.mark.parametrize("ends", [mark_as_sensitive, send_back, take_back], ids=lambda each: each.__name__)
def test_with_its_step_a_moment_ends_at_once_and_people_are_told(board, ends):
    page = appointed(board)
    ends(board, page)
    assert not Appointment.objects.exists()
    assert board.user("thu-ky").email in told("Không đăng được theo giờ hẹn")
    assert list(breaches()) == []


def test_after_the_chiefs_word_the_moment_is_appointed_anew_and_kept(board):
    page = appointed(board, hours=5)
    mark_as_sensitive(board, page)
    board.pass_on(page, "truong-ban")
    appoint.appoint(board.step(page), board.user("thu-ky"), in_hours(10), "Trưởng ban đã đồng ý")
    assert list(breaches()) == []
    with after(6):
        work()
        assert Appointment.objects.exists()
    with after(11):
        work()
        assert is_live(page)
        assert list(breaches()) == []


def test_a_late_worker_does_not_post_what_should_be_down_by_then(board):
    page = appointed(board, hours=2, expire_at=in_hours(3))
    with after(5):
        work()
        assert not is_live(page)
        assert not Decision.objects.filter(page=page, act=Act.PUBLISH).exists()


def test_a_successor_takes_the_same_moment_over(board):
    page = appointed(board)
    successor = get_user_model().objects.create_user("nguoi-moi", "moi@example.vn")
    reseat(board.member("thu-ky"), successor, "Điều động")
    appoint.appoint(board.step(page), successor, Appointment.objects.get().at, "Nhận việc")
    with after():
        work()
        assert is_live(page)


def test_a_text_of_before_is_not_appointed_before_its_own_moment(board):
    page = names_moment(board.news(), in_hours(48))
    board.submitted(page)
    board.pass_on(page, "thanh-vien")
    board.pass_on(page, "pho-truc")
    with refuses("named-in-text"):
        appoint.appoint(board.step(page), board.user("thu-ky"), in_hours(2), "Sau lễ")


def test_a_returned_item_still_says_so_after_its_moment_has_passed(board, client_of):
    page = appointed(board)
    send_back(board, page)
    with after():
        work()
        text = client_of("cong-tac-vien").get(reverse("review_file", args=[page.pk])).content.decode()
        assert "Bị trả lại" in text
        assert "Sai số liệu" in text


def test_an_appointment_made_with_a_stolen_account_is_doubted(board):
    page = appointed(board)
    lose_the_account(board, page)
    doubted = Decision.objects.get(page=page, act=Act.APPOINT).doubts.get()
    settle.answer(doubted, board.user("truong-ban"), is_upheld=False, reason="Không phải tôi")
    with after():
        work()
        assert not is_live(page)
        assert list(breaches()) == []


def test_a_technical_failure_is_tried_again_and_told_once(board, monkeypatch):
    page = appointed(board)

    def fails(*_args, **_kwargs):
        raise OSError("kho tệp không trả lời")

    monkeypatch.setattr("workflows.services.chain.publish.certify", fails)
    with after() as clock:
        for _turn in range(3):
            work()
            clock.shift(datetime.timedelta(minutes=11))
        assert not is_live(page)
        assert FailedPosting.objects.get().sentence.startswith("Lỗi kỹ thuật")
        assert (
            Email.objects.filter(to__contains=board.user("thu-ky").email, subject__startswith="Không đăng được").count()
            == 1
        )
        monkeypatch.undo()
        work()
        assert is_live(page)
        assert not FailedPosting.objects.exists()
        assert list(breaches()) == []


def test_what_the_checklist_asks_of_posting_is_confirmed_with_the_appointment():
    data = charter_data()
    data["checklist"] = [
        {"key": "da-xem", "text": "Đã xem bản hiển thị", "content": ["news"], "at": ["publish"], "rule": "R61"}
    ]
    board = load_board(data=data)
    page = board.at_step("dang-tai")
    client = Client()
    client.force_login(board.user("thu-ky"))
    text = press(client, page, "appoint", at=typed(in_hours(2)), reason="Sau lễ")
    assert "Đã xem bản hiển thị" in text
    assert 'id="reason-appoint"' in text
    with refuses("checklist"):
        appoint.appoint(board.step(page), board.user("thu-ky"), in_hours(2), "Sau lễ")
    appoint.appoint(board.step(page), board.user("thu-ky"), in_hours(2), "Sau lễ", ["da-xem"])
    assert Tick.objects.get().act == Act.APPOINT
    with after():
        work()
        assert is_live(page)
    assert Tick.objects.count() == 1


# -- verified


def test_a_moment_that_was_changed_or_removed_behind_the_back_is_reported(board):
    appointed(board)
    assert list(breaches()) == []
    moment = Appointment.objects.get()
    Appointment.objects.update(at=in_hours(7))
    assert any("giờ hẹn đăng" in breach for breach in breaches())
    moment.delete()
    assert any("giờ hẹn ấy không còn" in breach for breach in breaches())


def test_the_file_gathers_what_it_asks_of_posting_and_of_its_moment_once(board):
    page = board.at_step("dang-tai")
    user, state = board.user("thu-ky"), board.step(page)
    with CaptureQueriesContext(connection) as asked:
        acts = {offer.act for offer in offered(user, page, state)}
    assert {Act.PUBLISH, Act.APPOINT, Act.RETURN} <= acts
    assert sum('FROM "workflows_consultation"' in each["sql"] for each in asked) == 1
