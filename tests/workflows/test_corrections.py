"""What is wrong in public is corrected, or taken down, in the open, by the chain's word; and the register tells of both (R121, R122)."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from news.models import NewsPage
from tests.board import body, refuses
from tests.portal.test_public_pages import queries
from workflows.ledger import ledger
from workflows.models import Decision, WithdrawalNotice
from workflows.rules.act import Act
from workflows.services.chain import appoint, propose_withdrawal, submit
from workflows.services.chain.publish import publish
from workflows.services.chain.withdraw import page_at, withdraw
from workflows.verification.afterwards import breaches as breaches_afterwards
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
NOTE = "Số hộ được hỗ trợ là 216, không phải 261."


def edited(page, by, text="Đoạn đã sửa."):
    draft = page.get_latest_revision_as_object()
    draft.body = body(text)
    draft.save_revision(user=by)
    return NewsPage.objects.get(pk=page.pk)


def passed(board, page):
    """The run that is open goes to its end."""
    for seat in ("thanh-vien", "pho-truc", "thu-ky"):
        state = board.step(page)
        if state.kind == "publish":
            publish(state, board.user("thu-ky"))
            break
        board.pass_on(page, seat)
    return NewsPage.objects.get(pk=page.pk)


def corrected(board, page, note=NOTE, text="Đoạn đã sửa."):
    page = edited(page, page.owner, text)
    submit.submit(page, page.owner, change=submit.CORRECTION, note=note)
    return passed(board, page)


def test_r122_a_correction_tells_what_was_wrong_on_the_page_and_in_the_register(board, citizen):
    page = corrected(board, board.published())
    shown = citizen.get(page.url).content.decode()
    assert NOTE in shown
    assert "Đính chính ngày" in shown
    for address in ("/dinh-chinh/", "/rss/dinh-chinh.xml"):
        text = citizen.get(address).content.decode()
        assert NOTE in text
        assert page.title in text
    assert list(breaches()) == []


def test_r122_the_note_is_judged_with_the_text_and_shown_by_nobody_before_it_is_posted(board, citizen, client_of):
    page = edited(board.published(), board.user("cong-tac-vien"))
    submit.submit(page, page.owner, change=submit.CORRECTION, note=NOTE)
    assert board.step(page).judged.draft.correction_note == NOTE
    assert NOTE in client_of("thanh-vien").get(reverse("review_file", args=[page.pk])).content.decode()
    for address in (page.url, "/dinh-chinh/"):
        assert NOTE not in citizen.get(address).content.decode()


def test_an_update_shows_no_note_and_all_earlier_ones_stay_newest_first(board, citizen):
    page = corrected(board, board.published())
    page = edited(page, page.owner, "Đoạn cập nhật.")
    submit.submit(page, page.owner, change=submit.UPDATE)
    page = passed(board, page)
    assert citizen.get(page.url).content.decode().count("Đính chính ngày") == 1
    page = corrected(board, page, "Tên cầu là Bình Ca.", "Đoạn ba.")
    text = citizen.get(page.url).content.decode()
    assert text.index("Tên cầu là Bình Ca.") < text.index(NOTE)
    assert list(breaches()) == []


def test_a_note_that_was_told_already_is_not_told_again_with_the_next_version(board):
    page = corrected(board, board.published())
    page = edited(page, page.owner, "Đoạn cập nhật.")
    submit.submit(page, page.owner)
    passed(board, page)
    assert Decision.objects.filter(act=Act.CORRECT).count() == 1


def test_a_correction_without_its_note_is_refused(board):
    page = edited(board.published(), board.user("cong-tac-vien"))
    with refuses("note-needed"):
        submit.submit(page, page.owner, change=submit.CORRECTION, note="  ")
    with refuses("note-too-long"):
        submit.submit(page, page.owner, change=submit.CORRECTION, note="x" * 1001)


def test_the_review_file_asks_what_a_new_version_of_something_public_is(board, client_of):
    page = edited(board.published(), board.user("cong-tac-vien"))
    client, address = client_of("cong-tac-vien"), reverse("review_act", args=[page.pk])
    assert "Bản này là" in client.get(reverse("review_file", args=[page.pk])).content.decode()
    refused = client.post(address, {"act": "submit", "change": "correction", "note": ""}).content.decode()
    assert "phải ghi lời đính chính" in refused
    client.post(address, {"act": "submit", "change": "correction", "note": NOTE})
    assert board.step(page).judged.draft.correction_note == NOTE


def test_a_correction_for_later_is_told_when_citizens_can_read_it(board, citizen):
    page = edited(board.published(), board.user("cong-tac-vien"))
    later = timezone.now() + datetime.timedelta(days=2)
    submit.submit(page, page.owner, change=submit.CORRECTION, note=NOTE)
    board.pass_on(page, "thanh-vien")
    board.pass_on(page, "pho-truc")
    appoint.appoint(board.step(page), board.user("thu-ky"), later, "Cùng lúc với bài mới")
    assert NOTE not in citizen.get("/dinh-chinh/").content.decode()
    with time_machine.travel(later + datetime.timedelta(minutes=1)):
        call_command("run_worker", once=True)
        assert NOTE in citizen.get("/dinh-chinh/").content.decode()
        assert list(breaches()) == []


def test_a_correction_that_nobody_approved_is_reported(board):
    page = corrected(board, board.published())
    row = Decision.objects.get(act=Act.CORRECT)
    assert list(breaches_afterwards(board.board)) == []
    ledger.write(
        board.board, Act.CORRECT, ledger.Actor(), page_id=page.pk, revision_id=row.revision_id, title="x", digest="y"
    )
    assert any("không phải lời đính chính đã duyệt" in breach for breach in breaches_afterwards(board.board))


def test_a_correction_in_other_words_than_the_approved_ones_is_reported(board):
    corrected(board, board.published())
    row = Decision.objects.get(act=Act.CORRECT)
    said = {"revision_id": row.revision_id, "digest": row.digest, "title": row.title, "comment": "Số hộ là 999."}
    ledger.write(board.board, Act.CORRECT, ledger.Actor(), page_id=row.page_id, **said)
    assert any("không phải lời đính chính đã duyệt" in breach for breach in breaches_afterwards(board.board))


@pytest.mark.once
def test_the_register_takes_no_more_queries_with_more_rows(board, citizen):
    corrected(board, board.published())
    few = {address: queries(citizen, address) for address in ("/dinh-chinh/", "/rss/dinh-chinh.xml")}
    for number in range(3):
        corrected(board, board.published(title=f"Tin {number}"))
    assert {address: queries(citizen, address) for address in few} == few


def test_r121_the_address_of_a_withdrawn_page_tells_when_why_who_and_what_to_read_instead(board, citizen):
    other, page = board.published(title="Tin thay thế"), board.published(title="Tin sai")
    withdraw(page, board.user("truong-ban"), "Số liệu nhầm năm", page_at(page, other.url))
    answer = citizen.get(page.url)
    text = answer.content.decode()
    assert answer.status_code == 410
    for said in (
        "Tin sai",
        "Số liệu nhầm năm",
        str(board.board),
        board.address(other),
        timezone.localdate().strftime("%d/%m/%Y"),
    ):
        assert said in text
    assert 'content="noindex"' in text
    assert "Đoạn văn thứ nhất" not in text
    assert "Số liệu nhầm năm" in citizen.get("/dinh-chinh/").content.decode()
    assert list(breaches()) == []


def test_a_withdrawn_page_comes_back_only_through_the_chain(board, citizen):
    page = board.published()
    withdraw(page, board.user("truong-ban"), "Sai")
    page = NewsPage.objects.get(pk=page.pk)
    with refuses("not-certified"):
        page.get_latest_revision().publish()
    page = edited(page, page.owner)
    submit.submit(page, page.owner)
    page = passed(board, page)
    assert citizen.get(page.url).status_code == 200
    assert list(breaches()) == []


def test_a_draft_and_an_address_of_nothing_have_no_notice(board, citizen):
    assert citizen.get(board.news().url).status_code == 404
    assert citizen.get("/tin-tuc/khong-co/").status_code == 404


def test_the_replacement_is_a_public_page_of_the_same_site(board):
    page, draft = board.published(), board.news(title="Nháp")
    with refuses("no-replacement"):
        page_at(page, "/tin-tuc/khong-co/")
    with refuses("no-replacement"):
        withdraw(page, board.user("truong-ban"), "Sai", draft)
    with refuses("no-replacement"):
        withdraw(page, board.user("truong-ban"), "Sai", page)
    for elsewhere in ("https://khac.example.vn/tin-tuc/", "http://["):
        with refuses("no-replacement"):
            page_at(page, elsewhere)
    assert page_at(page, f"http://{board.hostname}/tin-tuc/") == page.get_parent()


def test_what_a_notice_says_is_written_once(board):
    page = board.published()
    withdraw(page, board.user("truong-ban"), "Sai")
    with pytest.raises(TypeError):
        WithdrawalNotice.objects.update(replacement=page)
    with refuses("has-history"):
        WithdrawalNotice.objects.get().delete()


def test_r123_a_member_proposes_a_withdrawal_and_the_chief_decides(board, client_of, citizen):
    page = board.published()
    client = client_of("thu-ky")
    client.post(reverse("review_act", args=[page.pk]), {"act": "propose", "reason": "Nhầm đơn vị"})
    assert citizen.get(page.url).status_code == 200
    desk = client_of("truong-ban").get("/admin/").content.decode()
    assert "Đề nghị gỡ, chờ bạn quyết định: 1" in desk
    assert "Nhầm đơn vị" in desk
    assert "chờ bạn quyết định: 1" not in client_of("pho-truc").get("/admin/").content.decode()
    client_of("truong-ban").post(reverse("review_act", args=[page.pk]), {"act": "withdraw", "reason": "Nhầm đơn vị"})
    assert citizen.get(page.url).status_code == 410
    assert "Đề nghị gỡ, chờ" not in client_of("truong-ban").get("/admin/").content.decode()


def test_a_proposal_is_declined_with_a_word(board):
    page = board.published()
    propose_withdrawal.propose(page, board.user("thanh-vien"), "Cũ rồi")
    with refuses("already-proposed"):
        propose_withdrawal.propose(page, board.user("thu-ky"), "Cũ rồi")
    with refuses("may-not-withdraw"):
        propose_withdrawal.decline(page, board.user("thanh-vien"), "Thôi")
    with refuses("reason-needed"):
        propose_withdrawal.decline(page, board.user("truong-ban"), " ")
    propose_withdrawal.decline(page, board.user("truong-ban"), "Còn đúng")
    with refuses("not-proposed"):
        propose_withdrawal.decline(page, board.user("truong-ban"), "Còn đúng")
    propose_withdrawal.propose(page, board.user("thu-ky"), "Lại sai")


def test_who_may_propose(board, django_user_model):
    page = board.published()
    with refuses("may-withdraw"):
        propose_withdrawal.propose(page, board.user("truong-ban"), "Sai")
    with refuses("not-a-member"):
        propose_withdrawal.propose(page, django_user_model.objects.create(username="x", is_superuser=True), "Sai")
    with refuses("not-live"):
        propose_withdrawal.propose(board.news(), board.user("thu-ky"), "Sai")


def test_what_harms_comes_down_at_once_while_its_new_version_is_judged(board, client_of, citizen):
    page = edited(board.published(), board.user("cong-tac-vien"))
    submit.submit(page, page.owner)
    client_of("truong-ban").post(reverse("review_act", args=[page.pk]), {"act": "withdraw", "reason": "Gây hại"})
    assert citizen.get(page.url).status_code == 410
    assert list(breaches()) == []


def test_a_note_that_will_be_told_after_a_withdrawal_is_shown_to_who_judges_it(board, client_of):
    page = board.published()
    draft = page.get_latest_revision_as_object()
    draft.correction_note = NOTE
    draft.save_revision(user=page.owner)
    withdraw(page, board.user("truong-ban"), "Số liệu nhầm")
    page = NewsPage.objects.get(pk=page.pk)
    board.submitted(page)
    file = client_of("thanh-vien").get(reverse("review_file", args=[page.pk])).content.decode()
    assert NOTE in file
    editor = client_of("cong-tac-vien").get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert NOTE in editor
