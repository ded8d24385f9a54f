"""What the asker will read is read and mended by the board before it goes; nothing is done by looking at it."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.models import Revision

from questions import gate
from questions.models import Ticket, TicketEvent, Way
from questions.services import answer, assign, forward
from questions.services.triage import WHERE_TO
from tests.board import body, charter_data, load_board, refuses
from tests.questions.askers import EMAIL, PERSON, TEXT, a_ticket
from workflows.charter.words import TicketKind
from workflows.models import Decision

pytestmark = pytest.mark.django_db
POLICE = "Công an tỉnh"


@pytest.fixture
def letters(settings):
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"},
    }

    def sent():
        call_command("run_worker", once=True)
        return [letter for letter in mail.outbox if letter.to == [EMAIL] and "Chúng tôi đã nhận" not in letter.body]

    return sent


def acts(client, ticket, **typed) -> str:
    """What the desk answers to a form; one that was looked at says how things stood then: as they stand, where nothing else is given."""
    address = f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/lam/"
    if "step" in typed:
        typed = {"seen": Ticket.objects.get(pk=ticket.pk).turn, **typed}
    return client.post(address, typed, follow=True).content.decode()


def kept(ticket):
    """Everything that an act would have changed."""
    rows = Decision.objects.count(), TicketEvent.objects.count()
    return Ticket.objects.filter(pk=ticket.pk).values().get(), rows


def stored(page):
    """The draft and its revisions, as the database has them."""
    revisions = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("pk")
    return type(page).objects.filter(pk=page.pk).values().get(), list(revisions.values())


def followed(client, ticket) -> str:
    return client.get(f"/hoi-dap/tra-cuu/{ticket.code}/").content.decode()


def to_be_sent(board) -> Ticket:
    ticket = a_ticket(board)
    forward.forward(ticket, board.user("thu-ky"), None, POLICE)
    return Ticket.objects.get(pk=ticket.pk)


def sent(board) -> Ticket:
    ticket = to_be_sent(board)
    forward.hand_over(ticket, board.user("thu-ky"), Way.PAPER, timezone.localdate())
    return Ticket.objects.get(pk=ticket.pk)


def later_one(board) -> Ticket:
    a_ticket(board)
    return a_ticket(board)


TOLD = [
    (a_ticket, {"act": "spam", "text": "Không phải câu hỏi."}, "Không phải câu hỏi."),
    (a_ticket, {"act": "ask-back", "text": "Ở thửa nào?"}, "Ở thửa nào?"),
    (a_ticket, {"act": "triage", "kind": "complaint"}, str(WHERE_TO[TicketKind.COMPLAINT])),
    (later_one, {"act": "merge", "reference": "2026-0001"}, "cùng nội dung với một câu đã nhận trước"),
    (to_be_sent, {"act": "hand-over", "way": "system", "day": "today"}, "đã gửi nội dung đến nơi ấy"),
    (sent, {"act": "take-back", "text": "Không phải việc của nơi ấy"}, "đã lấy lại câu hỏi của ông/bà từ Công an tỉnh"),
]


@pytest.mark.parametrize(("stands", "typed", "words"), TOLD, ids=[typed["act"] for _stands, typed, _words in TOLD])
def test_it_is_shown_as_it_will_be_read_then_mended_then_sent(board, citizen, client_of, letters, stands, typed, words):
    ticket, client = stands(board), client_of("thu-ky")
    typed = {name: str(timezone.localdate()) if value == "today" else value for name, value in typed.items()}
    before = kept(ticket)
    shown = acts(client, ticket, **typed)
    assert "Chưa gửi gì" in shown
    assert words in shown
    mended = f"{words} Đã sửa thêm một câu."
    shown = acts(client, ticket, **typed, told=mended, step="look")
    assert shown.count("Đã sửa thêm một câu.") >= 2
    assert kept(ticket) == before
    assert "Đã sửa thêm" not in followed(citizen, ticket)
    acts(client, ticket, **typed, told=mended, step="go")
    assert mended in followed(citizen, ticket)
    told = letters()
    if typed["act"] != "merge":
        assert mended in told[-1].body


def test_the_letter_is_shown_without_what_would_let_its_reader_act_as_the_asker(board, client_of):
    ticket = a_ticket(board)
    shown = acts(client_of("thu-ky"), ticket, act="spam", text="Không phải câu hỏi.")
    assert "Không tiếp nhận: câu hỏi ông/bà đã gửi" in shown
    assert "Mã theo dõi: ····-····-····" in shown
    assert ticket.code not in shown
    assert ticket.shown_code not in shown


def test_who_left_no_address_is_told_by_the_code_alone_and_the_screen_says_so(board, client_of):
    ticket = a_ticket(board, person=type(PERSON)(PERSON.name, phone=PERSON.phone))
    shown = acts(client_of("thu-ky"), ticket, act="spam", text="Không phải câu hỏi.")
    assert "Không có thư" in shown
    assert "Mã theo dõi" not in shown


def test_how_many_more_read_it_is_said(board, client_of):
    first, second = a_ticket(board), a_ticket(board)
    assign.merge(second, board.user("thu-ky"), first.reference)
    shown = acts(client_of("thu-ky"), first, act="spam", text="Không phải câu hỏi.")
    assert "Thêm 1 người hỏi khác" in shown


def test_what_may_not_be_done_is_refused_before_it_is_shown(board, client_of):
    shown = acts(client_of("thu-ky"), a_ticket(board), act="spam", text="")
    assert "Hãy ghi vì sao không tiếp nhận" in shown
    assert "Chưa gửi gì" not in shown


def test_words_that_were_all_taken_out_are_not_sent(board, client_of):
    ticket = a_ticket(board)
    shown = acts(client_of("thu-ky"), ticket, act="ask-back", text="Ở đâu?", told="  ", step="go")
    assert "Hãy viết điều người hỏi sẽ đọc." in shown
    assert Ticket.objects.get(pk=ticket.pk).state == "new"


def test_what_nobody_outside_reads_is_done_at_once(board, client_of):
    ticket = a_ticket(board)
    acts(client_of("thu-ky"), ticket, act="triage", kind="feedback")
    assert Ticket.objects.get(pk=ticket.pk).kind == "feedback"
    ticket = to_be_sent(board)
    acts(client_of("thu-ky"), ticket, act="take-back", text="Nhầm cơ quan")
    assert Ticket.objects.get(pk=ticket.pk).state == "working"


def test_a_letter_to_a_unit_is_looked_at_before_it_is_ordered_and_told_after_it_went(board, client_of):
    ticket, unit = a_ticket(board), board.board.units.get(key="phong-mot")
    forward.forward(ticket, board.user("thu-ky"), unit, "")
    board.board.forward_addresses.create(unit=unit, email="phong-mot@example.vn")
    shown = acts(client_of("thu-ky"), ticket, act="hand-over", way="letter", day="")
    assert "đã được gửi đến Phòng Một bằng thư của cổng" in shown
    assert "Người hỏi chỉ được báo sau khi thư đến nơi nhận đã đi." in shown
    assert "Đã gửi đến nơi nhận: câu hỏi ông/bà đã gửi" in shown
    assert Ticket.objects.get(pk=ticket.pk).sent_how == ""


def proposed(board, seat="thu-ky", text="Trả lời riêng cho ông/bà.") -> Ticket:
    ticket = a_ticket(board, is_private=True)
    answer.propose(ticket, board.user(seat), text)
    return Ticket.objects.get(pk=ticket.pk)


def test_a_private_answer_is_shown_as_its_letter_to_whom_approves_it(board, client_of, citizen):
    ticket = proposed(board)
    typed = {"act": "send", "proposal": gate.last_proposal(ticket).pk}
    shown = acts(client_of("truong-ban"), ticket, **typed)
    assert "Trả lời riêng: câu hỏi ông/bà đã gửi" in shown
    assert "Trả lời riêng cho ông/bà." in shown
    assert '<textarea id="told"' not in shown
    assert Ticket.objects.get(pk=ticket.pk).state == "answering"
    acts(client_of("truong-ban"), ticket, **typed, step="go")
    assert "Trả lời riêng cho ông/bà." in followed(citizen, ticket)


def test_who_approves_a_private_answer_may_mend_it_and_then_another_sends_it(board, client_of):
    ticket = proposed(board)
    shown = client_of("truong-ban").get(f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/").content.decode()
    assert "Bạn sửa dự thảo thì người khác phải duyệt và gửi." in shown
    acts(client_of("truong-ban"), ticket, act="propose", text="Trả lời đã sửa.")
    mended = gate.last_proposal(ticket)
    assert mended.text == "Trả lời đã sửa."
    with refuses("own-text"):
        answer.send(ticket, board.user("truong-ban"), mended.pk)
    answer.send(ticket, board.user("pho-truc"), mended.pk)


def test_who_wrote_any_version_of_a_private_answer_does_not_send_a_later_one(board):
    ticket = proposed(board, "pho-truc")
    answer.propose(ticket, board.user("thu-ky"), "Bản của Thư ký.")
    with refuses("own-text"):
        answer.send(ticket, board.user("pho-truc"), gate.last_proposal(ticket).pk)


def test_the_only_one_who_may_send_does_not_mend_what_nobody_could_send_then():
    data = charter_data("ban-nho")
    roles = {"triaged_by": ["thu-ky"], "answered_by": ["truong-ban"], "personal_data": ["thu-ky"]}
    days = {"waits_for_asker": {"amount": 3, "unit": "day"}, "kept_for": {"amount": 30, "unit": "day"}}
    data["questions"] = {**roles, **days, "confidential_to": ["truong-ban"], "rule": "R78"}
    small = load_board("ban-nho", data)
    ticket = proposed(small)
    with refuses("nobody-sends") as refused:
        answer.propose(ticket, small.user("truong-ban"), "Bản đã sửa.")
    assert "Hãy ghi chú điều cần sửa" in refused.value.refusal.sentence
    answer.send(ticket, small.user("truong-ban"), gate.last_proposal(ticket).pk)


def test_a_question_that_nobody_has_answered_is_not_shown_to_whom_it_does_not_concern(board, client_of):
    ticket = a_ticket(board)
    shown = acts(client_of("bien-tap-vien"), ticket, act="spam", text="Rác")
    assert TEXT not in shown
    assert Ticket.objects.get(pk=ticket.pk).state == "new"


@pytest.mark.parametrize(
    "typed", [{"act": "triage", "kind": "denunciation"}, {"act": "merge", "reference": "2026-0001"}]
)
def test_looking_at_it_leaves_the_draft_of_the_answer_as_it_was(board, client_of, typed):
    ticket = later_one(board)
    page = answer.draft(ticket, board.user("thu-ky"))
    page.title, page.answer = "Làm lại giấy khai sinh", body("Mang theo giấy tờ tùy thân.")
    page.save_revision(user=page.owner)
    board.submitted(page)
    before = kept(ticket), stored(page)
    assert "Chưa gửi gì" in acts(client_of("thu-ky"), ticket, **typed)
    assert (kept(ticket), stored(page)) == before
    assert board.step(page)


def test_what_was_looked_at_is_not_sent_once_something_else_was_done_with_it(board, client_of, citizen):
    ticket, client, today = to_be_sent(board), client_of("thu-ky"), str(timezone.localdate())
    typed = {"act": "hand-over", "way": "paper", "day": today, "told": "Đã gửi Công an tỉnh.", "seen": ticket.turn}
    assert f'name="seen" value="{ticket.turn}"' in acts(client, ticket, act="hand-over", way="paper", day=today)
    forward.take_back(ticket, board.user("thu-ky"), "Nhầm")
    forward.forward(ticket, board.user("thu-ky"), None, "Sở Y tế")
    for step in ("go", "look"):
        shown = acts(client, ticket, **typed, step=step)
        assert "Hãy xem lại điều người hỏi sẽ đọc" in shown
        assert "thuộc thẩm quyền của Sở Y tế" in shown
        assert ">Đã gửi Công an tỉnh.</textarea>" in shown
        assert 'value="go"' not in shown
        assert Ticket.objects.get(pk=ticket.pk).state == "sending"
    now = Ticket.objects.get(pk=ticket.pk).turn
    assert f'name="seen" value="{now}"' in shown
    acts(client, ticket, **{**typed, "told": "Đã gửi Sở Y tế.", "seen": now}, step="go")
    assert "Đã gửi Sở Y tế." in followed(citizen, ticket)


@pytest.mark.parametrize(("stands", "typed", "_words"), TOLD, ids=[typed["act"] for _stands, typed, _words in TOLD])
@pytest.mark.parametrize("seen", ["", "x", "0", "99"])
def test_nothing_is_sent_that_was_seen_at_another_time(board, client_of, stands, typed, _words, seen):
    ticket = stands(board)
    typed = {name: str(timezone.localdate()) if value == "today" else value for name, value in typed.items()}
    before = kept(ticket)
    shown = acts(client_of("thu-ky"), ticket, **typed, told="Lời đã sửa.", step="go", seen=seen)
    assert "Hãy xem lại điều người hỏi sẽ đọc" in shown
    assert ">Lời đã sửa.</textarea>" in shown
    assert kept(ticket) == before


def test_who_presses_send_without_having_looked_is_shown_it_first(board, client_of):
    ticket = a_ticket(board)
    address = f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/lam/"
    typed = {"act": "spam", "text": "Rác", "step": "go"}
    assert "Chưa gửi gì" in client_of("thu-ky").post(address, typed).content.decode()
    assert Ticket.objects.get(pk=ticket.pk).state == "new"


def test_a_refusal_after_looking_keeps_the_reason_and_the_words(board, client_of, citizen):
    ticket, client = sent(board), client_of("thu-ky")
    typed = {"act": "take-back", "text": "LYDO-GOC", "step": "go"}
    shown = acts(client, ticket, **typed, told="  ")
    assert "Hãy viết điều người hỏi sẽ đọc." in shown
    assert ">LYDO-GOC</textarea>" in shown
    assert "Lý do: LYDO-GOC" in shown
    acts(client, ticket, **typed, told="Lời mới.")
    assert "Lời mới." in followed(citizen, ticket)


def test_a_wrong_day_after_looking_is_mended_where_the_words_are(board, client_of, citizen):
    ticket, client = to_be_sent(board), client_of("thu-ky")
    typed = {"act": "hand-over", "way": "paper", "told": "LOI-DA-SUA"}
    shown = acts(client, ticket, **typed, day="2099-01-01", step="go")
    assert "Hãy ghi ngày gửi" in shown
    assert shown.count("Hãy ghi ngày gửi") == 1
    assert 'name="day" value="2099-01-01"' in shown
    assert ">LOI-DA-SUA</textarea>" in shown
    assert 'name="way" value="paper"' in shown
    acts(client, ticket, **typed, day=str(timezone.localdate()), step="go")
    assert "LOI-DA-SUA" in followed(citizen, ticket)


def test_a_reason_that_no_asker_reads_any_more_stays_where_it_is_typed(board, client_of):
    ticket = to_be_sent(board)
    shown = acts(client_of("thu-ky"), ticket, act="take-back", text="LYDO-GOC", told="Lời cũ.", step="go", seen="0")
    assert "Hãy xem lại điều người hỏi sẽ đọc" in shown
    assert ">LYDO-GOC</textarea>" in shown
    assert Ticket.objects.get(pk=ticket.pk).state == "sending"


def test_what_is_done_meanwhile_with_other_questions_is_not_counted_among_its_readers(board, client_of):
    ticket, other = a_ticket(board), a_ticket(board)

    def meanwhile(instance, **_kwargs):
        if instance.act == "spam":
            TicketEvent.objects.create(ticket=other, act="go-on", is_public=True, at=timezone.now())

    post_save.connect(meanwhile, sender=TicketEvent)
    try:
        shown = acts(client_of("thu-ky"), ticket, act="spam", text="Rác")
    finally:
        post_save.disconnect(meanwhile, sender=TicketEvent)
    assert "Chưa gửi gì" in shown
    assert "người hỏi khác được báo" not in shown
