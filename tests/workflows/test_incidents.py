"""A stolen password (R129, R130): the account is locked at once, the chief is told, and somebody else answers for what it decided."""

import datetime
from contextlib import nullcontext

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from news.models import NewsPage
from tests.board import charter_data, load_board, names_moment, refuses, reseat
from workflows.charter.words import RoleKey
from workflows.gate import emergencies, gate, item_state
from workflows.ledger import ledger
from workflows.models import AccountIncident, CalendarFeed, Decision, Delegation, DoubtedDecision
from workflows.rules.act import Act
from workflows.rules.incidents import IncidentAct, IncidentFacts, Report, judging_roles, may
from workflows.services.chain import decide, publish
from workflows.services.deeds import delegate
from workflows.services.emergencies.affirm import affirm
from workflows.services.emergencies.publish_urgently import publish_urgently
from workflows.services.incidents import settle as settle_incident
from workflows.services.incidents.lock_account import lock_account
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
WHY = "Có người đăng nhập từ nơi lạ"


def stolen(board, seat="pho-truc", by=None, since=HOUR):
    return lock_account(board.user(seat), timezone.now() - since, WHY, board.user(by or seat))[0]


def doubted(incident, act=Act.APPROVE):
    return incident.doubted.get(decision__act=act)


def test_r130_the_account_is_locked_its_sessions_end_and_the_leaders_are_told(board, client_of):
    thief, owner = client_of("pho-truc"), client_of("pho-truc")
    CalendarFeed.objects.renew(board.user("pho-truc"))
    response = owner.post(
        reverse("incidents"),
        {"account": board.user("pho-truc").pk, "since": f"{timezone.localtime() - HOUR:%d/%m/%Y %H:%M}", "what": WHY},
        follow=True,
    )
    assert "Đã khóa tài khoản của bạn" in response.content.decode()
    assert thief.get(reverse("wagtailadmin_home")).status_code == 302
    assert not CalendarFeed.objects.exists()
    user = board.user("pho-truc")
    assert not user.is_active
    told = {address for email in Email.objects.filter(subject__startswith="Tài khoản bị khóa") for address in email.to}
    assert board.user("truong-ban").email in told
    assert board.user("pho-truc").email not in told
    with refuses("not-active"):
        decide.decide(board.step(board.at_step("phe-duyet")), user)


def test_r129_what_was_decided_since_then_waits_and_nothing_is_built_on_it(board):
    page = board.at_step("dang-tai")
    incident = stolen(board)
    assert [each.decision.act for each in incident.doubted.all()] == [Act.APPROVE]
    with refuses("doubted"):
        publish.publish(board.step(page), board.user("thu-ky"))
    settle_incident.answer(doubted(incident), board.user("truong-ban"), is_upheld=True)
    publish.publish(board.step(page), board.user("thu-ky"))
    assert NewsPage.objects.get(pk=page.pk).live
    assert list(breaches()) == []


def test_r129_no_further_step_is_passed_while_a_decision_of_the_run_is_doubted(board):
    page = board.at_step("nhay-cam")
    incident = stolen(board)
    with refuses("doubted"):
        board.pass_on(page, "truong-ban")
    settle_incident.answer(doubted(incident), board.user("pho-ban"), is_upheld=True)
    board.pass_on(page, "truong-ban")
    assert board.step(page).kind == "publish"


def test_a_disowned_decision_ends_its_run_and_the_author_is_told(board):
    page = board.at_step("dang-tai")
    incident = stolen(board)
    with refuses("reason-needed"):
        settle_incident.answer(doubted(incident), board.user("truong-ban"), is_upheld=False)
    settle_incident.answer(
        doubted(incident), board.user("truong-ban"), is_upheld=False, reason="Không phải ông ấy duyệt"
    )
    assert item_state.open_step(page) is None
    assert Email.objects.filter(message__contains="Không phải ông ấy duyệt", to__contains=page.owner.email).exists()
    board.submitted(NewsPage.objects.get(pk=page.pk))
    assert board.step(page).task.specific.key == "tham-dinh"
    assert list(breaches()) == []


