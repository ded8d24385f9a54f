"""Every door that stock Wagtail leaves open, tried by the people who would find it. One test per door."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import (
    Page,
    PageLogEntry,
    PageViewRestriction,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from news.models import NewsIndexPage, NewsPage
from pages.models import PortalImage
from tests.board import a_document, an_image, body, names_moment, refuses, reseat
from workflows.models import Chain, Decision, StepState
from workflows.services.chain import recall
from workflows.services.chain.withdraw import withdraw

pytestmark = pytest.mark.django_db


def is_public(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def technician(django_user_model):
    return django_user_model.objects.create(username="quan-tri", is_superuser=True, is_staff=True)


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def edit_data(page: Page, **more: str) -> dict[str, str]:
    """What the editor's form posts for a news item, unchanged but for `more`."""
    from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "lead": page.lead,
            "body": streamfield([("text", rich_text("<p>Đoạn văn thứ nhất.</p>"))]),
            "section": str(page.section_id),
            "field": str(page.field_id),
            "author": page.author,
            "is_own": "on",
            "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""},
            **more,
        }
    )


# -- publishing past the chain


def test_publishing_from_code_is_refused(board):
    page = board.news()
    with refuses() as refused:
        page.get_latest_revision().publish()
    assert refused.value.refusal.code == "not-certified"
    assert not is_public(page)


def test_publishing_from_code_as_technician_without_checks_is_refused(board, django_user_model):
    page = board.at_step("phe-duyet")
    with refuses():
        page.get_latest_revision().publish(user=technician(django_user_model), skip_permission_checks=True)
    assert not is_public(page)


@pytest.mark.parametrize("who", ["truong-ban", "technician"])
def test_publish_button_of_the_editor_publishes_nothing(board, client, django_user_model, who):
    page = board.news()
    user = technician(django_user_model) if who == "technician" else board.user(who)
    response = signed_in(client, user).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), edit_data(page, **{"action-publish": "1"})
    )
    assert response.status_code in (200, 302, 403)
    assert not is_public(page)


def test_create_and_publish_in_one_go_publishes_nothing(board, client, django_user_model):
    page = board.news()
    parent = board.index(NewsIndexPage)
    data = edit_data(page, title="Tin chưa ai duyệt", slug="tin-chua-ai-duyet", **{"action-publish": "1"})
    signed_in(client, technician(django_user_model)).post(
        reverse("wagtailadmin_pages:add", args=["news", "newspage", parent.pk]), data
    )
    created = Page.objects.filter(slug="tin-chua-ai-duyet").first()
    assert created is None or not created.live


def test_bulk_publish_publishes_nothing(board, client, django_user_model):
    page = board.at_step("phe-duyet")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    signed_in(client, technician(django_user_model)).post(url)
    assert not is_public(page)
    assert board.step(page).task.specific.key == "phe-duyet"


def test_saving_a_row_as_live_is_refused(board):
    page = board.news()
    page.live = True
    with refuses():
        page.save()
    base = Page.objects.get(pk=page.pk)
    base.live = True
    with refuses():
        base.save()
    assert not is_public(page)


def test_changing_a_published_row_from_code_is_refused(board):
    page = board.published()
    page.lead = "Câu chưa ai đọc."
    with refuses():
        page.save()
    base = Page.objects.get(pk=page.pk)
    base.title = "Tên chưa ai đọc"
    with refuses():
        base.save()
    assert NewsPage.objects.get(pk=page.pk).lead == "Tóm tắt tin."


def test_adding_a_live_page_under_a_section_is_refused(board):
    model = board.news()
    page = NewsPage(
        title="Thẳng",
        slug="thang-ra-ngoai",
        lead="x",
        author="x",
        field=model.field,
        section=model.section,
        body=body("x"),
    )
    with refuses():
        board.index(NewsIndexPage).add_child(instance=page)
    assert not NewsPage.objects.filter(live=True, slug="thang-ra-ngoai").exists()


def test_a_later_draft_never_goes_out_instead_of_the_approved_one(board):
    page = board.at_step("dang-tai")
    approved = board.step(page).revision_id
    with refuses() as refused:
        page.save_revision(user=board.user("bien-tap-vien"))
    assert refused.value.refusal.code == "frozen"
    from workflows.services.chain.publish import publish

    publish(board.step(page), board.user("thu-ky"))
    assert Page.objects.get(pk=page.pk).live_revision_id == approved


