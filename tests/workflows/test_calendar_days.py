"""The list of own days in the admin: who may change what, and which day wins."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from vietnamese.working_days import state_day
from workflows.models import CalendarDay

pytestmark = pytest.mark.django_db

CLOSED = datetime.date(2026, 6, 8)


def url(name, *args):
    return reverse(f"calendar_days:{name}", args=args)


def sent(day=CLOSED, board="", working=False, name="Nghỉ do bão", source="Công văn 12/UBND"):
    return {
        "day": day.isoformat(),
        "name": name,
        "source": source,
        "board": board,
        **({"is_working": "on"} if working else {}),
    }


@pytest.fixture
def technician(board):
    client = Client(headers={"host": board.hostname})
    user = get_user_model().objects.create(username="quan-tri", is_superuser=True, is_active=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_secretary_closes_a_day_of_the_own_board(board, client_of):
    answer = client_of("thu-ky").post(url("add"), sent(board=board.board.pk))
    assert answer.status_code == 302
    assert not CalendarDay.objects.calendar_of(board.board).is_working_day(CLOSED)


def test_the_secretary_does_not_speak_for_every_board_nor_for_another(board, client_of, other_board):
    other = other_board.board
    for chosen in ("", other.pk):
        answer = client_of("thu-ky").post(url("add"), sent(board=chosen))
        assert answer.status_code == 200
        assert "Nghỉ do bão" in answer.content.decode()
    assert not CalendarDay.objects.exists()


def test_the_secretary_neither_sees_nor_opens_days_that_are_not_the_own(board, client_of, other_board):
    other = other_board.board
    days = [
        CalendarDay.objects.create(board=whose, day=CLOSED, name="Nghỉ riêng", source="CV") for whose in (other, None)
    ]
    client = client_of("thu-ky")
    assert "Nghỉ riêng" not in client.get(url("index")).content.decode()
    for day in days:
        for door in ("edit", "delete", "history", "usage"):
            assert client.get(url(door, day.pk)).status_code == 404, door
        assert client.post(url("delete", day.pk)).status_code == 404
    assert CalendarDay.objects.count() == 2


@pytest.mark.parametrize("seat", ["truong-ban", "bien-tap-vien", "cong-tac-vien"])
def test_others_do_not_reach_the_list(board, client_of, seat):
    client = client_of(seat)
    assert client.get(url("index")).status_code == 302
    assert client.post(url("add"), sent(board=board.board.pk)).status_code == 302
    assert not CalendarDay.objects.exists()


def test_the_technician_speaks_for_every_board_and_the_boards_own_day_wins(board, technician):
    assert technician.post(url("add"), sent()).status_code == 302
    assert not CalendarDay.objects.calendar_of(board.board).is_working_day(CLOSED)
    CalendarDay.objects.create(board=board.board, day=CLOSED, is_working=True, name="Trực", source="CV 2")
    assert CalendarDay.objects.calendar_of(board.board).is_working_day(CLOSED)
    for door in ("index", "edit", "delete", "history", "usage"):
        args = [] if door == "index" else [CalendarDay.objects.get(board=None).pk]
        assert technician.get(url(door, *args)).status_code == 200, door


def test_a_day_is_declared_once_and_only_where_it_differs(board, technician):
    assert technician.post(url("add"), sent()).status_code == 302
    assert "đã được khai" in technician.post(url("add"), sent(name="Lần hai")).content.decode()
    sunday = datetime.date(2026, 6, 7)
    assert not state_day(sunday).is_working
    assert "không cần khai" in technician.post(url("add"), sent(day=sunday)).content.decode()
    assert CalendarDay.objects.count() == 1


def test_the_menu_shows_the_list_to_the_secretary_alone(board, client_of):
    for seat, shown in (("thu-ky", True), ("truong-ban", False)):
        assert (url("index") in client_of(seat).get(reverse("wagtailadmin_home")).content.decode()) is shown
