"""Where what stands on a screen comes from: the charter's clause, another law, or «mặc định», on each of the four boards."""

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import NewsIndexPage, NewsPage
from tests.board import TestBoard, body
from tests.four_boards import ALL_FOUR, SLUGS
from tests.inner_numbers import inner_numbers_on
from tests.language import parsed
from workflows.charter import file as charter_file
from workflows.charter.provision import Provision
from workflows.models.board import Board
from workflows.models.item_clock import ItemClock
from workflows.services.board.differences import differences
from workflows.services.chain import submit

BACKEND = "django.contrib.auth.backends.ModelBackend"
IN_EACH = [
    ("ban-do", "Điều 93 khoản 3 Nghị định 174/2026/NĐ-CP, có phần mặc định"),
    ("mo-ta-anh", "Điều 43 Luật Người khuyết tật 2010; Điều 10 khoản 3 điểm c Nghị định 224/2026/NĐ-CP, có phần mặc định"),
    ("bi-mat", "Điều 7 Nghị định 13/2018/NĐ-CP (hướng dẫn luật cũ), có phần mặc định"),
]  # fmt: skip


@pytest.fixture
def stands_on(plain_settings, request):
    return ALL_FOUR if "four" in request.fixturenames else None


@pytest.fixture
def four(db):
    """Each board by its slug."""
    return {board.slug: TestBoard(board) for board in Board.objects.all()}


def charter(slug):
    return charter_file.load(charter_file.find(slug))


def screen(board, seat, name, *args):
    client = Client(headers={"host": board.board.site.hostname})
    client.force_login(board.user(seat), backend=BACKEND)
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return parsed(response.content.decode())


def a_submitted_item(board):
    page = NewsPage(title="Tin thử", lead="Tóm tắt.", body=body("Chữ."), author="Nguyễn Thị Hoa", live=False)
    page.owner, page.field = board.user("cong-tac-vien"), board.board.fields.first()
    page.unit, page.section = board.board.units.first(), board.board.sections.first()
    page.event_date = timezone.localdate()
    board.index(NewsIndexPage).add_child(instance=page)
    page.save_revision(user=page.owner)
    submit.submit(page, page.owner, [item.key for item in board.board.rules.checklist])
    return page


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ({"clause": "Điều 4 khoản 3"}, "Điều 4 khoản 3 Quy chế"),
        ({"clause": "Điều 4 khoản 3", "default": "Không nói ai."}, "Điều 4 khoản 3 Quy chế, có phần mặc định"),
        ({"law": "Điều 7 Nghị định 1/2026/NĐ-CP"}, "Điều 7 Nghị định 1/2026/NĐ-CP"),
        ({"clause": "Điều 1", "law": "Luật A"}, "Điều 1 Quy chế; Luật A"),
        ({"default": "Không nói ai."}, "mặc định"),
        ({}, "mặc định"),
    ],
)
def test_a_source_is_a_clause_a_law_or_the_default(said, source):
    assert Provision(**said).source == source


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize(("key", "source"), IN_EACH)
def test_what_the_law_asks_to_be_checked_names_the_law(slug, key, source):
    (item,) = [each for each in charter(slug).checklist if each.key == key]
    assert item.source.endswith(source)
    assert item.default


@pytest.mark.parametrize("slug", SLUGS)
def test_the_decree_on_the_former_law_says_so(slug):
    (item,) = [each for each in charter(slug).checklist if each.key == "bi-mat"]
    assert "hướng dẫn Luật Tiếp cận thông tin 2016, đã được thay từ 01/09/2026" in item.default


@pytest.mark.parametrize(
    ("slug", "kind", "named"),
    [
        ("an-giang", "field", set()),
        ("so-noi-vu-ninh-thuan", "unit", {"phong-to-chuc-bo-may"}),
        ("tan-cuong", "section", set()),
        ("tuyen-quang", "section", set()),
        (
            "tuyen-quang",
            "field",
            {
                "ket-luan-chu-tich", "lich-lam-viec", "lich-tiep-cong-dan", "chi-dao-dieu-hanh",
                "don-thu-phong-chong-tham-nhung", "cau-hoi-nguoi-dan-doanh-nghiep", "de-an-ke-hoach-quyet-dinh",
            },
        ),
    ],
)  # fmt: skip
def test_only_what_the_text_names_is_no_default(slug, kind, named):
    assert {each.key for each in getattr(charter(slug), kind) if not each.default} == named


