"""Nobody becomes somebody who decides by what one technician types: seats and accounts change by another's word (R26)."""

from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from tests.board import TestBoard, refuses
from tests.workflows.test_doors import signed_in, technician
from workflows.charter.file import read
from workflows.gate.accounts import who_confirms
from workflows.ledger import ledger
from workflows.management.commands import changepassword
from workflows.models import AccountChange, Board, Decision
from workflows.rules.act import Act
from workflows.services.accounts.answer import answer
from workflows.services.accounts.constitute import constitute, digest_of_list
from workflows.services.accounts.request import change_account, change_seat
from workflows.services.accounts.seat import seat
from workflows.services.board.compiler import load
from workflows.services.chain import submit
from workflows.services.incidents import settle
from workflows.services.incidents.lock_account import lock_account
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
THIEF = "ke-gian@example.net"


@pytest.fixture
def desk(board, client, django_user_model) -> Client:
    return signed_in(client, technician(django_user_model))


def typed(account, **more) -> dict[str, object]:
    names = ("username", "email", "first_name", "last_name")
    return {**{name: getattr(account, name) for name in names}, "is_active": "on", **more}


def edit(desk: Client, account, **more) -> str:
    url = reverse("wagtailusers_users:edit", args=[account.pk])
    return desk.post(url, typed(account, **more), follow=True).content.decode()


def now(account):
    return get_user_model().objects.get(pk=account.pk)


def told() -> set[str]:
    return {address for email in Email.objects.all() for address in email.to}


def say(client: Client, change: AccountChange, word: str, reason: str = "") -> str:
    url = reverse("answer_change", args=[change.pk])
    return client.post(url, {"word": word, "reason": reason}, follow=True).content.decode()


def named(*words: str) -> bool:
    return any(all(word in breach for word in words) for breach in breaches())


# Accounts.


def test_a_changed_address_of_the_chief_waits_and_the_old_one_gets_the_letters(board, desk):
    chief = board.user("truong-ban")
    page = edit(desk, chief, email=THIEF)
    assert "giá trị cũ còn hiệu lực. Chờ thu-ky Người" in page
    assert "Đã cập nhật" not in page
    assert now(chief).email == chief.email
    Client().post(reverse("wagtailadmin_password_reset"), {"email": THIEF})
    assert mail.outbox == []
    assert {chief.email, THIEF, board.user("thu-ky").email} <= told()
    row = Decision.objects.get(act=Act.REQUEST)
    assert (row.capacity, row.username) == ("Quản trị kỹ thuật", "quan-tri")
    assert list(breaches()) == []


def test_the_secretary_confirms_what_concerns_the_chief(board, desk, client_of):
    chief = board.user("truong-ban")
    edit(desk, chief, email="truong-ban.moi@example.vn")
    change = AccountChange.objects.waiting().get()
    for other in ("truong-ban", "pho-truc", "thanh-vien"):
        assert "chờ người khác xác nhận" in say(client_of(other), change, "accept")
        assert now(chief).email == chief.email
    assert "Thay đổi có hiệu lực" in say(client_of("thu-ky"), change, "accept")
    assert now(chief).email == "truong-ban.moi@example.vn"
    assert Decision.objects.latest("number").act == Act.ACCEPT
    assert "đã có người xác nhận" in say(client_of("thu-ky"), change, "refuse", "Muộn")
    assert list(breaches()) == []


def test_the_chief_confirms_what_concerns_the_others(board, desk, client_of):
    edit(desk, board.user("thu-ky"), username="thu-ky-moi")
    change = AccountChange.objects.waiting().get()
    assert "chờ người khác" in say(client_of("pho-truc"), change, "accept")
    say(client_of("truong-ban"), change, "accept")
    assert now(change.account).username == "thu-ky-moi"


def test_where_the_secretary_is_the_technician_the_standing_deputy_confirms(board, client_of):
    secretary, chief = board.user("thu-ky"), board.user("truong-ban")
    [change] = change_account(secretary, {"is_superuser": True}, chief)
    assert "nên người khác phải xác nhận" in say(client_of("truong-ban"), change, "accept")
    [change] = change_account(secretary, {"is_superuser": True}, board.user("pho-ban"))
    say(client_of("truong-ban"), change, "accept")
    assert now(secretary).is_superuser
    edit(client_of("thu-ky"), chief, email=THIEF)
    change = AccountChange.objects.waiting().latest("pk")
    assert "chờ người khác" in say(client_of("thu-ky"), change, "accept")
    say(client_of("pho-truc"), change, "accept")
    assert now(chief).email == THIEF


