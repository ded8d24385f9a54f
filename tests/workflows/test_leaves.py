"""A leave: stated by the person or the secretary through the form, shown where people are waited for, ended early; it lends nothing (0042)."""

import datetime

import pytest
import time_machine
from django.db import models
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from tests.board import refuses, reseat
from vietnamese.working_days import VIETNAM
from workflows.charter.schema import Succession
from workflows.gate import deeds as deeds_gate
from workflows.letters import leaves as leaves_letters
from workflows.models import Decision, Leave
from workflows.models.board import PARSED
from workflows.rules.act import Act
from workflows.rules.deeds import DeedAct
from workflows.screens import desk
from workflows.services.chain import decide
from workflows.services.incidents.lock_account import lock_account
from workflows.services.votes import call as call_vote
from workflows.services.votes import cast
from workflows.verification.leaves import breaches

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
AWAY = "đang nghỉ đến hết"


def day(offset=0):
    return timezone.localdate(timezone=VIETNAM) + offset * DAY


def typed(board, seat, first=0, last=3, reason="Nghỉ phép năm"):
    return {"member": board.member(seat).pk, "first_day": day(first), "last_day": day(last), "reason": reason}


def states(board, client_of, seat, by=None, **said):
    """Through the form; the answer."""
    address = reverse("state_leave", args=[board.board.slug])
    return client_of(by or seat).post(address, typed(board, seat, **said), follow=True).content.decode()


def ends(board, client_of, by, reason="Về sớm"):
    leave = Leave.objects.latest("pk")
    return client_of(by).post(reverse("end_leave", args=[leave.pk]), {"reason": reason}, follow=True).content.decode()


def told(subject):
    return {address for email in Email.objects.filter(subject__startswith=subject) for address in email.to}


def last_row(board):
    return Decision.objects.filter(board=board.board).latest("number")


@pytest.mark.parametrize("seat", ["truong-ban", "pho-ban", "thanh-vien", "bien-tap-vien", "thu-ky", "cong-tac-vien"])
def test_everybody_states_their_own_leave_and_the_ledger_keeps_it(board, client_of, seat):
    shown = states(board, client_of, seat)
    leave, row = Leave.objects.get(), last_row(board)
    assert "Đã ghi:" in shown
    assert (leave.user, leave.first_day, leave.last_day, leave.stated) == (board.user(seat), day(), day(3), row)
    assert (row.act, row.user, row.digest) == (Act.LEAVE, board.user(seat).pk, leave.digest)
    assert row.comment == f"{leave.period}. Nghỉ phép năm"
    assert list(breaches(board.board)) == []


def test_the_chief_and_the_secretary_are_told(board, client_of):
    states(board, client_of, "thanh-vien")
    assert told("Nghỉ, vắng mặt") == {board.user("truong-ban").email, board.user("thu-ky").email}


def test_the_secretary_states_it_for_somebody_who_is_told(board, client_of):
    states(board, client_of, "thanh-vien", by="thu-ky")
    assert last_row(board).user == board.user("thu-ky").pk
    assert told("Nghỉ, vắng mặt") == {board.user("truong-ban").email, board.user("thanh-vien").email}
    assert list(breaches(board.board)) == []