def test_the_editor_refuses_to_save_while_the_text_is_judged(board, client, django_user_model):
    page = board.at_step("phe-duyet")
    before = page.revisions.count()
    for user in (board.user("cong-tac-vien"), board.user("pho-truc"), technician(django_user_model)):
        signed_in(client, user).post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), edit_data(page, lead="Câu lén thay.")
        )
    assert page.revisions.count() == before


def test_autosave_does_not_overwrite_a_decided_revision(board):
    page = board.at_step("phe-duyet")
    decided = board.step(page).revision
    board.returned(page, "pho-truc")
    page = NewsPage.objects.get(pk=page.pk)
    page.lead = "Câu đã sửa."
    saved = page.save_revision(user=decided.user, overwrite_revision=decided)
    assert saved.pk != decided.pk


def test_a_revision_rewritten_in_the_database_is_not_published(board):
    from wagtail.models import Revision

    from workflows.services.chain.publish import publish

    page = board.at_step("dang-tai")
    state = board.step(page)
    content = {**state.revision.content, "lead": "Câu bị thay trong cơ sở dữ liệu."}
    Revision.objects.filter(pk=state.revision_id).update(content=content)
    with refuses() as refused:
        publish(board.step(page), board.user("thu-ky"))
    assert refused.value.refusal.code == "text-changed"
    assert not is_public(page)


# -- deciding past the rules


def test_a_reviewer_cannot_rewrite_and_approve_in_one_post(board, client):
    page = board.at_step("phe-duyet")
    data = edit_data(
        page, lead="Câu chưa ai đọc.", **{"action-workflow-action": "1", "workflow-action-name": "approve"}
    )
    before = page.revisions.count()
    signed_in(client, board.user("pho-truc")).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert page.revisions.count() == before
    assert board.step(page).task.specific.key == "phe-duyet"


def test_task_on_action_called_by_code_asks_the_gate(board):
    page = board.at_step("phe-duyet")
    state = board.step(page)
    with refuses() as refused:
        state.task.specific.on_action(state, board.user("cong-tac-vien"), "approve")
    assert refused.value.refusal.code == "not-yours"


def test_task_state_approve_called_by_code_is_refused(board):
    page = board.at_step("phe-duyet")
    state = board.step(page)
    for held in (state, TaskState.objects.get(pk=state.pk)):
        with refuses() as refused:
            held.approve(user=board.user("pho-truc"))
        assert refused.value.refusal.code == "no-decision"


def test_finishing_a_run_by_code_publishes_nothing(board):
    page = board.at_step("phe-duyet")
    run = board.step(page).workflow_state
    with refuses():
        run.finish(user=board.user("truong-ban"))
    assert not is_public(page)


def test_an_author_of_an_earlier_revision_may_not_approve(board):
    page = board.news(by="cong-tac-vien")
    page.lead = "Phó ban sửa một câu."
    page.save_revision(user=board.user("pho-truc"))
    page.lead = "Cộng tác viên sửa dấu phẩy."
    page.save_revision(user=page.owner)
    board.submitted(page)
    board.pass_on(page, "thanh-vien")
    with refuses() as refused:
        board.pass_on(page, "pho-truc")
    assert refused.value.refusal.code in ("own-text", "not-yours")
    board.pass_on(page, "pho-ban")


def test_nobody_holds_two_levels_of_one_run(board):

    person = board.user("thanh-vien")
    reseat(board.member("pho-ban"), person, "Quyết định thử")
    page = board.at_step("phe-duyet")
    with refuses("not-yours"):
        board.pass_on(page, "pho-ban")
    board.step(page).entitled.add(
        board.member("pho-ban")
    )  # as in a step that began before this was asked at its beginning
    with refuses("two-levels"):
        board.pass_on(page, "pho-ban")


def test_the_technician_decides_nothing(board, django_user_model):
    page = board.at_step("phe-duyet")
    state = board.step(page)
    with refuses() as refused:
        state.task.specific.on_action(state, technician(django_user_model), "approve")
    assert refused.value.refusal.code == "not-a-member"