def test_a_refusal_says_why_and_leaves_everything(board, desk, client_of):
    edit(desk, board.user("thanh-vien"), email=THIEF)
    change, chief = AccountChange.objects.waiting().get(), client_of("truong-ban")
    assert "Hãy viết vì sao" in say(chief, change, "refuse")
    assert "Mọi thứ còn như cũ" in say(chief, change, "refuse", "Không ai đề nghị")
    assert now(change.account).email != THIEF
    assert not AccountChange.objects.waiting().exists()
    assert "Không ai đề nghị" in Email.objects.latest("pk").message
    assert list(breaches()) == []


def test_closing_an_account_waits_too(board, desk):
    member = board.user("thanh-vien")
    edit(desk, member, is_active="")
    assert now(member).is_active
    assert AccountChange.objects.waiting().get().values["is_active"] is False


def test_accounts_without_a_seat_change_at_once(board, desk, django_user_model):
    guest = django_user_model.objects.create(username="khach", email="cu@example.vn", first_name="Lan", last_name="Vũ")
    edit(desk, guest, email="moi@example.vn")
    assert now(guest).email == "moi@example.vn"
    assert not AccountChange.objects.waiting().exists()


def test_of_an_account_on_two_boards_both_have_to_confirm(board, other_board):
    both = on_both(board, other_board)
    refused = change_account(both, {"email": THIEF}, board.user("pho-ban"))[1]
    answer(refused, other_board.user("truong-ban"), is_accepted=False, reason="Chưa rõ")
    first, second = change_account(both, {"email": THIEF}, board.user("pho-ban"))
    answer(first, board.user("truong-ban"), is_accepted=True)
    assert now(both).email != THIEF
    assert list(breaches()) == []
    answer(second, other_board.user("truong-ban"), is_accepted=True)
    assert now(both).email == THIEF
    assert list(breaches()) == []


def on_both(board, other_board) -> Any:
    """A member who sits on the other board too."""
    both = board.user("thanh-vien")
    change = change_seat(other_board.member("thanh-vien"), both, "Quyết định 5", None)
    answer(change, other_board.user("truong-ban"), is_accepted=True)
    return both


def test_a_board_that_came_after_the_request_is_asked_too(board, other_board):
    [early] = change_account(board.user("thanh-vien"), {"email": THIEF}, board.user("pho-ban"))
    both = on_both(board, other_board)
    with refuses("changed-since"):
        answer(early, board.user("truong-ban"), is_accepted=True)
    answer(early, board.user("truong-ban"), is_accepted=False, reason="Nay ở hai Ban")
    assert len(change_account(both, {"email": THIEF}, board.user("pho-ban"))) == 2
    assert list(breaches()) == []


def test_a_board_that_was_left_is_not_asked_any_more(board, other_board):
    both = on_both(board, other_board)
    first, second = change_account(both, {"email": "moi@example.vn"}, board.user("pho-ban"))
    answer(first, board.user("truong-ban"), is_accepted=True)
    answer(second, other_board.user("truong-ban"), is_accepted=False, reason="Không rõ")
    answer(
        change_seat(other_board.member("thanh-vien"), None, "QĐ 6", None),
        other_board.user("truong-ban"),
        is_accepted=True,
    )
    [again] = change_account(both, {"email": "moi@example.vn"}, board.user("pho-ban"))
    answer(again, board.user("truong-ban"), is_accepted=True)
    assert now(both).email == "moi@example.vn"
    assert list(breaches()) == []


def test_a_name_to_sign_in_with_that_was_taken_meanwhile_is_said(board, desk, client_of, django_user_model):
    edit(desk, board.user("thanh-vien"), username="ten-moi")
    django_user_model.objects.create(username="ten-moi")
    change = AccountChange.objects.waiting().get()
    assert "nay đã có người khác dùng" in say(client_of("truong-ban"), change, "accept")
    assert AccountChange.objects.waiting().get() == change
    say(client_of("truong-ban"), change, "refuse", "Trùng tên")
    assert list(breaches()) == []


# Passwords.