def test_what_is_public_on_a_disowned_decision_is_reported_until_it_is_taken_down(board):
    board.published()
    incident = stolen(board)
    settle_incident.answer(doubted(incident), board.user("truong-ban"), is_upheld=False, reason="Không phải")
    assert any("không thừa nhận" in breach for breach in breaches())


def test_what_was_decided_before_is_not_doubted(board):
    board.at_step("dang-tai")
    assert not lock_account(board.user("pho-truc"), timezone.now(), WHY, board.user("pho-truc"))[0].doubted.exists()


def test_the_person_and_who_wrote_it_and_who_holds_another_level_do_not_answer(board):
    board.at_step("nhay-cam", by="pho-ban")
    page = board.at_step("nhay-cam")
    board.pass_on(page, "truong-ban")
    incident = stolen(board)
    own_of_pho_ban, upper = incident.doubted.filter(decision__act=Act.APPROVE).order_by("decision__number")
    with refuses("own-text"):
        settle_incident.answer(own_of_pho_ban, board.user("pho-ban"), is_upheld=True)
    with refuses("two-levels"):
        settle_incident.answer(upper, board.user("truong-ban"), is_upheld=True)
    with refuses("may-not-judge"):
        settle_incident.answer(upper, board.user("pho-truc"), is_upheld=True)
    with refuses("may-not-judge"):
        settle_incident.answer(upper, board.user("thu-ky"), is_upheld=True)
    settle_incident.answer(upper, board.user("pho-ban"), is_upheld=True)
    with refuses("answered"):
        settle_incident.answer(upper, board.user("pho-ban"), is_upheld=True)


def test_the_secretary_locks_it_for_a_colleague_on_the_telephone_and_a_contributor_does_not(board):
    with refuses("may-not-report"):
        stolen(board, by="cong-tac-vien")
    incident = stolen(board, by="thu-ky")
    assert incident.report.person == board.member("thu-ky").person_name


def test_no_moment_to_come(board):
    with refuses("future"):
        stolen(board, since=-HOUR)


def test_the_account_comes_back_with_a_password_that_the_person_chooses(board, client):
    incident = stolen(board)
    with refuses("may-not-judge"):
        settle_incident.reopen(incident, board.user("thu-ky"))
    settle_incident.reopen(incident, board.user("truong-ban"))
    user = board.user("pho-truc")
    assert user.is_active
    letter = Email.objects.get(subject__startswith="Tài khoản đã được mở lại")
    assert letter.to == [user.email]
    client.post(reverse("wagtailadmin_password_reset"), {"email": user.email})
    assert [message.to for message in mail.outbox] == [[user.email]]
    with refuses("answered"):
        settle_incident.reopen(AccountIncident.objects.get(), board.user("truong-ban"))


def test_an_incident_on_two_boards_opens_when_both_have_settled_it(board, other_board):

    reseat(other_board.member("thanh-vien"), board.user("pho-truc"), "QĐ 2")
    first, second = lock_account(board.user("pho-truc"), timezone.now() - HOUR, WHY, board.user("pho-truc"))
    settle_incident.reopen(first, board.user("truong-ban"))
    assert not board.user("pho-truc").is_active
    settle_incident.reopen(second, other_board.user("truong-ban"))
    assert board.user("pho-truc").is_active


def test_nobody_writes_an_answer_by_hand_or_removes_the_record(board):
    board.at_step("dang-tai")
    each = doubted(stolen(board))
    for row in (each.decision, Decision.objects.filter(act=Act.INCIDENT).get()):
        each.answer = row
        with refuses("no-decision"):
            each.save()
    for kept in (DoubtedDecision.objects.get(), AccountIncident.objects.get()):
        with refuses():
            kept.delete()


def test_nobody_upholds_by_code_what_their_own_account_decided(board):
    board.at_step("dang-tai")
    each = doubted(stolen(board))
    said = {"digest": each.decision.digest, "title": each.decision.title}
    for key, code in (("pho-truc", "no-decision"), ("truong-ban", "")):
        each.answer = ledger.write(board.board, Act.UPHOLD, ledger.Actor.of(board.member(key)), **said)
        with refuses(code) if code else nullcontext():
            each.save()
    assert DoubtedDecision.objects.get().answer == each.answer


