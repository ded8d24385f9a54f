"""One thing is judged in one act: rebuilt as Wagtail rebuilds it, with few questions; and a held run leaves the history that Wagtail leaves."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.serializers.json import DjangoJSONEncoder
from modelcluster.models import ClusterableModel
from taggit.models import Tag
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageLogEntry, TaskState, WorkflowState

from news.models import NewsPage
from tests.board import an_image, body
from workflows.digests.digest import HOUSEKEEPING
from workflows.gate import item_state
from workflows.models import StepState
from workflows.models.judged import Judged
from workflows.models.run import Run
from workflows.rules.refusal import Refused
from workflows.services.locking import lock_step

pytestmark = pytest.mark.django_db


def full_draft(board):
    """News with everything that a version refers to."""
    page = board.news(body=body("Một đoạn.", image=an_image()))
    page.tags.add("cầu", "đường")
    page.save_revision(user=page.owner)
    return NewsPage.objects.get(pk=page.pk)


def drafts(board):
    return [full_draft(board), board.document(files=2), board.question()]


def content_of(page):
    said = json.loads(json.dumps(page.serializable_data(), cls=DjangoJSONEncoder))
    return {name: value for name, value in said.items() if name not in HOUSEKEEPING - {COMMENTS_RELATION_NAME}}


def test_a_draft_is_rebuilt_as_modelcluster_rebuilds_it(board):
    for page in drafts(board):
        revision = page.get_latest_revision()
        stock = ClusterableModel.from_serializable_data.__func__(type(page), dict(revision.content))
        assert content_of(page.as_of(revision)) == content_of(stock)
        assert content_of(revision.as_object()) == content_of(stock)


def test_what_is_gone_since_is_left_out_as_modelcluster_leaves_it_out(board):
    page = full_draft(board)
    revision = page.get_latest_revision()
    Tag.objects.get(name="cầu").delete()
    stock = ClusterableModel.from_serializable_data.__func__(type(page), dict(revision.content))
    rebuilt = page.as_of(revision)
    assert [tag.name for tag in rebuilt.tags.all()] == ["đường"]
    assert content_of(rebuilt) == content_of(stock)


def test_what_is_no_content_is_the_pages_own(board):
    page = board.published()
    page.title, page.slug = "Tên mới", "ten-moi"
    page.save_revision(user=page.owner)
    page = NewsPage.objects.get(pk=page.pk)
    draft = page.as_of(page.get_latest_revision())
    assert (draft.live, draft.path, draft.owner_id, draft.first_published_at) == (
        page.live,
        page.path,
        page.owner_id,
        page.first_published_at,
    )
    assert draft.url_path == page.url_path.replace(page.slug, "ten-moi")


def test_rebuilding_asks_once_for_each_kind_of_object(board, django_assert_num_queries):
    page = full_draft(board)
    revision, _board = page.get_latest_revision(), page.board
    with django_assert_num_queries(3):  # field, section, tags
        draft = page.as_of(revision)
        assert (draft.field.key, draft.section.key) == ("kinh-te", "tin-hoat-dong")
    with django_assert_num_queries(0):
        page.as_of(revision)


def test_what_is_judged_is_read_once(board, django_assert_num_queries):
    page = full_draft(board)
    judged = Judged(page, page.get_latest_revision())
    first = (judged.digest, judged.authors, [row.pk for row in judged.rows])
    with django_assert_num_queries(0):
        assert first == (judged.digest, judged.authors, [row.pk for row in judged.rows])


def test_a_held_step_its_run_and_its_item_lead_to_each_other(board, django_assert_num_queries):
    page = full_draft(board)
    state = lock_step(board.submitted(page))
    with django_assert_num_queries(0):
        run = state.workflow_state
        assert isinstance(run, Run)
        assert run.current_task_state is state
        assert type(run.content_object) is Page
        assert run.content_object.specific is state.page
        assert state.revision.content_object is state.page
        assert state.page.board is state.board
        assert state.page.get_latest_revision() is state.revision


def test_the_history_tells_the_way_as_wagtail_tells_it(board):
    page = board.published(title="Cầu mới")
    said = list(PageLogEntry.objects.filter(page=page.pk).order_by("timestamp", "pk").values_list("action", "label"))
    workflow = [action for action, _label in said if action.startswith("wagtail.workflow")]
    assert workflow[0] == "wagtail.workflow.start" or "wagtail.workflow.start" in workflow
    assert workflow.count("wagtail.workflow.approve") == 3
    assert ("wagtail.publish", "Cầu mới") in said
    entry = PageLogEntry.objects.filter(page=page.pk, action="wagtail.workflow.approve").order_by("pk")[0]
    assert entry.message == "Đã duyệt ở bước “Bước tham-dinh”"
    assert entry.data["workflow"]["task"]["title"] == "Bước tham-dinh"
    assert entry.data["workflow"]["next"]["title"] == "Bước phe-duyet"


def test_a_renamed_item_is_told_in_the_history(board):
    page = board.published(title="Tên cũ")
    page.title = "Tên mới"
    page.save_revision(user=page.owner)
    board.published(NewsPage.objects.get(pk=page.pk))
    entry = PageLogEntry.objects.get(page=page.pk, action="wagtail.rename")
    assert entry.data["title"] == {"old": "Tên cũ", "new": "Tên mới"}


def test_a_skipped_step_stands_in_the_run_and_the_run_at_the_next(board):
    page = board.at_step("dang-tai")
    state = item_state.open_step(page)
    run = state.workflow_state
    skipped = StepState.objects.get(workflow_state=run, status=TaskState.STATUS_SKIPPED)
    assert skipped.task.specific.key == "nhay-cam"
    assert run.current_task_state_id == state.pk


def test_a_run_that_its_first_step_refuses_leaves_nothing_behind(board):
    page = full_draft(board)
    with pytest.raises(Refused):
        page.get_workflow().start(page, AnonymousUser())
    assert not WorkflowState.objects.for_instance(page).exists()
    assert page.current_workflow_state is None