def test_nobody_sets_the_password_of_whoever_decides(board, django_user_model):
    before = board.user("truong-ban").password
    with pytest.raises(CommandError, match="Không ai đặt mật khẩu thay"):
        call_command("changepassword", board.user("truong-ban").get_username())
    with (
        patch.object(changepassword, "getuser", return_value=board.user("truong-ban").get_username()),
        pytest.raises(CommandError, match="Không ai đặt mật khẩu thay"),
    ):
        call_command("changepassword")
    assert board.user("truong-ban").password == before
    django_user_model.objects.create(username="khach")
    with patch.object(changepassword.Command, "_get_pass", return_value="mat-khau-rat-dai"):
        call_command("changepassword", "khach", stdout=StringIO())
    assert django_user_model.objects.get(username="khach").check_password("mat-khau-rat-dai")


def test_whose_password_was_set_hears_of_it(board):
    chief = board.user("truong-ban")
    chief.set_password("mat-khau-rat-dai")
    chief.save()
    assert (Email.objects.get().to, "vừa được đổi" in Email.objects.get().subject) == ([chief.email], True)
    chief.check_password("mat-khau-rat-dai")
    chief.save()
    assert Email.objects.count() == 1


def test_a_hash_that_is_only_made_stronger_is_told_to_nobody(board, settings):
    chief = board.user("truong-ban")
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        get_user_model().objects.filter(pk=chief.pk).update(password=make_password("mat-khau-rat-dai"))
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    chief = now(chief)
    assert chief.check_password("mat-khau-rat-dai")
    assert now(chief).password.startswith("pbkdf2")
    assert not Email.objects.exists()


@pytest.mark.parametrize("change", [{"email": THIEF}, {"username": "x"}, {"is_active": False}, {"is_superuser": True}])
def test_code_does_not_change_the_account_of_a_member(board, change):
    member = board.user("pho-truc")
    for name, value in change.items():
        setattr(member, name, value)
    with refuses("not-confirmed"):
        member.save()
    get_user_model().objects.filter(pk=member.pk).update(**change)
    assert named("pho-truc" if "username" not in change else "«x»", "khác với bản đã được xác nhận")


def test_groups_follow_the_seats_and_are_not_chosen(board, desk):
    member = board.user("cong-tac-vien")
    chiefs = Group.objects.get(name=f"{board.board.slug}: truong-ban")
    edit(desk, member, groups=[chiefs.pk])
    assert chiefs not in member.groups.all()


def test_the_list_of_accounts_offers_no_boxes(board, desk):
    page = desk.get(reverse("wagtailusers_users:index")).content.decode()
    assert board.user("truong-ban").get_username() in page
    assert "data-bulk-action-checkbox" not in page


@pytest.mark.parametrize("action", ["set_active_state", "assign_role", "delete"])
def test_accounts_are_not_changed_by_the_dozen(board, desk, action):
    chief = board.user("truong-ban")
    url = reverse("wagtail_bulk_action", args=["auth", "user", action]) + f"?id={chief.pk}"
    page = desk.post(url, {"mark_as_active": ""}, follow=True).content.decode()
    assert "từng cái một" in page
    assert now(chief).is_active


def test_what_changed_since_it_was_asked_is_not_accepted(board, django_user_model):
    new = django_user_model.objects.create(username="nguoi-moi", email="ha@example.vn")
    seated = change_seat(board.member("pho-ban"), new, "QĐ 7", None)
    assert "tên đăng nhập nguoi-moi, địa chỉ thư ha@example.vn" in seated.differences[0]
    django_user_model.objects.filter(pk=new.pk).update(email=THIEF)
    with refuses("changed-since"):
        answer(seated, board.user("truong-ban"), is_accepted=True)
    django_user_model.objects.filter(pk=new.pk).update(email="ha@example.vn", first_name="Trưởng", last_name="Ban")
    with refuses("changed-since"):
        answer(seated, board.user("truong-ban"), is_accepted=True)
    assert "Trưởng Ban" not in AccountChange.objects.get(pk=seated.pk).differences[0]
    member, asks = board.user("thanh-vien"), board.user("pho-truc")
    [first] = change_account(member, {"email": "mot@example.vn"}, asks)
    [second] = change_account(member, {"email": "hai@example.vn"}, asks)
    answer(second, board.user("truong-ban"), is_accepted=True)
    with refuses("changed-since"):
        answer(first, board.user("truong-ban"), is_accepted=True)
    assert list(breaches()) == []