def test_second_approval_of_the_same_step_says_who_did_it(board):
    page = board.at_step("phe-duyet")
    state = board.step(page)
    board.pass_on(page, "pho-truc")
    from workflows.services.chain.decide import decide

    with refuses() as refused:
        decide(state, board.user("pho-ban"))
    assert refused.value.refusal.code == "already-done"
    assert "pho-truc" in refused.value.refusal.sentence


def test_second_post_of_an_approval_is_an_answer_and_not_an_error(board, client_of):
    page = board.at_step("phe-duyet")
    state, client = board.step(page), client_of("pho-truc")
    for _press in range(2):
        response = client.post(reverse("review_act", args=[page.pk]), {"act": "approve", "step": state.pk})
        assert response.status_code in (200, 302)
    assert Decision.objects.filter(run=state.workflow_state_id, step=state.task_id).count() == 1


def test_returning_without_a_reason_is_refused_and_keeps_what_was_typed(board, client_of):
    page = board.at_step("phe-duyet")
    state = board.step(page)
    response = client_of("pho-truc").post(
        reverse("review_act", args=[page.pk]), {"act": "return", "step": state.pk, "reason": "   "}
    )
    assert "Hãy viết lý do trả lại" in response.content.decode()
    assert board.step(page) == state


def test_a_secret_document_is_never_submitted(board):
    page = board.document(secrecy="mat")
    with refuses() as refused:
        board.submitted(page)
    assert refused.value.refusal.code == "secret"


def test_news_from_elsewhere_without_its_source_is_not_submitted(board):
    page = board.news()
    page.is_own = False
    page.save_revision(user=page.owner, clean=False)
    with refuses() as refused:
        board.submitted(page)
    assert refused.value.refusal.code == "incomplete"
    assert "nguồn" in refused.value.refusal.sentence


# -- tampering with the chain itself


def test_disabling_a_task_is_refused(board, client, django_user_model):
    page = board.at_step("phe-duyet")
    task = board.step(page).task
    with refuses():
        Task.objects.get(pk=task.pk).deactivate()
    signed_in(client, technician(django_user_model)).post(
        reverse("wagtailadmin_workflows:disable_task", args=[task.pk])
    )
    assert Task.objects.get(pk=task.pk).active
    assert board.step(page).task_id == task.pk


def test_removing_a_task_from_a_workflow_is_refused(board):
    page = board.at_step("phe-duyet")
    run = board.step(page).workflow_state
    link = WorkflowTask.objects.filter(workflow=run.workflow).last()
    with refuses():
        link.delete()
    assert WorkflowTask.objects.filter(workflow=run.workflow).count() == 4


def test_deactivating_the_workflow_is_refused(board):
    page = board.at_step("phe-duyet")
    run = board.step(page).workflow_state
    with refuses():
        Workflow.objects.get(pk=run.workflow_id).deactivate()
    assert board.step(page).task.specific.key == "phe-duyet"


def test_deleting_the_reviewers_group_leaves_the_review_where_it_is(board):
    from django.contrib.auth.models import Group

    page = board.at_step("phe-duyet")
    Group.objects.filter(name__endswith="pho-truc").delete()
    board.pass_on(page, "pho-truc")
    assert board.step(page).task.specific.key == "dang-tai"


def test_cancelling_a_review_without_a_reason_is_refused(board, client):
    page = board.at_step("phe-duyet")
    run = board.step(page).workflow_state
    with refuses():
        run.cancel(user=page.owner)
    data = edit_data(page, **{"action-cancel-workflow": "1"})
    signed_in(client, page.owner).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert WorkflowState.objects.get(pk=run.pk).status == WorkflowState.STATUS_IN_PROGRESS
    recall.recall(board.step(page), page.owner, "Nhầm số liệu")
    assert WorkflowState.objects.get(pk=run.pk).status == WorkflowState.STATUS_CANCELLED


def test_a_run_is_not_ended_by_saving_it(board):
    page = board.at_step("phe-duyet")
    run = WorkflowState.objects.get(pk=board.step(page).workflow_state_id)
    run.status = WorkflowState.STATUS_CANCELLED
    with refuses("no-decision"):
        run.save()
    assert board.step(page).task.specific.key == "phe-duyet"


def test_a_returned_item_starts_again_at_the_first_step(board):
    page = board.at_step("phe-duyet")
    board.returned(page, "pho-truc")
    page = NewsPage.objects.get(pk=page.pk)
    page.lead = "Đã sửa."
    page.save_revision(user=page.owner)
    assert board.submitted(page).task.specific.key == "tham-dinh"


