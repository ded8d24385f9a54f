"""What one board writes, no other reads: every address under `/admin/` × every role of another board × GET and POST.

The other board has a draft, a picture, a file, a tag, a comment, a question and papers with a mark in them. The mark comes back nowhere, and
nothing of that board changes. The same for visitors, and for an account that is in every group and has no seat. The whole is about eleven
minutes of one core; a run that is not long takes every so many addresses.
"""

import copy
import json
from types import ModuleType
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse
from wagtail.models import Comment, Page, Revision, TaskState

from pages.models import PortalDocument, PortalImage
from portal import admin_screens, urls
from portal.admin_screens import ANY_ACCOUNT, ANYBODY, CLOSED, FOR_THE_TECHNICIAN, FOR_WHO_DECIDES, WITH_A_SEAT
from questions.models import Ticket
from tests.board import SEATS, TestBoard
from tests.long import part_of
from tests.portal.admin_addresses import Address, Planted, admin_addresses, tells
from tests.portal.planting import MARK, plant
from tests.workflows.test_doors import edit_data
from workflows.models import Decision

pytestmark = [pytest.mark.django_db, pytest.mark.long]
BACKEND = "django.contrib.auth.backends.ModelBackend"
FAULTS_OF_WAGTAIL = {"wagtailadmin_choose_page_external_link"}  # a form that is sent without its field


def state_of(there: TestBoard) -> list[Any]:
    """What the board keeps, so that a change of it shows."""
    tree = Page.objects.filter(path__startswith=there.board.root_page.path)
    rows = [
        tree.values_list("pk", "path", "title", "draft_title", "live", "locked", "latest_revision"),
        *(model.objects.order_by("pk").values_list("pk", "title", "file", "collection") for model in (PortalImage, PortalDocument)),
        Ticket.objects.filter(board=there.board).values_list("pk", "state", "handler"),
        TaskState.objects.order_by("pk").values_list("pk", "status"),
    ]  # fmt: skip
    counts = [Decision.objects.filter(board=there.board), Comment.objects, Revision.objects]
    return [*map(list, rows), *(rows.count() for rows in counts)]


def signed_in(who: str, board: TestBoard, django_user_model: Any) -> Client:
    client = Client(headers={"host": "testserver"}, raise_request_exception=False)
    if who == "nobody":
        return client
    user = board.user(who) if who in SEATS else django_user_model.objects.create(username=who)
    if who == "every-group":
        rich = Group.objects.create(name="Tất cả")
        rich.permissions.set(Permission.objects.all())
        user.groups.set(Group.objects.all())
    elif who == "technician":
        user.is_superuser = True
        user.save()
    client.force_login(user, backend=BACKEND)
    return client


def asked(client: Client, addresses: list[Address], planted: Planted, method: str) -> Any:
    """Each request with its answer; what it did is undone, signing out too."""
    cookies = copy.deepcopy(client.cookies)
    for address in addresses:
        for asked_path, query in address.requests(planted):
            client.cookies = copy.deepcopy(cookies)
            with transaction.atomic():
                yield address.name, asked_path, getattr(client, method)(asked_path, query, follow=True)
                transaction.set_rollback(True)


@pytest.mark.parametrize("who", [*SEATS[:7], "every-group", "nobody"])
def test_nothing_of_another_board_comes_back(board, other_board, django_user_model, who):
    planted = plant(other_board)
    client, before = signed_in(who, board, django_user_model), state_of(other_board)
    addresses, told, failed, changed = part_of(admin_addresses(), 12), set(), set(), set()
    for method in ("get", "post"):
        for name, asked_path, answer in asked(client, addresses, planted, method):
            if tells(answer):
                told.add((method, name, asked_path))
            if answer.status_code >= 500 and name not in FAULTS_OF_WAGTAIL:
                failed.add((method, name, asked_path))
            if method == "post" and state_of(other_board) != before:
                changed.add((name, asked_path))
    assert told == set()
    assert failed == set()
    assert changed == set()


OF_OUR_OWN = {
    "review_file",
    "review_preview",
    "ticket",
    "tickets",
    "consultation",
    "mistake",
    "delegations",
    "leaves",
    "draft_comments",
}
OF_WAGTAIL = {
    "wagtailadmin_explore",
    "wagtail_bulk_action",
    "wagtailadmin_api:pages:detail",
    *(f"wagtailadmin_reports:{name}" for name in ("site_history", "workflow", "workflow_tasks")),
    *(f"wagtailadmin_pages:{name}" for name in ("edit", "history", "usage", "view_draft", "revisions_view", "search")),
    *(f"wagtailimages_chooser:{name}" for name in ("choose", "chosen")),
}
FOR_MEMBERS = {"ticket", "tickets"}  # what citizens wrote, for who answers
OF_THE_TECHNICIAN = {"wagtailadmin_reports:page_types_usage", "wagtailadmin_api:images:detail"}


@pytest.mark.parametrize("who", ["truong-ban", "technician"])
def test_the_own_people_and_the_technician_find_it_where_they_look(other_board, django_user_model, who):
    planted, client = plant(other_board), signed_in(who, other_board, django_user_model)
    looked = (OF_OUR_OWN - FOR_MEMBERS | OF_THE_TECHNICIAN if who == "technician" else OF_OUR_OWN) | OF_WAGTAIL
    addresses = [address for address in admin_addresses() if address.name in looked]
    shown = {name for name, _path, answer in asked(client, addresses, planted, "get") if tells(answer)}
    assert looked - shown == set()


