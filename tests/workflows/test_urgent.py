"""Posting in an emergency (R52, NĐ 244/2026 Đ7): at once, marked, and down again unless a second person confirms it in time."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from news.models import NewsPage
from tests.board import an_image, body, charter_data, load_board, names_moment, refuses
from workflows.charter.file import CharterError, read
from workflows.gate import emergencies, item_state
from workflows.ledger import ledger
from workflows.models import Consultation, Decision, ItemClock
from workflows.rules.act import Act
from workflows.services.chain import appoint, flag, submit, withdraw
from workflows.services.deeds import delegate
from workflows.services.emergencies import affirm, lapse, publish_urgently
from workflows.services.incidents import settle
from workflows.services.incidents.lock_account import lock_account
from workflows.services.votes import call, cast, close
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
VOTE = {"quorum": "two-thirds-of-members", "majority": "of-present", "tie": "chief", "rule": "R47"}
WHY = "Nước lên báo động 3, dân phải biết ngay"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def charter():
    """One by which the board votes too."""
    return {**charter_data(), "vote": VOTE}


def post(board, page, by="truong-ban"):
    publish_urgently.publish_urgently(page, board.user(by), WHY)
    return NewsPage.objects.get(pk=page.pk)


def acts_on(page):
    return list(Decision.objects.filter(page=page).order_by("number").values_list("act", flat=True))


def test_r52_a_flood_warning_is_public_at_once_and_stays_when_another_confirms_it(board, client):
    page = post(board, board.news(body=body("Nước lên", image=an_image())))
    assert page.live
    assert page.cited_files.filter(is_released=True).exists()
    assert "Tin đăng khẩn" in client.get(page.url, headers={"host": board.hostname}).content.decode()
    affirm.affirm(page, board.user("pho-truc"), "Đã đối chiếu với đài thủy văn")
    confirmed = client.get(page.url, headers={"host": board.hostname}).content.decode()
    assert "đang kiểm tra lại" not in confirmed
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
        affirm.affirm(page, board.user("truong-ban"))
    with refuses("own-text"):
        affirm.affirm(page, board.user("pho-ban"))
    with refuses("may-not-confirm"):
        affirm.affirm(page, board.user("thu-ky"))
    affirm.affirm(page, board.user("pho-truc"))
    with refuses("not-waiting"):
        affirm.affirm(page, board.user("pho-truc"))


def test_the_steps_that_it_waited_at_are_set_aside(board):
    page = board.at_step("phe-duyet")
    page = post(board, page)
    assert page.live
    assert item_state.open_step(page) is None
    affirm.affirm(page, board.user("pho-truc"))
    page.lead = "Nước đang rút."
    page.save_revision(user=page.owner)
    submit.submit(page, page.owner)
    assert board.step(page).task.specific.key == "tham-dinh"


@pytest.mark.parametrize(
    ("seat", "values", "code"),
    [
        ("thu-ky", {}, "may-not-post-urgently"),
        ("pho-truc", {}, "may-not-post-urgently"),
        ("truong-ban", {"body": body("TUYỆT MẬT")}, "secrecy-mark"),
    ],
)
def test_it_is_refused_with_a_reason(board, seat, values, code):
    page = board.news(**values)
    with refuses(code):
        post(board, page, seat)
    assert acts_on(page) == []


def test_what_has_a_moment_of_posting_is_not_posted_before_it(board):
    page = names_moment(board.news(), timezone.now() + DAY)
    with refuses("appointed"):
        post(board, page)
    approved = board.at_step("dang-tai", title="Đã duyệt")
    appoint.appoint(board.step(approved), board.user("thu-ky"), timezone.now() + DAY, "Sau lễ khởi công")
    with refuses("appointed"):
        post(board, approved)


def test_what_is_confirmed_at_any_level_is_confirmed_for_posting_at_once():
    data = charter_data()
    data["urgent"]["content"] = ["news", "document"]
    data["checklist"] = [
        {
            "key": "ban-ky",
            "text": "Đúng bản ký",
            "content": ["document"],
            "at": ["review"],
            "needs_file": True,
            "rule": "R81",
        }
    ]
    board = load_board(data=data)
    with refuses("without-file"):
        post(board, board.document())
    page = board.document(title="Có tệp", files=1)
    with refuses("checklist"):
        post(board, page)
    publish_urgently.publish_urgently(page, board.user("truong-ban"), "Lũ về", ["ban-ky"])
    assert list(breaches()) == []


def test_what_is_incomplete_is_not_posted(board):
    page = board.news()
    page.is_own = False
    page.save_revision(user=page.owner, clean=False)
    with refuses("incomplete"):
        post(board, page)


def test_no_reason_no_posting(board):
    with refuses("reason-needed"):
        publish_urgently.publish_urgently(board.news(), board.user("truong-ban"), "  ")


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


def deed_of_the_chief(board, receiver="thanh-vien", acts=("urgent",), **values):
    deed = delegate.Deed(
        giver=board.member("truong-ban"),
        receiver=board.member(receiver),
        acts=list(acts),
        starts_at=timezone.now() - DAY,
        ends_at=timezone.now() + DAY,
        document_number="12/GUQ-BBT",
        document_date=timezone.localdate() - DAY,
        **values,
    )
    return delegate.write_deed(deed, board.user("truong-ban"))


def test_only_a_deed_that_names_it_lends_it_in_its_fields_only(board):
    culture = board.board.fields.get(key="van-hoa")
    deed_of_the_chief(board, "pho-ban", ["approve"])
    with refuses("may-not-post-urgently"):
        post(board, board.news(field=culture), "pho-ban")
    deed_of_the_chief(board, fields=[culture])
    with refuses("may-not-post-urgently"):
        post(board, board.news(), "thanh-vien")
    page = post(board, board.news(field=culture), "thanh-vien")
    assert "thừa ủy quyền" in Decision.objects.get(page=page).capacity
    with refuses("own-posting"):
        affirm.affirm(page, board.user("truong-ban"))
    assert list(breaches()) == []


def test_r59_a_sensitive_item_takes_a_deed_that_names_those_too(board):
    page = board.at_step("tham-dinh")
    flag.flag(board.step(page), board.user("thanh-vien"), "Dư luận quan tâm")
    deed_of_the_chief(board, "pho-truc")
    with refuses("may-not-post-urgently"):
        post(board, page, "pho-truc")
    deed_of_the_chief(board, "pho-ban", includes_sensitive=True)
    assert post(board, page, "pho-ban").live


# What the board, or one of its people, has said no to, or is being asked.


def test_these_very_words_are_not_posted_once_they_were_returned(board):
    page = board.at_step("phe-duyet")
    board.returned(page, "pho-truc")
    with refuses("returned-text"):
        post(board, page)
    submit.submit(page, page.owner, reason="Số liệu đã đúng")
    with refuses("returned-text"):
        post(board, page)
    assert acts_on(page) == [Act.SUBMIT, Act.REVIEW, Act.RETURN, Act.SUBMIT]


def test_after_a_return_it_is_submitted_anew_first(board):
    page = board.at_step("tham-dinh")
    board.returned(page)
    page = page.get_latest_revision_as_object()
    page.lead = "Số liệu đã sửa."
    page.save_revision(user=page.owner)
    with refuses("returned"):
        post(board, page)
    submit.submit(page, page.owner)
    assert post(board, page).live


def test_a_return_that_was_disowned_is_none(board):
    page = board.at_step("tham-dinh")
    since = timezone.now() - datetime.timedelta(minutes=1)
    board.returned(page)
    incident = lock_account(board.user("thanh-vien"), since, "Máy lạ", board.user("truong-ban"))[0]
    doubted = incident.doubted.get(decision__act=Act.RETURN)
    settle.answer(doubted, board.user("truong-ban"), is_upheld=False, reason="Không phải người đó trả lại")
    assert post(board, page).live


def put_to_the_vote(page, board):
    ends = timezone.now() + 3 * DAY
    return call.call(board.step(page), board.user("truong-ban"), "Chưa thống nhất về số liệu.", ends)


def closed(vote, choice, board):
    """At its hour, by these ballots of everybody but the chief."""
    for elector in vote.electors.exclude(member__role="truong-ban").filter(has_vote=True):
        cast.cast(vote, elector.member.user, elector.pk, choice, "Số liệu chưa đúng")
    with time_machine.travel(timezone.now() + 4 * DAY):
        close.close_at_end(vote)


def test_nothing_is_posted_beside_a_vote(board):
    page = board.at_step("phe-duyet")
    vote = put_to_the_vote(page, board)
    with refuses("voting"):
        post(board, page)
    vote.refresh_from_db()
    assert vote.closed_at is None


def test_what_the_board_voted_down_waits_for_a_vote_that_passes_it(board):
    page = board.at_step("phe-duyet")
    closed(put_to_the_vote(page, board), "no", board)
    page = page.get_latest_revision_as_object()
    page.lead = "Số liệu đã sửa."
    page.save_revision(user=page.owner)
    for _again in range(2):
        with refuses("voted-down"):
            post(board, page)
        if item_state.open_step(page) is None:
            submit.submit(page, page.owner)
            board.pass_on(page, "thanh-vien")
    closed(put_to_the_vote(page, board), "yes", board)
    assert post(board, page).live


def test_a_vote_against_that_only_advises_is_one_too(board):
    page = board.at_step("nhay-cam")
    closed(put_to_the_vote(page, board), "no", board)
    with refuses("voted-down"):
        post(board, page)


def test_a_copy_of_what_was_returned_is_no_way_round_it(board, client_of):
    page = board.news(by="bien-tap-vien")
    board.submitted(page)
    board.returned(page)
    sent = {"new_title": page.title, "new_slug": "ban-sao", "new_parent_page": page.get_parent().pk}
    client_of("bien-tap-vien").post(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent)
    twin = NewsPage.objects.get(slug="ban-sao")
    with refuses("returned-text"):
        post(board, twin)
    submit.submit(twin, board.user("bien-tap-vien"))
    with refuses("returned-text"):
        post(board, twin)


def test_a_vote_that_stands_otherwise_than_the_ledger_says_holds_nothing_up(board):
    page = board.at_step("phe-duyet")
    vote = put_to_the_vote(page, board)
    Consultation.objects.filter(pk=vote.pk).update(ends_at=timezone.now() + 300 * DAY)
    assert post(board, page).live


# Until somebody has confirmed it.


@pytest.mark.parametrize("seat", ["truong-ban", "pho-truc", "pho-ban", "thanh-vien", "thu-ky"])
def test_until_it_is_confirmed_whoever_posted_may_confirm_or_decides_takes_it_down(board, client_of, client, seat):
    page = post(board, board.news("Cảnh báo lũ"))
    url = reverse("review_act", args=[page.pk])
    file = client_of(seat).get(reverse("review_file", args=[page.pk])).content.decode()
    assert "Không xác nhận – gỡ bản đăng khẩn khỏi cổng ngay" in file
    client_of(seat).post(url, {"act": "withdraw", "reason": "Nhầm trạm đo"})
    assert not NewsPage.objects.get(pk=page.pk).live
    assert acts_on(page) == [Act.URGENT, Act.WITHDRAW]
    gone = client.get(board.address(page), headers={"host": board.hostname}).content.decode()
    assert "Tin đăng khẩn, gỡ khi chưa có người thứ hai xác nhận. Nhầm trạm đo" in gone
    told = {
        address for email in Email.objects.filter(subject__startswith="Đã gỡ bản đăng khẩn") for address in email.to
    }
    assert {board.user(each).email for each in ("truong-ban", "pho-truc", "thanh-vien", "thu-ky")} <= told
    assert list(breaches()) == []


def test_a_contributor_does_not_take_it_down_and_afterwards_nobody_but_who_always_may(board):
    page = post(board, board.news())
    with refuses("may-not-withdraw"):
        withdraw.withdraw(page, board.user("cong-tac-vien"), "Nhầm")
    affirm.affirm(page, board.user("pho-truc"))
    with refuses("may-not-withdraw"):
        withdraw.withdraw(page, board.user("pho-truc"), "Nhầm")
    withdraw.withdraw(page, board.user("truong-ban"), "Nhầm trạm đo")
    assert "khẩn" not in Decision.objects.latest("number").comment


def test_who_posted_it_under_a_deed_takes_it_down_too(board):
    deed_of_the_chief(board, "bien-tap-vien")
    page = post(board, board.news(by="cong-tac-vien"), "bien-tap-vien")
    withdraw.withdraw(page, board.user("bien-tap-vien"), "Nhầm trạm đo")
    assert acts_on(page) == [Act.URGENT, Act.WITHDRAW]


def test_who_may_approve_in_the_chiefs_stead_takes_it_down_and_is_told(board):
    deed_of_the_chief(board, "bien-tap-vien", ["approve"])
    page = post(board, board.news("Cảnh báo lũ", by="cong-tac-vien"))
    told = {address for email in Email.objects.filter(subject__contains="Cảnh báo lũ") for address in email.to}
    assert board.user("bien-tap-vien").email in told
    withdraw.withdraw(page, board.user("bien-tap-vien"), "Nhầm trạm đo")
    assert "thừa ủy quyền" in Decision.objects.latest("number").capacity
    assert list(breaches()) == []


def test_what_came_down_and_went_the_whole_way_is_told_as_any_other(board, client):
    page = post(board, board.news())
    withdraw.withdraw(page, board.user("pho-truc"), "Nhầm trạm đo")
    page = board.published(NewsPage.objects.get(pk=page.pk))
    assert "Tin đăng khẩn" not in client.get(board.address(page), headers={"host": board.hostname}).content.decode()


def test_citizens_read_that_it_was_posted_so_and_confirmed_until_a_version_goes_the_whole_way(board, client):
    page = post(board, board.news("Cảnh báo lũ"))
    affirm.affirm(page, board.user("pho-truc"))
    shown = client.get(board.address(page), headers={"host": board.hostname}).content.decode()
    assert "Ban biên tập đã xác nhận" in shown
    page = NewsPage.objects.get(pk=page.pk)
    page.lead = "Nước đang rút."
    page.save_revision(user=page.owner)
    page = board.published(page)
    assert "Tin đăng khẩn" not in client.get(board.address(page), headers={"host": board.hostname}).content.decode()


@pytest.mark.parametrize("by_vote", [False, True])
def test_each_row_of_the_ledger_that_goes_around_the_board_is_named(board, by_vote):
    page = board.at_step("phe-duyet")
    revision, digest = page.get_latest_revision(), board.step(page).digest
    if by_vote:
        closed(put_to_the_vote(page, board), "no", board)
        page = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        page.lead = "Số liệu đã sửa."
        revision = page.save_revision(user=board.user("thanh-vien"))
        submit.submit(page, board.user("thanh-vien"))
        assert acts_on(page)[-1] == Act.SKIP
        digest = board.step(page).digest
    else:
        board.returned(page, "pho-truc")
    actor = ledger.Actor.of(board.member("truong-ban"))
    ledger.write(board.board, Act.URGENT, actor, comment=WHY, **ledger.about(page, revision, digest))
    assert any("đăng khẩn điều đã bị trả lại" in breach for breach in breaches())


@pytest.mark.parametrize("change", ["delete", "stop"])
def test_a_posting_without_its_running_clock_is_named(board, change):
    page = post(board, board.news())
    rows = ItemClock.objects.filter(page=page, starts="urgent")
    rows.delete() if change == "delete" else rows.update(stopped_at=timezone.now())
    assert any("đồng hồ" in breach for breach in breaches())


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
    file = client_of("pho-truc").get(reverse("review_file", args=[page.pk])).content.decode()
    assert WHY in file
    assert "Xác nhận bản đăng khẩn" in file
    response = client_of("pho-truc").post(
        reverse("review_act", args=[page.pk]), {"act": "affirm", "reason": ""}, follow=True
    )
    assert "Đã xác nhận" in response.content.decode()
    assert "chờ người thứ hai" not in client_of("thu-ky").get(reverse("wagtailadmin_home")).content.decode()


def test_the_one_who_posts_does_it_from_the_review_file(board, client_of):
    page = board.news("Cảnh báo lũ")
    url = reverse("review_file", args=[page.pk])
    assert "Đăng khẩn" not in client_of("thu-ky").get(url).content.decode()
    assert "Đăng khẩn" not in client_of("pho-truc").get(url).content.decode()
    assert "Đăng khẩn" in client_of("truong-ban").get(url).content.decode()
    client_of("truong-ban").post(reverse("review_act", args=[page.pk]), {"act": "urgent", "reason": WHY})
    assert NewsPage.objects.get(pk=page.pk).live


def test_those_who_confirm_are_reminded_before_it_comes_down(board):
    page = post(board, board.news("Cảnh báo lũ"))
    Email.objects.all().delete()
    with time_machine.travel(timezone.now() + DAY - datetime.timedelta(hours=1)):
        call_command("run_worker", once=True)
    told = {address for email in Email.objects.filter(message__contains="Cảnh báo lũ") for address in email.to}
    assert board.user("pho-truc").email in told
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
    affirm.affirm(page, board.user("pho-truc"), "Đã đối chiếu")
    with time_machine.travel(timezone.now() + 2 * DAY), refuses("not-lapsed"):
        lapse.lapse(running)
