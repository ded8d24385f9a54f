"""The shared inputs that showed faults, through the doors by which they came."""

import pytest
from django.urls import reverse

from news.models import NewsPage
from tests.board import body
from tests.conftest import SHARED_DATA
from tests.documents.test_proposals import form_of
from tests.workflows.test_doors import edit_data
from workflows.services.chain.withdraw import withdraw

pytestmark = pytest.mark.django_db
INPUTS = SHARED_DATA / "bug_inputs"


def given(name: str) -> str:
    file = INPUTS / name
    if not file.exists():
        pytest.skip(f"no {name} beside this checkout")
    return file.read_bytes().decode("utf-8")


def saved(board, client_of, **typed):
    page = board.news()
    sent = edit_data(page, slug="mot-tin", **typed) | {"action-submit": "1"}
    return page, client_of("cong-tac-vien").post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent)


def test_a_title_of_signs_that_nobody_sees_is_missing(board, client_of):
    _page, response = saved(board, client_of, title=given("tieu-de-vo-hinh.txt"))
    assert "title" in response.context["form"].errors


@pytest.mark.parametrize("name", ["dao-chieu.txt", "ky-tu-dieu-khien.txt"])
def test_a_title_is_stored_as_it_is_read_and_every_feed_carries_it(board, client_of, citizen, name):
    title = given(name)
    page, response = saved(board, client_of, title=title, lead=title)
    assert response.status_code == 302
    stored = NewsPage.objects.get(pk=page.pk).get_latest_revision().content
    for odd in "\u202e\x0b":
        assert odd not in stored["title"] + stored["lead"]
    page = board.published()
    withdraw(page, board.user("truong-ban"), "Sai")
    assert citizen.get("/rss/tin-tuc.xml").status_code == citizen.get("/rss/dinh-chinh.xml").status_code == 200


@pytest.mark.parametrize("line", [0, 1])
def test_a_day_of_signing_that_cannot_be_is_told_at_its_field(board, client_of, line):
    page, client = board.document(), client_of("bien-tap-vien")
    sent = form_of(client, page) | {"signed_on": given("ngay-ky.txt").split()[line], "action-submit": "1"}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent)
    assert response.context["form"].errors["signed_on"]


def test_a_link_to_a_draft_shows_no_address(board, citizen):
    draft = board.news("Bổ nhiệm Giám đốc Sở")
    page = board.published(
        board.news(body=body(given("lien-ket-ban-nhap.html").replace("ID_CUA_BAN_NHAP", str(draft.pk))))
    )
    shown = citizen.get(board.address(page)).content.decode()
    assert "bài kia" in shown
    assert draft.slug not in shown


@pytest.mark.parametrize(("address", "most"), [("/hoi-dap/gui-cau-hoi/", 9_990), ("/bao-sai-sot/?trang={}", 1_990)])
def test_lines_are_counted_as_the_browser_counts_them(board, citizen, address, most):
    page = board.published()
    text = given("xuong-dong-9990.txt").replace("\r\n", "\n")[:most].replace("\n", "\r\n")
    response = citizen.post(address.format(page.pk), {"text": text, "what": text})
    assert not {"text", "what"} & set(response.context["form"].errors)