def test_a_word_changes_what_was_asked_and_nothing_else(board):
    member, asks, chief = board.user("thanh-vien"), board.user("pho-truc"), board.user("truong-ban")
    [address] = change_account(member, {"email": "mot@example.vn"}, asks)
    [name] = change_account(member, {"username": "ten-moi"}, asks)
    answer(address, chief, is_accepted=True)
    answer(name, chief, is_accepted=True)
    assert (now(member).email, now(member).username) == ("mot@example.vn", "ten-moi")
    assert list(breaches()) == []


def test_a_stolen_account_is_opened_by_those_who_answer_for_it(board):
    member, asks, chief = board.user("thanh-vien"), board.user("pho-truc"), board.user("truong-ban")
    [early] = change_account(member, {"email": "mot@example.vn"}, asks)
    incident = lock_account(member, timezone.now(), "Máy lạ", chief)[0]
    with refuses("stolen"):
        change_account(now(member), {"is_active": True}, asks)
    answer(early, chief, is_accepted=True)
    assert (now(member).email, now(member).is_active) == ("mot@example.vn", False)
    assert list(breaches()) == []
    settle.reopen(incident, chief)
    assert now(member).is_active
    assert list(breaches()) == []


# Names.


def test_the_ledger_names_a_person_as_when_seated_and_a_new_name_is_told(board, desk):
    editor = board.user("bien-tap-vien")
    edit(desk, editor, first_name="Trưởng", last_name="Ban")
    assert now(editor).get_full_name() == "Trưởng Ban"
    assert board.user("truong-ban").email in told()
    page = board.news(by="bien-tap-vien")
    submit.submit(page, now(editor))
    assert Decision.objects.latest("number").person == "bien-tap-vien Người"
    assert list(breaches()) == []


# Seats.


def test_a_seat_given_by_the_technician_waits_for_the_chief(board, client_of, django_user_model, capsys):
    new = django_user_model.objects.create(username="nguoi-moi", first_name="Hà", last_name="Lê", email="ha@example.vn")
    call_command("seat_member", board.board.slug, "pho-truc", "nguoi-moi", ground="Quyết định 7/QĐ-UBND")
    assert "Chờ truong-ban Người xác nhận" in capsys.readouterr().out
    before = board.user("pho-truc")
    assert before != new
    change = AccountChange.objects.waiting().get()
    page = client_of("truong-ban").get(reverse("account_changes")).content.decode()
    assert "Quyết định 7/QĐ-UBND" in page
    assert "Hà Lê" in page
    say(client_of("truong-ban"), change, "accept")
    assert board.user("pho-truc") == new
    assert board.member("pho-truc").person == "Hà Lê"
    assert list(breaches()) == []


def test_code_seats_nobody_on_a_board_that_is_at_work(board, django_user_model):
    thief = django_user_model.objects.create(username="ke-gian")
    with refuses("seat-waits"):
        seat(board.member("truong-ban"), thief, "QĐ tự viết")
    change = change_seat(board.member("pho-ban"), thief, "QĐ 7", None)
    answer(change, board.user("truong-ban"), is_accepted=True)
    with refuses("seat-waits"):
        seat(board.member("pho-ban"), board.user("thanh-vien"), "QĐ 8")
    seat_of = board.member("truong-ban")
    actor = ledger.Actor(thief.pk, seat_of.pk, thief.username, "Trưởng", "Trưởng ban")
    ledger.write(board.board, Act.SEAT, actor, comment="QĐ tự viết")
    assert named("bố trí người mà không ai xác nhận")


def test_a_charter_gives_nobody_another_role(board, charter):
    chief, editor = board.user("truong-ban"), board.user("cong-tac-vien")
    roles = {"truong-ban": "cong-tac-vien", "cong-tac-vien": "truong-ban"}
    members = [{**each, "role": roles.get(each["key"], each["role"])} for each in charter["member"]]
    load(read({**charter, "member": members}, "thu-nghiem.toml"))
    assert (board.user("truong-ban"), board.user("cong-tac-vien")) == (None, None)
    assert not chief.groups.filter(name__endswith="truong-ban").exists()
    [waits] = AccountChange.objects.waiting().filter(member__role="truong-ban")
    assert (waits.account, [each.key for each in who_confirms(waits)]) == (editor, ["thu-ky"])
    assert list(breaches()) == []
    answer(waits, board.user("thu-ky"), is_accepted=True)
    assert board.user("cong-tac-vien") == editor
    assert list(breaches()) == []