def test_tags_are_offered_to_the_board_that_published_them(board, other_board, client_of, django_user_model):
    page = other_board.news()
    page.tags.add(MARK)
    page.save_revision(user=page.owner)
    other_board.published(page)
    ask = {"term": MARK[:5]}
    for client, offered in (
        (client_of("bien-tap-vien"), []),
        (signed_in("bien-tap-vien", other_board, django_user_model), [MARK]),
    ):
        answer = client.get("/admin/tag-autocomplete/", ask, headers={"host": "testserver"})
        assert answer.json() == offered


# What is posted, and comes back in the form or in the preview.


def test_a_text_that_names_what_is_another_boards_does_not_show_it(board, other_board, client_of):
    planted = plant(other_board)
    page, foreign = board.news(by="bien-tap-vien"), planted.names
    link = f'<p><a linktype="page" id="{foreign["page_id"]}">xem</a> <a linktype="document" id="{foreign["document_id"]}">tệp</a></p>'
    blocks = [
        {"type": "text", "value": link},
        {"type": "picture", "value": {"image": foreign["image_id"], "alternative": "", "caption": "", "author": "A"}},
        {"type": "file", "value": {"document": foreign["document_id"], "title": "Phụ lục"}},
    ]
    body = {"body-count": str(len(blocks))}
    for number, block in enumerate(blocks):
        body |= {
            f"body-{number}-{part}": value
            for part, value in (("type", block["type"]), ("order", number), ("deleted", ""))
        }
        value = block["value"]
        if isinstance(value, dict):
            body |= {f"body-{number}-value-{name}": each for name, each in value.items()}
        else:
            entity = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"id": foreign["page_id"], "parentId": 1}}}
            range_ = [{"key": 0, "offset": 0, "length": 3}]
            line = {
                "key": "a",
                "text": "xem",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": range_,
            }
            body[f"body-{number}-value"] = json.dumps({"blocks": [line], "entityMap": entity})
    data = {**{key: value for key, value in edit_data(page).items() if not key.startswith("body")}, **body}
    client = client_of("bien-tap-vien")
    for name in ("edit", "preview_on_edit"):
        url = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        for sent in (data, {**data, "title": ""}):
            assert not tells(client.post(url, sent, follow=True, headers={"host": "testserver"}))
            assert not tells(client.get(url, headers={"host": "testserver"}))


def test_an_address_that_is_pasted_does_not_tell_a_drafts_name(board, other_board, client_of):
    public = other_board.published(title="Tin đã đăng")
    public.title = MARK
    public.save_revision(user=public.owner)
    assert Page.objects.get(pk=public.pk).draft_title == MARK
    answer = client_of("bien-tap-vien").post(
        "/admin/choose-external-link/",
        {"external-link-chooser-url": other_board.address(public), "external-link-chooser-link_text": "xem"},
        headers={"host": "testserver"},
    )
    assert answer.status_code == 200
    assert not tells(answer)


# What is in no list.


def unlisted(addresses: list[Address]) -> list[str]:
    listed = ANYBODY | ANY_ACCOUNT | WITH_A_SEAT | FOR_WHO_DECIDES | FOR_THE_TECHNICIAN
    return [
        address.name
        for address in addresses
        if address.name not in listed and not any(address.name.startswith(closed) for closed in CLOSED)
    ]


def test_every_address_is_in_one_list():
    never_used = {
        "admin/test404/",
        "wagtailadmin_error_test",
        "wagtailadmin_api:pages:action",
        "wagtailadmin_tag_model_autocomplete",
        "wagtailimages:preview",  # these would decode a picture in the web process (decision 0048)
        "wagtailimages:url_generator",
        "wagtailimages:url_generator_output",
    }
    assert set(unlisted(admin_addresses())) == never_used
    lists = (ANYBODY, ANY_ACCOUNT, WITH_A_SEAT, FOR_WHO_DECIDES, FOR_THE_TECHNICIAN)
    assert sum(map(len, lists)) == len(set().union(*lists))
    known = {address.name for address in admin_addresses()}
    assert set().union(*lists) - known == set()


@pytest.mark.parametrize("who", ["thu-ky", "technician"])
def test_a_screen_that_is_added_opens_for_nobody_until_it_is_listed(board, django_user_model, settings, who):
    added = ModuleType("with_another_screen")
    added.urlpatterns = [path("admin/moi/", lambda request: HttpResponse("mới"), name="moi"), *urls.urlpatterns]
    settings.ROOT_URLCONF = added
    client = signed_in(who, board, django_user_model)
    assert "Cổng này không dùng màn hình đó." in client.get("/admin/moi/", follow=True).content.decode()
    assert "moi" in unlisted(admin_addresses())


@pytest.mark.parametrize("closed", ["wagtailsites:index", "wagtailusers_groups:add", "wagtailadmin_workflows:index"])
def test_what_is_closed_says_why(board, django_user_model, closed):
    client = signed_in("technician", board, django_user_model)
    assert "quy chế quy định" in client.get(reverse(closed), follow=True).content.decode()


def test_a_member_is_told_that_a_screen_is_the_technicians(client_of):
    answer = client_of("truong-ban").get(
        reverse("wagtailusers_users:index"), follow=True, headers={"host": "testserver"}
    )
    assert "Chỉ quản trị kỹ thuật mở màn hình này." in answer.content.decode()
    assert admin_screens.HIDDEN


def test_an_account_without_a_seat_is_told_whom_to_ask(board, django_user_model):
    client = signed_in("every-group", board, django_user_model)
    answer = client.get(reverse("queue"), follow=True)
    assert "chưa có vị trí trong Ban biên tập nào" in answer.content.decode()
