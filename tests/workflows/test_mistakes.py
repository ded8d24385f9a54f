"""What citizens report: taken in without an account, answered within the law's ten days, kept, and the sender protected (R121-R124)."""

import datetime
import logging

import pytest
import time_machine
from django.core import mail, signing
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from pages.mistake_form import MOST_AN_HOUR, MistakeForm
from tests.board import refuses
from tests.portal.test_public_pages import queries
from tests.workflows.test_corrections import NOTE, corrected
from workflows.models import ContactReading, Decision, ItemClock, MistakeContact, MistakeReport
from workflows.services.afterwards import handle_mistake
from workflows.services.afterwards.report_mistake import report_mistake
from workflows.services.chain.withdraw import withdraw
from workflows.services.emergencies.publish_urgently import publish_urgently
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
ADDRESS = "nguoi.dan@example.vn"


def sent(client, page, after=10, **typed):
    """What the server answers to the form, filled in so many seconds after it was opened."""
    values = {"what": "Số liệu đoạn hai sai.", "opened": MistakeForm().opened_now, **typed}
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=after)):
        return client.post(f"/bao-sai-sot/?trang={page.pk}", values)


def a_report(board, page=None, **values):
    return report_mistake(board.board, page or board.published(), "Số liệu sai.", **values)


def test_r121_every_public_page_leads_to_the_form_and_a_citizen_follows_the_report_by_its_code(board, citizen):
    page = board.published()
    link = f"/bao-sai-sot/?trang={page.pk}"
    assert link in citizen.get(page.url).content.decode()
    form = citizen.get(link)
    assert page.title in form.content.decode()
    assert not form.cookies
    answer = sent(citizen, page, contact=ADDRESS)
    report = MistakeReport.objects.get()
    assert answer.url == f"/bao-sai-sot/{report.code}/?moi=1"
    thanks = citizen.get(answer.url).content.decode()
    assert report.code in thanks
    assert report.clock.due_at.astimezone(timezone.get_current_timezone()).strftime("%d/%m/%Y") in thanks
    assert "Mới nhận" in citizen.get(f"/bao-sai-sot/{report.code}/").content.decode()
    for shown in (form, citizen.get(answer.url)):
        assert 'content="noindex"' in shown.content.decode()
        assert "no-store" in shown.headers["Cache-Control"]
    assert list(breaches()) == []


@pytest.mark.parametrize(
    "typed",
    [{"what": ""}, {"website": "http://x"}, {"after": 0}, {"after": 13 * 3600}, {"opened": "x"}, {"contact": "abc"}],
)
def test_what_was_typed_survives_every_refusal(board, citizen, typed):
    page = board.published()
    text = sent(citizen, page, **{"should_be": "Là 216 hộ", **typed}).content.decode()
    assert not MistakeReport.objects.exists()
    assert "Là 216 hộ" in text
    assert typed.get("what", "Số liệu đoạn hai sai.") in text
    assert "form__error" in text or 'role="alert"' in text
    assert signing.loads(text.partition('name="opened" value="')[2].partition('"')[0], salt=MistakeForm.salt)


def test_an_address_sends_so_many_an_hour_and_keeps_what_was_typed(board, citizen):
    page = board.published()
    with time_machine.travel("2026-06-01 09:10+07:00", tick=False):
        for _time in range(MOST_AN_HOUR):
            assert sent(citizen, page).status_code == 302
        refused = sent(citizen, page)
    assert refused.status_code == 429
    assert "Số liệu đoạn hai sai." in refused.content.decode()
    with time_machine.travel("2026-06-01 10:10+07:00", tick=False):
        assert sent(citizen, page).status_code == 302


@pytest.mark.parametrize("asked", ["abc", "0", "99999999", "-1", "9" * 40, "1%00"])
def test_an_odd_page_is_not_found(board, citizen, asked):
    assert citizen.get(f"/bao-sai-sot/?trang={asked}").status_code == 404


def test_a_draft_another_site_and_an_unknown_code_are_not_found(board, citizen):
    assert citizen.get(f"/bao-sai-sot/?trang={board.news().pk}").status_code == 404
    assert citizen.get("/bao-sai-sot/khong-co-ma/").status_code == 404
    assert citizen.get("/bao-sai-sot/").status_code == 200


def test_the_clock_of_a_report_is_ten_calendar_days_luat_tctt_2026_d22(board):
    with time_machine.travel("2026-06-01 09:00+07:00", tick=False):
        report = a_report(board)
    assert report.clock.due_at.isoformat() == "2026-06-11T17:00:00+07:00"
    assert (report.clock.amount, report.clock.unit) == (10, "day")
    assert "khi tiếp nhận báo sai sót" in report.clock.counted