def test_a_seat_that_comes_back_is_given_anew(board, charter):
    without = [each for each in charter["member"] if each["key"] != "bien-tap-vien-2"]
    load(read({**charter, "member": without}, "thu-nghiem.toml"))
    load(read(charter, "thu-nghiem.toml"))
    assert board.user("bien-tap-vien-2") is None
    assert AccountChange.objects.waiting().get().member == board.member("bien-tap-vien-2")
    assert list(breaches()) == []


def test_where_the_only_secretary_becomes_chief_the_standing_deputy_confirms(board):
    change = change_seat(board.member("truong-ban"), board.user("thu-ky"), "QĐ 9", None)
    assert [each.key for each in who_confirms(change)] == ["pho-truc"]


def test_a_new_chief_is_confirmed_by_the_secretary(board, client_of, django_user_model):
    new = django_user_model.objects.create(username="truong-ban-moi", email="moi@example.vn")
    change = change_seat(board.member("truong-ban"), new, "Quyết định thành lập 1/QĐ-UBND", None)
    assert "chờ người khác" in say(client_of("truong-ban"), change, "accept")
    say(client_of("thu-ky"), change, "accept")
    assert board.user("truong-ban") == new


# A new board.


@pytest.fixture
def new_board(other_charter, board) -> TestBoard:
    """Its people are seated, and nobody has confirmed them."""
    data = {**other_charter, "board": {**other_charter["board"], "slug": "ban-moi", "hostname": "ban-moi.localhost"}}
    made = load(read(data, "ban-moi.toml")).board
    for member in made.members.all():
        name = f"{member.key}.ban-moi"
        user = get_user_model().objects.create(username=name, email=f"{name}@example.vn")
        seat(member, user, "Quyết định thành lập")
    return TestBoard(Board.objects.get(slug="ban-moi"))


def test_of_a_new_board_nobody_decides_until_the_chief_has_confirmed_its_list(new_board, client):
    page = new_board.news()
    with refuses("not-constituted"):
        submit.submit(page, page.owner)
    list_address = reverse("account_changes")
    asked = signed_in(client, new_board.user("thu-ky")).get(list_address).content.decode()
    assert "Chờ Trưởng ban xác nhận" in asked
    assert "chưa xác nhận danh sách" in client.get(reverse("wagtailadmin_home")).content.decode()
    url = reverse("constitute_board", args=["ban-moi"])
    seen = {"seen": digest_of_list(new_board.board)}
    assert "Chỉ Trưởng ban" in client.post(url, seen, follow=True).content.decode()
    signed_in(client, new_board.user("truong-ban"))
    assert "pho-ban.ban-moi@example.vn" in client.get(list_address).content.decode()
    assert "Danh sách vừa thay đổi" in client.post(url, {"seen": "0"}, follow=True).content.decode()
    assert "Đã xác nhận danh sách" in client.post(url, seen, follow=True).content.decode()
    submit.submit(page, page.owner)
    assert Decision.objects.filter(board=new_board.board).latest("number").act == Act.SUBMIT
    assert list(breaches()) == []


def test_a_list_is_confirmed_once_and_not_by_code(new_board):
    Board.objects.filter(pk=new_board.board.pk).update(constituted_at="2026-01-01T00:00Z")
    assert named("ban-moi", "lúc danh sách được xác nhận")
    Board.objects.filter(pk=new_board.board.pk).update(constituted_at=None)
    early = Board.objects.get(pk=new_board.board.pk)
    early.constituted_at = Decision.objects.filter(board=early).latest("number").at
    with refuses("no-decision"):
        early.save()
    constitute(new_board.board, new_board.user("truong-ban"), digest_of_list(new_board.board))
    with refuses("answered"):
        constitute(new_board.board, new_board.user("truong-ban"), digest_of_list(new_board.board))


# What is stored of it.


def test_what_was_asked_and_confirmed_is_not_changed_afterwards(board, client_of):
    [change] = change_account(board.user("thanh-vien"), {"email": THIEF}, board.user("pho-ban"))
    answer(change, board.user("truong-ban"), is_accepted=True)
    rows = AccountChange.objects.filter(pk=change.pk)
    for values in ({"values": {}}, {"ground": "khác"}, {"account": board.user("pho-ban").pk}):
        kept = rows.values(*values).get()
        rows.update(**values)
        assert named("đã bị sửa hoặc xóa")
        rows.update(**kept)
    assert list(breaches()) == []
    rows.delete()
    assert named("đã bị sửa hoặc xóa")
