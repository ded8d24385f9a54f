"""Standing in for somebody: only a written deed gives it, within its scope and time, and everything under it is said (R53-R58)."""

import datetime

import pytest
import time_machine
from django.core import management
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from tests.board import charter_data, refuses, reseat
from workflows.gate import gate
from workflows.ledger import ledger
from workflows.models import Decision, Delegation
from workflows.rules.act import Act
from workflows.screens import desk
from workflows.services.chain import decide, publish, return_for_changes
from workflows.services.chain.withdraw import withdraw
from workflows.services.deeds import delegate
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def charter():
    """The chief approves what is sensitive; the charter orders who stands in for the chief (R55)."""
    data = charter_data()
    data["succession"] = {"order": ["pho-truc", "pho-ban"], "rule": "R55", "clause": "Điều 7 khoản 3"}
    return data


def a_deed(board, giver="truong-ban", receiver="pho-truc", by=None, **said):
    now = timezone.now()
    said = {
        "acts": ["approve", "withdraw"],
        "starts_at": now - DAY,
        "ends_at": now + 7 * DAY,
        "document_number": "12/GUQ-BBT",
        "document_date": (now - 2 * DAY).date(),
        "includes_sensitive": True,
        **said,
    }
    deed = delegate.Deed(giver=board.member(giver), receiver=board.member(receiver), **said)
    return delegate.write_deed(deed, board.user(by or giver))


def waiting_for_chief(board, **values):
    page = board.at_step("nhay-cam", **values)
    return page, board.step(page)


def last(page):
    return Decision.objects.filter(page=page).order_by("-number").first()


def test_absence_gives_nobody_anything_r57(board):
    page, state = waiting_for_chief(board)
    with refuses("not-yours"):
        decide.decide(state, board.user("pho-ban"))
    assert page.pk not in waiting(board, "pho-ban")


def test_under_a_deed_the_receiver_decides_and_the_ledger_says_in_whose_stead_r53_r54(board):
    page, state = waiting_for_chief(board)
    deed = a_deed(board, receiver="pho-ban", ground="Phó Trưởng ban thường trực cũng vắng")
    assert page.pk in waiting(board, "pho-ban")
    decide.decide(state, board.user("pho-ban"))
    row = last(page)
    assert (row.act, row.user, row.delegation) == (Act.APPROVE, board.user("pho-ban").pk, deed)
    assert "thừa ủy quyền Trưởng ban" in row.capacity
    assert "12/GUQ-BBT" in row.capacity
    assert list(breaches()) == []


def test_the_one_who_delegated_may_still_decide(board):
    page, state = waiting_for_chief(board)
    a_deed(board)
    decide.decide(state, board.user("truong-ban"))
    assert last(page).delegation is None


def test_a_delegate_may_give_the_item_back(board):
    page, state = waiting_for_chief(board)
    deed = a_deed(board, receiver="pho-ban", ground="Vắng")
    return_for_changes.return_for_changes(state, board.user("pho-ban"), "Thiếu nguồn")
    assert last(page).delegation == deed


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"acts": ["withdraw"]}, "another act"),
        ({"content": ["document"]}, "another kind of content"),
        ({"includes_sensitive": False}, "sensitive items need to be named (R59)"),
    ],
)
def test_a_deed_covers_nothing_outside_its_scope(board, said, why):
    page, state = waiting_for_chief(board)
    a_deed(board, receiver="pho-ban", ground="Vắng", **said)
    with refuses("not-yours"):
        decide.decide(state, board.user("pho-ban"))
    assert page.pk not in waiting(board, "pho-ban"), why


def test_a_deed_for_one_field_covers_that_field_only(board):
    a_deed(board, receiver="pho-ban", ground="Vắng", fields=[board.board.fields.get(key="van-hoa")])
    _page, state = waiting_for_chief(board)
    with refuses("not-yours"):
        decide.decide(state, board.user("pho-ban"))
    other = board.news(title="Lễ hội", is_sensitive=True, field=board.board.fields.get(key="van-hoa"))
    board.submitted(other)
    board.pass_on(other, "thanh-vien-2")
    board.pass_on(other, "pho-truc")
    assert waiting(board, "pho-ban") == {other.pk}
    board.pass_on(other, "pho-ban")
    assert last(other).delegation is not None


def test_it_begins_and_ends_by_itself(board):
    page, state = waiting_for_chief(board)
    now = timezone.now()
    a_deed(board, receiver="pho-ban", ground="Vắng", starts_at=now + DAY, ends_at=now + 3 * DAY)
    for days, covered in ((0, False), (2, True), (4, False)):
        with time_machine.travel(now + days * DAY):
            assert (page.pk in waiting(board, "pho-ban")) is covered, days
            refusal = gate.ask(board.user("pho-ban"), Act.APPROVE, page, state)
            assert (refusal is None) is covered, days