def test_reports_are_reminded_of_each_once_and_publication_does_not_stop_their_clock(board):
    with time_machine.travel("2026-06-01 09:00+07:00", tick=False):
        page = board.published()
        report = a_report(board, page)
    with time_machine.travel("2026-06-12 09:00+07:00", tick=False):
        corrected(board, page)
        call_command("run_worker", once=True)
        late = Email.objects.filter(subject__startswith="Quá hạn: Trả lời báo sai sót").count()
        call_command("run_worker", once=True)
    assert late > 0
    assert Email.objects.filter(subject__startswith="Quá hạn: Trả lời báo sai sót").count() == late
    assert ItemClock.objects.get(mistake_report=report).stopped_at is None


def test_r121_a_correction_answers_the_report_and_its_sender(board, citizen, settings):
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"},
    }
    page = board.published()
    report = a_report(board, page, contact=ADDRESS)
    handle_mistake.assign(report, board.user("thu-ky"), board.member("bien-tap-vien"))
    handle_mistake.confirm(report, board.user("bien-tap-vien"))
    corrected(board, page)
    text = citizen.get(f"/bao-sai-sot/{report.code}/").content.decode()
    assert NOTE in text
    assert "đã sửa và trả lời" in text
    call_command("run_worker", once=True)
    call_command("run_worker", once=True)
    told = [letter for letter in mail.outbox if letter.to == [ADDRESS]]
    assert len(told) == 1
    assert NOTE in told[0].body
    assert list(breaches()) == []


def test_a_withdrawal_answers_what_waited_for_a_correction(board):
    page = board.published()
    report = a_report(board, page)
    handle_mistake.confirm(report, board.user("thu-ky"))
    withdraw(page, board.user("truong-ban"), "Số liệu nhầm năm")
    report.refresh_from_db()
    assert "Số liệu nhầm năm" in report.answer
    assert report.clock.stopped_at


def test_a_report_without_a_mistake_is_answered_with_words(board, client_of, citizen):
    report = a_report(board)
    address = reverse("act_on_mistake", args=[board.board.slug, report.code])
    text = client_of("thu-ky").post(address, {"act": "answer", "text": "Số liệu đúng."}).content.decode()
    assert "Hãy chọn kết luận" in text
    assert "Số liệu đúng." in text
    client_of("thu-ky").post(address, {"act": "answer", "text": "Số liệu đúng.", "finding": "no-mistake"})
    assert "Số liệu đúng." in citizen.get(f"/bao-sai-sot/{report.code}/").content.decode()
    with refuses("closed"):
        handle_mistake.answer(report, board.user("pho-ban"), "fixed", "Đã sửa")


def test_reports_of_one_mistake_are_answered_together(board, citizen):
    page = board.published()
    one, two = a_report(board, page), a_report(board, page)
    with refuses("target-later"):
        handle_mistake.merge(one, board.user("thu-ky"), two.code)
    handle_mistake.merge(two, board.user("thu-ky"), one.code)
    with refuses("target-closed"):
        handle_mistake.merge(one, board.user("thu-ky"), two.code)
    with refuses("report-needed"):
        handle_mistake.merge(one, board.user("thu-ky"), "khong-co")
    handle_mistake.answer(one, board.user("pho-ban"), "fixed", "Đã sửa số liệu.")
    assert "Đã sửa số liệu." in citizen.get(f"/bao-sai-sot/{two.code}/").content.decode()
    assert list(breaches()) == []


def test_r123_who_handles_and_answers_is_the_charters_say(board):
    report = a_report(board)
    for seat in ("cong-tac-vien", "bien-tap-vien", "thanh-vien"):
        with refuses("not-yours"):
            handle_mistake.answer(report, board.user(seat), "fixed", "Đã sửa")
        with refuses("not-yours"):
            handle_mistake.assign(report, board.user(seat), board.member("thanh-vien"))
    with refuses("member-needed"):
        handle_mistake.assign(report, board.user("thu-ky"), None)


def test_the_contact_is_encrypted_and_stands_in_no_letter_row_or_log(board, caplog):
    with caplog.at_level(logging.DEBUG):
        report = a_report(board, contact=ADDRESS)
        handle_mistake.answer(report, board.user("thu-ky"), "no-mistake", "Đúng rồi.")
        call_command("run_worker", once=True)
    sealed = bytes(MistakeContact.objects.get().sealed)
    assert ADDRESS.encode() not in sealed
    assert ADDRESS not in caplog.text
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert ADDRESS not in str(cursor.fetchall()), table


