"""The people's screens: what they show, to whom, and in how many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.board import a_document, an_image, body
from workflows.models import Decision

pytestmark = pytest.mark.django_db

MOST_QUERIES = 40
MOST_QUERIES_OF_A_FILE = 65


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return len(captured), response.content.decode()


def fill(board, number):
    for count in range(number):
        board.at_step("phe-duyet", title=f"Chờ duyệt {count}")
        page = board.at_step("tham-dinh", title=f"Bị trả {count}")
        board.returned(page)
        board.news(title=f"Nháp {count}")


SCREENS = [
    ("truong-ban", "wagtailadmin_home"),
    ("pho-truc", "wagtailadmin_home"),
    ("cong-tac-vien", "wagtailadmin_home"),
    ("thu-ky", "wagtailadmin_home"),
    ("pho-truc", "queue"),
    ("pho-truc", "boards"),
]


@pytest.mark.once
def test_a_screen_takes_few_queries_and_no_more_with_31_items_than_with_11(board, client_of):
    def asked():
        return {
            (seat, name): queries(
                client_of(seat), reverse("board", args=[board.board.slug]) if name == "boards" else reverse(name)
            )[0]
            for seat, name in SCREENS
        }

    fill(board, 11)
    few = asked()
    fill(board, 20)
    many = asked()
    assert {screen: (few[screen], many[screen]) for screen in SCREENS if many[screen] > few[screen]} == {}
    assert max(few.values()) <= MOST_QUERIES, few


@pytest.mark.once
def test_the_review_file_takes_few_queries_and_no_more_with_a_long_history(board, client_of):
    page = board.news(body=body("Chữ", image=an_image(), document=a_document()))
    board.submitted(page)
    url = reverse("review_file", args=[page.pk])
    few, _text = queries(client_of("thanh-vien"), url)
    for round_number in range(6):
        board.returned(page, reason=f"Lần {round_number}")
        page = type(page).objects.get(pk=page.pk)
        page.lead = f"Bản {round_number}"
        page.save_revision(user=page.owner)
        board.submitted(page)
    many, _text = queries(client_of("thanh-vien"), url)
    assert few <= MOST_QUERIES_OF_A_FILE
    assert many <= MOST_QUERIES_OF_A_FILE, (few, many)


def test_the_desk_shows_what_waits_most_urgent_and_oldest_first(board, client_of):
    board.at_step("phe-duyet", title="Tin cũ")
    board.at_step("phe-duyet", title="Tin mới")
    page = board.document(title="Công điện hỏa tốc", urgency="hoa-toc")
    board.submitted(page)
    board.pass_on(page, "thanh-vien")
    _count, text = queries(client_of("pho-truc"), reverse("wagtailadmin_home"))
    assert "Chờ bạn quyết định: 3 mục" in text
    assert text.index("Công điện hỏa tốc") < text.index("Tin cũ") < text.index("Tin mới")


def test_the_desk_of_an_author_shows_what_came_back(board, client_of):
    page = board.at_step("tham-dinh", title="Tin bị trả")
    board.returned(page)
    _count, text = queries(client_of("cong-tac-vien"), reverse("wagtailadmin_home"))
    assert "Bị trả lại để sửa: 1 mục" in text


def test_the_review_file_has_all_that_one_decides_on(board, client_of):
    page = board.news(
        body=body("Chữ đầu", document=a_document("phu-luc.pdf")),
        is_own=False,
        source="Báo Thử",
        source_url="https://example.vn/tin",
    )
    board.submitted(page)
    board.pass_on(page, "thanh-vien", "Đã đối chiếu số liệu")
    _count, text = queries(client_of("pho-truc"), reverse("review_file", args=[page.pk]))
    for wanted in (
        "Như người dân sẽ thấy",
        "Báo Thử",
        "phu-luc",
        "SHA-256",
        "Đã đối chiếu số liệu",
        "Bước dang-tai",
        "Trả lại người soạn để sửa",
        "chuyển tới bước «Bước dang-tai»",
        "mặc định",
    ):
        assert wanted in text, wanted
    assert "Rút lại" not in text


def test_the_review_file_shows_what_changed_since_my_last_decision(board, client_of):
    page = board.at_step("tham-dinh")
    board.returned(page)
    page = type(page).objects.get(pk=page.pk)
    page.lead = "Tóm tắt đã viết lại."
    page.save_revision(user=page.owner)
    board.submitted(page)
    _count, text = queries(client_of("thanh-vien"), reverse("review_file", args=[page.pk]))
    assert "So với lần quyết định trước của bạn" in text
    assert "deletion" in text
    assert "addition" in text


def test_after_an_act_a_sentence_says_who_has_it_next(board, client_of):
    page = board.at_step("phe-duyet")
    response = client_of("pho-truc").post(
        reverse("review_act", args=[page.pk]), {"act": "approve", "step": board.step(page).pk}, follow=True
    )
    text = response.content.decode()
    assert "Mục này đang ở bước «Bước dang-tai»" in text
    assert "thu-ky" in text


def test_a_refused_act_keeps_what_was_typed(board, client_of):
    page = board.at_step("phe-duyet")
    state = board.step(page)
    board.pass_on(page, "pho-ban")
    response = client_of("pho-truc").post(
        reverse("review_act", args=[page.pk]), {"act": "return", "step": state.pk, "reason": "Cả một đoạn dài đã gõ"}
    )
    assert "Bước này đã xong" in response.content.decode()


def test_the_board_page_draws_each_chain_with_its_clauses(board, client_of):
    _count, text = queries(client_of("truong-ban"), reverse("board", args=[board.board.slug]))
    assert text.count('class="flow__step') == 15
    for wanted in (
        "Bước tham-dinh",
        "người phụ trách lĩnh vực",
        "chỉ khi nội dung nhạy cảm",
        "mặc định",
        "1 ngày làm việc",
        "Kinh tế",
    ):
        assert wanted in text, wanted


def test_a_person_without_a_seat_is_told_whom_to_ask(board, django_user_model):
    from django.contrib.auth.models import Group
    from django.test import Client

    user = django_user_model.objects.create(username="moi")
    user.groups.add(Group.objects.get(name__endswith="cong-tac-vien"))
    client = Client(headers={"host": board.hostname})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert "Hãy báo Thư ký" in client.get(reverse("boards")).content.decode()


def test_a_submit_button_that_is_refused_keeps_the_draft_and_says_why(board, client_of):
    from tests.workflows.test_doors import edit_data

    page = board.news()
    data = edit_data(page, lead="Câu mới gõ.", **{"action-submit": "1"})
    data.pop("is_own")
    response = client_of("cong-tac-vien").post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)
    assert "nguồn" in response.content.decode()
    assert not Decision.objects.filter(page=page).exists()


def test_the_editors_submit_button_submits(board, client_of):
    from tests.workflows.test_doors import edit_data

    page = board.news()
    data = edit_data(page, lead="Câu mới gõ.", **{"action-submit": "1"})
    client_of("cong-tac-vien").post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)
    state = board.step(page)
    assert state.task.specific.key == "tham-dinh"
    assert state.revision.content["lead"] == "Câu mới gõ."


def test_creating_and_submitting_in_one_go_starts_the_chain(board, client_of):
    from news.models import NewsIndexPage, NewsPage
    from tests.workflows.test_doors import edit_data

    data = edit_data(board.news(), title="Tin viết một mạch", slug="tin-viet-mot-mach", **{"action-submit": "1"})
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", board.index(NewsIndexPage).pk])
    client_of("cong-tac-vien").post(url, data)
    assert board.step(NewsPage.objects.get(slug="tin-viet-mot-mach")).task.specific.key == "tham-dinh"


def test_the_editor_offers_only_the_boards_own_fields_units_and_sections(board, client_of, other_board):
    response = client_of("cong-tac-vien").get(reverse("wagtailadmin_pages:edit", args=[board.news().pk]))
    form = response.context["form"]
    for name, count in (("field", 2), ("unit", 1), ("section", 2)):
        assert form.fields[name].queryset.count() == count
        assert {item.board for item in form.fields[name].queryset} == {board.board}


def test_a_contributor_may_upload_files_but_not_change_them(board, client_of):
    client = client_of("cong-tac-vien")
    assert client.get(reverse("wagtailimages:add_multiple")).status_code == 200
    assert client.get(reverse("wagtaildocs:add_multiple")).status_code == 200
    image = an_image()
    assert client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 302
