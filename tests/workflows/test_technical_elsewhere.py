"""Who keeps one board running and writes for another: of the first they see its state and nothing else, whatever they are elsewhere (TQ Đ4.4)."""

import datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from portal.admin_screens import FOR_WHO_DECIDES, STATE_OF_A_BOARD, WITH_A_SEAT
from tests.board import charter_data, reseat
from tests.long import part_of
from tests.portal.admin_addresses import admin_addresses, tells
from tests.portal.planting import MARK, plant
from tests.workflows.test_helping import with_helpers

pytestmark = pytest.mark.django_db
SHUT = [each for each in admin_addresses() if each.name in (WITH_A_SEAT | FOR_WHO_DECIDES) - STATE_OF_A_BOARD]
OF_WAGTAIL = [each for each in SHUT if each.name.startswith("wagtail")]
CHOOSERS = [each for each in OF_WAGTAIL if "choose" in each.name]
OUR_OWN = [each for each in SHUT if each not in OF_WAGTAIL]
OPENS_INSIDE = ("board_imports", "mistakes", "spot_checks", "leaves", "delegations")


@pytest.fixture
def charter():
    """Of the board that they write for."""
    return charter_data()


@pytest.fixture
def other_charter():
    """Of the board that they keep running."""
    return with_helpers("ban-khac")


@pytest.fixture
def client(board, other_board):
    user = other_board.user("nguoi-truc")
    reseat(board.member("cong-tac-vien"), user, "Quyết định thử")
    client = Client(headers={"host": "testserver"}, raise_request_exception=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.long
@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_of_the_board_that_one_keeps_running_comes_back(client, other_board, method):
    planted, told, opened = plant(other_board), set(), set()
    for address in [*OUR_OWN, *CHOOSERS, *part_of(OF_WAGTAIL, 6)]:
        for path, query in address.requests(planted):
            with transaction.atomic():
                answer = getattr(client, method)(path, query)
                transaction.set_rollback(True)
            if tells(answer):
                told.add((address.name, path))
            if "slug" in address.parameters and answer.status_code == 200:
                opened.add((address.name, path))
    assert told == set()
    assert opened == set()


@pytest.mark.parametrize("name", sorted(STATE_OF_A_BOARD))
def test_the_state_of_that_board_opens(client, other_board, name):
    of_board = [other_board.board.slug] if name in ("board", "rules_page", "posting_plan") else []
    assert client.get(reverse(name, args=of_board)).status_code == 200


def test_the_plan_of_that_board_names_its_items(client, other_board):
    page = other_board.published(title=MARK)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + datetime.timedelta(minutes=5))
    assert tells(client.get(reverse("posting_plan", args=[other_board.board.slug])))


def test_its_page_links_to_what_opens_and_the_own_boards_to_all(client, board, other_board):
    for there, is_shown in ((board, True), (other_board, False)):
        shown = client.get(reverse("board", args=[there.board.slug])).content.decode().partition("<main")[2]
        assert reverse("rules_page", args=[there.board.slug]) in shown
        for name in OPENS_INSIDE:
            of_board = [] if name in ("leaves", "delegations") else [there.board.slug]
            assert (f'href="{reverse(name, args=of_board)}"' in shown) is is_shown, name