def test_the_contact_is_read_by_few_and_each_reading_is_kept(board, client_of):
    report = a_report(board, contact="0912 345 678")
    address = reverse("act_on_mistake", args=[board.board.slug, report.code])
    assert "0912 345 678" not in client_of("pho-ban").post(address, {"act": "read-contact"}).content.decode()
    assert (
        "0912 345 678"
        not in client_of("thu-ky").get(reverse("mistake", args=[board.board.slug, report.code])).content.decode()
    )
    assert "0912 345 678" in client_of("thu-ky").post(address, {"act": "read-contact"}).content.decode()
    handle_mistake.assign(report, board.user("thu-ky"), board.member("bien-tap-vien"))
    report.refresh_from_db()
    assert handle_mistake.read_contact(report, board.user("bien-tap-vien")) == "0912 345 678"
    assert [row.user for row in ContactReading.objects.all()] == [board.user("thu-ky"), board.user("bien-tap-vien")]
    with refuses("has-history"):
        ContactReading.objects.first().delete()


def test_the_contact_goes_thirty_days_after_the_answer_and_the_report_stays(board):
    report = a_report(board, contact="0912 345 678")
    handle_mistake.answer(report, board.user("thu-ky"), "no-mistake", "Đúng rồi.")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=29)):
        call_command("run_worker", once=True)
        assert MistakeContact.objects.exists()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
        call_command("run_worker", once=True)
        assert not MistakeContact.objects.exists()
    report = MistakeReport.objects.get()
    with refuses("no-contact"):
        handle_mistake.read_contact(report, board.user("thu-ky"))


def test_a_report_changed_behind_the_ledgers_back_is_refused_and_reported(board):
    report = a_report(board)
    report.state = "no-mistake"
    with refuses("no-decision"):
        report.save()
    with refuses("has-history"):
        MistakeReport.objects.get().delete()
    MistakeReport.objects.update(answer="Chưa ai trả lời thế")
    assert any(report.code in breach for breach in breaches())


def test_no_row_of_the_ledger_says_anything_of_the_sender(board):
    a_report(board, contact=ADDRESS)
    row = Decision.objects.get(act="ticket")
    assert (row.user, row.person, row.capacity) == (None, "", "")


def test_the_secretary_sees_reports_on_the_desk_and_in_a_list_by_due_moment(board, client_of):
    with time_machine.travel("2026-06-01 09:00+07:00", tick=False):
        first = a_report(board)
    second = a_report(board, board.published(title="Tin khác"))
    handle_mistake.answer(first, board.user("thu-ky"), "no-mistake", "Đúng.")
    desk = client_of("thu-ky").get("/admin/").content.decode()
    assert "Báo sai sót: 1" in desk
    address = reverse("mistakes", args=[board.board.slug])
    text = client_of("thu-ky").get(address).content.decode()
    assert text.index(second.code) < text.index(first.code)
    only = client_of("thu-ky").get(address, {"tinh-trang": "no-mistake"}).content.decode()
    assert first.code in only
    assert second.code not in only
    assert client_of("thu-ky").get(address, {"tinh-trang": "x\x00", "p": "99"}).status_code == 200


def test_another_board_sees_none_of_it(board, client_of, other_board):
    report, other = a_report(board), other_board
    client = Client(headers={"host": other.hostname})
    client.force_login(other.user("truong-ban"), backend="django.contrib.auth.backends.ModelBackend")
    for name in ("mistakes", "spot_checks"):
        assert client.get(reverse(name, args=[board.board.slug])).status_code in (302, 403)
    assert report.what not in client.get(reverse("mistake", args=[board.board.slug, report.code])).content.decode()
    assert client.get(f"/bao-sai-sot/{report.code}/").status_code == 404


@pytest.mark.once
def test_the_list_and_the_desk_take_no_more_queries_with_more_reports(board, client_of):
    page = board.published()
    a_report(board, page)
    client, addresses = client_of("thu-ky"), ("/admin/", reverse("mistakes", args=[board.board.slug]))
    few = {address: queries(client, address) for address in addresses}
    for number in range(5):
        a_report(board, board.published(title=f"Tin {number}") if number < 2 else page)
    for address in addresses[1:]:
        assert queries(client, address) <= few[address]


@pytest.mark.parametrize("by_itself", ["unconfirmed", "expired"])
def test_what_waited_for_a_correction_is_answered_when_the_page_comes_down_by_itself(board, by_itself):
    moment = timezone.now() + datetime.timedelta(hours=2)
    if by_itself == "expired":
        page = board.published(board.news(expire_at=moment))
    else:
        page = board.news(by="bien-tap-vien")
        publish_urgently(page, board.user("truong-ban"), "Nước lên nhanh")
    report = a_report(board, page)
    handle_mistake.confirm(report, board.user("thu-ky"))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        call_command("run_worker", "--once")
        report.refresh_from_db()
        page.refresh_from_db()
        assert (page.live, report.state) == (False, "fixed")
        assert "Nội dung đã được gỡ khỏi cổng" in report.answer
        assert list(breaches()) == []