@pytest.mark.parametrize("by", ["truong-ban", "pho-truc", "thanh-vien-2", "cong-tac-vien"])
def test_nobody_else_states_it_for_somebody(board, client_of, by):
    states(board, client_of, "thanh-vien", by=by)
    assert not Leave.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reason": ""}, "Hãy ghi vì sao nghỉ"),
        ({"first": 3, "last": 1}, "Ngày cuối phải bằng hoặc sau ngày đầu"),
        ({"first": -5, "last": -1}, "Những ngày này đã qua"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(board, client_of, said, sentence):
    shown = states(board, client_of, "thanh-vien", **{"reason": "Đi học", **said})
    assert sentence in shown
    assert "Đi học" in shown or said.get("reason") == ""
    assert f'value="{day(said.get("last", 3)):%Y-%m-%d}"' in shown or f"{day(said.get('last', 3)):%d/%m/%Y}" in shown
    assert not Leave.objects.exists()


def test_two_leaves_in_the_same_days_are_one_too_many(board, client_of):
    states(board, client_of, "thanh-vien")
    assert "Người này đã ghi là nghỉ" in states(board, client_of, "thanh-vien", by="thu-ky", first=2, last=9)
    assert Leave.objects.count() == 1


def test_it_ends_early_by_the_person_or_the_secretary_with_a_reason(board, client_of):
    states(board, client_of, "thanh-vien")
    assert "do chính người nghỉ hoặc Thư ký" in ends(board, client_of, "truong-ban")
    assert Leave.objects.open().exists()
    refused = ends(board, client_of, "thanh-vien", reason=" ")
    assert "Hãy ghi vì sao kết thúc sớm" in refused
    assert "<details open>" in refused
    ends(board, client_of, "thu-ky", reason="Xã gọi về")
    leave = Leave.objects.get()
    assert (leave.ended, leave.ended.act, leave.ended.comment) == (last_row(board), Act.END_LEAVE, "Xã gọi về")
    assert told("Kết thúc nghỉ sớm") == {board.user("truong-ban").email, board.user("thanh-vien").email}
    assert "Lần nghỉ này đã kết thúc rồi" in ends(board, client_of, "thanh-vien")
    assert list(breaches(board.board)) == []


def test_a_leave_lends_nothing(board, client_of):
    page = board.at_step("nhay-cam")
    states(board, client_of, "truong-ban")
    with refuses("not-yours"):
        decide.decide(board.step(page), board.user("pho-truc"))
    assert not desk.my_queue(board.user("pho-truc")).exists()
    decide.decide(board.step(page), board.user("truong-ban"))
    assert board.step(page).kind == "publish"


def test_who_is_away_is_said_where_somebody_is_waited_for(board, client_of):
    page = board.at_step("tham-dinh")
    states(board, client_of, "thanh-vien")
    states(board, client_of, "thu-ky", first=2, last=4)  # not yet
    file = client_of("cong-tac-vien").get(reverse("review_file", args=[page.pk])).content.decode()
    assert f"chờ {board.member('thanh-vien').person_name} (Thành viên, {AWAY} {day(3):%d/%m/%Y})" in file
    assert f"(Thư ký, {AWAY}" not in file
    assert f"Thành viên, {AWAY}" in client_of("cong-tac-vien").get(reverse("wagtailadmin_home")).content.decode()
    shown = client_of("truong-ban").get(reverse("board", args=[board.board.slug])).content.decode()
    assert shown.count(f"Đang nghỉ đến hết {day(3):%d/%m/%Y}") == 1
    with time_machine.travel(timezone.now() + 5 * DAY, tick=False):
        file = client_of("cong-tac-vien").get(reverse("review_file", args=[page.pk])).content.decode()
        assert AWAY not in file


def test_who_is_away_keeps_the_vote_and_whoever_misses_the_ballot_is_told(board, client_of):
    asked = call_vote.consult(
        board.board,
        board.user("truong-ban"),
        call_vote.Paper("Giờ họp", "Họp lúc nào?", timezone.now() + 2 * DAY, None),
    )
    states(board, client_of, "thanh-vien")
    address = reverse("consultation", args=[board.board.slug, asked.pk])
    shown = client_of("truong-ban").get(address).content.decode()
    assert f"<strong>{AWAY} {day(3):%d/%m/%Y}</strong>" in shown
    assert asked.electors.filter(member=board.member("thanh-vien"), has_vote=True).exists()
    assert AWAY not in client_of("pho-ban").get(address).content.decode()
    elector = asked.electors.get(member=board.member("thanh-vien"))
    cast.cast(asked, board.user("thanh-vien"), elector.pk, "yes", "")
    assert AWAY not in client_of("truong-ban").get(address).content.decode()


def test_the_desk_tells_the_person_and_leads_to_the_end(board, client_of):
    home = reverse("wagtailadmin_home")
    states(board, client_of, "thanh-vien")
    shown = client_of("thanh-vien").get(home).content.decode()
    assert f"Bạn {AWAY} {day(3):%d/%m/%Y}" in shown
    assert f'<a href="{reverse("leaves")}">Kết thúc sớm</a>' in shown
    assert f"Bạn {AWAY}" not in client_of("thanh-vien-2").get(home).content.decode()
    ends(board, client_of, "thanh-vien")
    assert f"Bạn {AWAY}" not in client_of("thanh-vien").get(home).content.decode()


def test_the_form_of_a_deed_begins_with_the_days_and_says_who_is_away(board, client_of):
    states(board, client_of, "truong-ban", first=1, last=4)
    states(board, client_of, "pho-ban")
    shown = client_of("truong-ban").get(reverse("new_delegation", args=[board.board.slug])).content.decode()
    assert f"Phó Trưởng ban, {AWAY}" in shown
    assert f"{day(1):%d/%m/%Y}" in shown or f"{day(1):%Y-%m-%d}" in shown
    assert f"{day(4):%d/%m/%Y}" in shown or f"{day(4):%Y-%m-%d}" in shown


def test_nt_d7_3_the_next_in_the_order_is_asked_where_the_first_is_on_leave_when_the_deed_begins(board, client_of):
    order = Succession(order=("pho-truc", "pho-ban"), rule="R55", clause="Điều 7 khoản 3")
    charter = board.board.charter
    PARSED[charter.pk, charter.loaded_at] = charter.parsed.model_copy(update={"succession": order})
    now = timezone.now()
    deed = deeds_gate.Deed(
        giver=board.member("truong-ban"), receiver=board.member("pho-ban"), acts=["withdraw"], starts_at=now + DAY,
        ends_at=now + 3 * DAY, document_number="7/GUQ", document_date=now.date(),
    )  # fmt: skip
    chief = board.user("truong-ban")
    states(board, client_of, "pho-truc", last=0)  # back by then
    assert deeds_gate.ask(chief, DeedAct.WRITE, deed).code == "out-of-order"
    states(board, client_of, "pho-truc", first=1, last=9)
    assert deeds_gate.ask(chief, DeedAct.WRITE, deed) is None


@pytest.mark.parametrize(
    ("seat", "may_end"), [("thanh-vien", True), ("thu-ky", True), ("truong-ban", False), ("cong-tac-vien", False)]
)
def test_the_list_offers_each_role_what_it_may(board, client_of, seat, may_end):
    states(board, client_of, "thanh-vien")
    shown = client_of(seat).get(reverse("leaves")).content.decode()
    assert "Nghỉ phép năm" in shown
    assert ("Kết thúc sớm" in shown) is may_end
    assert ("Lập ủy quyền cho những ngày này" in shown) is may_end


def test_another_board_reads_none_of_it(board, other_board, client_of, client):
    states(board, client_of, "thanh-vien")
    client.force_login(other_board.user("thu-ky"))
    assert "Nghỉ phép năm" not in client.get(reverse("leaves")).content.decode()
    assert client.get(reverse("state_leave", args=[board.board.slug])).status_code != 200
    client.post(reverse("end_leave", args=[Leave.objects.get().pk]), {"reason": "Không"})
    assert Leave.objects.get().ended is None


def test_it_is_personal(board, client_of, django_user_model):
    states(board, client_of, "thanh-vien")
    reseat(board.member("thanh-vien"), django_user_model.objects.create_user("moi", email="moi@example.vn"), "QĐ 2")
    assert not Leave.objects.open().exists()


def test_it_is_over_where_its_person_sits_elsewhere_and_nobody_else_is_named(board, client_of, django_user_model):
    leaver, name = board.user("thanh-vien-2"), board.member("thanh-vien-2").person_name
    states(board, client_of, "thanh-vien-2")
    reseat(board.member("thanh-vien-2"), django_user_model.objects.create_user("moi", email="moi@example.vn"), "QĐ 2")
    reseat(board.member("thu-ky"), leaver, "QĐ 3")
    assert Leave.objects.get().state == "ended"
    shown = ends(board, client_of, "thu-ky")
    assert "Lần nghỉ này đã kết thúc rồi" in shown
    assert f"{name} (" in shown
    assert "Đã hết" in shown
    assert not Decision.objects.filter(act=Act.END_LEAVE).exists()
    assert list(breaches(board.board)) == []


def test_what_a_stolen_account_stated_ends_with_it(board, client_of):
    since = timezone.now()
    states(board, client_of, "thanh-vien", by="thu-ky")
    lock_account(board.user("thu-ky"), since, "Bị lộ", board.user("truong-ban"))
    assert Leave.objects.get().ended.user is None
    assert list(breaches(board.board)) == []


def test_a_leave_is_saved_only_as_the_ledger_says_and_kept(board, client_of):
    states(board, client_of, "thanh-vien")
    leave = Leave.objects.get()
    leave.ends_at += 30 * DAY
    with refuses("no-decision"):
        leave.save()
    with refuses("has-history"):
        Leave.objects.get().delete()


@pytest.mark.parametrize(
    "change",
    [
        lambda rows, board: models.QuerySet.update(rows, ends_at=timezone.now() + 90 * DAY),
        lambda rows, board: models.QuerySet.update(rows, member=board.member("thanh-vien-2")),
        lambda rows, board: models.QuerySet.update(rows, user=board.user("thanh-vien-2")),
        lambda rows, board: models.QuerySet.update(rows, ended=rows.get().stated),
        lambda rows, board: rows._raw_delete(rows.db),
    ],
)
def test_what_was_changed_behind_the_ledgers_back_is_named_and_counts_for_nothing(board, client_of, change):
    states(board, client_of, "thanh-vien")
    change(Leave.objects.all(), board)
    assert list(breaches(board.board)) != []
    shown = client_of("truong-ban").get(reverse("board", args=[board.board.slug])).content.decode()
    assert "Đang nghỉ đến hết" not in shown


def test_the_letters_name_who_is_away_with_their_role_and_not_who_sits_there_by_then(board, client_of):
    states(board, client_of, "thanh-vien")
    whose = str(board.member("thanh-vien"))
    leave = Leave.objects.get()
    reseat(board.member("thanh-vien"), None, "Chuyển công tác")
    leaves_letters.stated(leave)
    for letter in Email.objects.filter(subject__startswith="Nghỉ, vắng mặt"):
        assert letter.subject == f"Nghỉ, vắng mặt – {whose}"
        assert f"{whose} nghỉ {leave.period}" in letter.message


def test_the_letter_of_an_early_end_names_who_was_away(board, client_of):
    states(board, client_of, "thanh-vien")
    ends(board, client_of, "thu-ky", reason="Xã gọi về")
    letter = Email.objects.filter(subject__startswith="Kết thúc nghỉ sớm").first()
    assert letter.subject == f"Kết thúc nghỉ sớm – {board.member('thanh-vien')}"