def test_the_screen_shows_what_waits_and_takes_the_word_there(board, client_of):
    page = board.at_step("dang-tai", title="Tin bị nghi")
    each = doubted(stolen(board))
    assert "bị lộ mật khẩu đang xử lý: 1" in client_of("truong-ban").get(reverse("wagtailadmin_home")).content.decode()
    text = client_of("truong-ban").get(reverse("incidents")).content.decode()
    assert "Tin bị nghi" in text
    assert "Thừa nhận quyết định này" in text
    assert "Thừa nhận quyết định này" not in client_of("thu-ky").get(reverse("incidents")).content.decode()
    client_of("truong-ban").post(reverse("answer_for_decision", args=[each.pk]), {"word": "uphold"})
    client_of("truong-ban").post(reverse("reopen_account", args=[each.incident_id]))
    assert not AccountIncident.objects.open().exists()
    assert gate.ask(board.user("thu-ky"), Act.PUBLISH, page) is None


def test_a_refused_answer_keeps_what_was_typed_and_what_waits_is_on_top(board, client_of):
    board.at_step("dang-tai", by="pho-ban")
    earlier, waiting, later = stolen(board, "bien-tap-vien"), stolen(board), stolen(board, "thanh-vien-2")
    for settled in (earlier, later):
        settle_incident.reopen(settled, board.user("truong-ban"))
    address = reverse("answer_for_decision", args=[doubted(waiting).pk])
    typed = {"word": "uphold", "reason": "Đã hỏi lại ông ấy"}
    text = client_of("pho-ban").post(address, typed).content.decode()
    assert "Bạn đã viết một phần nội dung này" in text
    assert "Đã hỏi lại ông ấy</textarea>" in text
    shown = [text.index(f"incident-{each.pk}") for each in (waiting, later, earlier)]
    assert shown == sorted(shown)


def test_where_there_is_no_leader_besides_the_person_a_member_answers():
    assert judging_roles({RoleKey.CHIEF, RoleKey.MEMBER}) == {RoleKey.CHIEF}
    assert judging_roles({RoleKey.MEMBER, RoleKey.SECRETARY}) == {RoleKey.MEMBER}


def test_the_technician_may_lock_any_account():
    now = timezone.now()
    assert may(IncidentAct.REPORT, IncidentFacts(report=Report(since=now, now=now, is_technician=True))) is None


def test_the_chiefs_own_account_is_answered_for_by_a_deputy(db):
    board = load_board(data=charter_data())
    page = board.at_step("nhay-cam")
    board.pass_on(page, "truong-ban")
    incident = stolen(board, "truong-ban")
    settle_incident.answer(doubted(incident), board.user("pho-ban"), is_upheld=True)
    publish.publish(board.step(page), board.user("thu-ky"))
    assert list(breaches()) == []


def test_an_appointed_item_does_not_appear_on_a_doubted_decision_nor_on_a_disowned_one(board):
    page = board.published(names_moment(board.news(), timezone.now() + HOUR))
    incident = stolen(board)
    with time_machine.travel(timezone.now() + 2 * HOUR):
        call_command("run_worker", once=True)
        assert not NewsPage.objects.get(pk=page.pk).live
        settle_incident.answer(doubted(incident), board.user("truong-ban"), is_upheld=False, reason="Không phải")
        call_command("run_worker", once=True)
        assert not NewsPage.objects.get(pk=page.pk).live
        assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()
        assert list(breaches()) == []


def test_a_disowned_new_version_that_waited_leaves_the_public_one_as_it_is(board):
    page = board.published(title="Khánh thành cầu")
    later = page.get_latest_revision_as_object()
    later.slug = "ten-moi"
    later.save_revision(user=page.owner)
    board.published(names_moment(NewsPage.objects.get(pk=page.pk), timezone.now() + HOUR))
    incident = stolen(board)
    live = NewsPage.objects.get(pk=page.pk).live_revision_id
    for row in incident.doubted.select_related("decision"):
        upheld = row.decision.revision_id == live
        settle_incident.answer(row, board.user("truong-ban"), is_upheld=upheld, reason="Không phải")
    assert NewsPage.objects.get(pk=page.pk).live_revision_id == live
    assert list(breaches()) == []


