"""Deeds as people write and read them: what the form offers and why not the rest, one number one paper, what is kept back, the report (R53-R59, NT Đ7.3)."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from tests.board import refuses
from tests.workflows.test_delegation import a_deed, charter, waiting_for_chief  # noqa: F401  # the fixture by its name
from workflows.charter.file import read
from workflows.models import Decision, Delegation
from workflows.rules.act import Act
from workflows.services.board.compiler import load
from workflows.services.deeds import delegate
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate


def form_of(client, board, giver=None):
    query = {"giver": board.member(giver).pk} if giver else {}
    return client.get(reverse("new_delegation", args=[board.board.slug]), query)


def typed(board, receiver="pho-truc", **more):
    said = {
        "receiver": board.member(receiver).pk,
        "acts": ["approve"],
        "first_day": TODAY().isoformat(),
        "last_day": (TODAY() + DAY).isoformat(),
        "document_number": "12/GUQ-BBT",
        "document_date": TODAY().isoformat(),
    }
    return {**said, **more}


def sent(client, board, giver="truong-ban", **more):
    data = {"giver": board.member(giver).pk, **typed(board, **more)}
    return client.post(reverse("new_delegation", args=[board.board.slug]), data, follow=True).content.decode()


def test_the_form_offers_what_the_giver_holds_and_says_what_it_leaves_out(board, client_of):
    answer = form_of(client_of("truong-ban"), board)
    form, page = answer.context["form"], answer.content.decode()
    offered = {value for value, _label in form.fields["acts"].choices}
    assert offered == {"approve", "withdraw", "vote", "conclude", "urgent"}
    assert set(form.fields["acts"].initial) <= offered
    assert "vì quy chế không giao cho người này: thẩm định" in page
    receivers = {member.key for member in form.fields["receiver"].queryset}
    assert receivers == {"pho-truc", "pho-ban"}
    assert "không nằm trong thứ tự" in page
    assert "Đã lập ủy quyền" in sent(client_of("truong-ban"), board, acts=form.fields["acts"].initial)


def test_the_secretary_says_first_whose_deed_it_is(board, client_of):
    secretary = client_of("thu-ky")
    page = form_of(secretary, board).content.decode()
    assert "Ai ủy quyền?" in page
    assert f"giver={board.member('pho-ban').pk}" in page
    assert form_of(secretary, board, "pho-ban").context["giver"] == board.member("pho-ban")
    assert "Chờ người ủy quyền" in sent(secretary, board, giver="pho-ban", receiver="thanh-vien")


def test_nobody_writes_for_a_seat_that_is_not_theirs(board, client_of):
    assert form_of(client_of("thanh-vien"), board, "truong-ban").context["giver"] == board.member("thanh-vien")


def test_a_deed_does_not_begin_before_its_paper(board, client_of):
    page = sent(client_of("truong-ban"), board, document_date=(TODAY() + DAY).isoformat())
    assert "không bắt đầu trước ngày của văn bản" in page
    assert 'value="12/GUQ-BBT"' in page
    assert not Delegation.objects.exists()


def test_the_same_deed_is_not_written_twice(board):
    a_deed(board)
    with refuses("twice"):
        a_deed(board, acts=["withdraw", "approve"])
    deed = a_deed(board, starts_at=timezone.now() + 8 * DAY, ends_at=timezone.now() + 9 * DAY)
    delegate.end(deed, board.user("truong-ban"), "Về sớm")
    assert a_deed(board, starts_at=timezone.now() + 8 * DAY, ends_at=timezone.now() + 9 * DAY).state == "coming"


def scan(words=b"%PDF-1.4 mot"):
    return SimpleUploadedFile("uy-quyen.pdf", words)


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ({"document": scan()}, None),
        ({}, None),
        ({"document": scan(b"%PDF-1.4 hai")}, "number-used"),
        ({"document_date": timezone.localdate() - 30 * DAY}, "number-used"),
        ({"document_number": "13/GUQ-BBT", "document": scan(b"%PDF-1.4 ba")}, None),
    ],
)
def test_one_number_is_one_paper_on_which_several_deeds_may_stand(board, second, code):
    a_deed(board, document=scan())
    if code:
        with refuses(code):
            a_deed(board, acts=["withdraw"], **second)
        return
    assert a_deed(board, acts=["withdraw"], **second).state == "in-force"


def test_r59_what_a_deed_does_not_reach_is_said_on_both_desks_and_in_the_file(board, client_of):
    page, _state = waiting_for_chief(board, title="Khiếu kiện đất đai")
    a_deed(board, includes_sensitive=False)
    for seat in ("truong-ban", "pho-truc"):
        desk = client_of(seat).get(reverse("wagtailadmin_home")).content.decode()
        assert "không gồm nội dung nhạy cảm" in desk
        assert "Khiếu kiện đất đai" in desk
    assert "không gồm nội dung nhạy cảm" not in client_of("pho-ban").get(reverse("wagtailadmin_home")).content.decode()
    file = client_of("pho-truc").get(reverse("review_file", args=[page.pk])).content.decode()
    assert "văn bản số 12/GUQ-BBT) không gồm nội dung nhạy cảm" in file


def test_a_deed_that_reaches_it_is_said_nowhere(board, client_of):
    waiting_for_chief(board)
    a_deed(board)
    assert "không gồm nội dung nhạy cảm" not in client_of("pho-truc").get(reverse("wagtailadmin_home")).content.decode()


def test_ag_d8_2_the_form_offers_sensitive_items_unless_the_giver_keeps_them(charter, client_of, board):  # noqa: F811
    plain = form_of(client_of("truong-ban"), board).context["form"].fields["includes_sensitive"]
    assert not plain.initial
    assert "bỏ được dấu nhạy cảm" in str(plain.help_text)
    succession = {**charter["succession"], "lends_sensitive": True}
    load(read({**charter, "succession": succession}, "thu-nghiem.toml"))
    lent = form_of(client_of("truong-ban"), board).context["form"].fields["includes_sensitive"]
    assert lent.initial
    assert "Bỏ chọn nếu văn bản giữ lại" in str(lent.help_text)


def say(client, deed, act, words=""):
    url = reverse("act_on_delegation", args=[deed.pk])
    return client.post(url, {"act": act, "reason": words}, follow=True).content.decode()


def test_nt_d7_3_who_stood_in_reports_in_their_own_words_and_the_chief_sees_it(board, client_of):
    deed, deputy, chief = a_deed(board), client_of("pho-truc"), client_of("truong-ban")
    assert "Hãy viết báo cáo" in say(deputy, deed, "report", " ")
    assert "Đã gửi báo cáo" in say(deputy, deed, "report", "Đã duyệt 3 tin, còn 1 tin chờ số liệu.")
    letter = Email.objects.latest("pk")
    assert (letter.to, "còn 1 tin chờ số liệu" in letter.message) == ([board.user("truong-ban").email], True)
    home = reverse("wagtailadmin_home")
    assert "đã báo cáo kết quả làm thay bạn" in chief.get(home).content.decode()
    assert "gửi cho người ủy quyền" in say(deputy, deed, "see")
    assert "Bạn đã xem báo cáo".casefold() in say(chief, deed, "see").casefold()
    assert "đã báo cáo kết quả làm thay bạn" not in chief.get(home).content.decode()
    shown = client_of("thu-ky").get(reverse("delegations")).content.decode()
    assert "còn 1 tin chờ số liệu" in shown
    assert "đã xem" in shown
    acts = [Act.REPORT_BACK, Act.SEE_REPORT]
    assert list(Decision.objects.filter(act__in=acts).order_by("number").values_list("act", flat=True)) == acts
    assert list(breaches()) == []


def test_a_report_that_is_refused_keeps_its_words_and_only_the_receiver_writes_one(board, client_of):
    deed = a_deed(board, starts_at=timezone.now() + DAY)
    page = say(client_of("pho-truc"), deed, "report", "Đã làm xong")
    assert "chưa có hiệu lực" in page
    assert (
        "chỉ người được ủy quyền"
        in say(client_of("pho-ban"), a_deed(board, acts=["withdraw"]), "report", "Tôi làm").casefold()
    )


def test_a_report_stays_possible_after_the_end_and_counts_as_no_act_of_the_deed(board):
    deed = a_deed(board)
    delegate.end(deed, board.user("truong-ban"), "Về sớm")
    delegate.report_back(deed, board.user("pho-truc"), "Không có việc gì.")
    deed.refresh_from_db()
    assert (deed.done, len(deed.reports)) == ([], 1)
    assert list(breaches()) == []
