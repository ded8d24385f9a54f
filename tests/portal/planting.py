"""What a board keeps to itself, with a mark in every text of it: a draft in its chain, files, a tag, a comment, letters of citizens, its papers."""

import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Comment

from documents.drafts import services
from foreign_files.uploads import Accepted
from foreign_files.uploads.kinds import Kind
from questions.models.forward_address import ForwardAddress
from questions.models.template import AnswerTemplate
from questions.models.ticket_file import TicketFile
from tests.board import TestBoard, a_document, an_image, body
from tests.documents.drafts import a_draft
from tests.portal.admin_addresses import ASKED, HIDDEN, Planted
from tests.questions.askers import a_ticket
from workflows.gate.leaves import Said
from workflows.models import CalendarDay
from workflows.services.accounts.request import change_seat
from workflows.services.afterwards.report_mistake import report_mistake
from workflows.services.deeds import delegate
from workflows.services.incidents.lock_account import lock_account
from workflows.services.leaves.state import state as state_leave
from workflows.services.votes import call

MARK = f"{ASKED} {HIDDEN}"
DAY = datetime.timedelta(days=1)


def plant(there: TestBoard) -> Planted:
    board = there.board
    image, document = an_image(f"{HIDDEN}.png"), a_document(f"{HIDDEN}.pdf")
    for file in (image, document):
        file.title, file.collection = MARK, board.collection
        file.save()
    page = there.news(title=MARK, lead=MARK, body=body(MARK, image=image, document=document))
    page.tags.add(MARK)
    page.save_revision(user=page.owner)
    Comment.objects.create(page=page, user=page.owner, text=MARK, contentpath="title")
    step = there.submitted(page)
    opened = there.published(a_draft(there, asked="Có nên không?"))
    services.receive(opened, services.Sent(MARK))
    ticket = a_ticket(there, text=MARK)
    incident = lock_account(page.owner, timezone.now() - DAY, MARK, there.user("truong-ban"))[0]
    chain = step.workflow_state.workflow_id
    deed = _deed(there)
    change = change_seat(there.member("pho-ban"), there.user("thanh-vien"), MARK, None)
    names: dict[str, Any] = {
        "answer_change pk": change.pk,
        "slug": board.slug,
        "reference": ticket.reference,
        "code": report_mistake(board, opened, MARK).code,
        "page_id": page.pk,
        "page_pk": page.pk,
        "page_to_move_id": page.pk,
        "parent_page_id": page.get_parent().pk,
        "destination_id": board.root_page_id,
        "revision_id": page.latest_revision_id,
        "workflow_state_id": step.workflow_state_id,
        "task_state_id": step.pk,
        "task_id": step.task_id,
        "workflow_pk": chain,
        "collection_id": board.collection_id,
        "image_id": image.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "session_id": 0,
        "uploaded_file_id": 0,
        "object_id": page.pk,
        "app_label": "news",
        "model_name": "newspage",
        "content_type_app_name": "news",
        "content_type_model_name": "newspage",
        "app_name": "taggit",
        "filter_spec": "original",
        "uidb64": "MQ",
        "token": "set-password",
        "wagtailadmin_tag_model_autocomplete model_name": "tag",
        "wagtailadmin_pages action_name": ("approve", "reject"),
        "wagtailadmin_api:pages action_name": (
            "copy",
            "move",
            "delete",
            "publish",
            "unpublish",
            "convert_alias",
            "create_alias",
            "revert_to_page_revision",
        ),
        "wagtailadmin_choose_page_chosen pk": page.pk,
        "wagtailimages_chooser:chosen pk": image.pk,
        "wagtaildocs_chooser:chosen pk": document.pk,
        "wagtailadmin_api:pages pk": page.pk,
        "wagtailadmin_api:images pk": image.pk,
        "wagtailadmin_api:documents pk": document.pk,
        "wagtailadmin_collections pk": board.collection_id,
        "wagtailadmin_workflows pk": (chain, step.task_id),
        "wagtailadmin_workflows:add_task app_label": "workflows",
        "wagtailadmin_workflows:add_task model_name": "chainstep",
        "wagtailsites pk": board.site_id,
        "wagtailusers_users pk": page.owner_id,
        "wagtailusers_groups pk": Group.objects.get(name=f"{board.slug}: cong-tac-vien").pk,
        "calendar_days pk": CalendarDay.objects.create(board=board, day="2026-12-07", name=MARK, source=MARK).pk,
        "answer_templates pk": AnswerTemplate.objects.create(board=board, name=MARK, text=MARK).pk,
        "forward_addresses pk": ForwardAddress.objects.create(board=board, body=MARK, email="noi@example.vn").pk,
        "consultation pk": _paper(there),
        "act_on_consultation pk": _paper(there),
        "correct_consultation pk": _paper(there),
        "act_on_delegation pk": deed,
        "delegation_file pk": deed,
        "end_leave pk": _leave(there),
        "draft_comments pk": opened.pk,
        "draft_comments_csv pk": opened.pk,
        "act_on_comments pk": opened.pk,
        "reopen_account pk": incident.pk,
        "answer_for_decision pk": incident.doubted.latest("pk").pk,
        "ticket_file pk": TicketFile.hold(Accepted(Kind.TXT, "text/plain", MARK.encode(), f"{HIDDEN}.txt"), ticket).pk,
    }
    ids = {"wagtailcore.page": page.pk, "pages.portalimage": image.pk, "pages.portaldocument": document.pk}
    return Planted(names, {**ids, "auth.user": page.owner_id})


def _paper(there: TestBoard) -> int:
    paper = call.Paper(MARK, MARK, timezone.now() + 3 * DAY, a_document(f"{HIDDEN}.pdf"))
    return int(call.consult(there.board, there.user("thu-ky"), paper).pk)


def _leave(there: TestBoard) -> int:
    now = timezone.now()
    said = Said(there.member("thanh-vien-2"), now - DAY, now + DAY)
    return int(state_leave(said, there.user("thanh-vien-2"), MARK).pk)


def _deed(there: TestBoard) -> int:
    deed = delegate.Deed(
        giver=there.member("truong-ban"), receiver=there.member("pho-truc"), acts=["approve"], document_number=MARK,
        starts_at=timezone.now() - DAY, ends_at=timezone.now() + DAY, document_date=timezone.localdate() - DAY,
        ground=MARK, includes_sensitive=True,
    )  # fmt: skip
    return int(delegate.write_deed(deed, there.user("truong-ban")).pk)