# -- copies, aliases, moves, deletions, restrictions


def test_a_copy_of_a_published_page_is_a_draft(board):
    page = board.published()
    copied = page.copy(update_attrs={"slug": "ban-sao"}, keep_live=True)
    assert not is_public(copied)
    with refuses():
        CopyPageAction(page, update_attrs={"slug": "ban-sao-hai"}, keep_live=True, copy_revisions=False).execute(
            skip_permission_checks=True
        )


def test_an_alias_of_a_published_page_is_refused(board):
    page = board.published()
    with refuses():
        CreatePageAliasAction(page, update_slug="song-sinh").execute(skip_permission_checks=True)


def test_moving_a_public_page_is_refused(board):
    page = board.published()
    before = Page.objects.get(pk=page.pk).url_path
    with refuses():
        page.move(board.board.root_page, pos="last-child")
    assert Page.objects.get(pk=page.pk).url_path == before


def test_deleting_what_was_ever_submitted_is_refused(board, client, django_user_model):
    page = board.at_step("phe-duyet")
    for doomed in (page, board.published(title="Tin khác")):
        with refuses():
            doomed.delete()
        signed_in(client, board.user("truong-ban"))
        client.post(reverse("wagtailadmin_pages:delete", args=[doomed.pk]))
        assert Page.objects.filter(pk=doomed.pk).exists()


def test_deleting_the_whole_site_is_refused(board):
    board.published()
    with refuses():
        Page.objects.get(pk=board.board.root_page_id).specific.delete()


def test_a_draft_that_nobody_decided_on_may_be_deleted(board):
    page = board.news()
    page.delete()
    assert not Page.objects.filter(pk=page.pk).exists()


def test_unpublishing_without_a_decision_is_refused(board, client, django_user_model):
    page = board.published()
    with refuses():
        page.unpublish()
    signed_in(client, technician(django_user_model)).post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert is_public(page)
    withdraw(page, board.user("truong-ban"), "Sai số liệu")
    assert not is_public(page)


def test_withdrawing_is_for_whom_the_charter_names_and_needs_a_reason(board):
    page = board.published()
    for seat, reason, code in (("pho-ban", "Sai", "may-not-withdraw"), ("truong-ban", " ", "reason-needed")):
        with refuses() as refused:
            withdraw(page, board.user(seat), reason)
        assert refused.value.refusal.code == code
    assert is_public(page)


def test_a_withdrawn_page_does_not_come_back_by_saving(board):
    page = board.published()
    withdraw(page, board.user("truong-ban"), "Sai số liệu")
    page = NewsPage.objects.get(pk=page.pk)
    assert page.live_revision_id is None
    with refuses():
        page.live = True
        page.save()


def test_privacy_settings_are_refused(board, client, django_user_model):
    page = board.published()
    with refuses():
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    signed_in(client, technician(django_user_model)).post(url, {"restriction_type": "login"})
    assert not PageViewRestriction.objects.exists()


# -- schedules


def test_a_schedule_publishes_only_a_certified_revision(board):
    page = board.news()
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision.save()
    call_command("run_worker", "--once")
    assert not is_public(page)


def test_the_history_says_appointed_at_the_act_and_published_at_the_moment(board, time_machine):
    moment = timezone.now() + datetime.timedelta(days=1)
    page = board.published()
    draft = page.get_latest_revision_as_object()
    draft.title = "Tên mới"
    draft.save_revision(user=page.owner)
    before = set(history(page))
    board.published(names_moment(type(page).objects.get(pk=page.pk), moment))
    assert {"wagtail.publish.schedule"} == {action for action in set(history(page)) - before if "publish" in action}
    assert "wagtail.rename" not in history(page)
    entry = PageLogEntry.objects.get(page=page.pk, action="wagtail.publish.schedule")
    assert entry.data["revision"]["go_live_at"].startswith(f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M}")
    time_machine.move_to(moment + datetime.timedelta(minutes=1))
    call_command("run_worker", "--once")
    assert {"wagtail.publish.scheduled", "wagtail.rename"} <= set(history(page))


def history(page):
    return list(PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True))


