"""Letters: to whom, what they say, written with the act, sent by the worker, kept and tried again."""

import re

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from post_office.models import STATUS, Email

from workflows.services.chain import recall
from workflows.services.chain.withdraw import withdraw

pytestmark = pytest.mark.django_db


def letters_to(board, seat):
    return [letter for letter in Email.objects.order_by("pk") if f"{seat}.{board.board.slug}@example.vn" in letter.to]


def test_those_for_whom_a_step_waits_get_a_letter_with_the_way_to_the_file(board):
    page = board.news(title="Khánh thành cầu")
    board.submitted(page)
    (letter,) = letters_to(board, "thanh-vien")
    assert "Khánh thành cầu" in letter.subject
    assert f"/admin/duyet/{page.pk}/" in letter.message
    assert letters_to(board, "pho-truc") == []


def test_the_author_gets_the_reason_of_a_return_and_so_do_those_who_decided(board):
    page = board.at_step("phe-duyet")
    board.returned(page, "pho-truc", "Thiếu tên đơn vị tổ chức")
    assert "Thiếu tên đơn vị tổ chức" in letters_to(board, "cong-tac-vien")[-1].message
    assert "Thiếu tên đơn vị tổ chức" in letters_to(board, "thanh-vien")[-1].message


def test_everybody_who_decided_hears_of_publication_recall_and_withdrawal(board):
    page = board.published()
    assert "Đã đăng" in letters_to(board, "thanh-vien")[-1].subject
    withdraw(page, board.user("truong-ban"), "Sai số liệu")
    assert "Sai số liệu" in letters_to(board, "thanh-vien")[-1].message
    other = board.at_step("phe-duyet", title="Tin khác")
    recall.recall(board.step(other), other.owner, "Viết thêm")
    assert "Viết thêm" in letters_to(board, "pho-truc")[-1].message


def test_a_rolled_back_act_leaves_no_letter(board):
    page = board.news()
    with transaction.atomic():
        board.submitted(page)
        transaction.set_rollback(True)
    assert not Email.objects.exists()


def test_the_worker_sends_letters(board, mailoutbox, settings):
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"},
    }
    board.submitted(board.news())
    assert len(mailoutbox) == 0
    letter = Email.objects.get()
    call_command("run_worker", "--once")
    assert [mail.subject for mail in mailoutbox].count(letter.subject) == 1
    assert {each.status for each in Email.objects.all()} == {STATUS.sent}


class RefusingBackend:
    """A mail server that says no."""

    def __init__(self, *args, **kwargs):
        pass

    def open(self):
        pass

    def close(self):
        pass

    def send_messages(self, messages):
        raise OSError("no")


def test_a_refused_letter_is_kept_and_tried_again(board, settings):
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "tests.workflows.test_letters.RefusingBackend"},
    }
    board.submitted(board.news())
    letter = Email.objects.get()
    call_command("run_worker", "--once")
    letter.refresh_from_db()
    assert letter.status == STATUS.requeued
    assert letter.scheduled_time is not None


def test_the_link_opens_the_file_after_signing_in_with_ones_name_already_there(board, client, settings):
    page = board.at_step("phe-duyet", title="Tin chờ duyệt")
    letter = Email.objects.filter(to__contains=board.user("pho-truc").email).latest("pk")
    link = re.search(r"http\S+/admin/duyet/\S+", letter.message).group()
    path = link.removeprefix(settings.WAGTAILADMIN_BASE_URL)
    shown = client.get(path, follow=True)
    assert 'value="pho-truc.thu-nghiem"' in shown.content.decode()
    user = board.user("pho-truc")
    user.set_password("mot-mat-khau-dai")
    user.save()
    where = shown.redirect_chain[-1][0]
    back = client.post(
        where, {"username": user.get_username(), "password": "mot-mat-khau-dai", "next": path}, follow=True
    )
    assert back.redirect_chain[-1][0] == path
    assert "Tin chờ duyệt" in back.content.decode()
    assert board.step(page)


def test_somebody_elses_link_says_whose_it_is(board, client_of):
    page = board.at_step("phe-duyet")
    url = reverse("review_file", args=[page.pk])
    text = client_of("truong-ban").get(f"{url}?cho=pho-truc.thu-nghiem").content.decode()
    assert "Thư này gửi cho tài khoản «pho-truc.thu-nghiem»" in text
    assert "Thư này gửi" not in client_of("pho-truc").get(f"{url}?cho=pho-truc.thu-nghiem").content.decode()
