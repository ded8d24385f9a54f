"""Drafts open for comment: the days, what citizens send, what the board takes in, and that nobody is named who did not agree."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.drafts import services
from documents.drafts.comments import CommentContact, CommentState, DraftComment, Reason
from documents.drafts.forms import AGREEMENT, CommentForm
from documents.drafts.pages import DraftFile, DraftPage, ShownComment
from documents.drafts.rules import Phase, phase_on
from documents.drafts.services import Sent, Taken, decline, receive, take_up
from documents.models import DocumentPage
from tests.board import a_document, body, refuses
from tests.documents.drafts import a_draft
from tests.questions.askers import answered_captcha
from workflows.ledger.ledger import Actor, write
from workflows.rules.refusal import Refused
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def draft(board):
    return board.published(a_draft(board))


def typed(**values):
    return {
        "text": "Nên hỗ trợ.",
        "sent_as": "person",
        "opened": CommentForm().opened_now,
        **answered_captcha(),
        **values,
    }


def sent_by_form(client, page, **values):
    data = typed(**values)
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=10)):
        return client.post(reverse("comment_on_draft", args=[page.pk]), data)


@pytest.mark.parametrize(
    ("day", "answered", "phase"),
    [
        (D(2026, 10, 31), None, Phase.COMING),
        (D(2026, 11, 1), None, Phase.OPEN),
        (D(2026, 11, 20), None, Phase.OPEN),
        (D(2026, 11, 20), D(2026, 11, 15), Phase.OPEN),
        (D(2026, 11, 21), None, Phase.CLOSED),
        (D(2026, 11, 21), D(2026, 12, 1), Phase.ANSWERED),
    ],
)
def test_it_opens_and_closes_by_itself(day, answered, phase):
    assert phase_on(day, D(2026, 11, 1), D(2026, 11, 20), answered) == phase


def test_from_the_form_to_the_approved_page_and_the_letter(board, citizen, client_of, draft, settings):
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"},
    }
    answer = sent_by_form(citizen, draft, part="Điều 2", email="zibanh@example.vn", name="Zi Banh")
    assert answer.status_code == 302
    assert "Đã nhận góp ý số 1" in citizen.get(answer.url).content.decode()
    comment = DraftComment.objects.get()
    assert (comment.shown_as, comment.agreed, comment.number) == ("", "", 1)  # a name without the tick is not kept
    page = citizen.get(draft.url).content.decode()
    assert "Đã nhận 1 góp ý" in page
    assert "Nên hỗ trợ." not in page
    user = board.user("bien-tap-vien")
    assert take_up(draft, user, [Taken(comment.pk, "Nên hỗ trợ […].", "Đã tiếp thu.")]) == 1
    assert "Nên hỗ trợ" not in citizen.get(draft.url).content.decode()  # nothing before the chain
    judged = client_of("bien-tap-vien").get(reverse("review_file", args=[draft.pk])).content.decode()
    assert "<strong>Thêm</strong>" in judged
    assert "<dt>Góp ý</dt><dd>Nên hỗ trợ […].</dd>" in judged
    assert "<dt>Tiếp thu, giải trình</dt><dd>Đã tiếp thu.</dd>" in judged
    live = board.published(DraftPage.objects.get(pk=draft.pk))
    page = citizen.get(draft.url).content.decode()
    assert "Nên hỗ trợ […]." in page
    assert "Đã tiếp thu." in page
    assert "Không nêu tên" in page
    assert "Zi Banh" not in page
    assert services.tell_commenters() == 0
    version = live.get_latest_revision_as_object()
    version.synthesis, version.answered_on = body("Tiếp thu một góp ý."), timezone.localdate()
    version.save_revision(user=user)
    board.published(DraftPage.objects.get(pk=draft.pk))
    assert services.tell_commenters() == 1
    assert services.tell_commenters() == 0
    assert mail.outbox[-1].to == ["zibanh@example.vn"]
    assert draft.title in mail.outbox[-1].subject
    assert services.forget_contacts() == 1
    assert "Tiếp thu một góp ý." in citizen.get(draft.url).content.decode()
    assert ShownComment.objects.get(page=draft.pk).text == "Nên hỗ trợ […]."  # the same row through both versions
    assert list(breaches()) == []


def test_a_name_is_shown_with_its_tick_alone(board, citizen, draft):
    assert "Hãy ghi tên" in sent_by_form(citizen, draft, agrees="on").content.decode()
    assert sent_by_form(citizen, draft, name="Hội Nông dân", sent_as="organisation", agrees="on").status_code == 302
    comment = DraftComment.objects.get()
    assert (comment.shown_as, comment.agreed) == ("Hội Nông dân", str(AGREEMENT))
    take_up(draft, board.user("bien-tap-vien"), [Taken(comment.pk, comment.text)])
    page = DraftPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    page.shown_comments.all()[0].shown_as = "Người khác"
    assert any("không khớp" in problem for problem in page.submission_problems())


def test_a_comment_that_nobody_sent_is_not_submitted(board, draft):
    other = receive(board.published(a_draft(board, slug="khac")), Sent("Ý khác."))
    page = draft.get_latest_revision_as_object()
    page.shown_comments.add(
        ShownComment(comment=other, number=1, text="Tự viết.", sent_on=timezone.localdate(), shown_as="")
    )
    assert any("không khớp" in problem for problem in page.submission_problems())


@pytest.mark.parametrize(("opens", "closes", "words"), [(3, 10, "chưa đến ngày"), (-9, -1, "hết thời hạn")])
def test_outside_the_days_nothing_is_taken_and_nothing_typed_is_lost(board, citizen, opens, closes, words):
    page = board.published(a_draft(board, opens, closes))
    form = citizen.get(reverse("comment_on_draft", args=[page.pk])).content.decode()
    assert words in form
    assert '<form class="form"' not in form
    assert "Gửi góp ý" not in citizen.get(page.url).content.decode()
    answer = sent_by_form(citizen, page, text="Viết từ hôm trước.").content.decode()
    assert words in answer
    assert "Viết từ hôm trước." in answer
    assert not DraftComment.objects.exists()


def test_what_is_not_public_takes_no_comments(board, citizen):
    page = a_draft(board)
    assert citizen.get(reverse("comment_on_draft", args=[page.pk])).status_code == 404
    with pytest.raises(Refused, match="không công khai"):
        receive(page, Sent("Góp ý."))


def test_declined_with_a_reason_that_citizens_can_read(board, citizen, draft):
    first, second = (receive(draft, Sent(f"Góp ý {number}.")) for number in (1, 2))
    user = board.user("bien-tap-vien")
    take_up(draft, user, [Taken(second.pk, second.text), Taken(first.pk, first.text)])
    rows = DraftPage.objects.get(pk=draft.pk).get_latest_revision_as_object().shown_comments.all()
    assert [row.number for row in rows] == [1, 2]
    with pytest.raises(Refused, match="chọn lý do"):
        decline(draft, user, first.pk, "vì thế")
    decline(draft, user, first.pk, Reason.ADVERTISING)
    rows = DraftPage.objects.get(pk=draft.pk).get_latest_revision_as_object().shown_comments.all()
    assert [row.number for row in rows] == [2]
    assert "1 góp ý quảng cáo, thư rác." in citizen.get(draft.url).content.decode()
    take_up(draft, user, [Taken(first.pk, first.text)])
    first.refresh_from_db()
    assert (first.state, first.reason) == (CommentState.TAKEN, "")


def test_who_does_not_write_the_draft_handles_nothing(board, draft, django_user_model):
    comment = receive(draft, Sent("Góp ý."))
    for user in (django_user_model.objects.create_user("nguoi-la"), django_user_model.objects.create_superuser("kt")):
        with pytest.raises(Refused, match="không soạn"):
            take_up(draft, user, [Taken(comment.pk, comment.text)])
        with pytest.raises(Refused, match="không soạn"):
            decline(draft, user, comment.pk, Reason.DOUBLE)
    with pytest.raises(Refused, match="phải có chữ"):
        take_up(draft, board.user("bien-tap-vien"), [Taken(comment.pk, "  ")])


def test_while_the_text_is_judged_nothing_is_taken_in(board, draft):
    comment = receive(draft, Sent("Góp ý."))
    page = draft.get_latest_revision_as_object()
    page.asked += " Và mức nào?"
    page.save_revision(user=page.owner)
    board.submitted(DraftPage.objects.get(pk=draft.pk))
    with pytest.raises(Refused):
        take_up(draft, board.user("bien-tap-vien"), [Taken(comment.pk, comment.text)])
    comment.refresh_from_db()
    assert comment.state == CommentState.NEW


def test_the_ledger_bears_out_every_state_and_nothing_is_deleted(board, draft):
    comment = receive(draft, Sent("Góp ý.", name="A", agreed="Đồng ý."))
    comment.state = CommentState.TAKEN
    with refuses("no-decision"):
        comment.save()
    comment.refresh_from_db()
    with refuses("has-history"):
        comment.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        DraftComment.objects.filter(pk=comment.pk).update(agreed="")
    DraftComment.objects.filter(pk=comment.pk).update(text="Đã bị sửa.")
    assert any("Góp ý" in breach for breach in breaches())


def test_comments_wait_for_the_board_and_not_for_the_technician_who_looks_at_it(
    board, client, draft, django_user_model
):
    receive(draft, Sent("Xe rác đến sớm hơn."))
    client.force_login(django_user_model.objects.create_superuser("kt"))
    assert "1 chưa xem" in client.get(reverse("drafts")).content.decode()
    assert "chưa xem" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_screens_of_the_board(board, client, draft):
    comment = receive(draft, Sent("=1+1 <b>", part="Điều 1"))
    client.force_login(board.user("bien-tap-vien"))
    assert "1 chưa xem" in client.get(reverse("drafts")).content.decode()
    assert "1 góp ý chưa xem" in client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Đã nhận 1 góp ý" in client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    screen = reverse("draft_comments", args=[draft.pk])
    assert "=1+1 &lt;b&gt;" in client.get(screen).content.decode()
    act = reverse("act_on_comments", args=[draft.pk])
    refused = client.post(act, {"chosen": comment.pk, f"text-{comment.pk}": " ", f"reply-{comment.pk}": "Giữ lại."})
    assert "Giữ lại." in refused.content.decode()
    done = client.post(act, {"chosen": comment.pk, f"text-{comment.pk}": "Một cộng một."}, follow=True)
    assert "Đã đưa 1 góp ý" in done.content.decode()
    assert "Một cộng một." in client.get(screen, {"tinh-trang": "taken"}).content.decode()
    client.post(act, {"decline": comment.pk, f"reason-{comment.pk}": "double"})
    assert "trùng góp ý" in client.get(screen, {"tinh-trang": "declined"}).content.decode()
    assert "'=1+1 <b>" in client.get(reverse("draft_comments_csv", args=[draft.pk])).content.decode()
    for strange in ("9" * 30, "x", "²"):
        assert client.post(act, {"decline": strange, "chosen": strange}).status_code == 302


def test_strangers_see_no_comments(board, client, draft, django_user_model):
    client.force_login(django_user_model.objects.create_user("nguoi-la"))
    for name in ("draft_comments", "draft_comments_csv"):
        assert client.get(reverse(name, args=[draft.pk])).status_code in (302, 403)


def test_the_list_shows_what_is_open_first_and_the_document_that_came_of_it(board, citizen, draft):
    document = board.published(board.document())
    assert "Đang lấy ý kiến" in citizen.get("/lay-y-kien/").content.decode()
    assert "Đang lấy ý kiến" in citizen.get("/").content.decode()
    assert board.address(draft) == "/lay-y-kien/quy-dinh-muc-ho-tro-hoc-phi/"
    assert citizen.get("/lay-y-kien/", {"loai": "nghi-quyet"}).status_code == 200
    assert citizen.get("/lay-y-kien/", {"loai": "khong-co"}).status_code == 404
    page = DraftPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    page.adopted = document
    page.save_revision(user=page.owner)
    board.published(DraftPage.objects.get(pk=draft.pk))
    assert board.address(document) in citizen.get(draft.url).content.decode()
    assert board.address(draft) in citizen.get(document.url).content.decode()


def test_a_document_that_a_draft_names_is_not_deleted(board):
    document = board.document()
    a_draft(board, adopted=document)
    with pytest.raises(Refused, match="dự thảo"):
        DocumentPage.objects.get(pk=document.pk).delete()


def test_addresses_wait_no_longer_than_said(board, draft):
    receive(draft, Sent("Góp ý.", email="zibanh@example.vn"))
    assert b"zibanh" not in bytes(CommentContact.objects.get().sealed)
    assert services.forget_contacts() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(days=services.KEPT_DAYS + 12)):
        assert services.forget_contacts() == 1


def test_the_ledger_is_written_by_nobody_else(board, draft):
    comment = receive(draft, Sent("Góp ý."))
    write(comment.board, comment.ledger_act, Actor(), title=comment.ledger_title, digest="khác", comment="")
    assert any("không khớp" in breach for breach in breaches())


def test_a_draft_without_its_days_is_previewed_and_not_submitted(board, client):
    page = a_draft(board)
    page.opens_on = page.closes_on = None
    page.save_revision(user=page.owner, clean=False)  # as the editor keeps what is not finished
    client.force_login(page.owner)
    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]), headers={"host": board.hostname})
    assert "Sắp lấy ý kiến" in preview.content.decode()
    assert any("lấy ý kiến từ ngày" in problem for problem in page.submission_problems())


@pytest.mark.once
def test_its_page_takes_the_same_queries_with_one_file_and_comment_and_with_five(
    board, citizen, django_assert_max_num_queries
):
    def asked(number):
        page = a_draft(board, slug=f"du-thao-{number}")
        for each in range(number):
            page.files.add(DraftFile(document=a_document(f"tep-{number}-{each}.pdf"), title=f"Tệp {each}"))
        page.save_revision(user=page.owner)
        page = board.published(page)
        sent = [receive(page, Sent(f"Góp ý {each}.")) for each in range(number)]
        take_up(page, page.owner, [Taken(each.pk, each.text) for each in sent])
        return board.published(DraftPage.objects.get(pk=page.pk)).url

    one, five = asked(1), asked(5)
    citizen.get(one)
    with CaptureQueriesContext(connection) as few:
        assert "Tệp 0" in citizen.get(one).content.decode()
    with django_assert_max_num_queries(len(few)):
        assert "Tệp 4" in citizen.get(five).content.decode()


def test_the_feed_has_what_is_asked_about(board, citizen, draft):
    assert draft.title in citizen.get("/rss/lay-y-kien.xml").content.decode()
