"""What single clauses of the four charters say, as the boards are loaded: who holds which seat, whose items wait for whom, how long."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.four_boards import ALL_FOUR
from tests.workflows.test_chains_of_charters import board_of, document, news, waits_for, walk
from workflows.charter.words import RoleKey
from workflows.gate import electorate, votes
from workflows.rules.votes import VoteAct, rule_of
from workflows.screens import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def stands_on(plain_settings):
    return ALL_FOUR


@pytest.mark.parametrize(
    ("slug", "seat", "title"),
    [
        ("tuyen-quang", "truong-ban", "Giám đốc Sở Thông tin và Truyền thông"),
        ("tuyen-quang", "pho-truc", "Phó Giám đốc Sở Thông tin và Truyền thông"),
        ("tuyen-quang", "pho-ban", "Phó Chánh Văn phòng UBND tỉnh"),
        ("tuyen-quang", "thanh-vien", "Giám đốc Trung tâm Công nghệ thông tin và Truyền thông"),
        ("an-giang", "truong-ban", "Giám đốc Sở Thông tin và Truyền thông"),
        ("an-giang", "pho-truc", "Phó Giám đốc Sở Thông tin và Truyền thông"),
        ("an-giang", "pho-ban", "Chánh Văn phòng UBND tỉnh"),
        ("an-giang", "thu-ky", "Tổ trưởng Tổ giúp việc"),
        ("an-giang", "to-vien", "Thành viên Tổ giúp việc"),
        ("an-giang", "vien-chuc-ky-thuat", "Viên chức kỹ thuật, quản trị mạng, Trung tâm tin học"),
        ("tuyen-quang", "vien-chuc-ky-thuat", "Viên chức kỹ thuật, Trung tâm Công nghệ thông tin và Truyền thông"),
        ("tan-cuong", "truong-ban", "Chủ tịch Ủy ban nhân dân xã"),
        ("so-noi-vu-ninh-thuan", "thu-ky", "Chuyên viên công nghệ thông tin"),
    ],
)
def test_the_posts_that_the_texts_name_hold_the_seats(slug, seat, title):
    assert board_of(slug).member(seat).title.startswith(title)


@pytest.mark.parametrize(
    ("slug", "key", "said"),
    [
        ("tan-cuong", "tin-su-kien", ("news", "event", 3, "working-day")),
        ("tan-cuong", "van-ban", ("document", "signature", 1, "working-day")),
        ("tan-cuong", "hoi-nghi", ("news", "event-end", 3, "working-day")),
        ("tan-cuong", "thong-ke", ("document", "report-sent", 8, "hour")),
        ("tan-cuong", "tra-loi-cau-hoi", ("question", "receipt", 15, "working-day")),
        ("an-giang", "thong-tin-bao-chi", ("news", "receipt", 24, "hour")),
    ],
)
def test_the_times_that_the_texts_set(slug, key, said):
    (found,) = [each for each in board_of(slug).board.rules.deadline if each.key == key]
    assert (found.content, found.starts, found.within.amount, found.within.unit) == said


def test_ninh_thuan_items_of_the_organisation_room_are_reviewed_by_the_duty_deputy():
    board = board_of("so-noi-vu-ninh-thuan")
    steps = walk(board, news(board, "cong-tac-vien", "to-chuc-bo-may", "phong-to-chuc-bo-may"))
    assert dict(steps)["kiem-duyet"] == "pho-truc"


def test_ninh_thuan_items_of_the_other_deputys_units_are_reviewed_by_him():
    board = board_of("so-noi-vu-ninh-thuan")
    steps = walk(board, news(board, "cong-tac-vien", "cong-chuc-vien-chuc", "phong-cong-chuc-vien-chuc"))
    assert dict(steps)["kiem-duyet"] == "pho-ban"


def test_ninh_thuan_whoever_approves_is_asked_about_the_partys_line_and_the_states_law():
    (asked,) = [each for each in board_of("so-noi-vu-ninh-thuan").board.rules.checklist if each.key == "duong-loi"]
    assert set(asked.at) == {"approve"}
    assert len(asked.content) == 4


@pytest.mark.parametrize(("slug", "function"), [("an-giang", RoleKey.ASSISTANT), ("tuyen-quang", RoleKey.TECHNICAL)])
def test_whoever_only_helps_is_no_elector_of_the_board(slug, function):
    board = board_of(slug).board
    helping = {seat.pk for seat in board.seats if seat.role == function}
    asked = {each.member_id for each in electorate.electors_of(board, rule_of(board.rules).voters)}
    assert helping
    assert len(asked) > 3
    assert not helping & asked


def test_an_giang_each_of_the_team_helps_the_leader_of_their_unit_and_drafts():
    board = board_of("an-giang")
    page = news(board, "to-vien", "giao-duc-y-te")
    assert set(waits_for(board, page)) == {"bien-tap-vien", "bien-tap-vien-2"}
    board.pass_on(page, "bien-tap-vien")
    for seat, sees in (("to-vien", []), ("to-vien-2", [page.pk]), ("to-vien-3", [])):
        helped = desk.of_whom_one_helps(desk.duties_of(board.user(seat)))
        assert [state.page.pk for state in helped] == sees


def test_an_giang_the_team_writes_the_consultation_for_the_secretary():
    board = board_of("an-giang")
    assert votes.offered(board.user("to-vien"), board.board)[VoteAct.CONSULT] is None


def test_an_giang_documents_are_judged_by_the_office_before_the_chief():
    board = board_of("an-giang")
    page = document(board, "cong-tac-vien", "chi-dao-dieu-hanh")
    assert waits_for(board, page) == ["pho-ban"]


@pytest.mark.parametrize("slug", ["tuyen-quang", "an-giang", "tan-cuong", "so-noi-vu-ninh-thuan"])
def test_the_boards_page_says_which_charter_is_in_force_and_since_when(slug):
    board = board_of(slug)
    client = Client(headers={"host": board.board.site.hostname})
    client.force_login(board.user("thu-ky"), backend="django.contrib.auth.backends.ModelBackend")
    text = client.get(reverse("board", args=[slug])).content.decode()
    deed = board.board.rules.charter
    assert deed.title in text
    assert f"có hiệu lực từ {deed.in_force_from:%d/%m/%Y}" in text
    assert not deed.number or f"số {deed.number}" in text
