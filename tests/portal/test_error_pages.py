"""A request that cannot be read is answered by a page that says what to do, in the portal's own look."""

import html

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
FORMS = ["/hoi-dap/gui-cau-hoi/", "/bao-sai-sot/", "/hoi-dap/tra-cuu/", "/admin/login/"]


def is_ours(response) -> bool:
    page = response.content.decode()
    return 'lang="vi"' in page and "portal.css" in page and 'href="/"' in page and "<h1>" in page


@pytest.mark.parametrize("address", FORMS)
def test_a_form_that_is_too_big(board, citizen, address, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = citizen.post(address, {"text": "x" * 2000})
    assert response.status_code == 413
    assert is_ours(response)
    assert "quá lớn" in response.content.decode()


def test_a_form_with_too_many_fields(board, citizen, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    response = citizen.post("/hoi-dap/gui-cau-hoi/", {f"o-{number}": "" for number in range(11)})
    assert response.status_code == 413
    assert is_ours(response)


@pytest.mark.parametrize("address", ["/tin-tuc/a%00b/", "/tim-kiem/%00"])
def test_an_address_that_cannot_be_read(board, citizen, address):
    response = citizen.get(address)
    assert response.status_code == 400
    assert is_ours(response)


def test_a_host_that_is_not_allowed_is_told_nothing_of_any_board(board, citizen, settings):
    settings.ALLOWED_HOSTS = [board.hostname]
    response = Client(headers={"host": "ke-xau.example"}).get("/")
    assert response.status_code == 400
    assert is_ours(response)
    assert board.board.name not in html.unescape(response.content.decode())


def test_a_form_that_was_open_too_long(board):
    response = Client(headers={"host": board.hostname}, enforce_csrf_checks=True).post("/admin/login/", {})
    assert response.status_code == 403
    assert is_ours(response)
    assert "Chưa có gì được lưu" in response.content.decode()
