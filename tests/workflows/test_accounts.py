"""Nobody sets another's password: whoever gets an account chooses one by a letter that only they read."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse
from post_office.models import Email
from wagtail.models import ModelLogEntry

from tests.workflows.test_doors import signed_in, technician

pytestmark = pytest.mark.django_db
NEW = "Một mật khẩu đủ dài 2026"


@pytest.fixture
def desk(board, client, django_user_model) -> Client:
    return signed_in(client, technician(django_user_model))


def person(**more: str) -> dict[str, str]:
    names = {"username": "hoa.nguyen", "email": "hoa@example.vn", "first_name": "Hoa", "last_name": "Nguyễn"}
    return {**names, "is_active": "on", **more}


def link_in(letter) -> str:
    return re.search(r"http://testserver(/admin/password_reset/\S+)", letter.body)[1]


def choose(link: str, password: str) -> None:
    visitor = Client()
    form = visitor.get(link, follow=True)
    sent = visitor.post(form.redirect_chain[-1][0], {"new_password1": password, "new_password2": password})
    assert sent.status_code == 302


def test_a_new_account_gets_a_letter_and_its_person_a_password(desk):
    form = desk.get(reverse("wagtailusers_users:add")).content.decode()
    assert 'type="password"' not in form
    answer = desk.post(reverse("wagtailusers_users:add"), person(password1=NEW, password2=NEW), follow=True)
    assert "Đã gửi thư mời" in answer.content.decode()
    account = get_user_model().objects.get(username="hoa.nguyen")
    assert not any(account.check_password(tried) for tried in ("", NEW))
    (letter,) = mail.outbox
    assert letter.to == ["hoa@example.vn"]
    assert "hoa.nguyen" in letter.body
    choose(link_in(letter), NEW)
    assert Client().login(request=None, username="hoa.nguyen", password=NEW)
    assert Client().get(link_in(letter), follow=True).context["validlink"] is False


def test_what_the_letter_holds_is_kept_in_no_table(desk):
    desk.post(reverse("wagtailusers_users:add"), person())
    Client().post(reverse("wagtailadmin_password_reset"), {"email": "hoa@example.vn"})
    assert len(mail.outbox) == 2
    assert not Email.objects.exists()
    token = link_in(mail.outbox[0]).rstrip("/").rpartition("/")[2]
    assert not any(token in str(entry.data) for entry in ModelLogEntry.objects.all())


def test_nobody_sets_the_password_of_the_chief(board, desk):
    chief = board.user("truong-ban")
    before = chief.password
    url = reverse("wagtailusers_users:edit", args=[chief.pk])
    assert 'type="password"' not in desk.get(url).content.decode()
    desk.post(url, person(username=chief.username, email=chief.email, password1=NEW, password2=NEW))
    assert get_user_model().objects.get(pk=chief.pk).password == before


def test_a_lost_letter_is_asked_for_again_and_a_closed_account_gets_none(desk):
    desk.post(reverse("wagtailusers_users:add"), person())
    for active, letters in ((True, 2), (False, 2)):
        get_user_model().objects.filter(username="hoa.nguyen").update(is_active=active)
        Client().post(reverse("wagtailadmin_password_reset"), {"email": "HOA@example.vn"})
        assert len(mail.outbox) == letters


def test_a_mail_server_that_does_not_answer_is_said_and_nothing_is_lost(desk, settings):
    settings.EMAIL_BACKEND_AT_ONCE = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = desk.post(reverse("wagtailusers_users:add"), person(), follow=True)
    assert "Chưa gửi được thư mời" in answer.content.decode()
    assert get_user_model().objects.filter(username="hoa.nguyen").exists()