def test_it_ends_early_by_any_party_with_a_reason_and_not_by_others(board):
    deed = a_deed(board)
    with refuses("reason-needed"):
        delegate.end(deed, board.user("truong-ban"), " ")
    with refuses("not-yours"):
        delegate.end(deed, board.user("thanh-vien"), "Không rõ")
    delegate.end(deed, board.user("pho-truc"), "Tôi cũng phải đi vắng")
    deed.refresh_from_db()
    assert deed.state == "ended"
    with refuses("ended"):
        delegate.end(deed, board.user("truong-ban"), "Lần nữa")


def test_a_deed_ended_early_lends_nothing_from_then_on(board):
    page, state = waiting_for_chief(board)
    deed = a_deed(board)
    assert page.pk in waiting(board, "pho-truc")
    delegate.end(deed, board.user("truong-ban"), "Về sớm")
    assert page.pk not in waiting(board, "pho-truc")
    with refuses("not-yours"):
        decide.decide(state, board.user("pho-truc"))


def test_what_the_secretary_writes_waits_for_the_chiefs_word_r57(board):
    _page, state = waiting_for_chief(board)
    deed = a_deed(board, receiver="pho-ban", by="thu-ky", ground="Vắng")
    assert deed.state == "waiting"
    with refuses("not-yours"):
        decide.decide(state, board.user("pho-ban"))
    with refuses("not-yours"):
        delegate.confirm(deed, board.user("thu-ky"))
    delegate.confirm(deed, board.user("truong-ban"))
    decide.decide(state, board.user("pho-ban"))
    with refuses("confirmed"):
        delegate.confirm(deed, board.user("truong-ban"))
    assert list(breaches()) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("not-yours", {"by": "thanh-vien"}),
        ("same-person", {"receiver": "truong-ban"}),
        ("no-act", {"acts": []}),
        ("not-held", {"acts": ["review"]}),
        ("no-document", {"document_number": " "}),
        ("no-period", {"ends_at": timezone.now() - 3 * DAY}),
        ("past", {"starts_at": timezone.now() - 9 * DAY, "ends_at": timezone.now() - DAY}),
        ("too-long", {"ends_at": timezone.now() + 400 * DAY}),
        ("not-in-order", {"receiver": "thanh-vien"}),
        ("out-of-order", {"receiver": "pho-ban"}),
    ],
)
def test_a_deed_is_refused_with_a_reason(board, code, said):
    with refuses(code):
        a_deed(board, **said)
    assert not Delegation.objects.exists()
    assert not Decision.objects.filter(act=Act.DELEGATE).exists()


def test_the_order_of_the_charter_counts_only_whom_one_could_ask_r55(board):
    reseat(board.member("pho-truc"), None, "Nghỉ hưu")
    assert a_deed(board, receiver="pho-ban").state == "in-force"


def test_a_delegate_passes_nothing_on(board):
    """NĐ 30/2020 Điều 13: what is lent is never lent again."""
    a_deed(board)
    with refuses("not-held"):
        a_deed(board, giver="pho-truc", receiver="pho-ban", acts=["withdraw"])
    deed = a_deed(board, giver="pho-truc", receiver="thanh-vien-2", acts=["approve"])
    _page, state = waiting_for_chief(board)
    with refuses("not-yours"):
        decide.decide(state, board.user("thanh-vien-2"))
    assert deed.state == "in-force"


def test_nobody_decides_for_the_author_of_the_text(board):
    """Four eyes: the giver's power is not for the giver's own text, whoever uses it."""
    page = board.news(by="pho-ban")
    board.submitted(page)
    board.pass_on(page, "thanh-vien")
    state = board.step(page)
    state.entitled.set([board.member("pho-ban")])  # as where the other deputy has left the board
    a_deed(board, giver="pho-ban", receiver="bien-tap-vien", acts=["approve"])
    with refuses("own-text") as caught:
        decide.decide(state, board.user("bien-tap-vien"))
    assert "Người ủy quyền" in caught.value.refusal.sentence


def test_one_person_does_not_hold_two_levels_by_a_deed(board):
    page, state = waiting_for_chief(board)
    a_deed(board)  # to the deputy who approved the step before
    with refuses("two-levels"):
        decide.decide(state, board.user("pho-truc"))
    assert last(page).step_name == "Bước phe-duyet"


def test_whoever_lent_a_level_does_not_hold_the_next(board):
    """The deputy's level was used in his stead; he may not then use the chief's."""
    page = board.news(is_sensitive=True)
    board.submitted(page)
    board.pass_on(page, "thanh-vien")
    a_deed(board, giver="pho-truc", receiver="bien-tap-vien", acts=["approve"])
    board.pass_on(page, "bien-tap-vien")
    a_deed(board)
    with refuses("two-levels"):
        board.pass_on(page, "pho-truc")


