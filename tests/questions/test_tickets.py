"""What becomes of a ticket on the board's side, and what its asker sees of it (R67, R78, R144-R145, 2.13, 2.14)."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from questions import gate
from questions.models import AnswerTemplate, Asker, PersonReading, QuestionPage, Ticket, TicketEvent
from questions.services import answer, ask_back, assign, note, triage
from questions.services.forget import forget_askers
from questions.services.read_person import read_person
from tests.board import body, charter_data, load_board, refuses
from tests.portal.test_public_pages import queries
from tests.questions.askers import EMAIL, NAME, PERSON, PHONE, TEXT, a_ticket
from workflows.charter.words import TicketKind
from workflows.models import Decision, ItemClock
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(settings):
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"},
    }

    def sent():
        call_command("run_worker", once=True)
        return [letter for letter in mail.outbox if letter.to == [EMAIL]]

    return sent


def again(ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def published_answer(board, ticket) -> QuestionPage:
    page = answer.draft(ticket, board.user("thu-ky"))
    page.title, page.answer = "Làm lại giấy khai sinh", body("Ông/bà mang theo giấy tờ tùy thân.")
    page.save_revision(user=page.owner)
    return board.published(page)


def test_r78_the_clock_of_a_question_is_fifteen_working_days_and_says_how_it_was_counted(board):
    with time_machine.travel("2026-06-01 09:00+07:00", tick=False):
        ticket = a_ticket(board)
    assert ticket.clock.due_at.isoformat() == "2026-06-22T17:00:00+07:00"
    assert "15 ngày làm việc" in ticket.clock.counted


@pytest.mark.parametrize(
    ("kind", "due"), [(TicketKind.PERSONAL_DATA, "2026-06-03"), (TicketKind.INFORMATION, "2026-06-22")]
)
def test_each_kind_has_its_clock(board, kind, due):
    with time_machine.travel("2026-06-01 09:00+07:00", tick=False):
        assert a_ticket(board, kind=kind).clock.due_at.date().isoformat() == due


def test_the_charter_says_how_long_and_who(board):
    data = charter_data("ban-rieng")
    data["questions"] = {
        "triaged_by": ["bien-tap-vien"],
        "answered_by": ["truong-ban"],
        "personal_data": ["truong-ban"],
        "confidential_to": ["truong-ban"],
        "waits_for_asker": {"amount": 3, "unit": "day"},
        "kept_for": {"amount": 30, "unit": "day"},
        "within": {"question": {"amount": 4, "unit": "day"}},
        "rule": "R78",
    }
    other = load_board("ban-rieng", data)
    ticket = a_ticket(other)
    assert (ticket.clock.amount, ticket.clock.unit) == (4, "day")
    with refuses("not-yours"):
        triage.triage(ticket, other.user("thu-ky"), TicketKind.FEEDBACK)
    triage.triage(ticket, other.user("bien-tap-vien"), TicketKind.FEEDBACK)


def test_the_answer_goes_through_the_chain_and_reaches_the_asker_by_code_and_by_letter(board, citizen, letters):
    ticket = a_ticket(board, f"Tôi là {NAME}, {PHONE}. {TEXT}")
    page = published_answer(board, ticket)
    ticket = again(ticket)
    assert (ticket.state, ticket.clock.stopped_by) == ("answered", "đã trả lời")
    assert page.url in citizen.get(f"/hoi-dap/tra-cuu/{ticket.code}/").content.decode()
    public = citizen.get(page.url).content.decode()
    assert "Đ.T.Z." in public
    assert NAME not in public
    assert PHONE not in public
    received, told = letters()
    assert ticket.shown_code in received.body
    assert page.full_url in told.body
    assert len(letters()) == 2
    assert not Email.objects.filter(to__contains=EMAIL).exists()
    assert list(breaches()) == []


def test_a_consented_name_is_published_and_its_reading_is_logged(board):
    ticket = a_ticket(board, agreed="Tôi đồng ý đăng họ tên")
    assert answer.draft(ticket, board.user("thu-ky")).asker == NAME
    assert "đồng ý" in PersonReading.objects.get().reason


def test_a_draft_may_begin_from_a_template_of_the_own_board(board):
    own = AnswerTemplate.objects.create(
        board=board.board, name="Một cửa", text="Kính gửi ông/bà.\n\nXin nộp ở một cửa."
    )
    page = answer.draft(a_ticket(board), board.user("thu-ky"), own)
    assert "một cửa" in str(page.answer)


def test_the_ticket_has_the_only_clock_of_its_answer(board):
    page = answer.draft(a_ticket(board), board.user("thu-ky"))
    assert not page.clocks.exists()
    assert ItemClock.objects.running().filter(starts="ticket").count() == 1


def test_the_asker_rates_the_answer_once_and_nobody_is_named(board, citizen):
    ticket = a_ticket(board)
    address = f"/hoi-dap/tra-cuu/{ticket.code}/"
    assert citizen.post(address, {"act": "rate", "rating": "5"}).status_code == 400
    published_answer(board, ticket)
    assert citizen.post(address, {"act": "rate", "rating": "9", "text": "Tốt"}).status_code == 400
    assert citizen.post(address, {"act": "rate", "rating": "4", "text": "Rõ ràng"}).status_code == 302
    assert citizen.post(address, {"act": "rate", "rating": "1"}).status_code == 400
    assert again(ticket).rating == 4
    assert "Rõ ràng" not in citizen.get(address).content.decode()


def test_asking_back_stops_the_clock_and_the_askers_words_start_it(board, citizen, letters):
    with time_machine.travel("2026-06-01 09:00+07:00", tick=False):
        ticket = a_ticket(board)
    with time_machine.travel("2026-06-03 09:00+07:00", tick=False):
        ask_back.ask_back(ticket, board.user("thu-ky"), "Thửa đất số mấy?")
        assert again(ticket).clock.due_at is None
        text = citizen.get(f"/hoi-dap/tra-cuu/{ticket.code}/").content.decode()
        told = letters()
    assert "Thửa đất số mấy?" in text
    assert "tạm dừng" in text
    assert any("Thửa đất số mấy?" in letter.body for letter in told)
    with time_machine.travel("2026-06-08 09:00+07:00", tick=False):
        citizen.post(f"/hoi-dap/tra-cuu/{ticket.code}/", {"act": "add", "text": "Thửa số 12."})
    ticket = again(ticket)
    assert ticket.state == "working"
    assert timezone.localtime(ticket.clock.due_at).isoformat() == "2026-06-25T17:00:00+07:00"
    assert "tạm dừng" in ticket.clock.counted.lower() or "không tính" in ticket.clock.counted.lower()
    assert list(breaches()) == []


def test_a_clock_that_waits_goes_on_by_itself_after_the_charters_time(board):
    with time_machine.travel("2026-06-01 09:00+07:00", tick=False):
        ticket = a_ticket(board)
        ask_back.ask_back(ticket, board.user("thu-ky"), "Thửa nào?")
    with time_machine.travel("2026-06-15 09:00+07:00", tick=False):
        call_command("run_worker", once=True)
        assert again(ticket).clock.due_at is None
    with time_machine.travel("2026-06-16 09:00+07:00", tick=False):
        call_command("run_worker", once=True)
        call_command("run_worker", once=True)
    assert again(ticket).clock.due_at is not None
    assert TicketEvent.objects.filter(act="go-on").count() == 1


@pytest.mark.parametrize("kind", [TicketKind.COMPLAINT, TicketKind.DENUNCIATION])
def test_a_complaint_or_denunciation_is_diverted_confidential_and_never_public(board, citizen, client_of, kind):
    ticket = a_ticket(board, "Tố cáo ông Q. nhận tiền.")
    assign.assign(ticket, board.user("thu-ky"), board.member("bien-tap-vien"))
    triage.triage(ticket, board.user("thu-ky"), kind)
    text = citizen.get(f"/hoi-dap/tra-cuu/{ticket.code}/").content.decode()
    assert "Theo Luật" in text
    assert Email.objects.filter(to=board.user("truong-ban").email, message__contains=ticket.reference).exists()
    for seat in ("thu-ky", "bien-tap-vien", "pho-truc", "thanh-vien"):
        client = client_of(seat)
        assert client.get(f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/").status_code in (302, 403), seat
        assert ticket.reference not in client.get("/admin/cau-hoi/thu-nghiem/").content.decode()
    assert "nhận tiền" in client_of("truong-ban").get(f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/").content.decode()
    with refuses("confidential"):
        answer.draft(ticket, board.user("thu-ky"))
    page = board.question()
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).update(page=page)
    rows = Decision.objects.filter(act="question").values_list("comment", flat=True)
    assert not any("Tố cáo ông" in row for row in rows)


def test_a_page_whose_ticket_became_private_is_not_published_whatever_the_chain_says(board):
    ticket = a_ticket(board)
    page = answer.draft(ticket, board.user("thu-ky"))
    page.answer = body("Trả lời.")
    page.save_revision(user=page.owner)
    Ticket.objects.filter(pk=ticket.pk).update(is_private=True)
    with refuses("never-public"):
        board.published(page)
    assert not QuestionPage.objects.get(pk=page.pk).live


def test_a_private_answer_is_written_by_one_and_sent_by_another(board, citizen, letters):
    ticket = a_ticket(board, is_private=True)
    answer.propose(ticket, board.user("thu-ky"), "Trả lời riêng cho ông/bà.")
    assert "Trả lời riêng cho" not in citizen.get(f"/hoi-dap/tra-cuu/{ticket.code}/").content.decode()
    with refuses("not-yours"):
        answer.send(ticket, board.user("thu-ky"), gate.last_proposal(ticket).pk)
    answer.send(ticket, board.user("truong-ban"), gate.last_proposal(ticket).pk)
    assert "Trả lời riêng cho" in citizen.get(f"/hoi-dap/tra-cuu/{ticket.code}/").content.decode()
    assert any("Trả lời riêng cho" in letter.body for letter in letters())
    assert again(ticket).state == "answered"
    assert list(breaches()) == []


def test_merged_questions_are_answered_together(board, citizen):
    first, second = a_ticket(board), a_ticket(board)
    with refuses("target-later"):
        assign.merge(first, board.user("thu-ky"), second.reference)
    assign.merge(second, board.user("thu-ky"), first.reference)
    page = published_answer(board, first)
    assert page.url in citizen.get(f"/hoi-dap/tra-cuu/{second.code}/").content.decode()
    assert TicketEvent.objects.filter(ticket=second, act="publish", letter__isnull=False).exists()


def test_notes_are_for_the_inside_alone(board, citizen):
    ticket = a_ticket(board)
    note.note(ticket, board.user("thu-ky"), "Hỏi thêm phòng địa chính")
    assert "địa chính" not in citizen.get(f"/hoi-dap/tra-cuu/{ticket.code}/").content.decode()
    assert not Decision.objects.filter(comment__contains="địa chính").exists()


def test_withdrawing_ends_it(board, citizen):
    ticket = a_ticket(board)
    address = f"/hoi-dap/tra-cuu/{ticket.code}/"
    assert citizen.post(address, {"act": "withdraw"}).status_code == 400
    assert citizen.post(address, {"act": "withdraw", "sure": "1"}).status_code == 302
    assert again(ticket).state == "withdrawn"
    refused = citizen.post(address, {"act": "add", "text": "Thêm lời"})
    assert refused.status_code == 400
    assert "đã xong nên không bổ sung được" in refused.content.decode()


def test_each_reading_of_who_asked_is_written_down_before_it_is_shown(board, client_of):
    ticket = a_ticket(board)
    assert read_person(ticket, board.user("thu-ky"), "Gọi lại").name == NAME
    assert PersonReading.objects.get().reason == "Gọi lại"
    with refuses("not-yours"):
        read_person(ticket, board.user("pho-ban"), "Tò mò")
    shown = client_of("thu-ky").get(f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/").content.decode()
    assert NAME not in shown
    read = client_of("thu-ky").post(
        f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/lam/", {"act": "read-person", "text": "Gọi lại"}
    )
    assert NAME in read.content.decode()
    with pytest.raises(TypeError):
        PersonReading.objects.all().delete()


def test_the_asker_and_every_text_are_forgotten_in_time_and_the_ticket_stays(board, citizen):
    ticket = a_ticket(board)
    citizen.post(f"/hoi-dap/tra-cuu/{ticket.code}/", {"act": "withdraw", "sure": "1"})
    with time_machine.travel(timezone.now() + datetime.timedelta(days=179)):
        assert forget_askers() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(days=181)):
        assert forget_askers() == 1
        assert forget_askers() == 0
    assert not Asker.objects.exists()
    assert not TicketEvent.objects.exclude(sealed=None).exists()
    assert again(ticket).shown_as == "Ông/bà Đ.T.Z."
    assert list(breaches()) == []


def test_a_ticket_says_what_the_ledger_says(board):
    ticket = again(a_ticket(board))
    ticket.kind = "feedback"
    with refuses("no-decision"):
        ticket.save()
    Ticket.objects.filter(pk=ticket.pk).update(state="answered")
    assert any("không khớp" in breach for breach in breaches())
    with refuses():
        ticket.delete()


def test_what_a_key_no_longer_opens_is_said_and_breaks_nothing(board, client_of, settings):
    ticket = a_ticket(board)
    settings.SECRET_KEY = "x" * 60
    client = client_of("thu-ky")
    page = client.get(f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/")
    assert "Không giải mã được" in page.content.decode()


def test_a_key_of_its_own_seals_and_an_older_one_still_opens(board, settings):
    before = a_ticket(board)
    settings.PERSONAL_DATA_KEY = "y" * 60
    after = a_ticket(board)
    assert Asker.objects.get(ticket=before).person() == PERSON
    settings.SECRET_KEY = "z" * 60
    assert Asker.objects.get(ticket=after).person() == PERSON
    assert Asker.objects.get(ticket=before).person() is None


def test_people_of_another_board_and_the_technician_see_nothing(board, admin_client, other_board):
    ticket = a_ticket(board)
    client = Client(headers={"host": board.hostname})
    client.force_login(other_board.user("truong-ban"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/admin/cau-hoi/thu-nghiem/").status_code in (302, 403)
    assert client.get(f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/").status_code in (302, 403)
    assert admin_client.get(f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/").status_code in (302, 403)
    assert ticket.reference not in admin_client.get("/admin/cau-hoi/thu-nghiem/").content.decode()


@pytest.mark.once
def test_the_list_takes_the_same_number_of_queries_for_three_and_for_fifteen(board, client_of):
    client = client_of("thu-ky")
    for _number in range(3):
        a_ticket(board)
    client.get("/admin/cau-hoi/thu-nghiem/")
    few = queries(client, "/admin/cau-hoi/thu-nghiem/")
    for _number in range(12):
        a_ticket(board)
    assert queries(client, "/admin/cau-hoi/thu-nghiem/") == few


def test_what_is_due_first_stands_first_with_how_it_was_counted(board, client_of):
    late = a_ticket(board)
    soon = a_ticket(board, kind=TicketKind.PERSONAL_DATA)
    text = client_of("thu-ky").get("/admin/cau-hoi/thu-nghiem/").content.decode()
    assert text.index(soon.reference) < text.index(late.reference)
    assert "clock--ample" in text
    assert "ngày làm việc" in text


def test_overdue_questions_are_reminded_of_and_counted_in_public(board, citizen):
    with time_machine.travel("2026-06-01 09:00+07:00", tick=False):
        a_ticket(board)
        answered = a_ticket(board)
        published_answer(board, answered)
        citizen.post(f"/hoi-dap/tra-cuu/{answered.code}/", {"act": "rate", "rating": "4"})
        denounced = a_ticket(board)
        triage.triage(denounced, board.user("thu-ky"), TicketKind.DENUNCIATION)
    with time_machine.travel("2026-06-25 09:00+07:00", tick=False):
        call_command("run_worker", once=True)
        page = citizen.get("/hoi-dap/so-lieu/").content.decode()
    assert Email.objects.filter(subject__icontains="quá hạn: trả lời câu hỏi").exists()
    for said in ("Năm 2026", "<dd>2</dd>", "trong đó quá hạn 1", "4,0 trên 5"):
        assert said in page


def test_templates_are_kept_by_those_who_sort_and_seen_on_their_board_alone(board, client_of, other_board):
    client = client_of("thu-ky")
    made = client.post(
        "/admin/mau-tra-loi/new/", {"name": "Một cửa", "text": "Xin nộp ở một cửa.", "board": board.board.pk}
    )
    assert made.status_code == 302
    own = AnswerTemplate.objects.get()
    assert "Một cửa" in client.get("/admin/mau-tra-loi/").content.decode()
    stranger = Client(headers={"host": other_board.hostname})
    stranger.force_login(other_board.user("thu-ky"), backend="django.contrib.auth.backends.ModelBackend")
    assert "Một cửa" not in stranger.get("/admin/mau-tra-loi/").content.decode()
    assert stranger.get(f"/admin/mau-tra-loi/edit/{own.pk}/").status_code in (302, 404)
    assert client_of("cong-tac-vien").get("/admin/mau-tra-loi/").status_code == 302