@pytest.mark.parametrize("slug", SLUGS)
def test_whatever_has_neither_clause_nor_law_says_what_was_taken(slug):
    whole = charter(slug)
    tables = [getattr(whole, name) for name in type(whole).model_fields]
    provisions = [each for table in tables for each in (table if isinstance(table, tuple) else (table,))]
    provisions += [step for chain in whole.chain for step in chain.step]
    sourced = [each for each in provisions if isinstance(each, Provision)]
    assert len(sourced) > 50
    assert [each for each in sourced if not (each.clause or each.law or each.default)] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_no_screen_on_which_sources_stand_shows_an_inner_number(four, slug):
    board = four[slug]
    page = a_submitted_item(board)
    screens = [
        screen(board, "truong-ban", "board", slug),
        screen(board, "truong-ban", "spot_checks", slug),
        screen(board, "truong-ban", "new_delegation", slug),
        screen(board, "truong-ban", "review_file", page.pk),
        screen(board, "cong-tac-vien", "review_file", page.pk),
    ]
    assert [found for each in screens if (found := inner_numbers_on(each))] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_boards_page_names_each_legal_basis_with_number_and_day(four, slug):
    text = screen(four[slug], "thu-ky", "board", slug).text_content()
    for basis in charter(slug).legal_basis:
        assert f"{basis.title}, {f'số {basis.number}' if basis.number else 'chưa rõ số'}" in text
        if basis.issued_on:
            assert f"số {basis.number}, ngày {basis.issued_on:%d/%m/%Y}" in text


@pytest.mark.parametrize("slug", SLUGS)
def test_the_boards_page_marks_every_default_of_every_board(four, slug):
    whole, page = charter(slug), screen(four[slug], "thu-ky", "board", slug)
    text = " ".join(page.text_content().split())
    kinds = {"role": "title", "member": "title", "field": "name", "unit": "name", "section": "name"}
    for kind, name in kinds.items():
        for each in getattr(whole, kind):
            assert f"{getattr(each, name)}: {each.source}" in text, (kind, each.key)
            assert not each.default or each.default in text, (kind, each.key)
            assert "mặc định" in each.source or not each.default, (kind, each.key)
    cells = page.xpath("//section[@aria-labelledby='people']/table/tbody/tr/td[4]")
    shown = "; ".join(["", *(cell.text_content().strip() for cell in cells), ""])
    for each in (*whole.field, *whole.unit):
        assert f"; {each.name}{' (mặc định)' if each.default else ''}; " in shown, each.key


def test_the_boards_page_marks_what_the_text_does_not_name(four):
    department = screen(four["so-noi-vu-ninh-thuan"], "thu-ky", "board", "so-noi-vu-ninh-thuan").text_content()
    assert "Văn phòng Sở (mặc định)" in department
    assert "Phòng Tổ chức bộ máy (mặc định)" not in department
    commune = " ".join(screen(four["tan-cuong"], "thu-ky", "board", "tan-cuong").text_content().split())
    assert "Vùng chè Tân Cương: mặc định. Quy chế không liệt kê chuyên mục" in commune
    province = screen(four["an-giang"], "thu-ky", "board", "an-giang").text_content()
    assert "Giáo dục – y tế (mặc định)" in province


def test_the_review_file_names_the_clause_of_each_step_and_of_each_clock(four):
    board = four["tan-cuong"]
    text = screen(board, "truong-ban", "review_file", a_submitted_item(board).pk).text_content()
    assert "Điều 8 Quy chế, có phần mặc định" in text
    assert "Điều 8 điểm a Quy chế" in text


def test_a_clock_begun_with_an_inner_number_says_default(four):
    board = four["tuyen-quang"].board
    common = {"board": board, "name": "Hạn", "started_at": timezone.now(), "amount": 1, "unit": "day", "counted": ""}
    known = {"a": "R80", "b": "2.2", "c": "1.20.1", "d": "Điều 8 điểm a"}
    for key, clause in known.items():
        ItemClock.objects.create(key=key, clause=clause, **common)
    import_module("workflows.migrations.0026_clocks_without_inner_numbers").say_default(apps, None)
    now = dict(ItemClock.objects.filter(key__in=known).values_list("key", "clause"))
    assert now == {"a": "mặc định", "b": "mặc định", "c": "mặc định", "d": "Điều 8 điểm a"}


def test_what_differs_between_two_charters_is_told_without_inner_numbers():
    old = {"withdrawal": {"rule": "R1", "clause": "Điều 1"}, "meeting": [{"rule": "R85", "name": "Họp"}]}
    assert list(differences(old, {**old, "withdrawal": {"rule": "R2", "clause": "Điều 1", "law": ""}})) == []
    (told,) = differences(old, {**old, "meeting": [{"rule": "R86", "name": "Họp quý"}]})
    assert "R85" not in told
    assert "Họp quý" in told