def test_an_appointed_item_appears_once_the_decision_is_upheld(board):
    page = board.published(names_moment(board.news(), timezone.now() + HOUR))
    incident = stolen(board)
    settle_incident.answer(doubted(incident), board.user("truong-ban"), is_upheld=True)
    with time_machine.travel(timezone.now() + 2 * HOUR):
        call_command("run_worker", once=True)
        assert NewsPage.objects.get(pk=page.pk).live
        assert list(breaches()) == []


def test_what_a_stolen_account_has_lent_ends_with_it_and_what_was_done_under_it_is_doubted(board):
    now = timezone.now()
    deed = delegate.Deed(
        giver=board.member("truong-ban"),
        receiver=board.member("thanh-vien-2"),
        acts=["approve"],
        starts_at=now - HOUR,
        ends_at=now + 24 * HOUR,
        document_number="9/GUQ",
        document_date=(now - datetime.timedelta(days=2)).date(),
        includes_sensitive=True,
    )
    delegate.write_deed(deed, board.user("truong-ban"))
    page, later = board.at_step("nhay-cam"), board.at_step("nhay-cam")
    board.pass_on(page, "thanh-vien-2")
    incident = stolen(board, "truong-ban")
    assert {each.decision.act for each in incident.doubted.all()} == {Act.DELEGATE, Act.APPROVE}
    assert Delegation.objects.get().ended_at
    with refuses("not-yours"):
        decide.decide(board.step(later), board.user("thanh-vien-2"))
    with refuses("doubted"):
        publish.publish(board.step(page), board.user("thu-ky"))
    assert list(breaches()) == []


def test_a_disowned_confirmation_of_an_emergency_confirms_nothing(board):
    page = board.news("Cảnh báo lũ")
    publish_urgently(page, board.user("truong-ban"), "Lũ về")
    affirm(page, board.user("pho-truc"))
    incident = stolen(board)
    settle_incident.answer(doubted(incident, Act.AFFIRM), board.user("pho-ban"), is_upheld=False, reason="Không phải")
    page = NewsPage.objects.get(pk=page.pk)
    assert emergencies.waiting_posting(page)
    assert page.clocks.running().filter(starts="urgent").exists()
    with time_machine.travel(timezone.now() + 25 * HOUR):
        call_command("run_worker", once=True)
        assert not NewsPage.objects.get(pk=page.pk).live


def test_nobody_confirms_an_emergency_that_a_stolen_account_posted(board):
    page = board.news("Cảnh báo lũ")
    publish_urgently(page, board.user("truong-ban"), "Lũ về")
    stolen(board, "truong-ban")
    with refuses("doubted"):
        affirm(page, board.user("pho-truc"))


def test_where_every_other_leader_is_locked_too_a_member_answers(board):
    page = board.at_step("dang-tai")
    incident = stolen(board)
    for seat_key in ("truong-ban", "pho-ban"):
        stolen(board, seat_key)
    settle_incident.answer(doubted(incident), board.user("thanh-vien-2"), is_upheld=True)
    assert gate.ask(board.user("thu-ky"), Act.PUBLISH, page) is None


def test_an_answer_that_is_none_settles_nothing(board, client_of):
    page = board.at_step("phe-duyet")
    board.pass_on(page, "pho-truc")
    row = doubted(stolen(board))
    address = reverse("answer_for_decision", args=[row.pk])
    for word in ({}, {"word": "banana"}):
        response = client_of("truong-ban").post(address, {"reason": "Không phải tôi", **word})
        assert "Không phải tôi" in response.content.decode()
        row.refresh_from_db()
        assert row.answer is None


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_year_that_nobody_means_is_said_and_what_was_typed_stays(board, client_of, year):
    typed = {"account": board.user("pho-truc").pk, "since": f"01/01/{year} 08:00", "what": WHY}
    response = client_of("pho-truc").post(reverse("incidents"), typed)
    assert "Năm phải từ 1945 đến 2200" in str(response.context["form"].errors["since"])
    assert WHY in response.content.decode()