def test_a_deed_is_personal(board, django_user_model):
    _page, _state = waiting_for_chief(board)
    deed = a_deed(board, receiver="pho-ban", ground="Vắng")
    reseat(board.member("pho-ban"), django_user_model.objects.create(username="nguoi-moi"), "Quyết định mới")
    assert not Delegation.objects.in_force().filter(pk=deed.pk).exists()


def test_withdrawing_is_lent_too_and_said(board):
    page = board.published()
    with refuses("may-not-withdraw"):
        withdraw(page, board.user("pho-truc"), "Sai số liệu")
    deed = a_deed(board)
    withdraw(page, board.user("pho-truc"), "Sai số liệu")
    assert last(page).delegation == deed
    assert list(breaches()) == []


def test_posting_is_lent_too(board):
    page = board.at_step("dang-tai")
    deed = a_deed(board, giver="thu-ky", receiver="bien-tap-vien", acts=["publish"])
    publish.publish(board.step(page), board.user("bien-tap-vien"))
    page.refresh_from_db()
    assert page.live
    assert last(page).delegation == deed
    assert list(breaches()) == []


def test_the_giver_gets_the_list_once_when_it_ends_r56(board):
    page, state = waiting_for_chief(board)
    deed = a_deed(board, receiver="pho-ban", ground="Vắng")
    decide.decide(state, board.user("pho-ban"))
    with time_machine.travel(deed.ends_at + DAY):
        for _turn in range(2):
            management.call_command("run_worker", once=True)
    letters = Email.objects.filter(subject__startswith="Ủy quyền đã hết: 1 việc")
    assert {address for email in letters for address in email.to} == {
        board.user("truong-ban").email,
        board.user("pho-ban").email,
    }
    assert letters.count() == 2
    assert page.title in letters[0].message


def test_the_receiver_is_told_of_what_waits(board):
    a_deed(board, receiver="pho-ban", ground="Vắng")
    Email.objects.all().delete()
    waiting_for_chief(board)
    step_waits = Email.objects.filter(subject__contains="Bước nhay-cam").values_list("to", flat=True)
    assert [board.user("pho-ban").email] in list(step_waits)


def test_code_cannot_lend_anything_past_the_ledger(board):
    deed = a_deed(board, by="thu-ky")
    deed.confirmed_at = timezone.now()
    with refuses("no-decision"):
        deed.save()
    deed.refresh_from_db()
    deed.acts = ["approve", "publish", "withdraw"]
    with refuses("no-decision"):
        deed.save()
    deed.refresh_from_db()
    with refuses("has-history"):
        deed.delete()
    delegate.end(deed, board.user("truong-ban"), "Nhầm người")
    deed.refresh_from_db()
    deed.ended_at = None
    with refuses("ended"):
        deed.save()


def test_verification_finds_a_deed_that_was_changed_in_the_database(board):
    _page, _state = waiting_for_chief(board)
    deed = a_deed(board, receiver="pho-ban", by="thu-ky", ground="Vắng")
    assert list(breaches()) == []
    Delegation.objects.filter(pk=deed.pk).update(confirmed_at=timezone.now())
    assert any("chưa xác nhận" in sentence for sentence in breaches())
    Delegation.objects.filter(pk=deed.pk).update(ends_at=timezone.now() + 90 * DAY)
    assert any("không khớp" in sentence for sentence in breaches())


def test_who_stood_in_is_signed_in_the_ledger(board):
    page, state = waiting_for_chief(board)
    a_deed(board, receiver="pho-ban", ground="Vắng")
    decide.decide(state, board.user("pho-ban"))
    row = last(page)
    assert ledger.hash_of(row) == row.hash
    row.delegation = None
    assert ledger.hash_of(row) != row.hash


def waiting(board, key):
    return {int(state.workflow_state.object_id) for state in desk.my_queue(board.user(key))}


def test_whoever_holds_two_seats_gives_from_the_one_that_the_deed_names(board):
    """An account on a lower seat of the same board, too: what is the deputy's is written as the deputy's."""
    reseat(board.member("thanh-vien-2"), board.user("pho-ban"), "QĐ 63/QĐ-UBND")
    deed = a_deed(board, "pho-ban", "truong-ban", by="thu-ky", acts=["approve"], ground="Vắng")
    delegate.confirm(deed, board.user("pho-ban"))
    a_deed(board, "pho-ban", "pho-truc", acts=["approve"], ground="Vắng", document_number="13/GUQ-BBT")
    rows = Decision.objects.filter(act__in=["confirm", "delegate"]).exclude(user=board.user("thu-ky").pk)
    assert set(rows.values_list("member", flat=True)) == {board.member("pho-ban").pk}


