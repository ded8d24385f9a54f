"""Posting in an emergency (R52, NĐ 244/2026 Đ7): at once, marked, and down again unless a second person confirms it in time."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from news.models import NewsPage
from tests.board import an_image, body, charter_data, load_board, refuses
from workflows.charter.file import CharterError, read
from workflows.gate import emergencies, item_state
from workflows.ledger import ledger
from workflows.models import Decision, ItemClock
from workflows.rules.act import Act
from workflows.services.chain import flag, submit, withdraw
from workflows.services.deeds import delegate
from workflows.services.emergencies import affirm, lapse, publish_urgently
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
WHY = "Nước lên báo động 3, dân phải biết ngay"
DAY = datetime.timedelta(days=1)


def post(board, page, by="pho-truc"):
    publish_urgently.publish_urgently(page, board.user(by), WHY)
    return NewsPage.objects.get(pk=page.pk)


def acts_on(page):
    return list(Decision.objects.filter(page=page).order_by("number").values_list("act", flat=True))


def test_r52_a_flood_warning_is_public_at_once_and_stays_when_another_confirms_it(board, client):
    page = post(board, board.news(body=body("Nước lên", image=an_image())))
    assert page.live
    assert page.cited_files.filter(is_released=True).exists()
    assert "Tin đăng khẩn" in client.get(page.url, headers={"host": board.hostname}).content.decode()
    affirm.affirm(page, board.user("truong-ban"), "Đã đối chiếu với đài thủy văn")
    assert "Tin đăng khẩn" not in client.get(page.url, headers={"host": board.hostname}).content.decode()
    assert acts_on(page) == [Act.URGENT, Act.AFFIRM]
    with time_machine.travel(timezone.now() + 2 * DAY):
        call_command("run_worker", once=True)
        assert NewsPage.objects.get(pk=page.pk).live
        assert list(breaches()) == []


def test_unconfirmed_it_comes_down_by_itself_and_everybody_is_told(board):
    page = post(board, board.news())
    with time_machine.travel(timezone.now() + DAY + datetime.timedelta(minutes=1)):
        assert [b for b in breaches() if "không ai xác nhận" in b]
        call_command("run_worker", once=True)
        page.refresh_from_db()
        assert not page.live
        assert acts_on(page) == [Act.URGENT, Act.LAPSE]
        assert list(breaches()) == []
    told = {address for email in Email.objects.filter(subject__startswith="Đã gỡ vì") for address in email.to}
    assert {board.user(seat).email for seat in ("pho-truc", "truong-ban", "pho-ban", "thu-ky")} <= told
    submit.submit(NewsPage.objects.get(pk=page.pk), board.user("cong-tac-vien"))
    assert item_state.open_step(page) is not None


def test_a_stopped_worker_leaves_a_breach_not_a_hole(board):
    page = post(board, board.news())
    ItemClock.objects.filter(page=page).update(due_at=timezone.now() + 300 * DAY)
    with time_machine.travel(timezone.now() + 2 * DAY):
        assert any("không ai xác nhận" in breach for breach in breaches())


def test_whoever_posted_it_does_not_confirm_it_nor_does_who_wrote_it_nor_who_stands_in(board):
    page = board.news(by="pho-ban")
    post(board, page)
    with refuses("own-posting"):
        affirm.affirm(page, board.user("pho-truc"))
    with refuses("own-text"):
        affirm.affirm(page, board.user("pho-ban"))
    with refuses("may-not-confirm"):
        affirm.affirm(page, board.user("thu-ky"))
    affirm.affirm(page, board.user("truong-ban"))
    with refuses("not-waiting"):
        affirm.affirm(page, board.user("truong-ban"))


def test_the_steps_that_it_waited_at_are_set_aside(board):
    page = board.at_step("phe-duyet")
    page = post(board, page)
    assert page.live
    assert item_state.open_step(page) is None
    affirm.affirm(page, board.user("truong-ban"))
    page.lead = "Nước đang rút."
    page.save_revision(user=page.owner)
    submit.submit(page, page.owner)
    assert board.step(page).task.specific.key == "tham-dinh"


@pytest.mark.parametrize(
    ("seat", "values", "code"),
    [
        ("thu-ky", {}, "may-not-post-urgently"),
        ("pho-truc", {"is_sensitive": True}, "may-not-post-urgently"),
        ("pho-truc", {"go_live_at": timezone.now() + DAY}, "appointed"),
        ("pho-truc", {"body": body("TUYỆT MẬT")}, "secrecy-mark"),
    ],
)
def test_it_is_refused_with_a_reason(board, seat, values, code):
    page = board.news(**values)
    with refuses(code):
        post(board, page, seat)
    assert acts_on(page) == []


def test_what_is_incomplete_is_not_posted(board):
    page = board.news()
    page.is_own = False
    page.save_revision(user=page.owner, clean=False)
    with refuses("incomplete"):
        post(board, page)


def test_no_reason_no_posting(board):
    with refuses("reason-needed"):
        publish_urgently.publish_urgently(board.news(), board.user("pho-truc"), "  ")


def test_r59_a_sensitive_item_is_posted_at_once_by_the_chief_alone(board):
    page = board.at_step("tham-dinh")
    flag.flag(board.step(page), board.user("thanh-vien"), "Dư luận quan tâm")
    with refuses("may-not-post-urgently"):
        post(board, page)
    assert post(board, page, "truong-ban").live


def test_what_was_public_once_goes_through_the_chain(board):
    page = board.published()
    page.lead = "Sửa"
    page.save_revision(user=page.owner)
    with refuses("was-public"):
        post(board, page)


def test_other_kinds_of_content_have_no_such_way(board):
    with refuses("not-provided"):
        publish_urgently.publish_urgently(board.document(), board.user("truong-ban"), WHY)


def test_a_charter_that_is_silent_has_no_such_way():
    data = charter_data("khac")
    del data["urgent"]
    board = load_board("khac", data)
    with refuses("not-provided"):
        post(board, board.news(), "truong-ban")


def test_a_deed_lends_it_in_its_fields_only(board):
    today, culture = timezone.localdate(), board.board.fields.get(key="van-hoa")
    deed = delegate.Deed(
        giver=board.member("truong-ban"),
        receiver=board.member("thanh-vien"),
        acts=["approve"],
        starts_at=timezone.now() - DAY,
        ends_at=timezone.now() + DAY,
        document_number="12/GUQ-BBT",
        document_date=today,
        fields=[culture],
    )
    delegate.write_deed(deed, board.user("truong-ban"))
    with refuses("may-not-post-urgently"):
        post(board, board.news(), "thanh-vien")
    page = post(board, board.news(field=culture), "thanh-vien")
    assert "thừa ủy quyền" in Decision.objects.get(page=page).capacity
    with refuses("own-posting"):
        affirm.affirm(page, board.user("truong-ban"))


def test_taken_down_by_hand_it_waits_for_nobody(board):
    page = post(board, board.news())
    withdraw.withdraw(page, board.user("truong-ban"), "Nhầm trạm đo")
    assert emergencies.waiting_posting(page) is None
    assert not ItemClock.objects.running().filter(page=page).exists()


def test_everybody_on_the_board_sees_it_until_it_is_confirmed(board, client_of):
    page = post(board, board.news("Cảnh báo lũ"))
    for seat in ("cong-tac-vien", "thu-ky", "truong-ban"):
        assert (
            "Đăng khẩn, chờ người thứ hai xác nhận"
            in client_of(seat).get(reverse("wagtailadmin_home")).content.decode()
        )
    file = client_of("truong-ban").get(reverse("review_file", args=[page.pk])).content.decode()
    assert WHY in file
    assert "Xác nhận bản đăng khẩn" in file
    response = client_of("truong-ban").post(
        reverse("review_act", args=[page.pk]), {"act": "affirm", "reason": ""}, follow=True
    )
    assert "Đã xác nhận" in response.content.decode()
    assert "chờ người thứ hai" not in client_of("thu-ky").get(reverse("wagtailadmin_home")).content.decode()


def test_the_one_who_posts_does_it_from_the_review_file(board, client_of):
    page = board.news("Cảnh báo lũ")
    url = reverse("review_file", args=[page.pk])
    assert "Đăng khẩn" not in client_of("thu-ky").get(url).content.decode()
    assert "Đăng khẩn" in client_of("pho-truc").get(url).content.decode()
    client_of("pho-truc").post(reverse("review_act", args=[page.pk]), {"act": "urgent", "reason": WHY})
    assert NewsPage.objects.get(pk=page.pk).live


def test_those_who_confirm_are_reminded_before_it_comes_down(board):
    page = post(board, board.news("Cảnh báo lũ"))
    Email.objects.all().delete()
    with time_machine.travel(timezone.now() + DAY - datetime.timedelta(hours=1)):
        call_command("run_worker", once=True)
    told = {address for email in Email.objects.filter(message__contains="Cảnh báo lũ") for address in email.to}
    assert board.user("truong-ban").email in told
    assert NewsPage.objects.get(pk=page.pk).live


def test_the_charters_mistakes_are_named():
    data = charter_data()
    data["urgent"]["confirmed_by"] = ["truong-ban"]
    with pytest.raises(CharterError, match="ít nhất hai người"):
        read(data, "quy-che.toml")


def test_code_cannot_make_it_public_without_the_ledgers_word(board):
    page = board.news()
    revision = page.get_latest_revision()
    ledger.write(board.board, Act.AFFIRM, ledger.Actor(), **ledger.about(page, revision, "0" * 64))
    with refuses("not-certified"):
        revision.publish()


def test_whoever_uploaded_its_picture_does_not_confirm_it(board):
    image = an_image()
    image.uploaded_by_user = board.user("pho-ban")
    image.save()
    page = post(board, board.news(body=body("Nước lên", image=image)))
    with refuses("own-text"):
        affirm.affirm(page, board.user("pho-ban"))


def test_nothing_lapses_before_its_time_nor_once_it_is_confirmed(board):
    page = post(board, board.news())
    running = ItemClock.objects.running().get(page=page.pk, starts="urgent")
    with refuses("not-lapsed"):
        lapse.lapse(running)
    affirm.affirm(page, board.user("truong-ban"), "Đã đối chiếu")
    with time_machine.travel(timezone.now() + 2 * DAY), refuses("not-lapsed"):
        lapse.lapse(running)