def test_an_approved_schedule_goes_out_at_its_moment_and_not_before(board, time_machine, citizen):
    moment = timezone.now() + datetime.timedelta(days=1)
    image = an_image()
    page = board.published(names_moment(board.news(body=body("Chữ", image=image)), moment))
    assert not is_public(page)
    assert citizen.get(image.file.url).status_code == 404
    call_command("run_worker", "--once")
    assert not is_public(page)
    time_machine.move_to(moment + datetime.timedelta(minutes=1))
    call_command("run_worker", "--once")
    assert is_public(page)
    assert citizen.get(image.file.url).status_code == 200


def test_an_approved_expiry_takes_the_page_down(board, time_machine):
    moment = timezone.now() + datetime.timedelta(days=1)
    page = board.published(board.news(expire_at=moment))
    assert is_public(page)
    time_machine.move_to(moment + datetime.timedelta(minutes=1))
    call_command("run_worker", "--once")
    assert not is_public(page)


def test_one_bad_schedule_does_not_stop_the_next(board, time_machine):
    bad = board.news(title="Chưa duyệt")
    revision = bad.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(hours=2)
    revision.save()
    moment = timezone.now() + datetime.timedelta(hours=1)
    good = board.published(names_moment(board.news(), moment))
    time_machine.move_to(moment)
    call_command("run_worker", "--once")
    assert not is_public(bad)
    assert is_public(good)


# -- files


def test_a_file_of_a_draft_is_not_public(board, citizen):
    image, document = an_image(), a_document()
    board.submitted(board.news(body=body("Chữ", image=image, document=document)))
    for url in (image.file.url, image.get_rendition("width-400").url, document.url, document.file.url):
        assert citizen.get(url).status_code == 404, url


def test_files_of_a_published_page_are_public_and_of_a_withdrawn_one_not(board, citizen):
    image, document = an_image(), a_document()
    page = board.published(board.news(body=body("Chữ", image=image, document=document)))
    urls = (image.file.url, image.get_rendition("width-400").url, document.url)
    assert [citizen.get(url).status_code for url in urls] == [200, 200, 200]
    withdraw(page, board.user("truong-ban"), "Sai")
    assert [citizen.get(url).status_code for url in urls] == [404, 404, 404]


def test_replacing_a_cited_file_is_refused(board):
    document, image = a_document(), an_image()
    board.submitted(board.news(body=body("Chữ", image=image, document=document)))
    from django.core.files.base import ContentFile

    document.file = ContentFile(b"%PDF-1.4 khac", name="khac.pdf")
    with refuses():
        document.save()
    image = PortalImage.objects.get(pk=image.pk)
    image.file = an_image("xanh.png", "blue").file
    with refuses():
        image.save()
    for cited in (document, image):
        with refuses():
            cited.delete()


def test_a_file_changed_on_disk_after_submission_stops_the_publication(board):
    document = a_document()
    page = board.at_step("dang-tai", body=body("Chữ", document=document))
    with document.file.storage.open(document.file.name, "wb") as file:
        file.write(b"%PDF-1.4 da bi thay")
    from workflows.services.chain.publish import publish

    with refuses() as refused:
        publish(board.step(page), board.user("thu-ky"))
    assert refused.value.refusal.code == "text-changed"


# -- accounts and history


def test_purging_revisions_keeps_every_decided_one(board):
    page = board.published()
    decided = set(Decision.objects.filter(page=page).exclude(revision=None).values_list("revision", flat=True))
    page.lead = "Bản mới"
    page.save_revision(user=page.owner)
    steps = StepState.objects.count()
    call_command("purge_revisions")
    assert decided <= set(page.revisions.values_list("pk", flat=True))
    assert StepState.objects.count() == steps


def test_the_admin_does_not_delete_people(board, client, django_user_model):
    victim = board.user("pho-truc")
    signed_in(client, technician(django_user_model)).post(reverse("wagtailusers_users:delete", args=[victim.pk]))
    assert django_user_model.objects.filter(pk=victim.pk).exists()


def test_a_chain_is_not_edited_in_the_admin(board, client, django_user_model):
    chain = Chain.objects.filter(board=board.board).first()
    signed_in(client, technician(django_user_model)).post(reverse("wagtailadmin_workflows:disable", args=[chain.pk]))
    assert Workflow.objects.get(pk=chain.pk).active
