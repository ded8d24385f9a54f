"""What each person meets first: where to begin, what waits, where one's item is, what to do next."""

import pytest
from django.urls import reverse
from django.utils import timezone

from news.models import NewsIndexPage
from tests.board import SEATS
from tests.workflows.test_doors import edit_data
from workflows.screens.desk import duties_of, places_to_write

pytestmark = pytest.mark.django_db


def desk(client_of, seat):
    return client_of(seat).get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("seat", SEATS)
def test_every_seat_begins_from_the_desk_what_its_charter_lets_it_draft_and_the_editor_opens(board, client_of, seat):
    client, (duties,) = client_of(seat), duties_of(board.user(seat))
    places = places_to_write(duties)
    drafts = board.member(seat).role in board.board.chains.get(key="tin-bai").source["drafted_by"]
    assert [place["model"] for place in places] == (
        ["newspage", "documentpage", "questionpage", "draftpage"] if drafts else []
    )
    shown = desk(client_of, seat)
    for place in places:
        address = reverse("wagtailadmin_pages:add", args=[place["app"], place["model"], place["section"]])
        assert address in shown
        assert client.get(address).status_code == 200


def test_whoever_only_writes_is_not_told_that_nothing_waits_for_their_decision(board, client_of):
    text = desk(client_of, "cong-tac-vien")
    assert "Chờ bạn" not in text
    assert "Soạn tin, bài" in text


def test_the_desk_of_whoever_posts_says_what_to_post_and_what_is_due_today(board, client_of):
    page = board.at_step("dang-tai", title="Tin chờ đăng")
    state = board.step(page)
    type(state).objects.filter(pk=state.pk).update(due_at=timezone.localtime().replace(hour=23, minute=59))
    text = desk(client_of, "thu-ky")
    assert "Chờ bạn đăng lên cổng: 1 mục" in text
    assert "(hôm nay)" in text
    assert "Chờ bạn quyết định" not in text


def test_an_author_finds_what_was_posted(board, client_of):
    board.published(title="Tin đã đăng")
    assert "Tin đã đăng" in desk(client_of, "cong-tac-vien")


def test_the_technician_is_told_that_the_desk_gives_them_no_act(board, admin_client):
    text = admin_client.get(reverse("wagtailadmin_home"), headers={"host": board.hostname}).content.decode()
    assert "không soạn, không duyệt, không đăng" in text


def test_submitting_is_the_editors_first_button_and_the_preview_stands_beside_it(board, client_of):
    for address in (
        reverse("wagtailadmin_pages:add", args=["news", "newspage", board.index(NewsIndexPage).pk]),
        reverse("wagtailadmin_pages:edit", args=[board.news().pk]),
    ):
        text = client_of("cong-tac-vien").get(address).content.decode()
        footer = text[text.rindex("<footer") :]
        assert footer.index("action-submit") < footer.index("Lưu nháp")
        assert 'data-side-panel-toggle="preview"' in footer


def test_after_submitting_one_sees_the_step_and_the_person_it_waits_for(board, client_of):
    page = board.news()
    response = client_of("cong-tac-vien").post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), edit_data(page, **{"action-submit": "1"}), follow=True
    )
    assert response.redirect_chain[-1][0] == reverse("review_file", args=[page.pk])
    assert "Đang ở bước <strong>Bước tham-dinh</strong>" in response.content.decode()


def test_after_a_decision_the_file_leads_to_the_next_item_that_waits(board, client_of):
    first, second = board.at_step("phe-duyet", title="Tin một"), board.at_step("phe-duyet", title="Tin hai")
    client = client_of("pho-truc")
    before = client.get(reverse("review_file", args=[first.pk])).content.decode()
    assert "Mục tiếp theo đang chờ bạn" not in before
    after = client.post(
        reverse("review_act", args=[first.pk]), {"act": "approve", "step": board.step(first).pk}, follow=True
    ).content.decode()
    assert "Mục tiếp theo đang chờ bạn" in after
    assert reverse("review_file", args=[second.pk]) in after


def test_whoever_posted_is_not_warned_that_there_is_nothing_to_submit(board, client_of):
    page = board.published()
    text = client_of("thu-ky").get(reverse("review_file", args=[page.pk])).content.decode()
    assert "help-warning" not in text


def test_members_see_no_reports_of_wagtails_own_kind(board, client_of, admin_client):
    report = reverse("wagtailadmin_reports:aging_pages")
    assert report not in desk(client_of, "truong-ban")
    assert report in admin_client.get(reverse("wagtailadmin_home")).content.decode()
