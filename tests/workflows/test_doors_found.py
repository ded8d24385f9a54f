"""Doors that a hostile reader found open, each shut and kept shut. See test_doors.py for those of stock Wagtail."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, Page, Revision, Site, WorkflowTask

from documents.models import DocumentFile, DocumentPage
from news.models import NewsIndexPage, NewsPage
from pages.models import PortalDocument, PortalImage
from tests.board import a_document, an_image, body, charter_data, names_moment, refuses
from tests.workflows.test_doors import edit_data, is_public, signed_in, technician
from workflows.charter.file import read
from workflows.models import Chain, Decision
from workflows.rules.act import Act
from workflows.services.board.compiler import load
from workflows.services.chain import decide, recall
from workflows.services.chain.publish import publish
from workflows.services.chain.submit import submit
from workflows.services.chain.withdraw import withdraw
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("act", ["", "banana", "delete", "skip", "approve"])
@pytest.mark.parametrize("step", ["right", "", "abc", "1.5", "9" * 30])
def test_an_unknown_act_decides_nothing(board, client_of, act, step):
    page = board.at_step("dang-tai")
    state = board.step(page)
    response = client_of("thu-ky").post(
        reverse("review_act", args=[page.pk]),
        {"act": act, "step": state.pk if step == "right" else step, "reason": "x\x00y"},
    )
    assert response.status_code == 200
    assert not is_public(page)
    assert board.step(page) == state


def changed_charter():
    data = charter_data()
    data["board"]["phone"] = "0200 111 111"
    return read(data, "x")


def test_reloading_a_charter_publishes_no_draft_of_a_section(board):
    section = board.index(NewsIndexPage)
    withdraw(section, board.user("truong-ban"), "Sắp xếp lại")
    load(changed_charter())
    section = NewsIndexPage.objects.get(pk=section.pk)
    section.introduction = "Chưa ai duyệt."
    section.save_revision(user=board.user("bien-tap-vien"))
    load(read({**charter_data()}, "x"))
    assert not is_public(section)
    assert list(breaches()) == []


def test_a_withdrawn_text_does_not_come_back_by_code(board):
    page = board.published()
    revision = page.live_revision
    withdraw(page, board.user("truong-ban"), "Sai số liệu")
    with refuses("not-certified"):
        Revision.objects.get(pk=revision.pk).publish()
    assert not is_public(page)


def test_a_superseded_text_does_not_come_back_by_code(board):
    page = board.published()
    old = page.live_revision
    page.lead = "Đã đính chính."
    page.save_revision(user=page.owner)
    page = board.published(NewsPage.objects.get(pk=page.pk))
    assert page.lead == "Đã đính chính."
    with refuses("not-certified"):
        Revision.objects.get(pk=old.pk).publish()


def test_a_superseded_text_is_not_saved_into_the_public_row(board):
    page = board.published()
    first, lead = page.live_revision_id, page.lead
    page.lead = "Tóm tắt đã sửa."
    page.save_revision(user=page.owner)
    page = board.published(page)
    page.live_revision_id, page.lead = first, lead
    with refuses("not-certified"):
        page.save()


def test_a_withdrawn_page_put_back_in_the_database_is_found(board):
    from django.db import connection

    page = board.published()
    revision = page.live_revision_id
    withdraw(page, board.user("truong-ban"), "Sai")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wagtailcore_page SET live = %s, live_revision_id = %s WHERE id = %s", [True, revision, page.pk]
        )
    assert any("đã bị gỡ xuống" in breach for breach in breaches())


def test_an_unchanged_text_may_go_through_the_chain_again_after_a_withdrawal(board):
    page = board.published()
    withdraw(page, board.user("truong-ban"), "Nhầm")
    page = NewsPage.objects.get(pk=page.pk)
    submit(page, page.owner)
    with refuses():
        board.step(page).workflow_state.finish()
    for seat in ("thanh-vien", "pho-truc"):
        board.pass_on(page, seat)
    publish(board.step(page), board.user("thu-ky"))
    assert is_public(page)
    assert list(breaches()) == []


def in_a_day(board, **values):
    return board.published(names_moment(board.news(**values), timezone.now() + datetime.timedelta(days=1)))


def test_an_approved_schedule_can_be_taken_back_and_then_does_not_go_out(board, time_machine):
    page = in_a_day(board)
    with refuses("scheduled"):
        page.save_revision(user=page.owner)
    with refuses("scheduled"):
        submit(page, page.owner)
    withdraw(page, board.user("truong-ban"), "Số liệu sai")
    time_machine.move_to(timezone.now() + datetime.timedelta(days=2))
    call_command("run_worker", "--once")
    assert not is_public(page)


def test_what_was_taken_back_before_its_moment_may_be_edited_again(board):
    page = in_a_day(board)
    withdraw(page, board.user("truong-ban"), "Số liệu sai")
    page = NewsPage.objects.get(pk=page.pk)
    page.lead = "Số liệu đúng."
    page.save_revision(user=page.owner)
    assert board.submitted(page).task.specific.key == "tham-dinh"


def test_the_author_of_a_text_brought_back_may_not_approve_it(board):
    page = board.published()
    for lead, seat in (("Phó ban viết.", "pho-truc"), ("Biên tập viên viết.", "bien-tap-vien")):
        page = NewsPage.objects.get(pk=page.pk)
        page.lead = lead
        page.save_revision(user=board.user(seat))
    by_deputy = page.revisions.get(user=board.user("pho-truc"))
    page = board.published(NewsPage.objects.get(pk=page.pk).as_of(page.get_latest_revision()))
    again = by_deputy.as_object()
    again.save_revision(user=board.user("bien-tap-vien"), previous_revision=by_deputy)
    page = NewsPage.objects.get(pk=page.pk)
    submit(page, board.user("bien-tap-vien"))
    board.pass_on(page, "thanh-vien")
    with refuses():
        board.pass_on(page, "pho-truc")


def test_the_author_of_a_withdrawn_text_may_not_approve_it_when_it_is_submitted_again(board):
    page = board.news()
    page.lead = "Phó ban viết."
    page.save_revision(user=board.user("pho-truc"))
    page = board.published(NewsPage.objects.get(pk=page.pk))
    withdraw(page, board.user("truong-ban"), "Nhầm")
    page = NewsPage.objects.get(pk=page.pk)
    submit(page, page.owner)
    board.pass_on(page, "thanh-vien")
    with refuses():
        board.pass_on(page, "pho-truc")
    board.pass_on(page, "pho-ban")


def test_who_uploaded_a_file_may_not_approve_it(board):
    document = a_document()
    PortalDocument.objects.filter(pk=document.pk).update(uploaded_by_user=board.user("pho-truc"))
    page = board.at_step("phe-duyet", body=body("Chữ", document=document))
    with refuses():
        board.pass_on(page, "pho-truc")
    board.pass_on(page, "pho-ban")


def test_one_schedule_that_fails_does_not_stop_the_worker(board, time_machine):
    first = in_a_day(board, title="Sẽ vướng")
    Page.objects.filter(pk=board.news(title="Chiếm chỗ").pk).update(slug="ten-moi")
    revision = first.revisions.get(approved_go_live_at__isnull=False)
    Page.objects.filter(pk=first.pk).update(slug="tam")
    Page.objects.filter(slug="ten-moi").update(slug=revision.content["slug"])
    second = in_a_day(board, title="Đi sau")
    time_machine.move_to(timezone.now() + datetime.timedelta(days=2))
    call_command("run_worker", "--once")
    assert not is_public(first)
    assert is_public(second)


def test_an_expired_page_leaves_with_its_files_and_a_row_in_the_ledger(board, citizen, time_machine):
    image = an_image()
    page = board.published(
        board.news(expire_at=timezone.now() + datetime.timedelta(days=1), body=body("Chữ", image=image))
    )
    assert citizen.get(image.file.url).status_code == 200
    time_machine.move_to(timezone.now() + datetime.timedelta(days=2))
    call_command("run_worker", "--once")
    assert not is_public(page)
    gone = citizen.get(board.address(page))
    assert gone.status_code == 410
    assert "thời hạn ấy đã hết" in gone.content.decode()
    assert citizen.get(image.file.url).status_code == 404
    assert Decision.objects.filter(page=page, act=Act.EXPIRE).exists()
    assert list(breaches()) == []


def test_what_expired_is_edited_again_with_another_end_or_none(board, client_of, citizen, time_machine):
    page = board.published(board.news(expire_at=timezone.now() + datetime.timedelta(days=1)))
    time_machine.move_to(timezone.now() + datetime.timedelta(days=2))
    call_command("run_worker", "--once")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    editor = client_of("cong-tac-vien")
    form = editor.get(address).context["form"]
    assert form["expire_at"].value() is None
    assert "Bản trước đã hết hạn hiển thị lúc" in form["expire_at"].help_text
    page.refresh_from_db()
    assert editor.post(address, edit_data(page, title="Lễ hội năm sau")).status_code == 302
    assert board.published(NewsPage.objects.get(pk=page.pk)).live
    assert "Lễ hội năm sau" in citizen.get(board.address(page)).content.decode()
    assert list(breaches()) == []


def test_an_expiry_that_was_not_approved_takes_nothing_down(board):
    page = board.published()
    page.expire_at = timezone.now() - datetime.timedelta(days=1)
    with refuses():
        page.unpublish(set_expired=True)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(days=1))
    call_command("run_worker", "--once")
    assert is_public(page)


def test_an_expiry_before_the_approved_moment_takes_nothing_down(board):
    page = board.published(board.news(expire_at=timezone.now() + datetime.timedelta(days=2)))
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(hours=1))
    call_command("run_worker", "--once")
    assert is_public(page)


def test_a_cited_file_is_neither_renamed_nor_cropped_anew(board):
    document, image = a_document(), an_image()
    board.published(board.news(body=body("Chữ", image=image, document=document)))
    document.title = "Tên chưa ai duyệt"
    with refuses("file-is-cited"):
        document.save()
    image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = 10
    with refuses("file-is-cited"):
        image.save()
    PortalDocument.objects.filter(pk=document.pk).update(title="Tên bị sửa")
    assert any("phu-luc" in breach for breach in breaches())


def test_a_site_is_not_repointed_or_deleted_by_hand(board, client, django_user_model, other_board):
    site = Site.objects.get(pk=board.board.site_id)
    site.root_page = other_board.board.root_page
    with refuses("site-is-charter"):
        site.save()
    with refuses():
        Site.objects.get(pk=board.board.site_id).delete()
    Site.objects.filter(pk=site.pk).update(root_page=other_board.board.root_page)
    assert any("trang gốc" in breach for breach in breaches())


def test_a_collection_is_not_made_private(board):
    with refuses("no-restrictions"):
        CollectionViewRestriction.objects.create(collection=board.board.collection, restriction_type="login")


def test_people_are_not_deleted_in_bulk(board, client, django_user_model):
    victim = board.user("pho-truc")
    url = reverse("wagtail_bulk_action", args=["auth", "user", "delete"]) + f"?id={victim.pk}"
    signed_in(client, technician(django_user_model)).post(url)
    assert django_user_model.objects.filter(pk=victim.pk).exists()


def test_who_lost_the_role_no_longer_decides(board):
    page, former = board.at_step("phe-duyet"), board.user("pho-truc")
    data = charter_data()
    next(member for member in data["member"] if member["key"] == "pho-truc")["role"] = "bien-tap-vien"
    data["member"].append({"key": "pho-truc-2", "role": "pho-truc", "title": "Phó mới", "rule": "R6"})
    load(read(data, "x"))
    with refuses("not-a-member"):
        decide.decide(board.step(page), former)
    board.pass_on(page, "pho-ban")


def test_files_of_drafts_are_for_people_of_the_same_board(board, client, other_board):
    image = an_image()
    PortalImage.objects.filter(pk=image.pk).update(collection=board.board.collection)
    board.submitted(board.news(body=body("Chữ", image=image)))
    addresses = (image.file.url, image.get_rendition("width-400").url)
    for user, status in ((board.user("thanh-vien"), 200), (other_board.user("truong-ban"), 404)):
        signed_in(client, user)
        assert [client.get(address, headers={"host": board.hostname}).status_code for address in addresses] == [
            status,
            status,
        ]


def test_a_draft_whose_file_was_deleted_still_opens(board, client_of):
    page = board.document(files=1)
    PortalDocument.objects.all().delete()
    client = client_of("cong-tac-vien")
    assert client.get(reverse("review_file", args=[page.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_rows_inside_a_live_page_are_those_that_were_certified(board):
    page = board.published(board.document(files=1))
    with refuses("not-certified"):
        DocumentFile.objects.create(page=page, document=a_document("khac.pdf"), title="Tệp chưa ai duyệt")
    file = page.files.get()
    file.title = "Tên khác"
    with refuses("not-certified"):
        file.save()
    with refuses("not-withdrawn"):
        DocumentFile.objects.get(pk=file.pk).delete()
    page = DocumentPage.objects.get(pk=page.pk)
    file = page.files.all()[0]
    file.title = "Tên mới"
    page.files.add(file)
    page.abstract = "Trích yếu mới"
    page.save_revision(user=page.owner)
    page = board.published(page)
    assert (page.abstract, page.files.get().title) == ("Trích yếu mới", "Tên mới")


def test_the_day_of_publication_is_not_changed(board):
    page = board.published()
    page.first_published_at = timezone.now() - datetime.timedelta(days=9000)
    with refuses("date-is-public"):
        page.save()


def test_a_step_is_not_added_to_a_chain(board):
    chain = Chain.objects.get(board=board.board, key="tin-bai")
    other = Chain.objects.get(board=board.board, key="van-ban").tasks.first()
    with refuses("chain-is-charter"):
        WorkflowTask.objects.create(workflow=chain.workflow_ptr, task=other, sort_order=9)


def test_an_alias_of_a_draft_is_refused(board):
    from wagtail.actions.create_alias import CreatePageAliasAction

    with refuses("no-aliases"):
        CreatePageAliasAction(board.news(), update_slug="song-sinh").execute(skip_permission_checks=True)


def test_a_mistyped_address_does_not_stop_the_chain(board):
    user = board.user("thanh-vien")
    get_user_model().objects.filter(pk=user.pk).update(email="khong phai dia chi")
    assert board.submitted(board.news()).task.specific.key == "tham-dinh"


@pytest.mark.parametrize(
    "address",
    [
        "/api/v2/pages/?type=news.NewsPage&event_date=abc", "/api/v2/pages/?offset=" + "9" * 40, "/api/v2/pages/?search=%22", "/api/v2/pages/?search_operator=x",
        "/api/v2/pages/?site=abc", "/api/v2/pages/find/?id=abc", "/tin-tuc/?nam=" + "9" * 3000, "/tep/original_images", "/tep/%00", "/tin-tuc/?chuyen-muc=%00", "/tim-kiem/?q=%00",
    ],
)  # fmt: skip
def test_odd_addresses_are_never_an_error_of_ours(board, client_of, citizen, address):
    an_image()
    for client in (citizen, client_of("thanh-vien")):
        assert client.get(address).status_code in (200, 400, 404), address


def test_a_row_of_the_ledger_is_not_replaced(board):
    from django.db import DatabaseError, connection, transaction

    row = Decision.objects.filter(board=board.board).first()
    columns = [field.column for field in Decision._meta.concrete_fields]
    insert = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    sql = f"{insert} INTO workflows_decision SELECT {', '.join(columns)} FROM workflows_decision WHERE id = %s"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [row.pk])


def test_a_recall_of_nothing_says_so(board, client_of):
    page = board.news()
    response = client_of("cong-tac-vien").post(reverse("review_act", args=[page.pk]), {"act": "recall", "reason": "x"})
    assert "không làm được ở tình trạng hiện nay" in response.content.decode()
    with refuses():
        recall.recall(board.submitted(page), board.user("pho-ban"), "x")


def test_system_checks_find_settings_that_would_open_the_chain(settings):
    from workflows.doors import checks

    assert (
        checks.every_page_is_reviewed(None)
        == checks.no_snippet_is_public_by_itself(None)
        == checks.finish_is_ours(None)
        == []
    )
    settings.WAGTAIL_FINISH_WORKFLOW_ACTION = "wagtail.workflows.publish_workflow_state"
    assert [error.id for error in checks.finish_is_ours(None)] == ["workflows.E003"]
    settings.PORTAL_DEMO_MODE = True
    assert [error.id for error in checks.demo_is_not_served(None)] == ["workflows.E004"]
