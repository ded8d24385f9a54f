"""Passing a question on: where it goes, that it has been sent, the letter to that place, taking it back; and the list of addresses."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from post_office.mail import send_queued
from post_office.models import Email

from questions import gate
from questions.models import ForwardAddress, Ticket, TicketEvent, TicketLetter, Way
from questions.services import answer, ask_back, assign, forward, triage
from questions.services import citizen as citizens
from questions.services.forget import forget_askers
from questions.services.holding import close, held, record
from questions.ticket_act import TicketAct
from tests.board import body, refuses
from tests.questions.askers import ADDRESS, EMAIL, NAME, PHONE, TEXT, a_ticket
from workflows.charter.words import TicketKind
from workflows.ledger import ledger
from workflows.models import Decision
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
UNIT_MAIL, BODY_MAIL = "phong-mot@example.vn", "cong-an@example.vn"
POLICE = "Công an tỉnh"
TAKES, REFUSES = "django.core.mail.backends.locmem.EmailBackend", "tests.workflows.test_letters.RefusingBackend"
SENT = "đã gửi nội dung đến nơi ấy"
MONDAY = "2026-06-01 09:00+07:00"


@pytest.fixture
def addresses(board):
    unit = board.board.units.get(key="phong-mot")
    ForwardAddress.objects.create(board=board.board, unit=unit, email=UNIT_MAIL)
    ForwardAddress.objects.create(board=board.board, body=POLICE, email=BODY_MAIL)
    return unit


@pytest.fixture
def mail_server(settings):
    """What the worker sends to: one that takes everything (`TAKES`), or one that refuses everything (`REFUSES`)."""

    def is_now(name):
        backends = {"default": name}
        settings.POST_OFFICE = {**settings.POST_OFFICE, "BACKENDS": backends, "MAX_RETRIES": 0}

    return is_now


def again(ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def turns(count=2):
    for _turn in range(count):
        call_command("run_worker", once=True)


def letter_to(address):
    letters = [each for each in Email.objects.all() if address in each.to]
    assert len(letters) == 1
    return letters[0]


def followed(client, ticket) -> str:
    return client.get(f"/hoi-dap/tra-cuu/{ticket.code}/").content.decode()


def acts(client, ticket, **typed):
    """What the desk answers to a form of the ticket's file."""
    return client.post(f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/lam/", typed, follow=True)


def to_the_police(board, **values) -> Ticket:
    ticket = a_ticket(board, **values)
    forward.forward(ticket, board.user("thu-ky"), None, POLICE)
    return again(ticket)


def sent_to_the_police(board, way=Way.PAPER, **values) -> Ticket:
    ticket = to_the_police(board, **values)
    forward.hand_over(ticket, board.user("thu-ky"), way, timezone.localdate())
    return again(ticket)


def test_what_is_to_be_sent_is_open_and_nobody_is_told_that_it_was_sent(board, citizen):
    ticket = to_the_police(board)
    assert (ticket.state, ticket.is_closed, ticket.sent_on) == ("sending", False, None)
    shown = followed(citizen, ticket)
    assert "Chờ gửi đến nơi có thẩm quyền" in shown
    assert "đã gửi" not in shown.replace("Tệp đã gửi", "")
    assert "đã chuyển" not in shown
    assert POLICE not in shown
    assert not TicketLetter.objects.filter(event__act="forward").exists()
    assert Decision.objects.get(act="question", comment__contains=POLICE).comment.endswith("chờ gửi.")
    assert list(breaches()) == []


def test_it_is_sent_once_somebody_says_how_and_when(board, citizen):
    with time_machine.travel(MONDAY, tick=False):
        ticket = to_the_police(board)
        forward.hand_over(ticket, board.user("thu-ky"), Way.PAPER, datetime.date(2026, 6, 1))
    ticket = again(ticket)
    assert (ticket.state, ticket.sent_how, str(ticket.sent_on)) == ("forwarded", "paper", "2026-06-01")
    row = Decision.objects.filter(act="question").latest("number")
    assert row.comment == "Đã gửi đến Công an tỉnh bằng văn bản giấy ngày 01/06/2026."
    assert row.user == board.user("thu-ky").pk
    shown = followed(citizen, ticket)
    assert "Đã chuyển cơ quan có thẩm quyền" in shown
    assert "đã gửi nội dung đến nơi ấy bằng văn bản giấy ngày 01/06/2026" in shown
    assert TicketLetter.objects.filter(event__ticket=ticket, event__act="hand-over").exists()
    assert list(breaches()) == []


def test_r78_a_unit_prepares_the_answer_in_the_same_time_and_the_asker_reads_of_it_once_it_was_sent(board, citizen):
    ticket = a_ticket(board)
    due, unit = ticket.clock.due_at, board.board.units.get(key="phong-mot")
    forward.forward(ticket, board.user("thu-ky"), unit, "")
    assert "Phòng Một" not in followed(citizen, ticket)
    forward.hand_over(ticket, board.user("thu-ky"), Way.BY_HAND, timezone.localdate())
    ticket = again(ticket)
    assert (ticket.state, ticket.unit, ticket.clock.due_at) == ("working", unit, due)
    assert "đã được gửi đến Phòng Một bằng cách giao tận tay" in followed(citizen, ticket)
    answer.draft(ticket, board.user("thu-ky"))


def test_what_belongs_to_another_body_leaves_within_five_working_days_of_its_receipt(board, citizen):
    with time_machine.travel(MONDAY, tick=False):
        ticket = a_ticket(board)
    with time_machine.travel("2026-06-04 09:00+07:00", tick=False):
        forward.forward(ticket, board.user("thu-ky"), None, POLICE)
        ticket = again(ticket)
        assert timezone.localtime(ticket.clock.due_at).isoformat() == "2026-06-08T17:00:00+07:00"
        assert "Nghị định 20/2008/NĐ-CP" in ticket.clock.clause
        assert "Gửi đến nơi có thẩm quyền chậm nhất" in followed(citizen, ticket)
    assert ticket.clock.stopped_at is None
    with time_machine.travel("2026-06-10 09:00+07:00", tick=False):
        turns()
    assert Email.objects.filter(subject__icontains="quá hạn: gửi câu hỏi").exists()
    assert list(breaches()) == []


def test_time_that_did_not_count_does_not_count_on_the_way_there_and_back(board):
    user = board.user("thu-ky")
    with time_machine.travel(MONDAY, tick=False):
        ticket = a_ticket(board)
        ask_back.ask_back(ticket, user, "Ở đâu?")
    with time_machine.travel("2026-06-03 09:00+07:00", tick=False):
        citizens.add(ticket, "Ở phường Một.")
        own = again(ticket).clock.due_at
        forward.forward(ticket, user, None, POLICE)
    with time_machine.travel("2026-06-04 09:00+07:00", tick=False):
        assert timezone.localtime(again(ticket).clock.due_at).isoformat() == "2026-06-09T17:00:00+07:00"
        forward.hand_over(ticket, user, Way.SYSTEM, datetime.date(2026, 6, 4))
    with time_machine.travel("2026-06-08 09:00+07:00", tick=False):
        forward.take_back(ticket, user, "Công an trả lại")
    assert again(ticket).clock.due_at == own
    assert list(breaches()) == []


def test_a_clock_that_waits_for_the_asker_goes_on_when_the_question_leaves(board):
    ticket = a_ticket(board)
    ask_back.ask_back(ticket, board.user("thu-ky"), "Ở đâu?")
    forward.forward(ticket, board.user("thu-ky"), None, POLICE)
    assert (again(ticket).state, again(ticket).waits_until) == ("sending", None)
    assert again(ticket).clock.due_at is not None


@pytest.mark.parametrize("kind", [TicketKind.FEEDBACK, TicketKind.INFORMATION])
def test_another_kind_does_not_give_more_time_to_what_leaves(board, kind):
    ticket = to_the_police(board)
    triage.triage(ticket, board.user("thu-ky"), kind, ticket.field)
    assert (again(ticket).clock.due_at, again(ticket).state) == (ticket.clock.due_at, "sending")


def test_a_denunciation_found_on_its_way_stays_with_whom_the_charter_names(board, addresses):
    ticket = to_the_police(board)
    forward.hand_over(ticket, board.user("thu-ky"), Way.LETTER, None)
    triage.triage(again(ticket), board.user("thu-ky"), TicketKind.DENUNCIATION)
    ticket = again(ticket)
    assert (ticket.state, ticket.place, ticket.sent_how) == ("diverted", "", "")
    assert not Email.objects.filter(to__contains=BODY_MAIL).exists()
    assert list(breaches()) == []


def test_a_unit_gets_number_field_deadline_and_the_way_in_and_nothing_of_the_question(board, addresses):
    ticket = a_ticket(board, f"{TEXT} Tôi là {NAME}.")
    forward.forward(ticket, board.user("thu-ky"), addresses, "")
    forward.hand_over(again(ticket), board.user("thu-ky"), Way.LETTER, None, f"Kính gửi {NAME}")
    letter = letter_to(UNIT_MAIL)
    assert ticket.reference in letter.subject
    assert "Phòng Một" in letter.subject
    assert "Lĩnh vực: Kinh tế" in letter.message
    assert "Hạn trả lời: " in letter.message
    assert f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/" in letter.message
    for secret in (NAME, EMAIL, PHONE, ADDRESS, TEXT, ticket.code, ticket.shown_code, ticket.shown_as):
        assert secret not in letter.subject + letter.message


def test_another_body_gets_no_way_in_and_is_told_whom_to_ask(board, addresses):
    ticket = a_ticket(board)
    forward.forward(ticket, board.user("thu-ky"), None, "  công an  TỈNH ")
    forward.hand_over(again(ticket), board.user("thu-ky"), Way.LETTER, None)
    letter = letter_to(BODY_MAIL)
    assert "/admin/" not in letter.message
    assert "Hạn trả lời" not in letter.message
    assert "Ủy ban nhân dân tỉnh Thử, điện thoại 0200 000 000, thư cong@example.vn" in letter.message
    assert TEXT not in letter.subject + letter.message


def to_the_unit(board, unit) -> Ticket:
    ticket = a_ticket(board)
    forward.forward(ticket, board.user("thu-ky"), unit, "")
    return again(ticket)


def test_a_letter_to_a_unit_is_sent_when_the_mail_server_has_taken_it_and_not_before(
    board, citizen, addresses, mail_server
):
    mail_server(TAKES)
    ticket = to_the_unit(board, addresses)
    forward.hand_over(ticket, board.user("thu-ky"), Way.LETTER, None)
    assert again(ticket).sent_on is None
    assert "Phòng Một" not in followed(citizen, ticket)
    with refuses("letter-waits"):
        forward.hand_over(again(ticket), board.user("thu-ky"), Way.LETTER, None)
    turns()
    assert [letter for letter in mail.outbox if letter.to == [UNIT_MAIL]]
    ticket = again(ticket)
    assert (ticket.state, ticket.sent_how, ticket.sent_on) == ("working", "letter", timezone.localdate())
    assert "đã được gửi đến Phòng Một bằng thư của cổng" in followed(citizen, ticket)
    turns()
    assert TicketEvent.objects.filter(ticket=ticket, act="hand-over").count() == 1
    assert list(breaches()) == []


def test_a_letter_to_another_body_announces_and_the_question_is_sent_once_it_goes_another_way(
    board, client_of, citizen, addresses, mail_server
):
    mail_server(TAKES)
    ticket = to_the_police(board)
    done = acts(client_of("thu-ky"), ticket, act="hand-over", way="letter", day="").content.decode()
    assert "Cổng sẽ gửi thư báo, không kèm nội dung" in done
    turns(3)
    assert len([letter for letter in mail.outbox if letter.to == [BODY_MAIL]]) == 1
    ticket = again(ticket)
    assert (ticket.state, ticket.sent_how, ticket.sent_on, ticket.letter) == ("sending", "", None, None)
    assert ticket.clock.stopped_at is None
    shown = followed(citizen, ticket)
    assert "Chờ gửi đến nơi có thẩm quyền" in shown
    assert POLICE not in shown
    assert "Đã gửi đến nơi nhận" not in shown
    gone = Decision.objects.filter(act="question").latest("number").comment
    assert gone == f"Thư của cổng đã đi đến Công an tỉnh ngày {timezone.localdate():%d/%m/%Y}."
    forward.hand_over(ticket, board.user("thu-ky"), Way.PAPER, timezone.localdate())
    assert again(ticket).state == "forwarded"
    assert SENT in followed(citizen, ticket)
    assert list(breaches()) == []


def test_what_went_by_a_letter_when_that_closed_it_is_still_told_as_an_announcement(board, citizen):
    ticket = to_the_police(board)
    with transaction.atomic():  # as the service did it then
        old = held(ticket)
        close(old, "forwarded", "đã chuyển cơ quan có thẩm quyền")
        old.sent_how, old.sent_on = Way.LETTER, timezone.localdate()
        record(old, TicketAct.HAND_OVER, ledger.Actor(), "Đã gửi.", "đã gửi thư báo cho nơi ấy", is_public=True)
    assert "Đã gửi thư báo cơ quan có thẩm quyền" in followed(citizen, ticket)
    forward.take_back(again(ticket), board.user("thu-ky"), "Chưa gửi nội dung")
    assert again(ticket).state == "working"


def test_a_letter_that_no_server_takes_was_not_sent_and_may_go_another_way(board, citizen, addresses, mail_server):
    mail_server(REFUSES)
    ticket = to_the_police(board)
    forward.hand_over(ticket, board.user("thu-ky"), Way.LETTER, None)
    turns()
    assert not Email.objects.filter(to__contains=BODY_MAIL).exists()
    ticket = again(ticket)
    assert (ticket.state, ticket.sent_how, ticket.letter) == ("sending", "", None)
    assert "từ chối" in TicketEvent.objects.filter(ticket=ticket).latest("pk").said
    assert Email.objects.filter(to__contains=board.user("thu-ky").email, message__contains=ticket.reference).count() > 1
    assert "thư báo" not in followed(citizen, ticket)
    forward.hand_over(ticket, board.user("thu-ky"), Way.PAPER, timezone.localdate())
    assert SENT in followed(citizen, ticket)
    assert list(breaches()) == []


def answer_privately(board, ticket):
    answer.propose(ticket, board.user("thu-ky"), "Mang theo giấy tờ tùy thân.")
    answer.send(again(ticket), board.user("truong-ban"), gate.last_proposal(ticket).pk)


ENDS = {
    "taken back": lambda board, ticket: forward.take_back(ticket, board.user("thu-ky"), "Nhầm"),
    "withdrawn": lambda board, ticket: citizens.withdraw(ticket),
    "refused": lambda board, ticket: triage.refuse_spam(ticket, board.user("thu-ky"), "Rác"),
    "merged": lambda board, ticket: assign.merge(ticket, board.user("thu-ky"), "2026-0001"),
    "answered privately": answer_privately,
    "sent another way": lambda board, ticket: forward.hand_over(
        ticket, board.user("thu-ky"), Way.BY_HAND, timezone.localdate()
    ),
}


@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("is_gone", [False, True], ids=["waits", "gone"])
def test_a_letter_that_waits_does_not_go_out_once_it_ended_and_one_that_went_is_written_down(
    board, client_of, addresses, mail_server, ends, is_gone
):
    mail_server(TAKES)
    with time_machine.travel("2026-11-02 09:00+07:00", tick=False):
        a_ticket(board)
        ticket = a_ticket(board, is_private=ends == "answered privately")
        forward.forward(ticket, board.user("thu-ky"), addresses, "")
        forward.hand_over(again(ticket), board.user("thu-ky"), Way.LETTER, None)
        if is_gone:  # the mail server has taken it, and nobody has noted that yet
            send_queued()
        ENDS[ends](board, again(ticket))
        turns()
    assert len([letter for letter in mail.outbox if letter.to == [UNIT_MAIL]]) == is_gone
    assert again(ticket).letter is None
    said = "Thư của cổng đã đi đến Phòng Một" if is_gone else "Thôi gửi thư của cổng đến Phòng Một: thư chưa đi."
    assert TicketEvent.objects.filter(ticket=ticket, said__startswith=said).count() == 1
    shown = client_of("thu-ky").get(f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/").content.decode()
    assert "thư của cổng chờ gửi" not in shown
    assert list(breaches()) == []


def test_a_published_answer_calls_the_letter_off(board, addresses, mail_server):
    mail_server(TAKES)
    ticket = to_the_unit(board, addresses)
    forward.hand_over(ticket, board.user("thu-ky"), Way.LETTER, None)
    page = answer.draft(again(ticket), board.user("thu-ky"))
    page.title, page.answer = "Làm lại giấy khai sinh", body("Mang theo giấy tờ tùy thân.")
    page.save_revision(user=page.owner)
    board.published(page)
    turns()
    assert again(ticket).state == "answered"
    assert not [letter for letter in mail.outbox if letter.to == [UNIT_MAIL]]


def test_taking_back_what_was_not_sent_tells_nobody(board, citizen):
    ticket = to_the_police(board)
    forward.take_back(ticket, board.user("thu-ky"), "Nhầm cơ quan")
    ticket = again(ticket)
    assert (ticket.state, ticket.place, ticket.is_closed) == ("working", "", False)
    assert ticket.clock.name.startswith("Trả lời")
    assert "Nhầm cơ quan" not in followed(citizen, ticket)
    assert not TicketLetter.objects.filter(event__act="take-back").exists()
    assert TicketEvent.objects.get(ticket=ticket, act="take-back").text == "Nhầm cơ quan"
    answer.draft(ticket, board.user("thu-ky"))
    assert list(breaches()) == []


def test_taking_back_what_was_sent_opens_it_again_and_tells_the_asker_why(board, citizen):
    ticket = sent_to_the_police(board)
    forward.take_back(ticket, board.user("thu-ky"), "Công an tỉnh trả lời là không thuộc thẩm quyền")
    ticket = again(ticket)
    assert (ticket.state, ticket.place, ticket.sent_on, ticket.closed_at) == ("working", "", None, None)
    assert ticket.clock.stopped_at is None
    shown = followed(citizen, ticket)
    assert "Đang xử lý" in shown
    assert "đã lấy lại câu hỏi của ông/bà từ Công an tỉnh" in shown
    assert "không thuộc thẩm quyền" in shown
    assert TicketLetter.objects.filter(event__ticket=ticket, event__act="take-back").exists()
    forward.forward(ticket, board.user("thu-ky"), board.board.units.get(key="phong-mot"), "")
    assert list(breaches()) == []


def test_a_unit_that_was_told_of_gives_it_back_too(board, citizen):
    ticket = a_ticket(board)
    forward.forward(ticket, board.user("thu-ky"), board.board.units.get(key="phong-mot"), "")
    forward.hand_over(again(ticket), board.user("thu-ky"), Way.PAPER, timezone.localdate())
    forward.take_back(again(ticket), board.user("thu-ky"), "Phòng khác làm")
    assert (again(ticket).unit, again(ticket).place) == (None, "")
    assert "đã lấy lại câu hỏi của ông/bà từ Phòng Một" in followed(citizen, ticket)


def test_what_was_forwarded_before_it_was_kept_where_to_can_be_taken_back(board, citizen):
    ticket = a_ticket(board)
    with transaction.atomic():  # as the service did it then
        old = held(ticket)
        close(old, "forwarded", "đã chuyển cơ quan có thẩm quyền")
        record(
            old, TicketAct.FORWARD, ledger.Actor(), "Chuyển Công an tỉnh.", "đã được chuyển đến nơi ấy", is_public=True
        )
    assert list(breaches()) == []
    forward.take_back(again(ticket), board.user("thu-ky"), "Chưa từng gửi")
    assert again(ticket).state == "working"
    assert "Chưa từng gửi" in followed(citizen, ticket)
    assert list(breaches()) == []


def test_what_is_forgotten_is_not_opened_again(board):
    with time_machine.travel(MONDAY, tick=False):
        ticket = sent_to_the_police(board)
    with time_machine.travel("2026-12-15 09:00+07:00", tick=False):
        assert forget_askers() == 1
        with refuses("forgotten"):
            forward.take_back(again(ticket), board.user("thu-ky"), "Xem lại")


def test_what_waits_to_be_sent_is_worked_on_by_nobody_until_it_is_taken_back(board, client_of):
    ticket, user = to_the_police(board), board.user("thu-ky")
    for does in (
        lambda: answer.draft(ticket, user),
        lambda: ask_back.ask_back(ticket, user, "Ở đâu?"),
        lambda: triage.refuse_spam(ticket, user, "Rác"),
        lambda: forward.forward(ticket, user, None, "Sở Xây dựng"),
    ):
        with refuses("is-leaving"):
            does()
    shown = client_of("thu-ky").get(f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/").content.decode()
    assert "hãy lấy lại việc chuyển" in shown
    assert "Chuyển Công an tỉnh: chưa gửi" in shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Hãy chọn cách gửi"),
        ({"way": "bồ câu"}, "Hãy chọn cách gửi"),
        ({"way": "letter"}, "Chưa có địa chỉ thư của nơi nhận"),
        ({"way": "paper", "day": ""}, "Hãy ghi ngày gửi"),
        ({"way": "paper", "day": "2999-01-01"}, "Hãy ghi ngày gửi"),
        ({"way": "paper", "day": "2020-01-01"}, "Hãy ghi ngày gửi"),
    ],
)
def test_each_mistake_in_what_is_said_of_the_sending_is_told(board, client_of, typed, sentence):
    ticket = to_the_police(board)
    shown = acts(client_of("thu-ky"), ticket, act="hand-over", **typed).content.decode()
    assert sentence in shown
    assert again(ticket).state == "sending"


def test_the_desk_says_how_far_it_is_and_offers_a_letter_only_where_there_is_an_address(board, client_of):
    client, ticket = client_of("thu-ky"), a_ticket(board)
    address = f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/"
    assert "Phòng Một (chưa có địa chỉ thư)" in client.get(address).content.decode()
    done = acts(client, ticket, act="forward", unit="phong-mot").content.decode()
    assert "Chưa gửi và chưa báo người hỏi" in done
    assert 'value="letter"' not in done
    assert "Chưa có địa chỉ thư của nơi này" in done
    assert "chuyển Phòng Một: chưa gửi" in client.get("/admin/cau-hoi/thu-nghiem/").content.decode()
    ForwardAddress.objects.create(board=board.board, unit=board.board.units.get(key="phong-mot"), email=UNIT_MAIL)
    assert f"Thư của cổng đến {UNIT_MAIL}" in client.get(address).content.decode()
    acts(client, ticket, act="hand-over", way="letter", step="go", seen=again(ticket).turn)
    shown = client.get(address).content.decode()
    assert "thư của cổng chờ gửi, người hỏi chưa được báo" in shown
    assert letter_to(UNIT_MAIL)


def test_only_who_assigns_forwards_and_takes_back_and_who_works_on_it_says_that_it_was_sent(board):
    ticket = a_ticket(board)
    with refuses("not-yours"):
        forward.forward(ticket, board.user("truong-ban"), None, POLICE)
    forward.forward(ticket, board.user("pho-truc"), None, POLICE)
    with refuses("not-yours"):
        forward.hand_over(again(ticket), board.user("truong-ban"), Way.PAPER, timezone.localdate())
    with refuses("not-yours"):
        forward.take_back(again(ticket), board.user("truong-ban"), "Xem lại")
    forward.hand_over(again(ticket), board.user("thu-ky"), Way.PAPER, timezone.localdate())
    with refuses("closed"):
        forward.hand_over(again(ticket), board.user("thu-ky"), Way.PAPER, timezone.localdate())


@pytest.mark.parametrize(
    "changed", [{"place": "Sở Khác"}, {"sent_on": "2020-01-01"}, {"sent_how": "system"}, {"state": "spam"}]
)
def test_what_is_said_of_a_sending_is_what_the_ledger_says(board, changed):
    ticket = sent_to_the_police(board)
    for name, value in changed.items():
        setattr(ticket, name, value)
    with refuses("no-decision"):
        ticket.save()
    Ticket.objects.filter(pk=ticket.pk).update(**changed)
    assert any("không khớp" in breach for breach in breaches())


def test_nothing_is_sent_nowhere_or_in_no_way(board):
    ticket = sent_to_the_police(board)
    for changed in ({"place": ""}, {"sent_how": ""}, {"state": "sending"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ticket.objects.filter(pk=ticket.pk).update(**changed)


def test_news_to_an_asker_that_the_ledger_does_not_know_is_named(board):
    ticket = sent_to_the_police(board)
    event = TicketEvent.objects.filter(ticket=ticket, act="hand-over")
    super(type(event), event).update(said="Đã gửi đến Sở Khác.")
    assert any("không có trong sổ quyết định" in breach for breach in breaches())


def test_the_list_is_kept_by_those_who_sort_questions_each_on_their_board(board, client_of, other_board):
    client, list_of_them = client_of("thu-ky"), "/admin/noi-nhan-cau-hoi/"
    foreign = ForwardAddress.objects.create(board=other_board.board, body="Sở Khác", email=BODY_MAIL)
    typed = {"unit": "", "body": "Công an  tỉnh", "email": BODY_MAIL, "board": board.board.pk}
    assert client.post(f"{list_of_them}new/", typed).status_code == 302
    assert ForwardAddress.objects.get(board=board.board).body == "Công an tỉnh"
    shown = client.get(list_of_them).content.decode()
    assert "Công an tỉnh" in shown
    assert "Sở Khác" not in shown
    assert client.get(f"{list_of_them}edit/{foreign.pk}/").status_code in (302, 404)
    assert client_of("bien-tap-vien").get(list_of_them).status_code in (302, 403)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"unit": "", "body": ""}, "Hãy chọn đơn vị, hoặc ghi tên cơ quan khác"),
        ({"body": "Công an tỉnh"}, "chỉ một trong hai"),
        ({"email": "phong-mot"}, "hợp lệ"),
        ({}, "Đơn vị này đã có địa chỉ thư."),
        ({"unit": "", "body": "Công an tỉnh"}, "Cơ quan này đã có địa chỉ thư."),
    ],
)
def test_each_mistake_in_the_list_is_said(board, client_of, addresses, values, sentence):
    typed = {"unit": addresses.pk, "body": "", "email": UNIT_MAIL, "board": board.board.pk, **values}
    answer = client_of("thu-ky").post("/admin/noi-nhan-cau-hoi/new/", typed)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()


def test_a_units_of_another_board_are_not_to_be_chosen(board, client_of, other_board):
    unit = other_board.board.units.get(key="phong-mot")
    typed = {"unit": unit.pk, "body": "", "email": UNIT_MAIL, "board": board.board.pk}
    assert client_of("thu-ky").post("/admin/noi-nhan-cau-hoi/new/", typed).status_code == 200
    assert not ForwardAddress.objects.exists()


def test_an_address_is_of_one_unit_or_one_body(board, addresses):
    with pytest.raises(IntegrityError), transaction.atomic():
        ForwardAddress.objects.create(board=board.board, unit=addresses, body="Công an", email=UNIT_MAIL)