# The screens.


def typed(board, **values):
    today = timezone.localdate()
    return {
        "giver": board.member("truong-ban").pk,
        "receiver": board.member("pho-truc").pk,
        "acts": ["approve"],
        "first_day": today.strftime("%d/%m/%Y"),
        "last_day": (today + 7 * DAY).strftime("%d/%m/%Y"),
        "document_number": "15/GUQ-BBT",
        "document_date": today.strftime("%d/%m/%Y"),
        **values,
    }


def test_the_secretary_writes_and_the_chief_confirms_on_screen(board, client_of):
    secretary, chief = client_of("thu-ky"), client_of("truong-ban")
    address = reverse("new_delegation", args=[board.board.slug])
    assert "Điều 7 khoản 3" in secretary.get(address, {"giver": board.member("truong-ban").pk}).content.decode()
    assert secretary.post(address, typed(board)).status_code == 302
    deed = Delegation.objects.get()
    assert "Chờ bạn xác nhận" in chief.get("/admin/").content.decode()
    assert "Xác nhận" in chief.get(reverse("delegations")).content.decode()
    assert "Xác nhận –" not in secretary.get(reverse("delegations")).content.decode()
    chief.post(reverse("act_on_delegation", args=[deed.pk]), {"act": "confirm"})
    assert "Bạn đang làm thay" in client_of("pho-truc").get("/admin/").content.decode()
    chief.post(reverse("act_on_delegation", args=[deed.pk]), {"act": "banana", "reason": "Đã về"})
    assert "Đã hết" not in chief.get(reverse("delegations")).content.decode()
    chief.post(reverse("act_on_delegation", args=[deed.pk]), {"act": "end", "reason": "Đã về"})
    assert "Đã hết" in chief.get(reverse("delegations")).content.decode()


def test_what_was_typed_stays_where_the_deed_is_refused(board, client_of):
    response = client_of("truong-ban").post(
        reverse("new_delegation", args=[board.board.slug]), typed(board, receiver=board.member("pho-ban").pk)
    )
    text = response.content.decode()
    assert response.status_code == 200
    assert "hãy ghi lý do" in text
    assert "15/GUQ-BBT" in text


@pytest.mark.parametrize("year", ["0001", "0202", "9999"])
@pytest.mark.parametrize("field", ["first_day", "last_day", "document_date"])
def test_a_year_that_nobody_means_is_said_at_its_field(board, client_of, field, year):
    address = reverse("new_delegation", args=[board.board.slug])
    response = client_of("truong-ban").post(address, typed(board, **{field: f"31/12/{year}"}))
    assert "Năm phải từ 1945 đến 2200" in str(response.context["form"].errors[field])
    assert "15/GUQ-BBT" in response.content.decode()


def test_others_boards_deeds_are_not_seen(board, client_of, other_board):
    deed = a_deed(board)
    stranger = Client(headers={"host": other_board.hostname})
    stranger.force_login(other_board.user("thu-ky"), backend="django.contrib.auth.backends.ModelBackend")
    assert "12/GUQ-BBT" not in stranger.get(reverse("delegations")).content.decode()
    assert stranger.post(reverse("act_on_delegation", args=[deed.pk]), {"act": "end", "reason": "x"}).status_code == 404
    assert stranger.get(reverse("new_delegation", args=[board.board.slug])).status_code == 302


def test_the_review_file_says_in_whose_stead_one_decides(board, client_of):
    page, state = waiting_for_chief(board)
    a_deed(board, receiver="pho-ban", ground="Vắng")
    client = client_of("pho-ban")
    assert "thừa ủy quyền Trưởng ban" in client.get(reverse("review_file", args=[page.pk])).content.decode()
    assert "thừa ủy quyền" in client.get(reverse("queue")).content.decode()
    client.post(reverse("review_act", args=[page.pk]), {"act": "approve", "step": state.pk, "reason": "Đã đọc kỹ"})
    assert "thừa ủy quyền" in client.get(reverse("review_file", args=[page.pk])).content.decode()
    assert last(page).act == Act.APPROVE


def test_a_deed_for_one_field_takes_down_nothing_of_another(board):
    a_deed(board, acts=["withdraw"], fields=[board.board.fields.get(key="van-hoa")])
    page = board.published()
    with refuses("may-not-withdraw"):
        withdraw(page, board.user("pho-truc"), "Sai")
    other = board.published(field=board.board.fields.get(key="van-hoa"))
    withdraw(other, board.user("pho-truc"), "Sai")
    assert not type(other).objects.get(pk=other.pk).live
